package org.crelens.atypeak.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.crelens.libs.stats.Ranks;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void aPercentileCountsThoseBelowAndHalfOfThoseEqual() {
    for (long seed = 1; seed <= 50; seed++) {
      double[] scores = random(seed);
      double[] rank = Ranks.descending(scores);
      double sum = 0;
      for (int i = 0; i < scores.length; i++) {
        double score = scores[i];
        double below = Arrays.stream(scores).filter(s -> s < score).count();
        double equal = Arrays.stream(scores).filter(s -> s == score).count();
        double percentile = Percentiles.of(rank[i], scores.length);
        assertEquals(100 * (below + equal / 2) / scores.length, percentile, 1e-9, "seed " + seed);
        assertTrue(percentile > 0 && percentile < 100, "seed " + seed);
        sum += percentile;
      }
      assertEquals(50, sum / scores.length, 1e-9, "seed " + seed);
    }
  }

  @Test
  void percentilesWithinAGroupAreThoseOfTheGroupAlone() {
    for (long seed = 1; seed <= 20; seed++) {
      double[] scores = random(seed);
      double[] within = Percentiles.within(scores, 3, i -> i % 3);
      for (int g = 0; g < 3; g++) {
        int group = g;
        int[] rows = IntStream.range(0, scores.length).filter(i -> i % 3 == group).toArray();
        double[] own = Arrays.stream(rows).mapToDouble(i -> scores[i]).toArray();
        double[] rank = Ranks.descending(own);
        for (int j = 0; j < rows.length; j++)
          assertEquals(Percentiles.of(rank[j], own.length), within[rows[j]], "seed " + seed);
      }
    }
  }

  private static double[] random(long seed) {
    Random random = new Random(seed);
    double[] scores = new double[1 + random.nextInt(60)];
    for (int i = 0; i < scores.length; i++) scores[i] = random.nextInt(20) - 5;
    return scores;
  }
}
