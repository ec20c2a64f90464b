package org.crelens.atypeak.normalize;

import java.util.Arrays;
import org.crelens.atypeak.data.Sample;
import org.crelens.atypeak.data.Tensor;

/**
 * The binary windows of a sample, reduced over x to their largest value per cell: all that
 * normalisation asks of them. Cells without a peak are not stored.
 */
final class SampleCells {
  private final int cells;
  private final int[] from;
  private int[] cell = new int[4096];
  private double[] value = new double[4096];

  /** Reduces the windows of {@code sample}, repeats included, in its order. */
  SampleCells(Tensor tensor, Sample sample) {
    cells = tensor.header().axes().cells();
    from = new int[sample.size() + 1];
    float[] largest = new float[cells];
    int n = 0;
    for (int k = 0; k < sample.size(); k++) {
      int window = sample.indices()[k];
      for (int r = tensor.rowFrom(window); r < tensor.rowFrom(window + 1); r++) {
        int c = tensor.cell(r);
        if (largest[c] == 0 && tensor.value(r) > 0) {
          if (n == cell.length) {
            cell = Arrays.copyOf(cell, n * 2);
            value = Arrays.copyOf(value, n * 2);
          }
          cell[n++] = c;
        }
        largest[c] = Math.max(largest[c], tensor.value(r));
      }
      Arrays.sort(cell, from[k], n);
      for (int i = from[k]; i < n; i++) {
        value[i] = largest[cell[i]];
        largest[cell[i]] = 0;
      }
      from[k + 1] = n;
    }
  }

  /** Cells that hold a value in some window, in order: the seen sources. */
  int[] seen() {
    return Arrays.stream(cell, 0, from[from.length - 1]).sorted().distinct().toArray();
  }

  /**
   * Mean of the nonzero occupancies of a source: over the windows that hold it, the sum of {@code
   * weight} where the window has peaks.
   *
   * @param source the source's cell
   * @param weight per cell
   * @return NaN when no window holds the source
   */
  double meanOccupancy(int source, double[] weight) {
    double sum = 0;
    int nonzero = 0;
    for (int k = 0; k + 1 < from.length; k++) {
      if (Arrays.binarySearch(cell, from[k], from[k + 1], source) < 0) continue;
      double occupancy = 0;
      for (int i = from[k]; i < from[k + 1]; i++) occupancy += weight[cell[i]] * value[i];
      if (occupancy == 0) continue;
      sum += occupancy;
      nonzero++;
    }
    return sum / nonzero;
  }

  /** Cells of the tensor, seen or not. */
  int cells() {
    return cells;
  }
}
