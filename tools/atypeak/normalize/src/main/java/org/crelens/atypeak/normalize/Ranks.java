package org.crelens.atypeak.normalize;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Ranks of scores, 1 for the highest; ties share the mean of their ranks. The percentile that goes
 * with rank r of n is 100 · (n − r + ½) / n: the percentage of scores that are lower, plus half of
 * the percentage that are the same, the score itself included. It lies between 0 and 100, never on
 * them, and its mean over all scores is 50.
 */
final class Ranks {
  private Ranks() {}

  /** Rank of each of {@code scores}. */
  static double[] of(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double[] rank = new double[scores.length];
    for (int i = 0; i < rank.length; i++) rank[i] = rank(sorted, scores[i]);
    return rank;
  }

  /** Rank of {@code score} in {@code sorted}, which holds it. */
  private static double rank(double[] sorted, double score) {
    int below = firstAtLeast(sorted, score);
    int notAbove = firstAbove(sorted, score);
    return sorted.length - notAbove + (notAbove - below + 1) / 2.0;
  }

  private static int firstAtLeast(double[] sorted, double score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private static int firstAbove(double[] sorted, double score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= score) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Percentile of a rank among {@code n}. */
  static double percentile(double rank, int n) {
    return 100 * (n - rank + 0.5) / n;
  }

  /**
   * Percentile of each score among the scores of its group.
   *
   * @param group group of a score, 0 to groups − 1
   */
  static double[] percentilesWithin(double[] scores, int groups, IntUnaryOperator group) {
    double[] percentiles = new double[scores.length];
    int[][] members = members(scores.length, groups, group);
    for (int[] rows : members) {
      double[] rank = of(IntStream.of(rows).mapToDouble(i -> scores[i]).toArray());
      for (int j = 0; j < rows.length; j++) percentiles[rows[j]] = percentile(rank[j], rows.length);
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
