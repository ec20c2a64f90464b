package org.crelens.atypeak.tracks;

import static org.crelens.libs.cli.UsageException.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
      "  tracks --final-bed hela.final.bed.gz --scores hela.scores.tsv.gz \\",
      "      --regions regions.tsv.gz --genome hg38 \\",
      "      --output-bigbed hela.final.bb --output-bigwig hela.mean_score.bw",
      "  tracks --contigs-of hela.final.bed.gz k562.final.bed.gz \\",
      "      --output-chrom-sizes run.sizes",
      "",
      "The second form makes no tracks. It writes the lengths of contigs, for --chrom-sizes of all"
          + " of them."
    })
final class TracksCommand extends Tool {
  @Option(
      names = "--final-bed",
      paramLabel = "FILE",
      description = "BED of final scores that normalize wrote.")
  Path finalBed;

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      description = "Table of scores from the same run of normalize.")
  Path scores;

  @Option(
      names = "--regions",
      paramLabel = "FILE",
      description =
          "Regions, as BED or as the table of normalize. Each peak gets the region with which it"
              + " shares most bases.")
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
          "Contigs and their sizes, or a FASTA index (default: as --genome says; else each contig"
              + " ends with its last peak).")
  Path chromSizes;

  @Option(
      names = "--genome",
      paramLabel = "NAME",
      description =
          "Assembly of the peaks; chromosomes get its lengths. Known are hg19, hg38, hs1"
              + " (T2T-CHM13), mm10, mm39.")
  String genome;

  @Option(
      names = "--contigs-of",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Instead: final BEDs and phantoms of a run, whose contigs are to have the same length in"
              + " all tracks.")
  List<Path> contigsOf;

  @Option(
      names = "--output-chrom-sizes",
      paramLabel = "FILE",
      description = "Write the contigs of --contigs-of and their lengths.")
  Path sizesOutput;

  @Mixin ThreadsOption threads;

  @Option(
      names = "--output-bigbed",
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
        (contigsOf == null) == (sizesOutput == null)
            && (contigsOf == null
                ? finalBed != null && scores != null && bigBed != null
                : Stream.of(finalBed, scores, regions, phantoms, bigBed, bigWig, phantomsBigBed)
                    .allMatch(Objects::isNull)),
        "give either --final-bed, --scores and --output-bigbed, or --contigs-of and"
            + " --output-chrom-sizes");
    require(
        genome == null || chromSizes == null,
        "--genome and --chrom-sizes both say how long contigs are: name one of them");
    if (contigsOf != null) {
      checkInputs(contigsOf);
      int contigs =
          new ContigsJob(contigsOf, ContigLengths.of(chromSizes, genome, report)).run(sizesOutput);
      report.info("%s", contigs == 1 ? "1 contig" : contigs + " contigs");
      return;
    }
    require(
        (phantoms == null) == (phantomsBigBed == null),
        "--phantoms and --output-phantoms go together: name both or neither");
    int workers = threads.count();
    checkInputs(Arrays.asList(finalBed, scores, regions, phantoms, chromSizes));
    long peaks =
        new TracksJob(
                finalBed,
                scores,
                regions,
                phantoms,
                ContigLengths.of(chromSizes, genome, report),
                workers)
            .run(bigBed, bigWig, phantomsBigBed, report);
    report.info("%,d peaks", peaks);
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new TracksCommand(), args));
  }
}
