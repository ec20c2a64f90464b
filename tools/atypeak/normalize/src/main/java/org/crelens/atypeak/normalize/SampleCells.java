package org.crelens.atypeak.normalize;

import java.util.Arrays;
import org.crelens.atypeak.data.Sample;
import org.crelens.atypeak.data.Tensor;
import org.crelens.libs.io.DoubleColumn;
import org.crelens.libs.io.IntColumn;

/**
 * The binary windows of a sample, reduced over x to their largest value per cell: all that
 * normalisation asks of them. Cells without a peak are not stored.
 */
final class SampleCells {
  private final int cells;
  private final int[] from;
  private final int[] cell;
  private final double[] value;

  /** Reduces the windows of {@code sample}, repeats included, in its order. */
  SampleCells(Tensor tensor, Sample sample) {
    cells = tensor.header().axes().cells();
    from = new int[sample.size() + 1];
    float[] largest = new float[cells];
    int[] present = new int[cells];
    IntColumn all = new IntColumn();
    DoubleColumn values = new DoubleColumn();
    for (int k = 0; k < sample.size(); k++) {
      int window = sample.indices()[k];
      int n = 0;
      for (int r = tensor.rowFrom(window); r < tensor.rowFrom(window + 1); r++) {
        int c = tensor.cell(r);
        if (largest[c] == 0 && tensor.value(r) > 0) present[n++] = c;
        largest[c] = Math.max(largest[c], tensor.value(r));
      }
      Arrays.sort(present, 0, n);
      for (int i = 0; i < n; i++) {
        all.add(present[i]);
        values.add(largest[present[i]]);
        largest[present[i]] = 0;
      }
      from[k + 1] = all.size();
    }
    cell = all.toArray();
    value = values.toArray();
  }

  /** Cells that hold a value in some window, in order: the seen sources. */
  int[] seen() {
    return Arrays.stream(cell).sorted().distinct().toArray();
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
