package org.crelens.atypeak.qscore;

import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/**
 * Rebuilt values of a dimension in some windows.
 *
 * @param count how many
 * @param mean NaN of none
 * @param variance with n − 1; NaN of fewer than two
 */
record Observations(long count, double mean, double variance) {
  private static final TTest WELCH = TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC);

  /**
   * Probability of such a difference of the means by chance, by Welch's t-test, two-sided; NaN
   * where there is none: fewer than two observations, or no variance on either side.
   */
  double p(Observations other) {
    if (count < 2 || other.count < 2 || variance + other.variance == 0) return Double.NaN;
    return WELCH.test(mean, variance, count, other.mean, other.variance, other.count).getPValue();
  }
}
