package org.crelens.libs.stats;

import static org.crelens.libs.stats.Samples.of;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;
import org.junit.jupiter.api.Test;

class RanksTest {
  @Test
  void tiesShareTheMeanOfTheirRanks() {
    assertArrayEquals(of(3.5, 1, 3.5, 2), Ranks.ascending(of(5, 1, 5, 2)));
    assertArrayEquals(of(1.5, 4, 1.5, 3), Ranks.descending(of(5, 1, 5, 2)));
  }

  @Test
  void ranksAreThoseOfCommonsStatistics() {
    NaturalRanking ranking = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);
    for (long seed = 1; seed <= 100; seed++) {
      Random random = new Random(seed);
      double[] values = Samples.tied(random, 1 + random.nextInt(60));
      assertArrayEquals(ranking.apply(values), Ranks.ascending(values), "seed " + seed);
    }
  }

  @Test
  void aRankCountsWhatIsLowerAndHalfOfWhatIsEqual() {
    for (long seed = 1; seed <= 100; seed++) {
      Random random = new Random(seed);
      double[] values = Samples.tied(random, random.nextInt(60));
      double[] up = Ranks.ascending(values);
      double[] down = Ranks.descending(values);
      for (int i = 0; i < values.length; i++) {
        double rank = 0.5;
        for (double v : values) rank += v < values[i] ? 1 : v == values[i] ? 0.5 : 0;
        assertEquals(rank, up[i], "seed " + seed);
        assertEquals(values.length + 1 - rank, down[i], "seed " + seed);
      }
    }
  }

  @Test
  void bothZerosAreEqualAndInfinitiesHaveRanks() {
    assertArrayEquals(of(2.5, 2.5, 4, 1), Ranks.ascending(of(0.0, -0.0, 1.0 / 0, -1.0 / 0)));
  }

  @Test
  void emptyAndEqualValues() {
    assertArrayEquals(of(), Ranks.ascending(of()));
    assertArrayEquals(of(2, 2, 2), Ranks.ascending(of(7, 7, 7)));
  }

  @Test
  void theValuesStayInTheirOrder() {
    double[] values = of(3, 1, 2);
    Ranks.ascending(values);
    assertArrayEquals(of(3, 1, 2), values);
  }

  @Test
  void aNaNIsNamed() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Ranks.ascending(of(1, Double.NaN)));
    assertEquals("value 1 is NaN", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Ranks.descending(of(Double.NaN)));
  }
}
