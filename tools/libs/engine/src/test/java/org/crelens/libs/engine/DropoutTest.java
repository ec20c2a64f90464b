package org.crelens.libs.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
  private static final Dropout TENTH = new Dropout(0.1);

  @Test
  void dropoutTakesATenthByItsKeyAlone() {
    int n = 200_003;
    float[] x = new float[n];
    Arrays.fill(x, 2);
    float[] again = x.clone();
    TENTH.apply(Dropout.key(1, 2, 0, 5), x, n);
    TENTH.apply(Dropout.key(1, 2, 0, 5), again, n);
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
    TENTH.apply(one, a, n);
    TENTH.apply(two, b, n);
    int both = 0;
    for (int i = 0; i < n; i++) if (a[i] == 0 && b[i] == 0) both++;
    // Independent masks share a hundredth.
    assertEquals(0.01, (double) both / n, 5 * Math.sqrt(0.01 * 0.99 / n));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 0.5, 0.9})
  void everyRateKeepsTheMean(double rate) {
    // Not a multiple of four, so that the last elements have hashes of their own.
    int n = 200_003;
    Dropout dropout = new Dropout(rate);
    float[] x = new float[n];
    Arrays.fill(x, 1);
    dropout.apply(Dropout.key(3, 4, 5, 6), x, n);
    double sum = 0;
    for (float v : x) {
      assertTrue(v == 0 || v == dropout.scale(), "kept as " + v);
      sum += v;
    }
    double deviation = dropout.scale() * Math.sqrt(rate * (1 - rate) / n);
    assertEquals(1, sum / n, 5 * deviation + 1e-9);
  }

  @Test
  void aRateThatLeavesNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Dropout(1));
    assertThrows(IllegalArgumentException.class, () -> new Dropout(-0.1));
  }
}
