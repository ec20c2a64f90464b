package org.crelens.atypeak.normalize;

import java.util.Arrays;
import org.crelens.libs.stats.Quantiles;

/**
 * What a list of scores looks like.
 *
 * @param count how many
 * @param mean NaN of none
 * @param sd sample standard deviation (n − 1), NaN of fewer than two
 * @param min the lowest
 * @param q1 lower quartile, between the scores in proportion
 * @param median the middle
 * @param q3 upper quartile
 * @param max the highest
 */
record Summary(
    int count,
    double mean,
    double sd,
    double min,
    double q1,
    double median,
    double q3,
    double max) {

  /** Of {@code scores}, which are sorted here. */
  static Summary of(double[] scores) {
    Arrays.sort(scores);
    GroupMoments spread = GroupMoments.of(scores.length, 1, i -> 0, i -> scores[i], new int[1]);
    return new Summary(
        scores.length,
        spread.mean()[0],
        spread.sd()[0],
        Quantiles.ofSorted(scores, 0),
        Quantiles.ofSorted(scores, 0.25),
        Quantiles.ofSorted(scores, 0.5),
        Quantiles.ofSorted(scores, 0.75),
        Quantiles.ofSorted(scores, 1));
  }
}
