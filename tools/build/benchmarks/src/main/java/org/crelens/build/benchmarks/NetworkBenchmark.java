package org.crelens.build.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Draw;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.atypeak.model.Model;
import org.crelens.atypeak.model.Rebuilder;
import org.crelens.atypeak.model.Training;
import org.crelens.atypeak.model.TrainingOptions;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.ThreadsOption;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Median seconds of a training step and of scoring a batch, 48 windows each, printed as the PyTorch
 * peer prints them so that both can be run in turn.
 */
@Command(
    name = "network",
    description =
        "Seconds per batch of the network: noise of the peer's density, or real windows of a tensor file.",
    footer = "  benchmark network --size hela")
final class NetworkBenchmark extends Tool {
  private static final int BATCH = 48;

  enum Size {
    HELA(9, 13, 32, 256),
    K562(67, 20, 128, 2048);

    private final int d;
    private final int t;
    private final int f;
    private final int h;

    Size(int d, int t, int f, int h) {
      this.d = d;
      this.t = t;
      this.f = f;
      this.h = h;
    }
  }

  enum What {
    TRAIN,
    INFER
  }

  @Option(
      names = "--size",
      defaultValue = "hela",
      description = "Network size of the paper: ${COMPLETION-CANDIDATES} (default: hela).")
  Size size;

  @Option(names = "--batches", defaultValue = "15", description = "Batches timed (default: 15).")
  int batches;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "Batches before, not timed (default: 10).")
  int warmUp;

  @Option(
      names = "--tensor",
      paramLabel = "FILE",
      description =
          "Time real batches of this tensor file, crumbed as it says: drawn as in training, and 48 binary windows for scoring.")
  Path tensor;

  @Option(
      names = "--export",
      paramLabel = "FOLDER",
      description =
          "Also write the batches (float32, window × bin × dataset × TR; train.f32, infer.f32), for a peer to read.")
  Path export;

  @Option(
      names = "--only",
      paramLabel = "WHAT",
      description = "train or infer: time one of them, not both.")
  What only;

  @Mixin ThreadsOption threads;

  @Spec CommandSpec command;

  private final SplittableRandom random = new SplittableRandom(1);

  @Override
  protected void run(Reporter report) throws IOException {
    PrintWriter out = command.commandLine().getOut();
    UsageException.require(
        warmUp >= 0 && warmUp <= 10_000, "--warm-up " + warmUp + " is not between 0 and 10000");
    UsageException.require(
        batches >= 1 && batches <= 10_000, "--batches " + batches + " is not between 1 and 10000");
    if (tensor != null) checkInputs(List.of(tensor));
    Tensor real = tensor == null ? null : Tensor.read(tensor);
    TensorHeader header = real == null ? noiseHeader() : real.header();
    TrainingOptions options =
        new TrainingOptions(
            size.f, size.h, 20, 1e-4, BATCH, 48, 64, 5, 2.5e-4, 0, true, Map.of(), Map.of(),
            Map.of(), 1234);
    try (Training training = new Training(header, options, threads.count())) {
      out.println("parameters " + training.shape().parameterCount());
      time(out, report, real, training);
    }
  }

  private void time(PrintWriter out, Reporter report, Tensor real, Training training)
      throws IOException {
    int[] drawn = real == null ? new int[BATCH] : new Draw.AllWindows().batch(real, BATCH, random);
    fill(real, real == null ? null : real.header().crumb(), drawn, training.batch());
    if (export != null) write("train.f32", training.batch(), drawn.length);
    out.println("train_windows " + drawn.length);
    if (only != What.INFER) {
      // What keeps the network fed: these windows, crumbed and squished, from the columns of peaks.
      if (real != null) {
        WindowFiller filler = new WindowFiller(real, real.header().crumb());
        float[] into = new float[BATCH * filler.cells()];
        print(out, "fill", median(report, "filling", () -> fill(filler, drawn, into)));
      }
      print(out, "train", median(report, "training", () -> training.step(drawn.length)));
    }
    if (only == What.TRAIN && export == null) return;
    int cells = training.shape().windowCells();
    float[] windows = new float[BATCH * cells];
    int[] scored =
        real == null
            ? new int[BATCH]
            : IntStream.range(0, BATCH).map(i -> random.nextInt(real.size())).toArray();
    fill(real, Crumb.NONE, scored, windows);
    if (export != null) write("infer.f32", windows, BATCH);
    if (only == What.TRAIN) return;
    try (Model model = training.snapshot(real == null ? noiseHeader() : real.header());
        Rebuilder rebuilder = model.rebuilder(threads.count())) {
      double infer =
          median(
              report,
              "scoring",
              () ->
                  rebuilder.rebuild(
                      BATCH,
                      () -> (k, into, at) -> System.arraycopy(windows, k * cells, into, at, cells),
                      (first, count, x, rebuilt) -> rebuilt[0],
                      r -> {}));
      print(out, "infer", infer);
    }
  }

  private TensorHeader noiseHeader() {
    List<String> datasets = IntStream.range(0, size.d).mapToObj(i -> "d" + i).toList();
    List<String> trs = IntStream.range(0, size.t).mapToObj(i -> "t" + i).toList();
    return new TensorHeader("noise", 1, 3200, 10, Crumb.NONE, new Axes(datasets, trs), Map.of());
  }

  /** Real windows, or noise of the peer's kind: each cell 1 with probability 0.02. */
  private void fill(Tensor real, Crumb crumb, int[] windows, float[] into) {
    if (real == null) {
      for (int i = 0; i < into.length; i++) into[i] = random.nextDouble() < 0.02 ? 1 : 0;
      return;
    }
    fill(new WindowFiller(real, crumb), windows, into);
  }

  private static void fill(WindowFiller filler, int[] windows, float[] into) {
    for (int k = 0; k < windows.length; k++) filler.fill(windows[k], into, k * filler.cells());
  }

  private static void print(PrintWriter out, String what, double seconds) {
    out.println(String.format(Locale.ROOT, "%s_s_per_batch %.4f", what, seconds));
  }

  private void write(String name, float[] values, int windows) throws IOException {
    Files.createDirectories(export);
    int n = values.length / BATCH * windows;
    ByteBuffer bytes = ByteBuffer.allocate(n * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values, 0, n);
    try (OutputStream out = Files.newOutputStream(export.resolve(name))) {
      out.write(bytes.array());
    }
  }

  private double median(Reporter report, String what, Step step) throws IOException {
    for (int i = 0; i < warmUp; i++) step.run();
    double[] seconds = new double[batches];
    report.progress(what, 0, batches);
    for (int i = 0; i < batches; i++) {
      long start = System.nanoTime();
      step.run();
      seconds[i] = (System.nanoTime() - start) / 1e9;
      report.progress(what, i + 1, batches);
    }
    Arrays.sort(seconds);
    return seconds[batches / 2];
  }

  private interface Step {
    void run() throws IOException;
  }
}
