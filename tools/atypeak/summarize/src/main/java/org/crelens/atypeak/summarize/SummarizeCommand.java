package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.ThreadsOption;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.summary.CellLineSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options to {@link SummarizeJob}. */
@Command(
    name = "summarize",
    description = "Gather what a report says of one cell line from its results.",
    footer = {
      "  summarize --results results/hela --cell-line hela --output hela.summary.json",
      "",
      "A result that is not there is told as missing; the rest is summarised."
    })
final class SummarizeCommand extends Tool {
  @Option(
      names = "--results",
      required = true,
      paramLabel = "FOLDER",
      description = "Results of the cell line: <outdir>/<cell_line> of a run.")
  Path results;

  @Option(
      names = "--cell-line",
      required = true,
      paramLabel = "NAME",
      description = "The cell line, as in the names of its peaks.")
  String cellLine;

  @Option(
      names = "--pair",
      paramLabel = "A,B",
      description =
          "TRs whose peaks to compare: scores of A in regions with and without B; several: several times"
              + " (default: pairs of the paper, or those of the highest and lowest correlation).")
  List<String> pairs = List.of();

  @Mixin ThreadsOption threads;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The summary, JSON.")
  Path output;

  @Override
  protected void run(Reporter report) throws IOException {
    CellLineSummary summary =
        new SummarizeJob(results, cellLine, pairs, threads.count()).run(output, report);
    for (CellLineSummary.Missing missing : summary.missing())
      report.info("without %s: %s", missing.part(), missing.reason());
    for (CellLineSummary.Warning warning : summary.warnings())
      report.detail("%s: %s", warning.level(), warning.text());
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new SummarizeCommand(), args));
  }
}
