package org.crelens.libs.stats;

import java.util.Arrays;

/** Correlation of paired values, from -1 to 1. */
public final class Correlation {
  private Correlation() {}

  /**
   * Pearson's correlation.
   *
   * @return NaN for fewer than two pairs, or where all values of one side are equal
   * @throws IllegalArgumentException for a NaN, or for different numbers of values
   */
  public static double pearson(double[] x, double[] y) {
    Checks.pairs(x, y);
    Checks.noNaN(x);
    Checks.noNaN(y);
    // Checked before the sums: the mean of equal values may differ from them by a rounding.
    if (constant(x) || constant(y)) return Double.NaN;
    double meanX = Arrays.stream(x).sum() / x.length;
    double meanY = Arrays.stream(y).sum() / y.length;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - meanX;
      double dy = y[i] - meanY;
      xy += dx * dy;
      xx += dx * dx;
      yy += dy * dy;
    }
    return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  }

  /**
   * Spearman's correlation: Pearson's correlation of the ranks, where ties share their mean rank.
   *
   * @return NaN for fewer than two pairs, or where all values of one side are equal
   * @throws IllegalArgumentException for a NaN, or for different numbers of values
   */
  public static double spearman(double[] x, double[] y) {
    Checks.pairs(x, y);
    return pearson(Ranks.ascending(x), Ranks.ascending(y));
  }

  private static boolean constant(double[] values) {
    for (double v : values) if (v != values[0]) return false;
    return true;
  }
}
