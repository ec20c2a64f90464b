package org.crelens.atypeak.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.TensorWriter;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.RandomArrays;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that is computed may depend on the number of threads, not by a bit. */
class ThreadsTest {
  private static final int[] THREADS = {1, 2, 3};

  @TempDir Path folder;

  @Test
  void gradientsAreTheSame() {
    for (long seed = 1; seed <= 5; seed++) {
      Cases cases = new Cases(seed);
      Shape shape = cases.shape();
      float[] parameters = cases.parameters(shape);
      int n = cases.between(1, 9);
      float[] batch = cases.batch(shape, n);
      float[] weights = new float[shape.cells()];
      Arrays.fill(weights, 1);
      AtyPeakNetwork network = new AtyPeakNetwork(shape, weights, OptionalLong.of(seed));
      List<float[]> gradients = new ArrayList<>();
      List<Double> losses = new ArrayList<>();
      for (int threads : THREADS) {
        try (FloatBlock block = RandomArrays.block(parameters);
            FloatBlock gradient = new FloatBlock(parameters.length)) {
          losses.add(Passes.gradient(network, block, threads, batch, n, 3, gradient));
          gradients.add(RandomArrays.floats(gradient));
        }
      }
      for (int i = 1; i < THREADS.length; i++) {
        assertEquals(losses.get(0), losses.get(i), "seed " + seed);
        assertArrayEquals(gradients.get(0), gradients.get(i), "seed " + seed);
      }
    }
  }

  @Test
  void rebuiltWindowsAreTheSameAndComeInOrder() throws IOException {
    Cases cases = new Cases(7);
    Shape shape = new Shape(32, 2, 3, 3, 5, 8);
    int n = 5 * Rebuilder.BATCH + 7;
    float[] windows = cases.batch(shape, n);
    int cells = shape.windowCells();
    List<float[]> rebuilt = new ArrayList<>();
    for (int threads : THREADS) {
      float[] all = new float[windows.length];
      List<Integer> order = new ArrayList<>();
      try (FloatBlock block = RandomArrays.block(new Cases(8).parameters(shape));
          Rebuilder rebuilder =
              new ParallelRebuilder(
                  List.of(shape), List.of(block), List.of(Path.of("model")), threads)) {
        rebuilder.rebuild(
            n,
            () -> (k, into, at) -> System.arraycopy(windows, k * cells, into, at, cells),
            (first, count, x, h) -> {
              for (int i = 0; i < count * cells; i++)
                assertEquals(windows[first * cells + i], x[i], "window as it was filled");
              System.arraycopy(h, 0, all, first * cells, count * cells);
              return first;
            },
            order::add);
      }
      assertEquals(List.of(0, 24, 48, 72, 96, 120), order);
      rebuilt.add(all);
    }
    assertArrayEquals(rebuilt.get(0), rebuilt.get(1));
    assertArrayEquals(rebuilt.get(0), rebuilt.get(2));
  }

  @Test
  void modelFilesAreTheSame() throws IOException {
    Tensor tensor = tensor();
    List<byte[]> files = new ArrayList<>();
    for (int threads : THREADS) {
      Path file = folder.resolve(threads + ".model.zip");
      TrainingOptions options =
          new TrainingOptions(
              3, 5, 8, 1e-3, 6, 4, 2, 5, 0, 0, true, Map.of(), Map.of("t1", 2.0), Map.of(), 1);
      try (Training training = new Training(tensor.header(), options, threads);
          Outputs outputs = new Outputs();
          Model model = training.run(tensor, Reporter.silent(), (epoch, loss) -> {})) {
        assertEquals(2, model.info().losses().size());
        model.write(outputs, file);
        outputs.commit();
      }
      files.add(Files.readAllBytes(file));
    }
    assertArrayEquals(files.get(0), files.get(1));
    assertArrayEquals(files.get(0), files.get(2));
  }

  private Tensor tensor() throws IOException {
    Axes axes = new Axes(List.of("d0", "d1"), List.of("t0", "t1", "t2"));
    Crumb crumb = new Crumb(0.1, Crumb.Order.CRUMB_FIRST);
    TensorHeader header = new TensorHeader("x", 20, 320, 10, crumb, axes, Map.of());
    Cases cases = new Cases(5);
    Path file = folder.resolve("x.tensor.bed.gz");
    try (Outputs outputs = new Outputs()) {
      try (TensorWriter out = new TensorWriter(outputs, file, header)) {
        for (int w = 0; w < 20; w += 2) {
          int start = w * 320;
          for (int cell = 0; cell < 6; cell += cases.between(1, 4))
            out.row("chr1", w, start, start + 320, cell, start + 10 * cell, start + 300);
        }
      }
      outputs.commit();
    }
    return Tensor.read(file);
  }
}
