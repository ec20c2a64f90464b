package org.crelens.atypeak.qscore;

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

/** Options to {@link QscoreJob}. */
@Command(
    name = "qscore",
    description = "Measure how well a model knows which sources occur together; lower is better.",
    footer = {
      "  qscore --tensor hela.tensor.bed.gz --model hela.model.zip --output q_score",
      "",
      "Q grows with the sample: compare models on the same windows only."
    })
final class QscoreCommand extends Tool {
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
      description = "Model file of train. Repeat for several seeds.")
  List<Path> models;

  @Option(
      names = "--windows",
      paramLabel = "N|all",
      description = "Judge this many different windows (default: sample batches instead).")
  String windows;

  @Option(
      names = "--sample-batches",
      paramLabel = "N",
      description = "Judge this many batches, drawn as in training (default: 200).")
  Integer batches;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1234",
      description = "Random seed of the sample (default: ${DEFAULT-VALUE}).")
  long seed;

  @Mixin ThreadsOption threads;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description =
          "Folder for the matrix, its parts, all pairs and the total; created if missing.")
  Path output;

  /** What a test may lower. */
  MemoryLimits limits = NativeMemory.limits();

  @Override
  protected void run(Reporter report) throws IOException {
    SampleChoice sample = SampleChoice.parse("--windows", windows, batches);
    QscoreJob job = new QscoreJob(tensor, models, sample, seed, threads.count(), limits);
    List<Path> inputs = new ArrayList<>(models);
    inputs.add(tensor);
    checkInputs(inputs);
    for (QscoreJob.Judged one : job.run(output, report))
      report.info(
          "total Q %.4f on %,d windows (seed %d)",
          one.score().total(), one.score().windows(), one.seed());
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new QscoreCommand(), args));
  }
}
