package org.crelens.atypeak.qscore;

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

/** Options to {@link QscoreJob}. */
@Command(
    name = "qscore",
    description = "Judge whether a model knows which sources go together; lower is better.",
    footer = {
      "  qscore --tensor hela.tensor.bed.gz --model hela.model.zip --output q_score",
      "",
      "Q grows with the sample: compare models on the same windows only."
    })
final class QscoreCommand extends Tool {
  private static final int DEFAULT_BATCHES = 200;

  @Option(names = "--tensor", required = true, paramLabel = "FILE", description = "Tensor file.")
  Path tensor;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "Model file of train; several seeds: several times.")
  List<Path> models;

  @Option(
      names = "--windows",
      paramLabel = "N|all",
      description = "Windows to judge, each once (default: sample batches instead).")
  String windows;

  @Option(
      names = "--sample-batches",
      paramLabel = "N",
      description = "Batches to judge, drawn as in training (default: 200).")
  Integer batches;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1234",
      description = "Where chance starts for the sample (default: ${DEFAULT-VALUE}).")
  long seed;

  @Mixin ThreadsOption threads;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder for the matrix, its parts, all pairs and the total; made if need be.")
  Path output;

  /** What a test may lower. */
  MemoryLimits limits = NativeMemory.limits();

  @Override
  protected void run(Reporter report) throws IOException {
    require(
        windows == null || batches == null, "--windows and --sample-batches exclude each other");
    int n = batches == null ? DEFAULT_BATCHES : batches;
    require(n >= 1 && n <= 1_000_000, "--sample-batches " + n + " is not between 1 and 1000000");
    QscoreJob job = new QscoreJob(tensor, models, windows(), n, seed, threads.count(), limits);
    List<Path> inputs = new ArrayList<>(models);
    inputs.add(tensor);
    checkInputs(inputs);
    for (QscoreJob.Judged one : job.run(output, report))
      report.info(
          "total Q %.4f on %,d windows (seed %d)",
          one.score().total(), one.score().windows(), one.seed());
  }

  private int windows() {
    if (windows == null) return 0;
    if (windows.equals("all")) return -1;
    try {
      int n = Integer.parseInt(windows);
      if (n >= 1) return n;
    } catch (NumberFormatException e) {
      throw notWindows();
    }
    throw notWindows();
  }

  private UsageException notWindows() {
    return new UsageException("--windows " + windows + " is neither a number of 1 or more nor all");
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new QscoreCommand(), args));
  }
}
