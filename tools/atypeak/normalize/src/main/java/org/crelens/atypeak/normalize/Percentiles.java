package org.crelens.atypeak.normalize;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.crelens.libs.stats.Ranks;

/**
 * Percentiles of scores, and scores by group. The percentile of the score with rank r of n, 1 for
 * the highest, is 100 · (n − r + ½) / n: the percentage of scores that are lower, plus half of the
 * percentage that are the same, the score itself included. It lies between 0 and 100, never on
 * them, and its mean over all scores is 50.
 */
final class Percentiles {
  private Percentiles() {}

  /** Percentile of a rank among {@code n}. */
  static double of(double rank, int n) {
    return 100 * (n - rank + 0.5) / n;
  }

  /**
   * Percentile of each score among the scores of its group.
   *
   * @param group group of a score, 0 to groups − 1
   */
  static double[] within(double[] scores, int groups, IntUnaryOperator group) {
    double[] percentiles = new double[scores.length];
    int[][] members = members(scores.length, groups, group);
    for (int[] rows : members) {
      double[] rank = Ranks.descending(IntStream.of(rows).mapToDouble(i -> scores[i]).toArray());
      for (int j = 0; j < rows.length; j++) percentiles[rows[j]] = of(rank[j], rows.length);
    }
    return percentiles;
  }

  /** Rows of each group, in order. */
  static int[][] members(int n, int groups, IntUnaryOperator group) {
    int[] count = new int[groups];
    for (int i = 0; i < n; i++) count[group.applyAsInt(i)]++;
    int[][] members = new int[groups][];
    for (int g = 0; g < groups; g++) members[g] = new int[count[g]];
    int[] next = new int[groups];
    for (int i = 0; i < n; i++) {
      int g = group.applyAsInt(i);
      members[g][next[g]++] = i;
    }
    return members;
  }
}
