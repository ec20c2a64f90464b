package org.crelens.libs.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops that replace a branch by arithmetic, where that could go wrong. */
class FloatsTest {
  private static final float[] VALUES = {
    -3e38f, -1, -Float.MIN_NORMAL, -Float.MIN_VALUE, 0, Float.MIN_VALUE, Float.MIN_NORMAL, 1, 3e38f
  };

  @Test
  void gradientsPassWhereTheActivationIsPositiveHoweverSmall() {
    for (float e : VALUES) {
      if (e < 0) continue;
      float[] g = {2, -2};
      Floats.whereActive(new float[] {e, e}, g, 1.5f, 2);
      assertArrayEquals(e > 0 ? new float[] {3, -3} : new float[] {0, -0f}, g, "activation " + e);
    }
  }

  @Test
  void theLaterIsLargerOnlyWhenItIs() {
    for (float first : VALUES)
      for (float second : VALUES) {
        float difference = second - first;
        // Differences beyond the largest float do not come up in a network.
        if (Float.isInfinite(difference)) continue;
        float[] out = new float[1];
        Floats.isLarger(new float[] {first, second}, 1, out, 1);
        assertEquals(second > first ? 1 : 0, out[0], first + " and " + second);
      }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void sumsOverRowsAndPartsAreThoseOfPlainLoops(long seed) {
    RandomArrays random = new RandomArrays(seed);
    int columns = random.between(1, 9);
    int rows = random.between(1, 9);
    float[] x = random.uniform(rows * columns + 2, 1);
    float[] sum = new float[columns];
    float[] squares = new float[columns];
    Floats.addColumns(x, 2, rows, sum);
    Floats.addColumnSquares(x, rows, squares);
    for (int c = 0; c < columns; c++) {
      double plain = 0;
      double squared = 0;
      for (int r = 0; r < rows; r++) {
        plain += x[2 + r * columns + c];
        squared += (double) x[r * columns + c] * x[r * columns + c];
      }
      assertEquals(plain, sum[c], 1e-5);
      assertEquals(squared, squares[c], 1e-5);
    }
    float[] mask = {0, 1, 1};
    float[] a = new float[3];
    float[] b = new float[3];
    Floats.part(new float[] {9, 4, 5, 6}, 1, mask, 0, a, b, 3);
    assertArrayEquals(new float[] {4, 0, 0}, a);
    assertArrayEquals(new float[] {0, 5, 6}, b);
  }

  @Test
  void aBlockKeepsWhatIsPutThere() {
    try (FloatBlock one = RandomArrays.block(1, 2, 3, 4, 5);
        FloatBlock two = new FloatBlock(4)) {
      assertArrayEquals(new float[4], RandomArrays.floats(two));
      two.copy(1, one, 2, 3);
      assertArrayEquals(new float[] {0, 3, 4, 5}, RandomArrays.floats(two));
      two.clear(1, 2);
      two.put(0, new float[] {8, 9}, 1, 1);
      assertArrayEquals(new float[] {9, 0, 0, 5}, RandomArrays.floats(two));
    }
  }
}
