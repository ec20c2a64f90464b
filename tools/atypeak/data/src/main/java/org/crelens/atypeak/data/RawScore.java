package org.crelens.atypeak.data;

/** How well a model rebuilds a peak of a window (spec, section 7). */
public final class RawScore {
  /** Scores have at least 1e-5 of the 1000. */
  private static final float FLOOR = 1e-5f * 1000;

  private RawScore() {}

  /**
   * 1000 · max over the peak's bins of 1 − (X − h(X)) / X, floored.
   *
   * @param i index of the window
   * @param row one of its rows
   * @param x its cells as they were fed, in the order (bin, dataset, TR), from {@code offset}
   * @param rebuilt the same cells rebuilt
   */
  public static float of(Tensor tensor, int i, int row, float[] x, float[] rebuilt, int offset) {
    int cells = tensor.header().axes().cells();
    double best = 0;
    int to = tensor.binTo(i, row);
    for (int b = tensor.binFrom(i, row); b < to; b++) {
      int at = offset + b * cells + tensor.cell(row);
      if (x[at] != 0) best = Math.max(best, 1 - ((double) x[at] - rebuilt[at]) / x[at]);
    }
    return Math.max((float) (1000 * best), FLOOR);
  }
}
