package org.crelens.atypeak.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.crelens.atypeak.data.Shape;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.RandomArrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kernels that only atyPeak has, each against its definition, and its gradient against
 * differences of its outputs. A gradient of Σ g · y is asked for, with random g; these kernels are
 * linear, so that a step of any size gives it exactly.
 */
class KernelsTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theFirstConvolutionSeesADatasetsCellsThroughItsTaps(long seed) {
    Cases cases = new Cases(seed);
    Shape s = cases.shape();
    int k = s.kernel();
    int f = s.filters();
    int rows = s.c1Rows();
    float[] batch = cases.batch(s, 1);
    Planes planes = new Planes(s, 1);
    planes.add(0, batch, 0);
    int plane = planes.plane(0, 0) == Planes.SHARED ? planes.shared(0) : planes.plane(0, 0);
    float[] kernel = cases.uniform(k * s.datasets() * f, 1);
    float[] response = response(s, planes, plane, kernel);
    double[] expected = new double[rows * f];
    for (int i = 0; i < rows; i++)
      for (int j = 0; j < k; j++) {
        int bin = i + j - 2 * k;
        if (bin < 0 || bin >= s.bins()) continue;
        for (int y = 0; y < s.datasets(); y++)
          for (int c = 0; c < f; c++)
            expected[i * f + c] +=
                (double) batch[(bin * s.datasets() + y) * s.trs()]
                    * kernel[(j * s.datasets() + y) * f + c];
      }
    assertTrue(
        RandomArrays.difference(expected, Arrays.copyOf(response, rows * f)) < 1e-5,
        "seed " + seed);

    float[] g = cases.uniform(rows * f + f, 1);
    DatasetConvolution c1 = new DatasetConvolution(s);
    DatasetConvolution.Gradient gradient = c1.newGradient();
    gradient.clear();
    c1.backward(planes, plane, g, gradient);
    float[] ours;
    try (FloatBlock into = new FloatBlock(kernel.length)) {
      gradient.store(into, 0);
      ours = RandomArrays.floats(into);
    }
    double[] differences = new double[kernel.length];
    for (int i = 0; i < kernel.length; i++) {
      float[] one = new float[kernel.length];
      one[i] = 1;
      differences[i] = RandomArrays.dot(g, response(s, planes, plane, one), rows * f);
    }
    assertTrue(RandomArrays.difference(differences, ours) < 1e-4, "seed " + seed);
  }

  private static float[] response(Shape s, Planes planes, int plane, float[] kernel) {
    DatasetConvolution c1 = new DatasetConvolution(s);
    float[] rows = new float[s.padded() * s.filters()];
    try (FloatBlock block = RandomArrays.block(kernel)) {
      c1.load(block, 0);
    }
    c1.forward(planes, plane, rows, new float[s.kernel() * s.filters()]);
    return rows;
  }

  @ParameterizedTest(name = "kernel {0}")
  @ValueSource(ints = {4, 8, 12, 20})
  void theFoldedDecoderIsRepeatingThenConvolving(int k) {
    Cases cases = new Cases(k);
    Shape s = new Shape(4 * k, 2, 3, 3, 2, k);
    int f = 3;
    int cells = 6;
    float[] kernel = cases.uniform(k * f * cells, 1);
    FoldedUpsampling c4 = new FoldedUpsampling(s);
    int taps = c4.taps();
    int low = 20;
    float[] x = cases.uniform(low * f, 1);
    float[] folded;
    float[] parts;
    try (FloatBlock parameters = RandomArrays.block(kernel);
        FloatBlock into = new FloatBlock(c4.foldedLength());
        FloatBlock other = new FloatBlock(c4.foldedLength())) {
      c4.fold(parameters, 0, into, 0, 1);
      folded = RandomArrays.floats(into);
      for (int part = 0; part < 2; part++) c4.fold(parameters, 0, other, part, 2);
      parts = RandomArrays.floats(other);
    }
    assertArrayEquals(folded, parts, "folded by two workers");
    // Rows in the middle, which see no border.
    for (int row = 8; row < 12; row++) {
      for (int phase = 0; phase < 4; phase++) {
        for (int q = 0; q < cells; q++) {
          double expected = 0;
          for (int j = 0; j < k; j++) {
            int at = 4 * row + phase + j - (k - 1) / 2;
            for (int c = 0; c < f; c++)
              expected +=
                  (double) x[Math.floorDiv(at, 4) * f + c] * kernel[(j * f + c) * cells + q];
          }
          double ours = 0;
          for (int tap = 0; tap < taps; tap++)
            for (int c = 0; c < f; c++)
              ours +=
                  (double) x[(row + c4.lowest() + tap) * f + c]
                      * folded[((tap * f + c) * 4 + phase) * cells + q];
          assertEquals(expected, ours, 1e-5, "row " + row + ", phase " + phase);
        }
      }
    }
    // The gradient is the transpose: ⟨fold(w), g⟩ = ⟨w, unfold(g)⟩ for every w.
    float[] g = cases.uniform((int) c4.foldedLength(), 1);
    float[] gradient;
    try (FloatBlock of = RandomArrays.block(g);
        FloatBlock into = new FloatBlock(kernel.length)) {
      c4.unfold(of, into, 0);
      gradient = RandomArrays.floats(into);
    }
    double foldedSide = RandomArrays.dot(folded, g, g.length);
    assertEquals(foldedSide, RandomArrays.dot(kernel, gradient, kernel.length), 1e-4);
  }
}
