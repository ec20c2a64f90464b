package org.crelens.atypeak.tracks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.crelens.atypeak.tracks.bbi.Bytes;
import org.crelens.libs.io.Numbers;
import org.junit.jupiter.api.Test;

class DecimalsTest {
  private static final long SEED = 41;

  @Test
  void everyNumberIsWrittenAsElsewhere() {
    for (double v :
        new double[] {
          0, -0.0, 0.0004, -0.0004, 1, 0.5, 999.9845, 457.1755, -2.0625, 0.0005, 0.0015, 1e15, -3e9
        }) check(v);
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      check(random.nextInt(20_000_000) / 10_000.0);
      check((random.nextDouble() - 0.2) * 1200);
    }
  }

  private static void check(double value) {
    Bytes bytes = new Bytes();
    Decimals.add(bytes, value);
    assertEquals(
        Numbers.fixed(value, 3),
        new String(bytes.toArray(), StandardCharsets.UTF_8),
        "of " + value + ", seed " + SEED);
  }
}
