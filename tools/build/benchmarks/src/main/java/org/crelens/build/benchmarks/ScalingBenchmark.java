package org.crelens.build.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
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
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.TensorWriter;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.atypeak.model.Model;
import org.crelens.atypeak.model.Rebuilder;
import org.crelens.atypeak.model.Training;
import org.crelens.atypeak.model.TrainingOptions;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.ThreadsOption;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.io.Outputs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Times training and scoring over a grid of shapes, for the cost model of docs/atypeak/scaling.md.
 */
@Command(
    name = "scaling",
    description = {
      "Seconds per window over a grid of networks, on simulated windows of real sparsity.",
      "",
      "A shape is DxTxFxHxROWS: datasets, TRs, filters, units, mean peaks of a window. A row per shape, step and batch size."
    },
    footer = "  benchmark scaling 9x13x32x256x3 67x20x128x2048x15")
final class ScalingBenchmark extends Tool {
  private static final int BINS = 320;
  private static final int WINDOWS = 240;

  @Parameters(arity = "1..*", paramLabel = "DxTxFxHxROWS", description = "Shapes to time.")
  List<String> shapes;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      paramLabel = "N",
      description = "Time for each step, beyond three batches (default: ${DEFAULT-VALUE}).")
  double seconds;

  @Mixin ThreadsOption threads;
  @Spec CommandSpec command;

  @Override
  protected void run(Reporter report) throws IOException {
    PrintWriter out = command.commandLine().getOut();
    out.println(
        "step\tbins\tdatasets\ttrs\tfilters\tdeep_dim\trows_per_window\twindows\tthreads\tcore_seconds_per_window");
    for (String text : shapes) {
      int[] v = Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
      Path folder = Files.createTempDirectory("crelens-scaling");
      Path file = folder.resolve("x.tensor.bed.gz");
      try {
        write(file, v[0], v[1], v[4]);
        time(out, Tensor.read(file), v);
      } finally {
        for (String name : new String[] {"x.tensor.bed.gz", "x.tensor.bed.gz.tbi"})
          Files.deleteIfExists(folder.resolve(name));
        Files.deleteIfExists(folder);
      }
      report.info("%s done", text);
    }
  }

  /** Windows with peaks around a few summits each, as many as a real window has: few have many. */
  private static void write(Path file, int d, int t, int rows) throws IOException {
    Axes axes = new Axes(names("d", d), names("t", t));
    TensorHeader header =
        new TensorHeader(
            "x", WINDOWS, BINS * 10, 10, new Crumb(0.1, Crumb.Order.CRUMB_FIRST), axes, Map.of());
    SplittableRandom random = new SplittableRandom(1);
    // Three sources for every two datasets, and each TR in one at least.
    int[] sources =
        IntStream.range(0, Math.max(t, 3 * d / 2)).map(i -> i % d * t + i % t).toArray();
    try (Outputs outputs = new Outputs()) {
      try (TensorWriter writer = new TensorWriter(outputs, file, header)) {
        for (int w = 0; w < WINDOWS; w++) {
          int start = 4000 * w;
          int n = Math.max(1, (int) Math.round(rows * lognormal(random, 0.8) / Math.exp(0.32)));
          int[] summits = {start + 400 + random.nextInt(2400), start + 400 + random.nextInt(2400)};
          long[] peaks = new long[n];
          for (int i = 0; i < n; i++) {
            int length = (int) Math.min(1500, 282 * lognormal(random, 0.5));
            int centre = summits[random.nextInt(2)] + (int) (150 * normal(random));
            int from = Math.max(start, Math.min(centre - length / 2, start + 3000));
            peaks[i] = (long) from << 32 | Math.max(40, Math.min(length, start + 3200 - from));
          }
          Arrays.sort(peaks);
          for (long peak : peaks) {
            int from = (int) (peak >> 32);
            int to = from + (int) (peak & 0xffff);
            writer.row(
                "chr1", w, start, start + 3200, sources[random.nextInt(sources.length)], from, to);
          }
        }
      }
      outputs.commit();
    }
  }

  private static List<String> names(String letter, int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> String.format(Locale.ROOT, "%s%04d", letter, i))
        .toList();
  }

  private static double lognormal(SplittableRandom random, double sigma) {
    return Math.exp(sigma * normal(random));
  }

  private static double normal(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) sum += random.nextDouble();
    return sum;
  }

  private void time(PrintWriter out, Tensor tensor, int[] v) {
    double rows = (double) tensor.rows() / tensor.size();
    for (int batch : new int[] {48, 16}) {
      TrainingOptions options =
          new TrainingOptions(
              v[2], v[3], 20, 1e-4, batch, 48, 64, 5, 2.5e-4, 0, true, Map.of(), Map.of(), Map.of(),
              1);
      try (Training training = new Training(tensor.header(), options, threads.count())) {
        WindowFiller filler = new WindowFiller(tensor, tensor.header().crumb());
        for (int k = 0; k < batch; k++)
          filler.fill(k * 5 % tensor.size(), training.batch(), k * filler.cells());
        print(out, "training", v, rows, batch, median(() -> training.step(batch)));
        if (batch != 48) continue;
        try (Model model = training.snapshot(tensor.header());
            Rebuilder rebuilder = model.rebuilder(threads.count())) {
          print(out, "scoring", v, rows, 96, median(() -> score(rebuilder, tensor)));
        }
      }
    }
  }

  private static void score(Rebuilder rebuilder, Tensor tensor) {
    try {
      rebuilder.rebuild(
          96,
          () -> {
            WindowFiller filler = new WindowFiller(tensor, Crumb.NONE);
            return (k, into, at) -> filler.fill(k * 2 % tensor.size(), into, at);
          },
          (first, count, x, rebuilt) -> rebuilt[0],
          r -> {});
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private double median(Runnable step) {
    step.run();
    double[] taken = new double[40];
    int n = 0;
    double sum = 0;
    // Small networks run long enough for the compiler to come to its end.
    while (n < 3 || n < taken.length && sum < seconds) {
      long start = System.nanoTime();
      step.run();
      taken[n] = (System.nanoTime() - start) / 1e9;
      sum += taken[n++];
    }
    double[] settled = Arrays.copyOfRange(taken, n > 20 ? 10 : 0, n);
    Arrays.sort(settled);
    return settled[settled.length / 2];
  }

  private void print(
      PrintWriter out, String step, int[] v, double rows, int windows, double taken) {
    Shape shape = new Shape(BINS, v[0], v[1], v[2], v[3], 20);
    out.println(
        String.format(
            Locale.ROOT,
            "%s\t%d\t%d\t%d\t%d\t%d\t%.2f\t%d\t%d\t%.6f",
            step,
            shape.bins(),
            shape.datasets(),
            shape.trs(),
            shape.filters(),
            shape.deepDim(),
            rows,
            windows,
            threads.count(),
            taken * threads.count() / windows));
  }
}
