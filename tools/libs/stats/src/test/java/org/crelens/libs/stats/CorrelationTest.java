package org.crelens.libs.stats;

import static org.crelens.libs.stats.Samples.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CorrelationTest {
  private static final double EXACT = 1e-12;

  @Test
  void aRisingLineIsOneAndAFallingOneMinusOne() {
    assertEquals(1, Correlation.pearson(of(1, 2, 3), of(10, 20, 30)), EXACT);
    assertEquals(-1, Correlation.pearson(of(1, 2, 3), of(30, 20, 10)), EXACT);
  }

  @Test
  void pearsonOfAWorkedExample() {
    // Sums of squares 10 and 17.2, of products 11.
    double r = Correlation.pearson(of(1, 2, 3, 4, 5), of(2, 2, 4, 3, 7));
    assertEquals(11 / Math.sqrt(10 * 17.2), r, EXACT);
  }

  @Test
  void pearsonIsTheMeanProductOfDifferencesOverAllPairs() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      int n = 5 + random.nextInt(40);
      double[] x = Samples.distinct(random, n);
      double[] y = Samples.tied(random, n);
      assertEquals(byPairs(x, y), Correlation.pearson(x, y), EXACT, "seed " + seed);
    }
  }

  @Test
  void spearmanSeesOnlyTheOrder() {
    assertEquals(1, Correlation.spearman(of(1, 2, 3, 4), of(1, 10, 100, 1e6)), EXACT);
    // Without ties: 1 - 6 Σd² / (n (n² - 1)), here d = 1, 1, 0, 0.
    assertEquals(
        1 - 6.0 * 2 / (4 * 15), Correlation.spearman(of(1, 2, 3, 4), of(2, 1, 3, 4)), EXACT);
  }

  @Test
  void tiesShareTheMeanOfTheirRanks() {
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 · 5).
    assertEquals(
        4.5 / Math.sqrt(4.5 * 5), Correlation.spearman(of(1, 7, 7, 9), of(1, 2, 3, 4)), EXACT);
  }

  @Test
  void spearmanIsPearsonOfRanksCountedOneByOne() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      int n = 5 + random.nextInt(40);
      double[] x = Samples.tied(random, n);
      double[] y = Samples.tied(random, n);
      assertEquals(
          byPairs(counted(x), counted(y)), Correlation.spearman(x, y), EXACT, "seed " + seed);
    }
  }

  @Test
  void withoutSpreadOrPairsThereIsNone() {
    assertTrue(Double.isNaN(Correlation.spearman(of(1, 1, 1), of(1, 2, 3))));
    // The sum of three times 0.1, divided by 3, is not 0.1.
    assertTrue(Double.isNaN(Correlation.pearson(of(0.1, 0.1, 0.1), of(1, 2, 3))));
    assertTrue(Double.isNaN(Correlation.spearman(of(), of())));
    assertTrue(Double.isNaN(Correlation.pearson(of(3), of(4))));
  }

  @Test
  void nanAndListsOfDifferentLengthsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Correlation.pearson(of(1), of(1, 2)));
    assertThrows(IllegalArgumentException.class, () -> Correlation.spearman(of(1), of(1, 2)));
    assertThrows(
        IllegalArgumentException.class, () -> Correlation.pearson(of(1, 2), of(Double.NaN, 1)));
    assertThrows(
        IllegalArgumentException.class, () -> Correlation.spearman(of(1, Double.NaN), of(1, 2)));
  }

  /** Pearson's correlation without means: from the differences of all pairs of items. */
  private static double byPairs(double[] x, double[] y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++)
      for (int j = 0; j < i; j++) {
        xy += (x[i] - x[j]) * (y[i] - y[j]);
        xx += (x[i] - x[j]) * (x[i] - x[j]);
        yy += (y[i] - y[j]) * (y[i] - y[j]);
      }
    return xy / Math.sqrt(xx * yy);
  }

  private static double[] counted(double[] values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      ranks[i] = 0.5;
      for (double other : values) ranks[i] += other < values[i] ? 1 : other == values[i] ? 0.5 : 0;
    }
    return ranks;
  }
}
