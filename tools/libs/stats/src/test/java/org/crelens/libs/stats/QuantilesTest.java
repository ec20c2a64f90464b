package org.crelens.libs.stats;

import static org.crelens.libs.stats.Samples.of;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  void aQuantileLiesBetweenNeighboursInProportion() {
    double[] sorted = {1, 2, 4, 8};
    assertEquals(1, Quantiles.ofSorted(sorted, 0));
    assertEquals(1.75, Quantiles.ofSorted(sorted, 0.25));
    assertEquals(3, Quantiles.ofSorted(sorted, 0.5));
    assertEquals(8, Quantiles.ofSorted(sorted, 1));
  }

  @Test
  void quantilesAreThoseOfTypeSevenOfCommonsStatistics() {
    Quantile seven = Quantile.withDefaults().with(EstimationMethod.HF7);
    for (long seed = 1; seed <= 100; seed++) {
      Random random = new Random(seed);
      double[] values = Samples.distinct(random, 1 + random.nextInt(40));
      Arrays.sort(values);
      double share = random.nextDouble();
      assertEquals(
          seven.evaluate(values, share), Quantiles.ofSorted(values, share), 1e-12, "seed " + seed);
    }
  }

  @Test
  void theMedianOfUnsortedValuesIsTheirMiddle() {
    double[] values = {40, 10, 0, 20};
    assertEquals(15, Quantiles.median(values));
    assertArrayEquals(of(40, 10, 0, 20), values);
    assertEquals(10, Quantiles.median(of(40, 10, 0)));
  }

  @Test
  void fewOrEqualValues() {
    assertEquals(Double.NaN, Quantiles.ofSorted(of(), 0.5));
    assertEquals(Double.NaN, Quantiles.median(of()));
    assertEquals(7, Quantiles.ofSorted(of(7), 0.3));
    assertEquals(7, Quantiles.ofSorted(of(7, 7, 7), 0.3));
  }

  @Test
  void nanAndSharesOutsideZeroToOneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Quantiles.median(of(Double.NaN, 1)));
    assertThrows(IllegalArgumentException.class, () -> Quantiles.ofSorted(of(1), 1.5));
    assertThrows(IllegalArgumentException.class, () -> Quantiles.ofSorted(of(1), Double.NaN));
  }
}
