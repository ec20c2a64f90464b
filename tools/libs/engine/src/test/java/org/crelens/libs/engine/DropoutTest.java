package org.crelens.libs.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
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
