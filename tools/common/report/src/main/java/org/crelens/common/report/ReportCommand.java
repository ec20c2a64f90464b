package org.crelens.common.report;

import static org.crelens.libs.cli.UsageException.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.crelens.libs.chart.Text;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Options to {@link ReportJob}. */
@Command(
    name = "report",
    description = "One page for all cell lines of a run, its figures, and tracks for browsers.",
    footer = {
      "  report --summary hela.summary.json --summary k562.summary.json --output report.html",
      "  report --results results --output results/report.html --output-figures results/figures",
      "",
      "Summaries are made by summarize, one per cell line."
    })
final class ReportCommand extends Tool {
  @Option(
      names = "--summary",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Summaries of summarize, one per cell line.")
  List<Path> summaries;

  @Option(
      names = "--results",
      paramLabel = "FOLDER",
      description =
          "Instead: results of a run, with <cell_line>/<cell_line>.summary.json, there or in intermediate/.")
  Path results;

  @Option(
      names = "--cell-line",
      paramLabel = "NAME",
      description =
          "Cell line with details on the page; several: several times (default: all, as far as they fit"
              + " into 15 MB).")
  List<String> cellLines = List.of();

  @Option(
      names = "--run-info",
      paramLabel = "FILE",
      description = "Parameters of the run to show: pipeline_info/params.json.")
  Path runInfo;

  @Option(
      names = "--versions",
      paramLabel = "FILE",
      description = "Versions of the tools to show: pipeline_info/versions.yml.")
  Path versions;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      defaultValue = "crelens report",
      description = "Title of page and hub (default: ${DEFAULT-VALUE}).")
  String title;

  @Option(names = "--output", required = true, paramLabel = "FILE", description = "The page, HTML.")
  Path output;

  @Option(
      names = "--output-figures",
      paramLabel = "FOLDER",
      description = "Each figure as <cell_line>/<figure>.svg; made if need be.")
  Path figures;

  @Option(
      names = "--output-multiqc",
      paramLabel = "FOLDER",
      description = "Custom content for MultiQC; made if need be.")
  Path multiqc;

  @Option(
      names = "--output-hub",
      paramLabel = "FILE",
      description = "Hub for the UCSC browser; to lie beside the folders of the cell lines.")
  Path hub;

  @Option(
      names = "--output-igv",
      paramLabel = "FILE",
      description = "Session of IGV; to lie beside the folders of the cell lines.")
  Path igv;

  @Option(
      names = "--genome",
      paramLabel = "NAME",
      defaultValue = "hg38",
      description = "Assembly of the peaks, as browsers call it (default: ${DEFAULT-VALUE}).")
  String genome;

  @Option(
      names = "--hub-email",
      paramLabel = "ADDRESS",
      defaultValue = "nobody@example.org",
      description = "Whom users of the hub may write to (default: ${DEFAULT-VALUE}).")
  String email;

  @Override
  protected void run(Reporter report) throws IOException {
    require(
        (summaries == null) != (results == null),
        "give either --summary FILE… or --results FOLDER");
    require(
        genome.matches("[A-Za-z0-9._-]+"),
        "--genome '" + genome + "' is no name of an assembly, such as hg38");
    require(!title.isBlank(), "--title is blank");
    List<Path> inputs = new ArrayList<>();
    inputs.add(runInfo);
    inputs.add(versions);
    if (summaries != null) inputs.addAll(summaries);
    checkInputs(inputs);
    Inputs all = summaries != null ? Inputs.of(summaries) : Inputs.in(results);
    new ReportJob(
            title,
            output,
            figures,
            multiqc,
            hub,
            igv,
            genome,
            email,
            new LinkedHashSet<>(cellLines))
        .run(all, RunInfo.of(runInfo, versions), report);
    report.info("%s of %s", output.getFileName(), Text.count(all.summaries().size(), "cell line"));
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new ReportCommand(), args));
  }
}
