package org.crelens.atypeak.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crelens.atypeak.data.SourceWeights;
import org.crelens.atypeak.model.TrainingOptions;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.ThreadsOption;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.engine.NativeMemory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "train",
    description = {
      "Train the atyPeak network on a tensor file.",
      "",
      "Windows get the crumbs that the tensor file asks for (see crumb). The same input, options and seed give the same model for any number of threads."
    },
    footer = {
      "  train --tensor hela.crumbed.tensor.bed.gz --seed 1234 \\",
      "      --output hela.model.zip --loss loss.tsv"
    })
final class TrainCommand extends Tool {
  enum DrawOption {
    ALL,
    WITH_PEAKS
  }

  @Option(
      names = "--tensor",
      required = true,
      paramLabel = "FILE",
      description = "Tensor file of tensorize or crumb.")
  Path tensor;

  @Option(
      names = "--filters",
      defaultValue = "32",
      paramLabel = "N",
      description = "Filters of each convolution (default: ${DEFAULT-VALUE}).")
  int filters;

  @Option(
      names = "--deep-dim",
      defaultValue = "256",
      paramLabel = "N",
      description = "Units of each dense layer (default: ${DEFAULT-VALUE}).")
  int deepDim;

  @Option(
      names = "--kernel",
      defaultValue = "20",
      paramLabel = "BINS",
      description =
          "Length of the first filters; a multiple of 4, and four times it must divide the bins of a window (default: ${DEFAULT-VALUE}).")
  int kernel;

  @Option(
      names = "--learning-rate",
      defaultValue = "1e-4",
      paramLabel = "RATE",
      description = "Learning rate of Adam (default: ${DEFAULT-VALUE}).")
  double learningRate;

  @Option(
      names = "--batch-size",
      defaultValue = "48",
      paramLabel = "N",
      description = "Windows drawn per batch (default: ${DEFAULT-VALUE}).")
  int batchSize;

  @Option(
      names = "--batches-per-epoch",
      defaultValue = "48",
      paramLabel = "N",
      description = "Batches per epoch (default: ${DEFAULT-VALUE}).")
  int batchesPerEpoch;

  @Option(
      names = "--epochs",
      defaultValue = "64",
      paramLabel = "N",
      description = "Largest number of epochs (default: ${DEFAULT-VALUE}).")
  int epochs;

  @Option(
      names = "--patience",
      defaultValue = "5",
      paramLabel = "N",
      description =
          "Stop after this many epochs without improvement, and restore the weights of the last epoch that improved (default: ${DEFAULT-VALUE}).")
  int patience;

  @Option(
      names = "--min-delta",
      defaultValue = "2.5e-4",
      paramLabel = "LOSS",
      description =
          "Smallest fall of the loss that counts as improvement (default: ${DEFAULT-VALUE}).")
  double minDelta;

  @Option(
      names = "--loss-floor",
      defaultValue = "0",
      paramLabel = "LOSS",
      description = "Also stop at the second epoch with a loss below this (default: never).")
  double lossFloor;

  @Option(
      names = "--draw",
      defaultValue = "all",
      converter = DrawConverter.class,
      paramLabel = "all|with-peaks",
      description =
          "Draw from all windows and drop the empty ones, as the published settings expect, or draw only windows with peaks (default: ${DEFAULT-VALUE}).")
  DrawOption draw;

  @Option(
      names = "--dataset-weights",
      paramLabel = "NAME=W,…",
      description = "Weights of datasets in the loss (default: 1 for each).")
  String datasetWeights;

  @Option(
      names = "--tr-weights",
      paramLabel = "NAME=W,…",
      description =
          "Weights of TRs in the loss, multiplied with those of datasets (default: 1 for each).")
  String trWeights;

  @Option(
      names = "--source-weights",
      paramLabel = "FILE",
      description = "Weights of sources in the loss: a table with the columns dataset, tf, weight.")
  Path sourceWeights;

  @Option(
      names = "--seed",
      defaultValue = "1234",
      paramLabel = "N",
      description = "Random seed of weights, draws and dropout (default: ${DEFAULT-VALUE}).")
  long seed;

  @Mixin ThreadsOption threads;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "Model file to write, a .zip.")
  Path output;

  @Option(
      names = "--loss",
      paramLabel = "FILE",
      description = "Write the loss of each epoch as a table.")
  Path loss;

  /** What a test may lower. */
  MemoryLimits limits = NativeMemory.limits();

  @Override
  protected void run(Reporter report) throws IOException {
    between("--filters", filters, 1, 4096);
    between("--deep-dim", deepDim, 1, 65_536);
    between("--kernel", kernel, 4, 1024);
    between("--batch-size", batchSize, 1, 4096);
    between("--batches-per-epoch", batchesPerEpoch, 1, 1_000_000);
    between("--epochs", epochs, 1, 1_000_000);
    between("--patience", patience, 1, 1_000_000);
    UsageException.require(
        learningRate > 0 && learningRate <= 1,
        "--learning-rate " + learningRate + " is not above 0 and at most 1");
    UsageException.require(
        minDelta >= 0 && Double.isFinite(minDelta), "--min-delta " + minDelta + " is negative");
    UsageException.require(
        lossFloor >= 0 && Double.isFinite(lossFloor), "--loss-floor " + lossFloor + " is negative");
    List<Path> inputs = new ArrayList<>(List.of(tensor));
    inputs.add(sourceWeights);
    checkInputs(inputs);
    TrainingOptions options =
        new TrainingOptions(
            filters,
            deepDim,
            kernel,
            learningRate,
            batchSize,
            batchesPerEpoch,
            epochs,
            patience,
            minDelta,
            lossFloor,
            draw == DrawOption.ALL,
            weights("--dataset-weights", datasetWeights),
            weights("--tr-weights", trWeights),
            sourceWeights == null ? Map.of() : SourceWeights.read(sourceWeights),
            seed);
    new TrainJob(tensor, options, threads.count(), limits).run(report, output, loss);
  }

  private static void between(String option, long value, long least, long most) {
    UsageException.require(
        value >= least && value <= most,
        option + " " + value + " is not between " + least + " and " + most);
  }

  private static Map<String, Double> weights(String option, String text) {
    Map<String, Double> weights = new LinkedHashMap<>();
    if (text == null || text.isBlank()) return weights;
    for (String part : text.split(",")) {
      int eq = part.lastIndexOf('=');
      double weight = Double.NaN;
      try {
        if (eq > 0) weight = Double.parseDouble(part.substring(eq + 1));
      } catch (NumberFormatException e) {
        weight = Double.NaN;
      }
      UsageException.require(
          weight >= 0 && Double.isFinite(weight),
          option + " '" + part + "' is not NAME=WEIGHT with a weight of 0 or more");
      UsageException.require(
          weights.put(part.substring(0, eq).trim(), weight) == null,
          option + " names '" + part.substring(0, eq).trim() + "' twice");
    }
    return weights;
  }

  public static void main(String[] args) {
    System.exit(Tool.run(new TrainCommand(), args));
  }

  /** Reads {@code all} and {@code with-peaks}. */
  static final class DrawConverter implements picocli.CommandLine.ITypeConverter<DrawOption> {
    @Override
    public DrawOption convert(String text) {
      return switch (text) {
        case "all" -> DrawOption.ALL;
        case "with-peaks" -> DrawOption.WITH_PEAKS;
        default ->
            throw new picocli.CommandLine.TypeConversionException(
                "expected all or with-peaks, not '" + text + "'");
      };
    }
  }
}
