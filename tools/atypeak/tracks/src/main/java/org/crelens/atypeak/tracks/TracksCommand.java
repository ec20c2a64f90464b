package org.crelens.atypeak.tracks;

import static org.crelens.libs.cli.UsageException.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.ThreadsOption;
import org.crelens.libs.cli.Tool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options to {@link TracksJob}. */
@Command(
    name = "tracks",
    description = "Write final scores as bigBed and bigWig for genome browsers.",
    footer = {
      "  tracks --final-bed hela.final.bed.gz --scores hela.scores.tsv.gz --regions regions.tsv.gz \\",
      "    --chrom-sizes hg38.chrom.sizes --output-bigbed hela.final.bb --output-bigwig hela.mean_score.bw"
    })
final class TracksCommand extends Tool {
  @Option(
      names = "--final-bed",
      required = true,
      paramLabel = "FILE",
      description = "BED of final scores that normalize wrote.")
  Path finalBed;

  @Option(
      names = "--scores",
      required = true,
      paramLabel = "FILE",
      description = "Table of scores from the same run of normalize.")
  Path scores;

  @Option(
      names = "--regions",
      paramLabel = "FILE",
      description =
          "Regions, as BED or as the table of normalize. Each peak gets the region with which it shares most bases.")
  Path regions;

  @Option(
      names = "--phantoms",
      paramLabel = "FILE",
      description = "Phantoms that interpret wrote; needs --output-phantoms.")
  Path phantoms;

  @Option(
      names = "--chrom-sizes",
      paramLabel = "FILE",
      description =
          "Contigs and their sizes, or a FASTA index (default: each contig ends with its last peak).")
  Path chromSizes;

  @Mixin ThreadsOption threads;

  @Option(
      names = "--output-bigbed",
      required = true,
      paramLabel = "FILE",
      description = "Write peaks with their final scores, searchable by name.")
  Path bigBed;

  @Option(
      names = "--output-bigwig",
      paramLabel = "FILE",
      description = "Write the mean final score of the peaks at each base.")
  Path bigWig;

  @Option(
      names = "--output-phantoms",
      paramLabel = "FILE",
      description = "Write phantoms, searchable by name.")
  Path phantomsBigBed;

  @Override
  protected void run(Reporter report) throws IOException {
    require(
        (phantoms == null) == (phantomsBigBed == null),
        "--phantoms and --output-phantoms go together: name both or neither");
    int workers = threads.count();
    checkInputs(Arrays.asList(finalBed, scores, regions, phantoms, chromSizes));
    long peaks =
        new TracksJob(finalBed, scores, regions, phantoms, chromSizes, workers)
            .run(bigBed, bigWig, phantomsBigBed, report);
    report.info("%,d peaks", peaks);
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new TracksCommand(), args));
  }
}
