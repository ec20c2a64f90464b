package org.crelens.libs.stats;

import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Mann–Whitney U test of two independent samples, two-sided.
 *
 * @param u number of pairs in which the value of the first sample is larger, ties counted half; NaN
 *     if a sample is empty
 * @param p probability of samples at least so different if both came from one distribution: exact
 *     for small samples without ties, else the normal approximation, corrected for ties and
 *     continuity; NaN if a sample is empty
 * @param cliffsDelta share of pairs in which the first is larger, minus the share in which it is
 *     smaller: from -1 to 1; NaN if a sample is empty
 */
public record MannWhitney(double u, double p, double cliffsDelta) {
  /**
   * Tests two samples, each in any order.
   *
   * @throws IllegalArgumentException for a NaN
   */
  public static MannWhitney of(double[] first, double[] second) {
    Checks.noNaN(first);
    Checks.noNaN(second);
    if (first.length == 0 || second.length == 0)
      return new MannWhitney(Double.NaN, Double.NaN, Double.NaN);
    MannWhitneyUTest.Result test = MannWhitneyUTest.withDefaults().test(first, second);
    double u = test.getStatistic();
    // Of values that are all equal, the approximation divides by zero; they do not differ at all.
    double p = Double.isNaN(test.getPValue()) ? 1 : test.getPValue();
    return new MannWhitney(u, p, 2 * u / ((double) first.length * second.length) - 1);
  }
}
