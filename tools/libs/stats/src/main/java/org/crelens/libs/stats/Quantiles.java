package org.crelens.libs.stats;

import java.util.Arrays;

/**
 * Quantiles, in the one definition that all tools use: the value at place {@code share · (n − 1)}
 * of the sorted values, between neighbours in proportion. R calls it type 7.
 *
 * <p>{@code Quantile} and {@code Median} of commons-statistics can use the same definition, but
 * round in another order. Tables of earlier releases would change in their last digits.
 */
public final class Quantiles {
  private Quantiles() {}

  /**
   * The quantile at a share of the values.
   *
   * @param sorted values, rising
   * @param share from 0, the smallest value, to 1, the largest
   * @return NaN if there are no values
   * @throws IllegalArgumentException for a share outside 0 to 1, or a NaN among the values
   */
  public static double ofSorted(double[] sorted, double share) {
    if (!(share >= 0 && share <= 1))
      throw new IllegalArgumentException("share " + share + " is not between 0 and 1");
    if (sorted.length == 0) return Double.NaN;
    // Sorting moves NaN to the end.
    int last = sorted.length - 1;
    if (Double.isNaN(sorted[last])) throw new IllegalArgumentException("a value is NaN");
    double place = share * last;
    int below = (int) place;
    int above = Math.min(below + 1, last);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /**
   * The median of values in any order.
   *
   * @return NaN if there are no values
   * @throws IllegalArgumentException for a NaN
   */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, 0.5);
  }
}
