package org.crelens.atypeak.tensorize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "tensorize",
    description = {
      "Turn peaks and regions into the tensor file of one cell line.",
      "",
      "Regions are cut into windows, and each peak is clipped to every window that it overlaps. Peaks are named dataset.tr.cell_line. Inputs may be unsorted, and plain, gzip, bgzip or xz."
    },
    footer = {
      "  tensorize --regions crm.bed.gz --peaks remap.bed.gz --cell-line hela \\",
      "      --output hela.tensor.bed.gz"
    })
final class TensorizeCommand extends Tool {
  @Option(
      names = "--regions",
      required = true,
      paramLabel = "FILE",
      description = "Regions to analyse, BED with at least three columns; they must not overlap.")
  Path regions;

  @Option(
      names = "--peaks",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Peaks, BED with at least four columns; several files are read as one.")
  List<Path> peaks;

  @Option(
      names = "--cell-line",
      required = true,
      paramLabel = "NAME",
      description =
          "Cell line: the part of the peaks' names after the second dot, spelled exactly.")
  String cellLine;

  @Option(
      names = "--window",
      defaultValue = "3200",
      paramLabel = "BASES",
      description = "Length of a window (default: ${DEFAULT-VALUE}).")
  int window;

  @Option(
      names = "--squish",
      defaultValue = "10",
      paramLabel = "BASES",
      description = "Bases per bin; must divide the window (default: ${DEFAULT-VALUE}).")
  int squish;

  @Option(
      names = "--sources",
      paramLabel = "FILE",
      description =
          "Keep only these sources: one per line, dataset and TR separated by a tab or a dot, or a dataset or TR alone.")
  Path sources;

  @Option(
      names = "--min-peaks",
      defaultValue = "0",
      paramLabel = "N",
      description = "Drop sources with fewer peaks in regions than this (default: keep all).")
  int minPeaks;

  @Option(
      names = "--top-trs",
      paramLabel = "N",
      description = "Keep only the N TRs with the most peaks in regions (default: keep all).")
  Integer topTrs;

  @Option(
      names = "--axes",
      paramLabel = "FILE",
      description =
          "Take datasets and TRs, in their order, from a model, a tensor file, or a table with the columns axis (dataset or tr) and name. Sources without peaks stay empty.")
  Path axes;

  @Option(
      names = "--allow-few-peaks-in-regions",
      description =
          "Go on if fewer than 5 %% of the cell line's peaks lie in regions. Otherwise this is an error, because peaks and regions may be of different assemblies.")
  boolean allowFew;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "Tensor file to write, with a .tbi beside it; the name must end in .gz.")
  Path output;

  @Option(
      names = "--output-summary",
      paramLabel = "FILE",
      description = "Write a table of the tensor's sizes: windows, peaks, datasets and so on.")
  Path outputSummary;

  @Override
  protected void run(Reporter report) throws IOException {
    UsageException.require(
        window >= 1 && window <= 1_000_000, "--window " + window + " is not between 1 and 1000000");
    UsageException.require(
        squish >= 1 && window % squish == 0,
        "--squish " + squish + " does not divide --window " + window);
    UsageException.require(minPeaks >= 0, "--min-peaks " + minPeaks + " is negative");
    UsageException.require(
        topTrs == null || topTrs >= 1, "--top-trs " + topTrs + " is not 1 or more");
    UsageException.require(
        axes == null || (sources == null && minPeaks == 0 && topTrs == null),
        "--axes fixes the sources; it does not go with --sources, --min-peaks or --top-trs");
    UsageException.require(
        output.getFileName().toString().endsWith(".gz"),
        "--output " + output + " must end in .gz: the tensor file is bgzip with an index");
    UsageException.require(!cellLine.isBlank(), "--cell-line is blank");
    List<Path> inputs = new ArrayList<>(peaks);
    inputs.add(regions);
    inputs.add(sources);
    inputs.add(axes);
    checkInputs(inputs);
    Selection selection = new Selection(sources, minPeaks, topTrs, axes);
    new TensorizeJob(regions, peaks, cellLine, window, squish, selection, allowFew)
        .run(report, output, outputSummary);
  }

  public static void main(String[] args) {
    System.exit(Tool.run(new TensorizeCommand(), args));
  }
}
