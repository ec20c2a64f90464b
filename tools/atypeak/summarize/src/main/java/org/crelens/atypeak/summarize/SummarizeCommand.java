package org.crelens.atypeak.summarize;

import static org.crelens.libs.cli.UsageException.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.MissingPart;
import org.crelens.libs.chart.Warning;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.ThreadsOption;
import org.crelens.libs.cli.Tool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options to {@link SummarizeJob} and {@link CompareCellLinesJob}. */
@Command(
    name = "summarize",
    description =
        "Write what a report shows of one cell line, or of a whole run, into one document.",
    footer = {
      "  summarize --results results/hela --cell-line hela \\",
      "      --output hela.document.json",
      "  summarize --compare hela.document.json k562.document.json \\",
      "      --output run.document.json",
      "",
      "A result that is missing is named in the document, and the rest is shown.",
      "The tool report turns documents into a page."
    })
final class SummarizeCommand extends Tool {
  @Option(
      names = "--results",
      paramLabel = "FOLDER",
      description = "Results of one cell line: <outdir>/<cell_line> of a run.")
  Path results;

  @Option(
      names = "--cell-line",
      paramLabel = "NAME",
      description = "The cell line, as in the names of its peaks.")
  String cellLine;

  @Option(
      names = "--compare",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Instead: documents of the cell lines of a run, to compare in one document.")
  List<Path> compared;

  @Option(
      names = "--pair",
      paramLabel = "A,B",
      description =
          "Compare the scores of TR A in regions with and without TR B. May be given several times"
              + " (default: the pairs of the paper, or those with the highest and lowest correlation).")
  List<String> pairs = List.of();

  @Mixin ThreadsOption threads;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The document, JSON.")
  Path output;

  @Override
  protected void run(Reporter report) throws IOException {
    require(
        (compared == null) == (results != null) && (results == null) == (cellLine == null),
        "give either --results FOLDER and --cell-line NAME, or --compare FILE…");
    require(compared == null || pairs.isEmpty(), "--pair goes with --results, not with --compare");
    if (compared != null) {
      checkInputs(compared);
      new CompareCellLinesJob(compared).run(output);
      return;
    }
    Document document =
        new SummarizeJob(results, cellLine, pairs, threads.count()).run(output, report);
    for (MissingPart missing : document.missing())
      report.info("without %s: %s", missing.part(), missing.reason());
    for (Warning warning : document.warnings())
      report.detail("%s: %s %s", warning.level(), warning.text(), warning.remedy());
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new SummarizeCommand(), args));
  }
}
