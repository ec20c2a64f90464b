package org.crelens.common.report;

import static org.crelens.libs.cli.UsageException.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Options to {@link ReportJob}. */
@Command(
    name = "report",
    description =
        "Write one page for a whole run, its figures as SVG, and tracks for genome browsers.",
    footer = {
      "  report --document hela.document.json --document k562.document.json \\",
      "      --output report.html",
      "  report --results results --output results/report.html \\",
      "      --output-figures results/figures",
      "",
      "Documents are written by the last tool of a method, one per item and perhaps one about the run."
    })
final class ReportCommand extends Tool {
  @Option(
      names = "--document",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Documents to show: one per item, and at most one about the run.")
  List<Path> documents;

  @Option(
      names = "--results",
      paramLabel = "FOLDER",
      description =
          "Folder of a run's results, instead of --document. It holds <item>/<item>.document.json, or intermediate/<item>/… does.")
  Path results;

  @Option(
      names = "--item",
      paramLabel = "NAME",
      description =
          "Item with a chapter on the page; may be repeated (default: all, as far as they fit into"
              + " 15 MB).")
  List<String> items = List.of();

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
      description = "Title of the page and the hub (default: ${DEFAULT-VALUE}).")
  String title;

  @Option(names = "--output", required = true, paramLabel = "FILE", description = "The page, HTML.")
  Path output;

  @Option(
      names = "--output-figures",
      paramLabel = "FOLDER",
      description = "Each figure as <item>/<figure>.svg; the folder is created if missing.")
  Path figures;

  @Option(
      names = "--output-multiqc",
      paramLabel = "FOLDER",
      description = "Custom content for MultiQC; the folder is created if missing.")
  Path multiqc;

  @Option(
      names = "--output-hub",
      paramLabel = "FILE",
      description = "Hub for the UCSC browser; keep it in the folder of results.")
  Path hub;

  @Option(
      names = "--output-igv",
      paramLabel = "FILE",
      description = "Session of IGV; keep it in the folder of results.")
  Path igv;

  @Option(
      names = "--genome",
      paramLabel = "NAME",
      defaultValue = "hg38",
      description = "Assembly of the tracks, as browsers call it (default: ${DEFAULT-VALUE}).")
  String genome;

  @Option(
      names = "--hub-email",
      paramLabel = "ADDRESS",
      defaultValue = "nobody@example.org",
      description = "Contact address shown in the hub (default: ${DEFAULT-VALUE}).")
  String email;

  @Override
  protected void run(Reporter report) throws IOException {
    require(
        (documents == null) != (results == null),
        "give either --document FILE… or --results FOLDER");
    checkOptions();
    List<Path> inputs = new ArrayList<>();
    inputs.add(runInfo);
    inputs.add(versions);
    if (documents != null) inputs.addAll(documents);
    checkInputs(inputs);
    RunDocuments all = documents != null ? RunDocuments.of(documents) : RunDocuments.in(results);
    new ReportJob(
            title, output, figures, multiqc, hub, igv, genome, email, new LinkedHashSet<>(items))
        .run(all, RunSettings.of(runInfo, versions), report);
    report.info("%s of %s", output.getFileName(), all.noun().count(all.items().size()));
  }

  private void checkOptions() {
    require(
        genome.matches("[A-Za-z0-9._-]+"),
        "--genome '" + genome + "' is no name of an assembly, such as hg38");
    require(!title.isBlank(), "--title is blank");
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new ReportCommand(), args));
  }
}
