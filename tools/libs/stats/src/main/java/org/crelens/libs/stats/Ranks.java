package org.crelens.libs.stats;

import java.util.Arrays;

/**
 * Ranks from 1. Equal values share the mean of their ranks; 0 and -0 are equal.
 *
 * <p>{@code NaturalRanking} of commons-statistics gives the same ranks, but makes an object of
 * every value. Catalogues have 20 million peaks: here they take a second array, there a gigabyte.
 */
public final class Ranks {
  private Ranks() {}

  /**
   * Ranks with 1 for the smallest value.
   *
   * @throws IllegalArgumentException for a NaN
   */
  public static double[] ascending(double[] values) {
    double[] sorted = sorted(values);
    double[] ranks = new double[values.length];
    for (int i = 0; i < ranks.length; i++)
      ranks[i] = (below(sorted, values[i]) + 1 + notAbove(sorted, values[i])) / 2.0;
    return ranks;
  }

  /**
   * Ranks with 1 for the largest value.
   *
   * @throws IllegalArgumentException for a NaN
   */
  public static double[] descending(double[] values) {
    double[] sorted = sorted(values);
    int n = sorted.length;
    double[] ranks = new double[n];
    for (int i = 0; i < n; i++)
      ranks[i] = n + 1 - (below(sorted, values[i]) + 1 + notAbove(sorted, values[i])) / 2.0;
    return ranks;
  }

  private static double[] sorted(double[] values) {
    Checks.noNaN(values);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private static int notAbove(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
