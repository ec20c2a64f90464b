package org.crelens.atypeak.resources;

import static org.crelens.libs.cli.UsageException.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.atypeak.data.Sample;
import org.crelens.atypeak.data.SampleChoice;
import org.crelens.atypeak.data.TensorSummary;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Options to {@link ResourcesJob}. */
@Command(
    name = "resources",
    description = {
      "Say what the steps behind tensorize need: cores, memory, time, and the number of scoring tasks.",
      "",
      "Sizes of the network come from --filters, --deep-dim and --batch-size, or from trained models. Seconds"
          + " are an estimate for one task; a machine may be several times faster or slower."
    },
    footer = {
      "  resources --summary hela.tensor.tsv --filters 32 --deep-dim 256 \\",
      "      --batch-size 48 --seeds 3 --cpus 4 --output hela.resources.tsv",
      "",
      "The table has a row per step: step, cpus, memory_mb, seconds, shards."
    })
final class ResourcesCommand extends Tool {
  @Option(
      names = "--summary",
      required = true,
      paramLabel = "FILE",
      description = "Table of sizes that tensorize --output-summary wrote.")
  Path summary;

  @Option(names = "--filters", paramLabel = "N", description = "Filters of each convolution.")
  Integer filters;

  @Option(names = "--deep-dim", paramLabel = "N", description = "Units of each dense layer.")
  Integer deepDim;

  @Option(names = "--batch-size", paramLabel = "N", description = "Draws per training batch.")
  Integer batchSize;

  @Option(
      names = "--model",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Trained models, in place of the three options above; only their descriptions are read.")
  List<Path> models = new ArrayList<>();

  @Option(
      names = "--seeds",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Models that will be trained (default: ${DEFAULT-VALUE}); with --model their number counts instead.")
  int seeds;

  @Option(
      names = "--cpus",
      required = true,
      paramLabel = "N",
      description = "Cores of a task that runs the network; memory grows with them.")
  int cpus;

  @Option(
      names = "--sample-windows",
      paramLabel = "N|all",
      description = "Windows that normalize and qscore sample (default: sample batches instead).")
  String sampleWindows;

  @Option(
      names = "--sample-batches",
      paramLabel = "N",
      description =
          "Batches that normalize and qscore sample, of "
              + Sample.BATCH
              + " draws (default: "
              + SampleChoice.DEFAULT_BATCHES
              + ").")
  Integer sampleBatches;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "Tasks for the scores of a model (default: about 25 minutes each on 4 cores).")
  Integer shards;

  @Option(
      names = "--epochs",
      defaultValue = "20",
      paramLabel = "N",
      description =
          "Epochs that the time of training is counted for (default: ${DEFAULT-VALUE}, where it often stops).")
  int epochs;

  @Option(
      names = "--batches-per-epoch",
      defaultValue = "48",
      paramLabel = "N",
      description = "Batches per epoch (default: ${DEFAULT-VALUE}).")
  int batchesPerEpoch;

  @Option(
      names = "--judge",
      defaultValue = "1",
      paramLabel = "N",
      description = "Models that judge compares (default: ${DEFAULT-VALUE}).")
  int judged;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "Table of needs, TSV.")
  Path output;

  @Override
  protected void run(Reporter report) throws IOException {
    between("--cpus", cpus, 1, 1024);
    between("--seeds", seeds, 1, 10_000);
    between("--epochs", epochs, 1, 1_000_000);
    between("--batches-per-epoch", batchesPerEpoch, 1, 1_000_000);
    between("--judge", judged, 1, 10_000);
    if (shards != null) between("--shards", shards, 1, 10_000);
    boolean sizes = filters != null && deepDim != null && batchSize != null;
    boolean noSizes = filters == null && deepDim == null && batchSize == null;
    require(
        models.isEmpty() ? sizes : noSizes,
        "give --filters, --deep-dim and --batch-size, or --model in their place");
    if (sizes) between("--batch-size", batchSize, 1, 100_000);
    SampleChoice sample = SampleChoice.parse("--sample-windows", sampleWindows, sampleBatches);
    checkInputs(List.of(summary));
    checkInputs(models);

    TensorSummary read = TensorSummary.read(summary);
    Networks networks =
        sizes
            ? Networks.planned(read, filters, deepDim, batchSize, seeds)
            : Networks.given(read, models);
    long batches = (long) epochs * batchesPerEpoch;
    long windows = sample.size(read.windowsWithPeaks());
    new ResourcesJob(read, networks, cpus, windows, shards, batches, judged).table().write(output);
  }

  private static void between(String option, int value, int least, int most) {
    require(
        value >= least && value <= most,
        option + " " + value + " is not between " + least + " and " + most);
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new ResourcesCommand(), args));
  }
}
