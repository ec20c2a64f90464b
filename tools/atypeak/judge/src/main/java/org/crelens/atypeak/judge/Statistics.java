package org.crelens.atypeak.judge;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.crelens.libs.io.Numbers;

/** Statistics of ranks. What is undefined, is NaN. */
final class Statistics {
  private Statistics() {}

  /** Median of values in any order. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Numbers.quantile(sorted, 0.5);
  }

  /** Ranks from 1; equal values share the mean of theirs. */
  static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> Double.compare(values[a], values[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) to++;
      // Ranks from + 1 … to.
      for (int i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2.0;
      from = to;
    }
    return ranks;
  }

  /** Spearman's correlation, ties counted; NaN of fewer than two pairs or without spread. */
  static double spearman(double[] x, double[] y) {
    return pearson(ranks(x), ranks(y));
  }

  private static double pearson(double[] x, double[] y) {
    if (x.length < 2) return Double.NaN;
    double mx = Arrays.stream(x).sum() / x.length;
    double my = Arrays.stream(y).sum() / y.length;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
  }

  /**
   * Area under the ROC curve: how often one of {@code above} is larger than one of {@code below},
   * ties counted half.
   */
  static double auroc(double[] above, double[] below) {
    if (above.length == 0 || below.length == 0) return Double.NaN;
    double[] all = Arrays.copyOf(above, above.length + below.length);
    System.arraycopy(below, 0, all, above.length, below.length);
    double[] ranks = ranks(all);
    double sum = 0;
    for (int i = 0; i < above.length; i++) sum += ranks[i];
    double n = above.length;
    return (sum - n * (n + 1) / 2) / (n * below.length);
  }
}
