package org.crelens.libs.stats;

import static org.crelens.libs.stats.Samples.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AurocTest {
  @Test
  void itIsTheShareOfPairsInOrder() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      double[] positives = Samples.tied(random, 1 + random.nextInt(30));
      double[] negatives = Samples.tied(random, 1 + random.nextInt(30));
      double wins = 0;
      for (double p : positives) for (double n : negatives) wins += p > n ? 1 : p == n ? 0.5 : 0;
      assertEquals(
          wins / (positives.length * negatives.length),
          Auroc.of(positives, negatives),
          1e-12,
          "seed " + seed);
    }
  }

  @Test
  void apartItIsOneOrZeroAndAllEqualOneHalf() {
    assertEquals(1, Auroc.of(of(3, 4), of(1, 2)));
    assertEquals(0, Auroc.of(of(1, 2), of(3, 4)));
    assertEquals(0.5, Auroc.of(of(1, 1), of(1, 1, 1)));
  }

  @Test
  void withoutPositivesOrNegativesThereIsNone() {
    assertTrue(Double.isNaN(Auroc.of(of(), of(1))));
    assertTrue(Double.isNaN(Auroc.of(of(1), of())));
  }

  @Test
  void nanIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Auroc.of(of(1, Double.NaN), of(1)));
    assertThrows(IllegalArgumentException.class, () -> Auroc.of(of(1), of(Double.NaN)));
  }
}
