package org.crelens.build.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Options to {@link LargeCatalogue}. */
@Command(
    name = "catalogue",
    description = {
      "Write a catalogue as large as asked for, to measure tools on.",
      "",
      "Lengths, names, contigs and crowding are like those of a real catalogue on hg38; what lies where means nothing."
    },
    footer =
        "  benchmark catalogue --peaks 5000000 --output-regions large.regions.bed.gz --output-peaks large.peaks.bed.gz")
final class CatalogueCommand extends Tool {
  @Option(
      names = "--peaks",
      required = true,
      paramLabel = "N",
      description = "Number of peaks, 1 to 50,000,000.")
  int peaks;

  @Option(
      names = "--regions-count",
      defaultValue = "65535",
      paramLabel = "N",
      description = "Number of regions, 1 to 300,000 (default: ${DEFAULT-VALUE}).")
  int regions;

  @Option(
      names = "--datasets",
      defaultValue = "67",
      paramLabel = "N",
      description = "Datasets of a cell line, 1 to 1,000 (default: ${DEFAULT-VALUE}).")
  int datasets;

  @Option(
      names = "--trs",
      defaultValue = "20",
      paramLabel = "N",
      description = "TRs, 1 to 1,000 (default: ${DEFAULT-VALUE}).")
  int trs;

  @Option(
      names = "--cell-lines",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Cell lines that share the peaks, 1 to 6; the first is k562 (default: ${DEFAULT-VALUE}).")
  int cellLines;

  @Option(names = "--shuffled", description = "Peaks in random order, not sorted.")
  boolean shuffled;

  @Option(
      names = "--seed",
      defaultValue = "1234",
      paramLabel = "N",
      description = "Same seed and options, same bytes (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--output-regions",
      required = true,
      paramLabel = "FILE",
      description = "Regions, BED3; bgzip when it ends in .gz.")
  Path outputRegions;

  @Option(
      names = "--output-peaks",
      required = true,
      paramLabel = "FILE",
      description = "Peaks, BED6 with names dataset.tr.cell_line; bgzip when it ends in .gz.")
  Path outputPeaks;

  @Override
  protected void run(Reporter report) throws IOException {
    inside("--peaks", peaks, 50_000_000);
    inside("--regions-count", regions, 300_000);
    inside("--datasets", datasets, 1_000);
    inside("--trs", trs, 1_000);
    inside("--cell-lines", cellLines, LargeCatalogue.CELL_LINES.size());
    new LargeCatalogue(peaks, regions, datasets, trs, cellLines, shuffled, seed)
        .write(outputRegions, outputPeaks);
    report.info("%s: %,d peaks in and around %,d regions", outputPeaks, peaks, regions);
  }

  private static void inside(String option, int value, int most) {
    UsageException.require(
        value >= 1 && value <= most, option + " " + value + " is not between 1 and " + most);
  }
}
