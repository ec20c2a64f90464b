package org.crelens.atypeak.judge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  /** Few different values, so that many are tied. */
  private static double[] random(Random random, int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) values[i] = random.nextInt(7) / 4.0;
    return values;
  }

  @Test
  void aurocIsTheShareOfPairsInOrder() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      double[] above = random(random, 1 + random.nextInt(30));
      double[] below = random(random, 1 + random.nextInt(30));
      double wins = 0;
      for (double a : above) for (double b : below) wins += a > b ? 1 : a == b ? 0.5 : 0;
      double expected = wins / (above.length * below.length);
      assertEquals(expected, Statistics.auroc(above, below), 1e-12, "seed " + seed);
    }
    assertTrue(Double.isNaN(Statistics.auroc(new double[0], new double[] {1})));
  }

  @Test
  void spearmanIsThePearsonCorrelationOfRanksCountedOneByOne() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      int n = 5 + random.nextInt(40);
      double[] x = random(random, n);
      double[] y = random(random, n);
      double[] a = counted(x);
      double[] b = counted(y);
      double ma = mean(a);
      double mb = mean(b);
      double ab = 0;
      double aa = 0;
      double bb = 0;
      for (int i = 0; i < n; i++) {
        ab += (a[i] - ma) * (b[i] - mb);
        aa += (a[i] - ma) * (a[i] - ma);
        bb += (b[i] - mb) * (b[i] - mb);
      }
      assertEquals(ab / Math.sqrt(aa * bb), Statistics.spearman(x, y), 1e-12, "seed " + seed);
    }
    assertTrue(Double.isNaN(Statistics.spearman(new double[] {1, 1}, new double[] {1, 2})));
  }

  private static double[] counted(double[] values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      ranks[i] = 0.5;
      for (double other : values) ranks[i] += other < values[i] ? 1 : other == values[i] ? 0.5 : 0;
    }
    return ranks;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double v : values) sum += v;
    return sum / values.length;
  }

  @Test
  void equalValuesShareTheMeanOfTheirRanks() {
    assertArrayEquals(new double[] {3.5, 1, 3.5, 2}, Statistics.ranks(new double[] {5, 1, 5, 2}));
  }

  @Test
  void theMedianOfUnsortedValuesIsTheirMiddle() {
    assertEquals(10, Statistics.median(new double[] {40, 10, 0}));
    assertEquals(15, Statistics.median(new double[] {40, 10, 0, 20}));
    assertTrue(Double.isNaN(Statistics.median(new double[0])));
  }
}
