package org.crelens.libs.stats;

import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/**
 * Size, mean and variance of a sample.
 *
 * @param count number of values, at least 0
 * @param mean NaN of none
 * @param variance sample variance, with n − 1; NaN of fewer than two values
 */
public record Moments(long count, double mean, double variance) {
  private static final TTest WELCH = TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC);

  public Moments {
    if (count < 0) throw new IllegalArgumentException("count " + count + " is negative");
    if (variance < 0) throw new IllegalArgumentException("variance " + variance + " is negative");
  }

  /**
   * The moments of {@code values}, in two passes.
   *
   * @throws IllegalArgumentException for a NaN
   */
  public static Moments of(double[] values) {
    Checks.noNaN(values);
    int n = values.length;
    double sum = 0;
    for (double v : values) sum += v;
    double mean = sum / n;
    double squares = 0;
    for (double v : values) squares += (v - mean) * (v - mean);
    return new Moments(n, mean, n < 2 ? Double.NaN : squares / (n - 1));
  }

  /**
   * Welch's t-test of equal means, two-sided.
   *
   * @return probability of means at least so different if both samples came from distributions with
   *     one mean; NaN if a sample has fewer than two values, or if neither has any variance
   */
  public double welchP(Moments other) {
    if (count < 2 || other.count < 2 || variance + other.variance == 0) return Double.NaN;
    return WELCH.test(mean, variance, count, other.mean, other.variance, other.count).getPValue();
  }
}
