package org.crelens.build.benchmarks;

import java.util.Arrays;

/**
 * A sum of non-negative multiples fitted to positive measurements, each weighed by its own size, so
 * that relative errors are what is made small.
 *
 * @param coefficients one per column
 * @param r2 share of the variance of the logarithms that is explained
 * @param worst largest relative error
 * @param median relative error
 */
record LeastSquares(double[] coefficients, double r2, double worst, double median) {
  /** Fits; columns are few, so that every subset of them is tried. */
  static LeastSquares fit(double[][] rows, double[] measured) {
    int columns = rows[0].length;
    double[] best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int subset = 1; subset < 1 << columns; subset++) {
      double[] c = solve(rows, measured, subset);
      if (c == null || Arrays.stream(c).anyMatch(v -> v < 0)) continue;
      double sum = 0;
      for (int i = 0; i < rows.length; i++) {
        double e = predict(c, rows[i]) / measured[i] - 1;
        sum += e * e;
      }
      if (sum < least) {
        least = sum;
        best = c;
      }
    }
    double[] errors = new double[rows.length];
    double mean = Arrays.stream(measured).map(Math::log).average().orElseThrow();
    double residual = 0;
    double total = 0;
    for (int i = 0; i < rows.length; i++) {
      double ratio = predict(best, rows[i]) / measured[i];
      errors[i] = Math.abs(ratio - 1);
      residual += Math.pow(Math.log(ratio), 2);
      total += Math.pow(Math.log(measured[i]) - mean, 2);
    }
    Arrays.sort(errors);
    return new LeastSquares(
        best, 1 - residual / total, errors[errors.length - 1], errors[errors.length / 2]);
  }

  /** The sum for a row. */
  static double predict(double[] coefficients, double[] row) {
    double sum = 0;
    for (int j = 0; j < row.length; j++) sum += coefficients[j] * row[j];
    return sum;
  }

  /** Normal equations of some columns, by elimination; null when they are singular. */
  private static double[] solve(double[][] rows, double[] measured, int subset) {
    int[] of =
        java.util.stream.IntStream.range(0, rows[0].length)
            .filter(j -> (subset >> j & 1) == 1)
            .toArray();
    int n = of.length;
    // Columns differ by ten orders of size.
    double[] size = new double[n];
    for (int a = 0; a < n; a++) for (double[] row : rows) size[a] = Math.max(size[a], row[of[a]]);
    double[][] m = new double[n][n + 1];
    for (int i = 0; i < rows.length; i++)
      for (int a = 0; a < n; a++) {
        double x = rows[i][of[a]] / size[a] / measured[i];
        for (int b = 0; b < n; b++) m[a][b] += x * rows[i][of[b]] / size[b] / measured[i];
        m[a][n] += x;
      }
    for (int p = 0; p < n; p++) {
      int pivot = p;
      for (int r = p + 1; r < n; r++) if (Math.abs(m[r][p]) > Math.abs(m[pivot][p])) pivot = r;
      double[] swap = m[p];
      m[p] = m[pivot];
      m[pivot] = swap;
      if (Math.abs(m[p][p]) < 1e-12) return null;
      for (int r = 0; r < n; r++) {
        if (r == p) continue;
        double by = m[r][p] / m[p][p];
        for (int c = p; c <= n; c++) m[r][c] -= by * m[p][c];
      }
    }
    double[] c = new double[rows[0].length];
    for (int a = 0; a < n; a++) c[of[a]] = m[a][n] / m[a][a] / size[a];
    return c;
  }
}
