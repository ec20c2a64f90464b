package org.crelens.atypeak.normalize;

import static org.crelens.libs.cli.UsageException.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.ThreadsOption;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.engine.NativeMemory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options to {@link NormalizeJob}. */
@Command(
    name = "normalize",
    description = "Normalise raw scores, so that they compare across sources and regulators.",
    footer = {
      "  normalize --raw hela.raw.bed.gz --tensor hela.tensor.bed.gz --model hela.model.zip \\",
      "      --regions crms.bed.gz --output-final hela.final.bed.gz \\",
      "      --output-scores hela.scores.tsv.gz --output-regions regions.tsv.gz",
      "",
      "A percentile is the percentage of peaks that score lower, plus half of the",
      "percentage that score the same, the peak itself included."
    })
final class NormalizeCommand extends Tool {
  private static final int DEFAULT_BATCHES = 200;

  @Option(
      names = "--raw",
      required = true,
      paramLabel = "FILE",
      description = "Raw BED of merge-windows, or BED6 of any origin.")
  Path raw;

  @Option(names = "--tensor", paramLabel = "FILE", description = "Tensor file that was scored.")
  Path tensor;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Model that scored it; several seeds: several times, k is their mean.")
  List<Path> models = new ArrayList<>();

  @Option(
      names = "--factors",
      paramLabel = "FILE",
      description = "A k table, in place of tensor and model.")
  Path factors;

  @Option(
      names = "--sample-windows",
      paramLabel = "N|all",
      description = "Windows to sample, each once (default: sample batches instead).")
  String sampleWindows;

  @Option(
      names = "--sample-batches",
      paramLabel = "N",
      description = "Batches to sample, drawn as in training (default: 200).")
  Integer sampleBatches;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1234",
      description = "Where chance starts for the sample (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--centre",
      paramLabel = "SCORE",
      defaultValue = "750",
      description = "Mean of the final scores of each TR (default: ${DEFAULT-VALUE}).")
  double centre;

  @Option(
      names = "--regions",
      paramLabel = "FILE",
      description = "Regions for --output-regions, BED3.")
  Path regions;

  @Option(
      names = "--as-original",
      description =
          "As the first implementation: k without a lower bound, or as it stands in --factors;"
              + " statistics per TR that lose peaks; 0 where scores have no spread.")
  boolean asOriginal;

  @Mixin ThreadsOption threads;

  @Option(names = "--output-factors", paramLabel = "FILE", description = "k table, TSV.")
  Path outputFactors;

  @Option(
      names = "--output-corr-group",
      paramLabel = "FILE",
      description = "BED6 of scores times k; bgzip with .tbi when it ends in .gz.")
  Path outputCorrGroup;

  @Option(
      names = "--output-final",
      paramLabel = "FILE",
      description = "BED9 of final scores, 0 to 1000; bgzip with .tbi when it ends in .gz.")
  Path outputFinal;

  @Option(
      names = "--output-scores",
      paramLabel = "FILE",
      description = "Every peak with unrounded scores, rank and percentiles, TSV.")
  Path outputScores;

  @Option(
      names = "--output-regions",
      paramLabel = "FILE",
      description = "Final scores summed per region, best region first, TSV.")
  Path outputRegions;

  @Option(
      names = "--output-stats-tr",
      paramLabel = "FILE",
      description = "Statistics per TR before and after, TSV.")
  Path outputStatsTr;

  @Option(
      names = "--output-stats-dataset",
      paramLabel = "FILE",
      description = "Statistics per dataset before and after, TSV.")
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
    require(
        sampleWindows == null || sampleBatches == null,
        "--sample-windows and --sample-batches exclude each other");
    int batches = sampleBatches == null ? DEFAULT_BATCHES : sampleBatches;
    require(
        batches >= 1 && batches <= 1_000_000,
        "--sample-batches " + batches + " is not between 1 and 1000000");
    return new FactorSource.Models(
        tensor, models, windows(), batches, seed, threads.count(), limits);
  }

  private int windows() {
    if (sampleWindows == null) return 0;
    if (sampleWindows.equals("all")) return -1;
    try {
      int n = Integer.parseInt(sampleWindows);
      if (n >= 1) return n;
    } catch (NumberFormatException e) {
      throw notWindows();
    }
    throw notWindows();
  }

  private UsageException notWindows() {
    return new UsageException(
        "--sample-windows " + sampleWindows + " is neither a number of 1 or more nor all");
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new NormalizeCommand(), args));
  }
}
