package org.crelens.atypeak.score;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crelens.atypeak.data.Shard;
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
    name = "score",
    description = {
      "Score every peak of a tensor file with a trained model.",
      "",
      "A large catalogue can be scored in slices 1/n to n/n, which merge-windows joins; the result is the same for any n."
    },
    footer = {
      "  score --tensor hela.tensor.bed.gz --model hela.model.zip \\",
      "      --output hela.scores.tsv.gz"
    })
final class ScoreCommand extends Tool {
  @Option(
      names = "--tensor",
      required = true,
      paramLabel = "FILE",
      description = "Tensor file of tensorize or crumb.")
  Path tensor;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "Model file of train; its datasets and TRs must be those of the tensor.")
  Path model;

  @Option(
      names = "--shard",
      defaultValue = "1/1",
      converter = ShardConverter.class,
      paramLabel = "i/n",
      description = "Score only slice i of n (default: ${DEFAULT-VALUE}).")
  Shard shard;

  @Option(
      names = "--crumbed",
      description = "Feed crumbed windows, not binary ones; agrees less with the published scores.")
  boolean crumbed;

  @Mixin ThreadsOption threads;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write scores, one row per window and peak.")
  Path output;

  @Option(
      names = "--dense-windows",
      split = ",",
      paramLabel = "ID",
      description = "Numbers of windows to show as the model rebuilds them, or most-peaks:N.")
  List<String> denseWindows = List.of();

  @Option(
      names = "--dense-output",
      paramLabel = "FILE",
      description = "Write those windows as a table: value and rebuilt value of every cell.")
  Path denseOutput;

  /** What a test may lower. */
  MemoryLimits limits = NativeMemory.limits();

  @Override
  protected void run(Reporter report) throws IOException {
    UsageException.require(
        output != null || denseOutput != null, "give --output, --dense-output, or both");
    UsageException.require(
        denseWindows.isEmpty() == (denseOutput == null),
        "--dense-windows and --dense-output go together");
    checkInputs(List.of(tensor, model));
    ScoreJob job = new ScoreJob(tensor, model, shard, crumbed, threads.count(), limits);
    job.run(report, output, DenseChoice.parse(denseWindows), denseOutput);
  }

  public static void main(String[] args) {
    System.exit(Tool.run(new ScoreCommand(), args));
  }
}
