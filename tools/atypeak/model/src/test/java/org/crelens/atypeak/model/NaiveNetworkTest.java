package org.crelens.atypeak.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.crelens.atypeak.data.Shape;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.RandomArrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels against a network written without any of their ideas, on random shapes. */
class NaiveNetworkTest {
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void outputsLossAndGradientsAreThoseOfAPlainNetwork(long seed) {
    Cases cases = new Cases(seed);
    Shape shape = cases.shape();
    float[] parameters = cases.parameters(shape);
    int n = cases.between(1, 7);
    float[] batch = cases.batch(shape, n);
    compare(shape, parameters, batch, n, cases, "seed " + seed + " " + shape + " n " + n);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"EMPTY", "BINARY", "CRUMBED", "DENSE"})
  void everyKindOfWindowIsRebuiltLikeThat(String kind) {
    Cases cases = new Cases(99);
    Shape shape = new Shape(80, 3, 5, 4, 6, 20);
    float[] parameters = cases.parameters(shape);
    float[] batch = new float[3 * shape.windowCells()];
    for (int w = 0; w < 3; w++)
      cases.fill(shape, Cases.Kind.valueOf(kind), batch, w * shape.windowCells());
    compare(shape, parameters, batch, 3, cases, kind);
  }

  private static void compare(
      Shape shape, float[] parameters, float[] batch, int n, Cases cases, String what) {
    NaiveNetwork naive = new NaiveNetwork(shape, parameters);
    float[] sourceWeights = cases.uniform(shape.cells(), 1);
    for (int c = 0; c < sourceWeights.length; c++) sourceWeights[c] = 1 + sourceWeights[c];
    double[] gradient = new double[parameters.length];
    double loss = naive.gradient(batch, n, sourceWeights, gradient);
    float[] rebuilt;
    float[] ours;
    try (FloatBlock block = RandomArrays.block(parameters);
        FloatBlock into = new FloatBlock(parameters.length)) {
      // Whatever stood there before must not show through.
      float[] dirt = new float[parameters.length];
      Arrays.fill(dirt, Float.NaN);
      into.put(0, dirt, 0, dirt.length);
      double found = Passes.gradient(shape, block, 2, batch, n, sourceWeights, into);
      assertEquals(loss, found, 1e-5 * loss, what);
      ours = RandomArrays.floats(into);
      rebuilt = Passes.rebuild(shape, block, batch, n, (n + 1) / 2);
    }
    close(what + " output", RandomArrays.doubles(naive.rebuild(batch, n)), rebuilt);
    for (Shape.Parameter p : shape.parameters()) {
      int from = (int) p.offset();
      int to = from + (int) p.length();
      close(
          what + " " + p.name(),
          Arrays.copyOfRange(gradient, from, to),
          Arrays.copyOfRange(ours, from, to));
    }
  }

  private static void close(String what, double[] expected, float[] actual) {
    double share = RandomArrays.difference(expected, actual);
    assertTrue(share <= TOLERANCE, () -> what + " differs by " + share + " of its largest");
  }
}
