package org.crelens.build.benchmarks;

import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** Correlation of two lists of scores. */
final class Correlation {
  private Correlation() {}

  /** Pearson's coefficient; NaN for fewer than two values, or where one list has no spread. */
  static double pearson(double[] a, double[] b) {
    if (a.length != b.length)
      throw new IllegalArgumentException(a.length + " values against " + b.length);
    double meanA = mean(a);
    double meanB = mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      double da = a[i] - meanA;
      double db = b[i] - meanB;
      ab += da * db;
      aa += da * da;
      bb += db * db;
    }
    return ab / Math.sqrt(aa * bb);
  }

  /** Spearman's coefficient: Pearson's of the ranks, ties sharing the mean of theirs. */
  static double spearman(double[] a, double[] b) {
    NaturalRanking ranking = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);
    return a.length == 0 ? Double.NaN : pearson(ranking.apply(a), ranking.apply(b));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double v : values) sum += v;
    return sum / values.length;
  }
}
