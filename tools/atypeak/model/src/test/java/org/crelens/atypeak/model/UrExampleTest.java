package org.crelens.atypeak.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.TensorHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrExampleTest {
  private static final int NEURONS = 40;

  @TempDir Path folder;

  @Test
  void neuronsAreExcitedMoreThanByNoiseAndThreadsChangeNothing() throws IOException {
    try (Model model = model(3)) {
      List<UrExample> one = climb(model, NEURONS, 5, 1);
      List<UrExample> three = climb(model, NEURONS, 5, 3);
      assertEquals(NEURONS, one.size());
      int alive = 0;
      for (int i = 0; i < NEURONS; i++) {
        assertEquals(i, one.get(i).neuron());
        same(one.get(i), three.get(i));
        if (one.get(i).activation() > 0.5) alive++;
        for (int c = 0; c < 6; c++) assertTrue(one.get(i).mean()[c] <= one.get(i).max()[c]);
      }
      // Untrained, noise of [0, 1) excites no unit to 0.5.
      assertTrue(alive > NEURONS / 2, alive + " of " + NEURONS);
    }
  }

  @Test
  void aNeuronHasItsOwnNoiseSoThatFewerNeuronsOfTheSameBatchesGiveTheSame() throws IOException {
    try (Model model = model(3)) {
      List<UrExample> all = climb(model, NEURONS, 5, 2);
      List<UrExample> some = climb(model, UrExample.BATCH, 5, 2);
      for (int i = 0; i < some.size(); i++) same(all.get(i), some.get(i));
      List<UrExample> other = climb(model, 1, 6, 1);
      assertTrue(other.get(0).activation() != all.get(0).activation());
    }
  }

  @Test
  void severalModelsRebuildTheirMean() throws IOException {
    try (Model a = model(1);
        Model b = model(2)) {
      float[] one = rebuilt(List.of(a));
      float[] two = rebuilt(List.of(b));
      float[] mean = rebuilt(List.of(a, b));
      for (int i = 0; i < mean.length; i++) assertEquals((one[i] + two[i]) / 2, mean[i], 1e-6f);
    }
  }

  @Test
  void encodedUnitsAreThoseOfThePassesAndNormsThoseOfTheKernel() throws IOException {
    try (Model model = model(1)) {
      Shape shape = model.info().shape();
      float[] x = new Cases(9).batch(shape, 2);
      float[][] encoded = new float[2][];
      model.encode(
          2,
          (k, into, at) ->
              System.arraycopy(x, k * shape.windowCells(), into, at, shape.windowCells()),
          (values, k) -> encoded[k] = values.clone());
      NaiveNetwork naive = new NaiveNetwork(shape, model.parameters());
      for (int w = 0; w < 2; w++)
        for (int u = 0; u < shape.deepDim(); u++) {
          double sum = 0;
          for (int i = 0; i < shape.pooled2(); i++) sum += encoded[w][i * shape.deepDim() + u];
          assertEquals(
              naive.new Window(x, w).activation(u), sum / shape.pooled2(), 1e-5, "unit " + u);
        }
      Shape.Parameter c2 = shape.parameters().get(2);
      double squares = 0;
      for (int i = 0; i < c2.length(); i++)
        squares += Math.pow(model.parameters()[(int) c2.offset() + i], 2);
      double norms = 0;
      for (double[] tr : model.secondKernelNorms()) for (double v : tr) norms += v * v;
      assertEquals(squares, norms, 1e-9);
      assertEquals(shape.parameters().get(0).length(), model.firstKernels().length);
    }
  }

  private static void same(UrExample a, UrExample b) {
    assertEquals(a.activation(), b.activation());
    assertArrayEquals(a.mean(), b.mean());
    assertArrayEquals(a.max(), b.max());
  }

  private static float[] rebuilt(List<Model> models) throws IOException {
    Shape shape = models.get(0).info().shape();
    int n = Rebuilder.BATCH + 3;
    float[] x = new Cases(8).batch(shape, n);
    int cells = shape.windowCells();
    float[] all = new float[x.length];
    try (Rebuilder rebuilder = Rebuilder.of(models, 2)) {
      rebuilder.rebuild(
          n,
          () -> (k, into, at) -> System.arraycopy(x, k * cells, into, at, cells),
          (first, count, windows, rebuilt) -> {
            System.arraycopy(rebuilt, 0, all, first * cells, count * cells);
            return first;
          },
          first -> {});
    }
    return all;
  }

  private static List<UrExample> climb(Model model, int neurons, long seed, int threads) {
    List<UrExample> all = new ArrayList<>();
    UrExample.climb(model, neurons, seed, threads, all::add);
    return all;
  }

  private Model model(long seed) throws IOException {
    List<String> datasets = IntStream.range(0, 3).mapToObj(i -> "d" + i).toList();
    Axes axes = new Axes(datasets, List.of("t", "u"));
    TensorHeader header = new TensorHeader("x", 1, 800, 10, Crumb.NONE, axes, Map.of());
    Path file = folder.resolve(seed + ".zip");
    return Model.read(ModelFiles.untrained(file, header, ModelFiles.options(6, NEURONS, seed)));
  }
}
