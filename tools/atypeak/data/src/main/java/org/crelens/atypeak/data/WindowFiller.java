package org.crelens.atypeak.data;

import java.util.Arrays;

/**
 * Fills dense windows from a tensor file: binary or crumbed, squished to bins (spec, section 4).
 * Holds scratch space; use one per thread.
 */
public final class WindowFiller {
  private final Tensor tensor;
  private final Crumb crumb;
  private final int bins;
  private final int d;
  private final int t;
  private final double[] grid;
  private final double[] rowSum;
  private final double[] columnSum;
  private final int[] touched;
  private final float[] touchedValue;
  private int[] edges = new int[32];

  /**
   * @param crumb what to add; {@link Crumb#NONE} for binary windows
   */
  public WindowFiller(Tensor tensor, Crumb crumb) {
    this.tensor = tensor;
    this.crumb = crumb;
    this.bins = tensor.header().bins();
    this.d = tensor.header().axes().d();
    this.t = tensor.header().axes().t();
    this.grid = new double[d * t];
    this.rowSum = new double[d];
    this.columnSum = new double[t];
    this.touched = new int[d * t];
    this.touchedValue = new float[d * t];
  }

  /** Cells of a dense window: bins · D · T. */
  public int cells() {
    return bins * d * t;
  }

  /**
   * Writes window {@code i} to {@code into[offset, offset + cells)}, every cell of it.
   *
   * @param into axis order (bin, dataset, TR), TR innermost
   */
  public void fill(int i, float[] into, int offset) {
    Arrays.fill(into, offset, offset + cells(), 0f);
    if (crumb.isNone()) binary(i, into, offset);
    else crumbed(i, into, offset);
  }

  private void binary(int i, float[] into, int offset) {
    int dt = d * t;
    for (int r = tensor.rowFrom(i); r < tensor.rowFrom(i + 1); r++) {
      float v = tensor.value(r);
      int to = tensor.binTo(i, r);
      for (int b = tensor.binFrom(i, r), at = offset + b * dt + tensor.cell(r);
          b < to;
          b++, at += dt) into[at] = Math.max(into[at], v);
    }
  }

  // Between two edges of peaks nothing changes, so a stretch is crumbed once for all its bins; a
  // bin over an edge takes the larger of both sides, which is what squishing positions gives.
  private void crumbed(int i, float[] into, int offset) {
    boolean byBin = crumb.order() == Crumb.Order.SQUISH_FIRST;
    int squish = byBin ? 1 : tensor.header().squish();
    int from = tensor.rowFrom(i);
    int to = tensor.rowFrom(i + 1);
    int n = 0;
    if (edges.length < 2 * (to - from)) edges = new int[2 * (to - from)];
    for (int r = from; r < to; r++) {
      edges[n++] = byBin ? tensor.binFrom(i, r) : tensor.frameFrom(i, r);
      edges[n++] = byBin ? tensor.binTo(i, r) : tensor.frameTo(i, r);
    }
    Arrays.sort(edges, 0, n);
    for (int e = 0; e + 1 < n; e++) {
      int left = edges[e];
      int right = edges[e + 1];
      if (left == right || !stretch(i, left, byBin)) continue;
      int cells = crumbStretch();
      for (int b = left / squish; b <= (right - 1) / squish; b++) {
        int at = offset + b * d * t;
        for (int c = 0; c < cells; c++) {
          int p = at + touched[c];
          into[p] = Math.max(into[p], touchedValue[c]);
        }
      }
    }
  }

  /** Puts the values at one place into the grid; false when no peak lies there. */
  private boolean stretch(int i, int place, boolean byBin) {
    Arrays.fill(grid, 0);
    Arrays.fill(rowSum, 0);
    Arrays.fill(columnSum, 0);
    boolean any = false;
    for (int r = tensor.rowFrom(i); r < tensor.rowFrom(i + 1); r++) {
      int first = byBin ? tensor.binFrom(i, r) : tensor.frameFrom(i, r);
      int end = byBin ? tensor.binTo(i, r) : tensor.frameTo(i, r);
      if (place < first || place >= end) continue;
      int c = tensor.cell(r);
      grid[c] = Math.max(grid[c], tensor.value(r));
      any = true;
    }
    if (!any) return false;
    for (int y = 0, c = 0; y < d; y++) {
      for (int z = 0; z < t; z++, c++) {
        rowSum[y] += grid[c];
        columnSum[z] += grid[c];
      }
    }
    return true;
  }

  private int crumbStretch() {
    int n = 0;
    for (int y = 0, c = 0; y < d; y++) {
      for (int z = 0; z < t; z++, c++) {
        double v = grid[c] + crumb.amount() * (rowSum[y] + columnSum[z]);
        if (v == 0) continue;
        touched[n] = c;
        touchedValue[n++] = (float) v;
      }
    }
    return n;
  }
}
