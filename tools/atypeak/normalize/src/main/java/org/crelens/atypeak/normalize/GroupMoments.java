package org.crelens.atypeak.normalize;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/**
 * Mean and sample standard deviation (n − 1) of scores per group.
 *
 * @param count peaks per group
 * @param mean per group
 * @param sd per group; NaN of a single peak
 */
record GroupMoments(int[] count, double[] mean, double[] sd) {

  /**
   * Of {@code peaks} peaks, summed in their order, in two passes.
   *
   * @param groups number of groups
   * @param group group of a peak
   * @param score score of a peak
   * @param from per group, the first peak that counts
   */
  static GroupMoments of(
      int peaks, int groups, IntUnaryOperator group, IntToDoubleFunction score, int[] from) {
    int[] count = new int[groups];
    double[] mean = new double[groups];
    double[] squares = new double[groups];
    for (int i = 0; i < peaks; i++) {
      int g = group.applyAsInt(i);
      if (i < from[g]) continue;
      count[g]++;
      mean[g] += score.applyAsDouble(i);
    }
    for (int g = 0; g < groups; g++) mean[g] /= count[g];
    for (int i = 0; i < peaks; i++) {
      int g = group.applyAsInt(i);
      if (i < from[g]) continue;
      double off = score.applyAsDouble(i) - mean[g];
      squares[g] += off * off;
    }
    double[] sd = new double[groups];
    Arrays.setAll(sd, g -> Math.sqrt(squares[g] / (count[g] - 1)));
    return new GroupMoments(count, mean, sd);
  }

  /** Whether the scores of a group differ at all, so that they can be told apart. */
  boolean spreads(int group) {
    return sd[group] > 0;
  }

  /**
   * Where the lists of the original begin, per TR: a peak joins the lists of its TR and its dataset
   * if both are known, else both begin anew with it (spec, section 13). Needs the order of the
   * file.
   *
   * @param ofTr TR of a peak
   * @param ofDataset dataset of a peak
   */
  static int[] originalStarts(
      int peaks, int trs, int datasets, IntUnaryOperator ofTr, IntUnaryOperator ofDataset) {
    int[] from = new int[trs];
    boolean[] trKnown = new boolean[trs];
    boolean[] datasetKnown = new boolean[datasets];
    for (int i = 0; i < peaks; i++) {
      int tr = ofTr.applyAsInt(i);
      int dataset = ofDataset.applyAsInt(i);
      if (!trKnown[tr] || !datasetKnown[dataset]) from[tr] = i;
      trKnown[tr] = true;
      datasetKnown[dataset] = true;
    }
    return from;
  }
}
