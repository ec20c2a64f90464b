package org.crelens.atypeak.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RanksTest {
  @Test
  void tiesShareTheMeanOfTheirRanks() {
    assertArrayEquals(new double[] {4, 1.5, 1.5, 3, 5}, Ranks.of(new double[] {2, 9, 9, 5, -1}));
  }

  @Test
  void ranksAddUpAndFollowTheScores() {
    for (long seed = 1; seed <= 50; seed++) {
      double[] scores = random(seed);
      double[] rank = Ranks.of(scores);
      int n = scores.length;
      assertEquals(n * (n + 1) / 2.0, Arrays.stream(rank).sum(), 1e-9, "seed " + seed);
      for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
          assertEquals(
              Double.compare(scores[i], scores[j]),
              Double.compare(rank[j], rank[i]),
              "seed " + seed);
    }
  }

  @Test
  void aPercentileCountsThoseBelowAndHalfOfThoseEqual() {
    for (long seed = 1; seed <= 50; seed++) {
      double[] scores = random(seed);
      double[] rank = Ranks.of(scores);
      double sum = 0;
      for (int i = 0; i < scores.length; i++) {
        double score = scores[i];
        double below = Arrays.stream(scores).filter(s -> s < score).count();
        double equal = Arrays.stream(scores).filter(s -> s == score).count();
        double percentile = Ranks.percentile(rank[i], scores.length);
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
      double[] within = Ranks.percentilesWithin(scores, 3, i -> i % 3);
      for (int g = 0; g < 3; g++) {
        int group = g;
        int[] rows = IntStream.range(0, scores.length).filter(i -> i % 3 == group).toArray();
        double[] own = Arrays.stream(rows).mapToDouble(i -> scores[i]).toArray();
        double[] rank = Ranks.of(own);
        for (int j = 0; j < rows.length; j++)
          assertEquals(Ranks.percentile(rank[j], own.length), within[rows[j]], "seed " + seed);
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
