package org.crelens.libs.engine;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Convolutions and their gradients against plain loops in double precision. */
class ConvolutionTest {
  private static final Gemm[] BACK_ENDS = {new Gemm.Dnnl(), new Gemm.Cblas()};

  /** A random case with its result and gradients, rows × channels each. */
  private static final class Case {
    final int rows;
    final int valid;
    final float[] x;
    final float[] w;

    /** Gradient of the valid rows, with k rows of zeros before it and k − 1 behind it. */
    final float[] g;

    final double[] y;
    final double[] dx;
    final double[] dw;

    Case(long seed, int k, int c, int n, int rows) {
      RandomArrays random = new RandomArrays(seed);
      this.rows = rows;
      valid = rows - k + 1;
      x = random.uniform(rows * c, 1);
      w = random.uniform(k * c * n, 1);
      g = new float[(k + rows) * n];
      System.arraycopy(random.uniform(valid * n, 1), 0, g, k * n, valid * n);
      y = new double[valid * n];
      dx = new double[rows * c];
      dw = new double[w.length];
      for (int i = 0; i < valid; i++)
        for (int j = 0; j < k; j++)
          for (int a = 0; a < c; a++)
            for (int b = 0; b < n; b++) {
              double weight = w[(j * c + a) * n + b];
              double gradient = g[(k + i) * n + b];
              y[i * n + b] += x[(i + j) * c + a] * weight;
              dx[(i + j) * c + a] += gradient * weight;
              dw[(j * c + a) * n + b] += gradient * x[(i + j) * c + a];
            }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aConvolutionInPhasesIsAConvolution(long seed) {
    RandomArrays random = new RandomArrays(seed);
    // The last seed takes the way of wide inputs.
    int c = seed == 8 ? 1100 : random.between(1, 9);
    int k = random.between(1, seed == 8 ? 2 : 6);
    int n = random.between(1, 8);
    Case is = new Case(seed, k, c, n, k * random.between(1, 7));
    Convolution convolution = new Convolution(k, c, n);
    for (Gemm gemm : BACK_ENDS) {
      try (FloatBlock in = RandomArrays.block(is.x);
          FloatBlock kernel = RandomArrays.block(is.w);
          FloatBlock turned = new FloatBlock(is.w.length);
          FloatBlock out = new FloatBlock((long) is.rows * n);
          FloatBlock dout = RandomArrays.block(is.g);
          FloatBlock din = new FloatBlock(is.x.length);
          FloatBlock dkernel = new FloatBlock(is.w.length)) {
        Matrix x = Matrix.of(in, 0, is.rows, c);
        Matrix w = convolution.kernel(kernel, 0);
        Matrix dy = Matrix.of(dout, (long) k * n, is.rows, n);
        Matrix dw = convolution.kernel(dkernel, 0);
        for (float beta : new float[] {0, 1}) {
          convolution.forward(gemm, x, w, beta, Matrix.of(out, 0, is.rows, n));
          float[] y = Arrays.copyOf(RandomArrays.floats(out), is.valid * n);
          close(scaled(is.y, 1 + beta), y, "y " + seed);
          convolution.kernelGradient(gemm, x, dy, beta, dw);
          close(scaled(is.dw, 1 + beta), RandomArrays.floats(dkernel), "dw, seed " + seed);
        }
        convolution.kernelGradientByTap(gemm, x, dy, 0, dw);
        close(is.dw, RandomArrays.floats(dkernel), "dw by tap, seed " + seed);
        Matrix flipped = convolution.flipped(turned, 0);
        for (int share = 0; share < 2; share++) convolution.flip(w, flipped, share, 2);
        convolution.inputGradient(gemm, dy, flipped, Matrix.of(din, 0, is.rows, c));
        close(is.dx, RandomArrays.floats(din), "dx, seed " + seed);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void threeHalvesMakeAWholeConvolution(long seed) {
    RandomArrays random = new RandomArrays(seed);
    int half = random.between(1, 4);
    int c = random.between(1, 9);
    int n = random.between(1, 8);
    int rows = 2 * half * random.between(1, 5);
    Case one = new Case(seed, 2 * half, c, n, rows);
    Case two = new Case(seed + 100, 2 * half, c, n, rows);
    HalvedConvolution convolution = new HalvedConvolution(2 * half, c, n);
    float[][] scratch = new float[3][rows * Math.max(c, n)];
    float[] y = new float[rows * n];
    for (Gemm gemm : BACK_ENDS) {
      try (FloatBlock kernel = RandomArrays.block(one.w);
          FloatBlock room = new FloatBlock(convolution.kernelLength());
          HalvedConvolution.Parts in = new HalvedConvolution.Parts(rows, c);
          HalvedConvolution.Parts out = new HalvedConvolution.Parts(rows, n);
          HalvedConvolution.Parts sum = new HalvedConvolution.Parts(rows, n)) {
        Matrix prepared = convolution.kernel(room, 0);
        convolution.prepare(new Convolution(2 * half, c, n).kernel(kernel, 0), prepared);
        // Two examples one after the other, of which the second is looked at.
        convolution.split(two.x, rows, scratch, in, 0);
        convolution.split(one.x, rows, scratch, in, rows / 2);
        convolution.taps(gemm, in, rows, prepared, out);
        convolution.join(out, rows / 2, rows / 2, scratch, y);
        close(one.y, Arrays.copyOf(y, one.valid * n), "taps, seed " + seed);
        convolution.phases(gemm, in, rows / 2, rows / 2, prepared, 0, sum);
        convolution.join(sum, 0, rows / 2, scratch, y);
        close(one.y, Arrays.copyOf(y, one.valid * n), "phases, seed " + seed);
        convolution.phases(gemm, in, rows / 2, rows / 2, prepared, 1, sum);
        sum.add(0, out, rows / 2, rows / 2, scratch);
        convolution.join(sum, 0, rows / 2, scratch, y);
        close(scaled(one.y, 3), Arrays.copyOf(y, one.valid * n), "sums, seed " + seed);
      }
    }
  }

  @Test
  void anOddKernelHasNoHalves() {
    assertThrows(IllegalArgumentException.class, () -> new HalvedConvolution(5, 1, 1));
  }

  private static double[] scaled(double[] values, float by) {
    return Arrays.stream(values).map(v -> v * by).toArray();
  }

  private static void close(double[] expected, float[] actual, String what) {
    assertTrue(RandomArrays.difference(expected, actual) < 1e-5, what);
  }
}
