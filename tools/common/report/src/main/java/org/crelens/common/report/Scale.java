package org.crelens.common.report;

/**
 * What the colours of a matrix mean.
 *
 * @param title of the colours, with unit
 * @param ramp colours
 * @param from value of the first colour; lower ones share it
 * @param to value of the last colour; higher ones share it
 */
record Scale(String title, Ramp ramp, double from, double to) {
  Scale {
    if (!(to > from)) throw new IllegalArgumentException("a scale from " + from + " to " + to);
  }

  /** From 0 to the largest finite value of {@code matrices}, at least to {@code least}. */
  static Scale amounts(String title, double least, double[][]... matrices) {
    return new Scale(title, Ramp.AMOUNT, 0, Math.max(largest(matrices), least));
  }

  /** The same distance on both sides of 0. */
  static Scale signed(String title, double least, double[][]... matrices) {
    double far = Math.max(largest(matrices), least);
    return new Scale(title, Ramp.SIGNED, -far, far);
  }

  private static double largest(double[][]... matrices) {
    double largest = 0;
    for (double[][] matrix : matrices)
      for (double[] row : matrix)
        for (double v : row) if (Double.isFinite(v)) largest = Math.max(largest, Math.abs(v));
    return largest;
  }

  /** Index into the palette; 0 where the value is undefined. */
  int index(double value) {
    if (Double.isNaN(value)) return 0;
    double share = Math.max(0, Math.min(1, (value - from) / (to - from)));
    return 1 + (int) Math.rint(share * (Ramp.LEVELS - 1));
  }
}
