package org.crelens.libs.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both poolings against their definition, and their gradients against differences of their outputs:
 * of Σ g · y, with random g.
 */
class PoolingTest {
  private interface Pool {
    void into(float[] x, float[] y);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void maxPoolTakesTheLargerOfTwoRowsAndTheBorderIsZeroWithoutBias(long seed) {
    RandomArrays random = new RandomArrays(seed);
    int f = random.between(1, 6);
    int rows = random.between(2, 60);
    int left = random.between(0, 5);
    int out = (left + rows + 1) / 2 + random.between(0, 3);
    MaxPool max = new MaxPool(rows, left, out, f);
    float[] bias = bias(f);
    Pool pool = (x, y) -> max.forward(x, bias, y, 0, null, 0);
    float[] x = random.apart(rows * f);
    assertArrayEquals(naive(x, bias, rows, left, out, f), pooled(pool, x, out * f));
    float[] g = random.uniform(out * f, 1);
    float[] dx = new float[x.length];
    float[] dbias = new float[f];
    byte[] choice = new byte[out * f];
    max.forward(x, bias, new float[out * f], 0, choice, 0);
    max.backward(g, 0, choice, 0, dx, dbias);
    checkGradient(pool, x, g, dx, f, dbias, "seed " + seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void pairedMaxPoolDoesTheSameForAnEvenBorder(long seed) {
    RandomArrays random = new RandomArrays(seed);
    int f = random.between(1, 6);
    int rows = 2 * random.between(1, 30) + 1;
    int left = 2 * random.between(0, 3);
    int out = (left + rows + 1) / 2 + random.between(0, 3);
    PairedMaxPool paired = new PairedMaxPool(rows, left, out, f);
    float[] bias = bias(f);
    float[] tiled = Floats.tile(bias, (rows + 1) / 2);
    Pool pool = (x, y) -> paired.forward(padded(x, f), tiled, y, null, 0);
    float[] x = random.apart(rows * f);
    assertArrayEquals(naive(x, bias, rows, left, out, f), pooled(pool, x, out * f));
    float[] g = random.uniform(out * f, 1);
    float[] dx = new float[(rows + 1) * f];
    float[] dbias = new float[f];
    float[] mask = new float[paired.maskLength() + 3];
    paired.forward(padded(x, f), tiled, new float[out * f], mask, 3);
    paired.backward(g, mask, 3, dx, dbias);
    checkGradient(pool, x, g, dx, f, dbias, "seed " + seed);
    float[] again = new float[(rows + 1) * f];
    paired.backward(g, mask, 3, again, null);
    assertArrayEquals(dx, again, "without the bias' gradient");
  }

  private static float[] bias(int f) {
    float[] bias = new float[f];
    Arrays.fill(bias, 0.03f);
    return bias;
  }

  private static float[] padded(float[] x, int f) {
    return Arrays.copyOf(x, x.length + f);
  }

  private static float[] pooled(Pool pool, float[] x, int n) {
    float[] y = new float[n];
    Arrays.fill(y, Float.NaN);
    pool.into(x, y);
    return y;
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
    double more = RandomArrays.dot(g, pooled(pool, up, g.length), g.length);
    double less = RandomArrays.dot(g, pooled(pool, down, g.length), g.length);
    return (more - less) / (2 * step);
  }

  @Test
  void ofEqualRowsTheEarlierGetsTheGradient() {
    int rows = 29;
    float[] g = new float[20];
    Arrays.fill(g, 1);
    PairedMaxPool paired = new PairedMaxPool(rows, 2, g.length, 1);
    float[] mask = new float[paired.maskLength()];
    float[] dx = new float[rows + 1];
    paired.forward(new float[rows + 1], new float[mask.length], new float[g.length], mask, 0);
    paired.backward(g, mask, 0, dx, new float[1]);
    for (int i = 0; i < rows; i++) assertEquals(i % 2 == 0 ? 1 : 0, dx[i], "row " + i);
    MaxPool max = new MaxPool(4, 1, 3, 1);
    byte[] choice = new byte[3];
    float[] dx2 = new float[4];
    max.forward(new float[4], new float[1], new float[3], 0, choice, 0);
    max.backward(new float[] {1, 2, 4}, 0, choice, 0, dx2, new float[1]);
    // Row 0 stands behind the border, row 3 before it.
    assertArrayEquals(new float[] {0, 2, 0, 4}, dx2);
  }

  @Test
  void pairsThatTheBorderWouldTearAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new PairedMaxPool(8, 2, 9, 1));
    assertThrows(IllegalArgumentException.class, () -> new PairedMaxPool(9, 1, 9, 1));
    assertThrows(IllegalArgumentException.class, () -> new PairedMaxPool(9, 2, 5, 1));
  }
}
