package org.crelens.atypeak.normalize;

import static org.crelens.libs.cli.UsageException.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.atypeak.data.SampleChoice;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.ThreadsOption;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.engine.NativeMemory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options to {@link NormalizeJob}. */
@Command(
    name = "normalize",
    description = "Normalise raw scores so that sources and regulators can be compared.",
    footer = {
      "  normalize --raw hela.raw.bed.gz --tensor hela.tensor.bed.gz \\",
      "      --model hela.model.zip --regions crms.bed.gz \\",
      "      --output-final hela.final.bed.gz --output-scores hela.scores.tsv.gz \\",
      "      --output-regions regions.tsv.gz",
      "",
      "A percentile is the percentage of peaks that score lower, plus half the",
      "percentage of those that score the same, the peak itself included."
    })
final class NormalizeCommand extends Tool {
  @Option(
      names = "--raw",
      required = true,
      paramLabel = "FILE",
      description = "Raw scores: the BED that merge-windows writes, or any BED6.")
  Path raw;

  @Option(names = "--tensor", paramLabel = "FILE", description = "The tensor file that was scored.")
  Path tensor;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Model that scored it. Repeat for several seeds; their mean k is used.")
  List<Path> models = new ArrayList<>();

  @Option(
      names = "--factors",
      paramLabel = "FILE",
      description = "Table of factors k, instead of --tensor and --model.")
  Path factors;

  @Option(
      names = "--sample-windows",
      paramLabel = "N|all",
      description = "Sample this many different windows (default: sample batches instead).")
  String sampleWindows;

  @Option(
      names = "--sample-batches",
      paramLabel = "N",
      description = "Sample this many batches, drawn as in training (default: 200).")
  Integer sampleBatches;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1234",
      description = "Random seed of the sample (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--centre",
      paramLabel = "SCORE",
      defaultValue = "750",
      description =
          "Mean that the scores of every TR are brought to before they are clipped (default: ${DEFAULT-VALUE}).")
  double centre;

  @Option(
      names = "--regions",
      paramLabel = "FILE",
      description = "Regions to sum final scores over, BED3; needs --output-regions.")
  Path regions;

  @Option(
      names = "--as-original",
      description =
          "Do as the first implementation did: k has no lower bound, statistics per TR miss"
              + " some peaks, and scores without spread become 0.")
  boolean asOriginal;

  @Mixin ThreadsOption threads;

  @Option(
      names = "--output-factors",
      paramLabel = "FILE",
      description = "Write the table of factors k, TSV.")
  Path outputFactors;

  @Option(
      names = "--output-corr-group",
      paramLabel = "FILE",
      description = "Write scores times k, BED6; bgzip with a .tbi if the name ends in .gz.")
  Path outputCorrGroup;

  @Option(
      names = "--output-final",
      paramLabel = "FILE",
      description = "Write final scores, 0 to 1000, as BED9; bgzip with a .tbi if it ends in .gz.")
  Path outputFinal;

  @Option(
      names = "--output-scores",
      paramLabel = "FILE",
      description = "Write every peak with unrounded scores, rank and percentiles, TSV.")
  Path outputScores;

  @Option(
      names = "--output-regions",
      paramLabel = "FILE",
      description = "Write final scores summed per region, best region first, TSV.")
  Path outputRegions;

  @Option(
      names = "--output-stats-tr",
      paramLabel = "FILE",
      description = "Write statistics per TR before and after normalisation, TSV.")
  Path outputStatsTr;

  @Option(
      names = "--output-stats-dataset",
      paramLabel = "FILE",
      description = "Write statistics per dataset before and after normalisation, TSV.")
  Path outputStatsDataset;

  /** What a test may lower. */
  MemoryLimits limits = NativeMemory.limits();

  @Override
  protected void run(Reporter report) throws IOException {
    NormalizeJob.Files files =
        new NormalizeJob.Files(
            outputFactors,
            outputCorrGroup,
            outputFinal,
            outputScores,
            outputRegions,
            outputStatsTr,
            outputStatsDataset);
    List<Path> outputs = files.given();
    require(!outputs.isEmpty(), "no output was asked for: give at least one --output-… option");
    require(
        outputs.stream().map(p -> p.toAbsolutePath().normalize()).distinct().count()
            == outputs.size(),
        "two --output-… options name one file");
    require(
        (regions == null) == (outputRegions == null),
        "--regions and --output-regions need each other");
    require(
        centre > 0 && centre <= 1000, "--centre " + centre + " is not above 0 and at most 1000");
    FactorSource source = source();
    List<Path> inputs = new ArrayList<>(models);
    for (Path input : new Path[] {raw, tensor, factors, regions}) inputs.add(input);
    checkInputs(inputs);
    new NormalizeJob(raw, source, centre, regions, asOriginal).run(files, report);
  }

  private FactorSource source() {
    if (factors != null) {
      require(
          tensor == null && models.isEmpty(),
          "--factors takes the place of --tensor and --model: give one or the other");
      require(
          sampleWindows == null && sampleBatches == null,
          "--factors needs no sample: leave out --sample-windows and --sample-batches");
      return new FactorSource.Table(factors);
    }
    require(
        tensor != null && !models.isEmpty(),
        "give --tensor and --model, or --factors in their place");
    SampleChoice sample = SampleChoice.parse("--sample-windows", sampleWindows, sampleBatches);
    return new FactorSource.Models(tensor, models, sample, seed, threads.count(), limits);
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new NormalizeCommand(), args));
  }
}
