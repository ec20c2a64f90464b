package org.crelens.atypeak.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.crelens.atypeak.data.SimulatedPeaks.Kind;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Options to {@link SimulateJob}. */
@Command(
    name = "simulate",
    description = "Simulate regions and peaks for which the truth is known.",
    footer = {
      "  simulate --regions-count 30000 --groups halves --seed 1234 \\",
      "      --output-regions sim.regions.bed.gz --output-peaks sim.peaks.bed.gz \\",
      "      --output-truth sim.truth.tsv.gz",
      "",
      "Each region gets a stack of peaks of one correlation group around a common",
      "centre, in reliable datasets only; a quarter of them is dropped. Then come random",
      "noise and, with some probability, a watermark over the whole region."
    })
final class SimulateCommand extends Tool {
  @Option(
      names = "--regions-count",
      paramLabel = "N",
      defaultValue = "30000",
      description = "Number of regions (default: ${DEFAULT-VALUE}).")
  int regions;

  @Option(
      names = "--length",
      paramLabel = "BASES",
      defaultValue = "3200",
      description = "Length of a region (default: ${DEFAULT-VALUE}).")
  int length;

  @Option(
      names = "--datasets",
      paramLabel = "D",
      defaultValue = "8",
      description = "Number of datasets, 2 or more (default: ${DEFAULT-VALUE}).")
  int datasets;

  @Option(
      names = "--trs",
      paramLabel = "T",
      defaultValue = "8",
      description = "Number of transcriptional regulators, 2 or more (default: ${DEFAULT-VALUE}).")
  int trs;

  @Option(
      names = "--empty-trs",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Number of further TRs without peaks, named in --output-axes only (default: ${DEFAULT-VALUE}).")
  int emptyTrs;

  @Option(
      names = "--reliable",
      paramLabel = "N",
      description =
          "Number of datasets that take part in stacks, the last ones (default: half of them).")
  Integer reliable;

  @Option(
      names = "--groups",
      paramLabel = "GROUPS",
      defaultValue = "halves",
      description =
          "Correlation groups of TRs (default: ${DEFAULT-VALUE}): halves; equal:N, all TRs in N"
              + " groups; fours:N, the first N groups of four; overlapping, the first half and all.")
  String groups;

  @Option(
      names = "--odds",
      paramLabel = "SHARE",
      split = ",",
      description =
          "Share of each group; for two groups the first is enough (default: equal shares).")
  List<Double> odds = List.of();

  @Option(
      names = "--watermark",
      paramLabel = "P",
      defaultValue = "0.75",
      description =
          "Probability of the watermark, a peak of the first source (default: ${DEFAULT-VALUE}).")
  double watermark;

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      defaultValue = "paper",
      description =
          "paper or implementation (default: ${DEFAULT-VALUE}). paper stands for --no-replacement"
              + " --shift=-200,200 --extra-noise=1; implementation for --replacement"
              + " --shift=-200,0 --extra-noise=0; each can be given on its own as well.")
  String variant;

  @Option(
      names = "--replacement",
      negatable = true,
      description = "Draw the datasets of a stack with replacement, or each at most once.")
  Boolean replacement;

  @Option(
      names = "--shift",
      paramLabel = "FROM,TO",
      description = "Range of the shift of a peak's centre from its stack's, in bases.")
  String shift;

  @Option(
      names = "--extra-noise",
      paramLabel = "N",
      description = "Noise peaks in each region in addition to the Poisson number.")
  Integer extraNoise;

  @Option(
      names = "--stack-mean",
      paramLabel = "MEAN",
      defaultValue = "1",
      description =
          "Poisson mean of a stack's numbers of datasets, rounds and TRs per round, each plus one"
              + " (default: ${DEFAULT-VALUE}).")
  double stackMean;

  @Option(
      names = "--noise-mean",
      paramLabel = "MEAN",
      defaultValue = "1",
      description = "Poisson mean of the number of noise peaks (default: ${DEFAULT-VALUE}).")
  double noiseMean;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1234",
      description =
          "Random seed; the same seed and options give the same bytes (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--cell-line",
      paramLabel = "NAME",
      defaultValue = "sim",
      description = "Cell line in the peaks' names (default: ${DEFAULT-VALUE}).")
  String cellLine;

  @Option(
      names = "--output-regions",
      required = true,
      paramLabel = "FILE",
      description = "Write regions, BED3; like all outputs, bgzip if the name ends in .gz.")
  Path outputRegions;

  @Option(
      names = "--output-peaks",
      required = true,
      paramLabel = "FILE",
      description = "Write peaks, BED4 with names dataset.tr.cell_line.")
  Path outputPeaks;

  @Option(
      names = "--output-truth",
      paramLabel = "FILE",
      description =
          "Write what each peak is, including those dropped or outside their region, TSV.")
  Path outputTruth;

  @Option(
      names = "--output-axes",
      paramLabel = "FILE",
      description = "Write the names of all datasets and TRs for tensorize --axes, TSV.")
  Path outputAxes;

  @Override
  protected void run(Reporter report) throws IOException {
    SimulateJob job = new SimulateJob(design(), regions, seed, cellLine, emptyTrs);
    UsageException.require(
        emptyTrs == 0 || outputAxes != null,
        "--empty-trs " + emptyTrs + " needs --output-axes: a TR without peaks is in no other file");
    SimulateJob.Result result =
        job.run(new SimulateJob.Files(outputRegions, outputPeaks, outputTruth, outputAxes), report);
    report.info(
        "%,d regions, %,d peaks; drawn: %,d in stacks, %,d dropped, %,d noise, %,d watermarks",
        regions,
        result.called(),
        result.kinds().get(Kind.STACK),
        result.kinds().get(Kind.DROPPED),
        result.kinds().get(Kind.NOISE),
        result.kinds().get(Kind.WATERMARK));
  }

  private Design design() {
    DesignPreset base = variant();
    double[] range = shift == null ? new double[] {base.shiftFrom, base.shiftTo} : range(shift);
    Design.inside("--datasets", datasets, 2, 10_000);
    Design.inside("--trs", trs, 2, 10_000);
    return new Design(
        length,
        datasets,
        trs,
        reliable == null ? Design.lastHalf(datasets) : reliable,
        Groups.of(groups, odds, trs),
        watermark,
        replacement == null ? base.replacement : replacement,
        range[0],
        range[1],
        extraNoise == null ? base.extraNoise : extraNoise,
        stackMean,
        noiseMean);
  }

  private DesignPreset variant() {
    for (DesignPreset v : DesignPreset.values())
      if (v.name().toLowerCase(Locale.ROOT).equals(variant)) return v;
    throw new UsageException("--variant " + variant + " is not one of paper, implementation");
  }

  private static double[] range(String text) {
    String[] ends = text.split(",", -1);
    try {
      if (ends.length == 2)
        return new double[] {Double.parseDouble(ends[0]), Double.parseDouble(ends[1])};
    } catch (NumberFormatException e) {
      throw malformed(text);
    }
    throw malformed(text);
  }

  private static UsageException malformed(String text) {
    return new UsageException(
        "--shift " + text + " is not FROM,TO: two numbers, such as --shift=-200,200");
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new SimulateCommand(), args));
  }
}
