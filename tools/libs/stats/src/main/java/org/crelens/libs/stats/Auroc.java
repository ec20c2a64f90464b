package org.crelens.libs.stats;

import java.util.Arrays;

/** Area under the receiver operating characteristic curve. */
public final class Auroc {
  private Auroc() {}

  /**
   * The share of pairs of a positive and a negative in which the positive has the higher score; a
   * tie counts half.
   *
   * @param positives scores of the positives, in any order
   * @param negatives scores of the negatives, in any order
   * @return from 0 to 1; NaN if either list is empty
   * @throws IllegalArgumentException for a NaN
   */
  public static double of(double[] positives, double[] negatives) {
    double[] all = Arrays.copyOf(positives, positives.length + negatives.length);
    System.arraycopy(negatives, 0, all, positives.length, negatives.length);
    double[] ranks = Ranks.ascending(all);
    if (positives.length == 0 || negatives.length == 0) return Double.NaN;
    double sum = 0;
    for (int i = 0; i < positives.length; i++) sum += ranks[i];
    double n = positives.length;
    return (sum - n * (n + 1) / 2) / (n * negatives.length);
  }
}
