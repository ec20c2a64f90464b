package org.crelens.build.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CorrelationTest {
  private static final double EXACT = 1e-12;

  @Test
  void aStraightLineIsOneAndAFallingOneMinusOne() {
    assertEquals(1, Correlation.pearson(values(1, 2, 3), values(10, 20, 30)), EXACT);
    assertEquals(-1, Correlation.pearson(values(1, 2, 3), values(30, 20, 10)), EXACT);
  }

  @Test
  void pearsonOfAWorkedExample() {
    // Sums of squares 10 and 17.2, of products 11.
    double r = Correlation.pearson(values(1, 2, 3, 4, 5), values(2, 2, 4, 3, 7));
    assertEquals(11 / Math.sqrt(10 * 17.2), r, EXACT);
  }

  @Test
  void spearmanSeesTheOrderOnly() {
    assertEquals(1, Correlation.spearman(values(1, 2, 3, 4), values(1, 10, 100, 1e6)), EXACT);
    // Without ties: 1 - 6 Σd² / (n (n² - 1)), here d = 1, 1, 0, 0.
    assertEquals(
        1 - 6.0 * 2 / (4 * 15),
        Correlation.spearman(values(1, 2, 3, 4), values(2, 1, 3, 4)),
        EXACT);
  }

  @Test
  void tiesShareTheMeanOfTheirRanks() {
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 · 5).
    assertEquals(
        4.5 / Math.sqrt(4.5 * 5),
        Correlation.spearman(values(1, 7, 7, 9), values(1, 2, 3, 4)),
        EXACT);
  }

  @Test
  void withoutSpreadOrValuesThereIsNone() {
    assertTrue(Double.isNaN(Correlation.spearman(values(1, 1, 1), values(1, 2, 3))));
    assertTrue(Double.isNaN(Correlation.spearman(values(), values())));
    assertTrue(Double.isNaN(Correlation.pearson(values(3), values(4))));
  }

  @Test
  void listsOfUnequalLengthAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Correlation.pearson(values(1), values(1, 2)));
  }

  private static double[] values(double... values) {
    return values;
  }
}
