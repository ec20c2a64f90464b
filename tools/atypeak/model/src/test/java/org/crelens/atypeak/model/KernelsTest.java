package org.crelens.atypeak.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.crelens.atypeak.data.Shape;
import org.crelens.libs.engine.Convolution;
import org.crelens.libs.engine.Dropout;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Floats;
import org.crelens.libs.engine.Gemm;
import org.crelens.libs.engine.MaxPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each kernel against its definition, and its gradient against differences of its outputs. A
 * gradient of Σ g · y is asked for, with random g; most kernels are linear, so that a step of any
 * size gives it exactly.
 */
class KernelsTest {
  private static double dot(float[] g, float[] y, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) sum += (double) g[i] * y[i];
    return sum;
  }

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
        Cases.difference(expected, Arrays.copyOf(response, rows * f)) < 1e-5, "seed " + seed);

    float[] g = cases.uniform(rows * f + f, 1);
    DatasetConvolution c1 = new DatasetConvolution(s);
    DatasetConvolution.Gradient gradient = c1.newGradient();
    gradient.clear();
    c1.backward(planes, plane, g, gradient);
    float[] ours;
    try (FloatBlock into = new FloatBlock(kernel.length)) {
      gradient.store(into, 0);
      ours = Cases.floats(into);
    }
    double[] differences = new double[kernel.length];
    for (int i = 0; i < kernel.length; i++) {
      float[] one = new float[kernel.length];
      one[i] = 1;
      differences[i] = dot(g, response(s, planes, plane, one), rows * f);
    }
    assertTrue(Cases.difference(differences, ours) < 1e-4, "seed " + seed);
  }

  private static float[] response(Shape s, Planes planes, int plane, float[] kernel) {
    DatasetConvolution c1 = new DatasetConvolution(s);
    float[] rows = new float[s.padded() * s.filters()];
    try (FloatBlock block = Cases.block(kernel)) {
      c1.load(block, 0);
    }
    c1.forward(planes, plane, rows, new float[s.kernel() * s.filters()]);
    return rows;
  }

  /**
   * Numbers a tenth apart in random order, none near 0: no step of a hundredth changes a winner.
   */
  private static float[] apart(Cases cases, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) values[i] = (i - n / 2 + 0.5f) / 10;
    for (int i = n - 1; i > 0; i--) {
      int j = cases.between(0, i);
      float swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
    return values;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void bothPoolingsTakeTheLargerOfTwoRowsAndTheBorderIsZeroWithoutBias(long seed) {
    Cases cases = new Cases(seed);
    Shape s = cases.shape();
    int f = s.filters();
    FirstPool first = new FirstPool(s);
    MaxPool second = new MaxPool(s.c2Rows(), s.kernel() / 4, s.pooled2(), f);
    float[] bias = new float[f];
    Arrays.fill(bias, 0.03f);
    Pool ours1 = (x, y) -> first.forward(padded(x, f), tiled(s, bias), y, null, 0);
    Pool ours2 = (x, y) -> second.forward(x, bias, y, 0, null, 0);
    float[] x1 = apart(cases, s.c1Rows() * f);
    float[] x2 = apart(cases, s.c2Rows() * f);
    assertArrayEquals(
        naive(x1, bias, s.c1Rows(), s.kernel() / 2, s.pooled1(), f),
        pooled(ours1, x1, s.pooled1() * f));
    assertArrayEquals(
        naive(x2, bias, s.c2Rows(), s.kernel() / 4, s.pooled2(), f),
        pooled(ours2, x2, s.pooled2() * f));

    float[] g1 = cases.uniform(s.pooled1() * f, 1);
    float[] dx1 = new float[s.padded() * f];
    float[] dbias1 = new float[f];
    float[] mask = new float[first.maskLength()];
    first.forward(padded(x1, f), tiled(s, bias), new float[s.pooled1() * f], mask, 0);
    first.backward(g1, mask, 0, dx1, dbias1);
    checkGradient(ours1, x1, g1, dx1, f, dbias1, "first, seed " + seed);

    float[] g2 = cases.uniform(s.pooled2() * f, 1);
    float[] dx2 = new float[x2.length];
    float[] dbias2 = new float[f];
    byte[] choice = new byte[s.pooled2() * f];
    second.forward(x2, bias, new float[s.pooled2() * f], 0, choice, 0);
    second.backward(g2, 0, choice, 0, dx2, dbias2);
    checkGradient(ours2, x2, g2, dx2, f, dbias2, "second, seed " + seed);
  }

  private interface Pool {
    void into(float[] x, float[] y);
  }

  private static float[] pooled(Pool pool, float[] x, int n) {
    float[] y = new float[n];
    Arrays.fill(y, Float.NaN);
    pool.into(x, y);
    return y;
  }

  private static float[] padded(float[] x, int f) {
    return Arrays.copyOf(x, x.length + f);
  }

  private static float[] tiled(Shape s, float[] bias) {
    return Floats.tile(bias, (s.c1Rows() + 1) / 2);
  }

  private static float[] naive(float[] x, float[] bias, int rows, int left, int out, int f) {
    float[] y = new float[out * f];
    for (int m = 0; m < out; m++)
      for (int c = 0; c < f; c++) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int row = 2 * m - left; row <= 2 * m - left + 1; row++)
          largest = Math.max(largest, row < 0 || row >= rows ? 0 : x[row * f + c] + bias[c]);
        y[m * f + c] = largest;
      }
    return y;
  }

  /** The bias moves every row of its channel, the border stays. */
  private static void checkGradient(
      Pool pool, float[] x, float[] g, float[] dx, int f, float[] dbias, String what) {
    float step = 0.01f;
    for (int i = 0; i < x.length; i++) {
      float[] up = x.clone();
      float[] down = x.clone();
      up[i] += step;
      down[i] -= step;
      assertEquals(slope(pool, up, down, g, step), dx[i], 2e-3, what + ", x " + i);
    }
    for (int c = 0; c < f; c++) {
      float[] up = x.clone();
      float[] down = x.clone();
      for (int i = c; i < x.length; i += f) {
        up[i] += step;
        down[i] -= step;
      }
      assertEquals(slope(pool, up, down, g, step), dbias[c], 2e-2, what + ", bias " + c);
    }
  }

  private static double slope(Pool pool, float[] up, float[] down, float[] g, float step) {
    double more = dot(g, pooled(pool, up, g.length), g.length);
    double less = dot(g, pooled(pool, down, g.length), g.length);
    return (more - less) / (2 * step);
  }

  @Test
  void ofEqualRowsTheEarlierGetsTheGradient() {
    Shape s = new Shape(16, 1, 1, 1, 1, 4);
    float[] g1 = new float[s.pooled1()];
    Arrays.fill(g1, 1);
    FirstPool first = new FirstPool(s);
    float[] mask = new float[first.maskLength()];
    float[] dx = new float[s.padded()];
    first.forward(new float[s.padded()], new float[mask.length], new float[g1.length], mask, 0);
    first.backward(g1, mask, 0, dx, new float[1]);
    for (int i = 0; i < s.c1Rows(); i++) assertEquals(i % 2 == 0 ? 1 : 0, dx[i], "row " + i);
    MaxPool second = new MaxPool(4, 1, 3, 1);
    byte[] choice = new byte[3];
    float[] dx2 = new float[4];
    second.forward(new float[4], new float[1], new float[3], 0, choice, 0);
    second.backward(new float[] {1, 2, 4}, 0, choice, 0, dx2, new float[1]);
    // Row 0 stands behind the border, row 3 before it.
    assertArrayEquals(new float[] {0, 2, 0, 4}, dx2);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aConvolutionInPhasesIsAConvolution(long seed) {
    Cases cases = new Cases(seed);
    // The last seed takes the way of wide inputs.
    int c = seed == 8 ? 1100 : cases.between(1, 9);
    int k = cases.between(1, seed == 8 ? 2 : 6);
    int rows = k * cases.between(1, 7);
    int n = cases.between(1, 8);
    int lead = k;
    float[] x = cases.uniform(rows * c, 1);
    float[] w = cases.uniform(k * c * n, 1);
    float[] g = new float[(lead + rows) * n];
    int valid = rows - k + 1;
    System.arraycopy(cases.uniform(valid * n, 1), 0, g, lead * n, valid * n);
    double[] y = new double[valid * n];
    double[] dx = new double[rows * c];
    double[] dw = new double[w.length];
    for (int i = 0; i < valid; i++)
      for (int j = 0; j < k; j++)
        for (int a = 0; a < c; a++)
          for (int b = 0; b < n; b++) {
            double weight = w[(j * c + a) * n + b];
            double gradient = g[(lead + i) * n + b];
            y[i * n + b] += x[(i + j) * c + a] * weight;
            dx[(i + j) * c + a] += gradient * weight;
            dw[(j * c + a) * n + b] += gradient * x[(i + j) * c + a];
          }
    for (Gemm gemm : new Gemm[] {new Gemm.Dnnl(), new Gemm.Cblas()}) {
      try (FloatBlock in = Cases.block(x);
          FloatBlock kernel = Cases.block(w);
          FloatBlock turned = new FloatBlock(w.length);
          FloatBlock out = new FloatBlock((long) rows * n);
          FloatBlock dy = Cases.block(g);
          FloatBlock din = new FloatBlock(x.length);
          FloatBlock dkernel = new FloatBlock(w.length)) {
        for (float beta : new float[] {0, 1}) {
          Convolution.forward(gemm, in, 0, rows, k, c, kernel, 0, beta, out, 0, n);
          close(scaled(y, 1 + beta), Arrays.copyOf(Cases.floats(out), valid * n), "y " + seed);
          Convolution.kernelGradient(
              gemm, in, 0, rows, k, c, dy, (long) lead * n, n, beta, dkernel, 0);
          close(scaled(dw, 1 + beta), Cases.floats(dkernel), "dw, seed " + seed);
        }
        Convolution.flip(kernel, 0, k, c, n, turned, 0);
        Convolution.inputGradient(gemm, dy, (long) lead * n, rows, k, n, turned, 0, din, 0, c);
        close(dx, Cases.floats(din), "dx, seed " + seed);
      }
    }
  }

  // The second round adds to the first one's result.
  private static double[] scaled(double[] values, float by) {
    return Arrays.stream(values).map(v -> v * by).toArray();
  }

  private static void close(double[] expected, float[] actual, String what) {
    assertTrue(Cases.difference(expected, actual) < 1e-5, what);
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
    try (FloatBlock parameters = Cases.block(kernel);
        FloatBlock into = new FloatBlock(c4.foldedLength());
        FloatBlock other = new FloatBlock(c4.foldedLength())) {
      c4.fold(parameters, 0, into, 0, 1);
      folded = Cases.floats(into);
      for (int part = 0; part < 2; part++) c4.fold(parameters, 0, other, part, 2);
      parts = Cases.floats(other);
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
    try (FloatBlock of = Cases.block(g);
        FloatBlock into = new FloatBlock(kernel.length)) {
      c4.unfold(of, into, 0);
      gradient = Cases.floats(into);
    }
    double foldedSide = dot(folded, g, g.length);
    assertEquals(foldedSide, dot(kernel, gradient, kernel.length), 1e-4);
  }

  @Test
  void dropoutTakesATenthByItsKeyAlone() {
    int n = 200_003;
    float[] x = new float[n];
    Arrays.fill(x, 2);
    float[] again = x.clone();
    Dropout.apply(Dropout.key(1, 2, 0, 5), x, n);
    Dropout.apply(Dropout.key(1, 2, 0, 5), again, n);
    assertArrayEquals(x, again);
    int fallen = 0;
    for (float v : x) {
      if (v == 0) fallen++;
      else assertEquals(2 / 0.9f, v, 1e-6f);
    }
    assertEquals(0.1, (double) fallen / n, 5 * Math.sqrt(0.09 / n));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void dropoutOfAnotherSeedStepLayerOrWindowIsAnother(int part) {
    int n = 40_000;
    long[] key = {1, 2, 1, 5};
    long one = Dropout.key(key[0], key[1], (int) key[2], (int) key[3]);
    key[part]++;
    long two = Dropout.key(key[0], key[1], (int) key[2], (int) key[3]);
    float[] a = new float[n];
    Arrays.fill(a, 1);
    float[] b = a.clone();
    Dropout.apply(one, a, n);
    Dropout.apply(two, b, n);
    int both = 0;
    for (int i = 0; i < n; i++) if (a[i] == 0 && b[i] == 0) both++;
    // Independent masks share a hundredth.
    assertEquals(0.01, (double) both / n, 5 * Math.sqrt(0.01 * 0.99 / n));
  }
}
