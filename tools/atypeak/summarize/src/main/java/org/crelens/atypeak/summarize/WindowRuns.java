package org.crelens.atypeak.summarize;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Tensor;

/**
 * The peaks of one window as runs of bins, sorted by their first bin. Runs of the same source never
 * overlap.
 */
final class WindowRuns {
  private final Tensor tensor;
  private int size;

  private int[] from = new int[64];
  private int[] to = new int[64];
  private int[] cell = new int[64];
  private float[] value = new float[64];
  private final int[] present;
  private int distinct;

  WindowRuns(Tensor tensor) {
    this.tensor = tensor;
    present = new int[tensor.header().axes().cells()];
  }

  void of(int w) {
    size = 0;
    distinct = 0;
    int first = tensor.rowFrom(w);
    int n = tensor.rowFrom(w + 1) - first;
    // By source, so that peaks of one that share a bin are told apart: the larger counts.
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) keys[i] = (long) tensor.cell(first + i) << 32 | i;
    Arrays.sort(keys);
    for (int a = 0; a < n; ) {
      int b = a + 1;
      while (b < n && keys[b] >> 32 == keys[a] >> 32) b++;
      int before = size;
      if (b == a + 1) add(w, first + (int) keys[a]);
      else flatten(w, first, keys, a, b);
      if (size > before) present[distinct++] = (int) (keys[a] >> 32);
      a = b;
    }
    sort();
  }

  private void add(int w, int r) {
    if (tensor.value(r) > 0)
      add(tensor.binFrom(w, r), tensor.binTo(w, r), tensor.cell(r), tensor.value(r));
  }

  private void add(int first, int end, int of, float peakValue) {
    if (size == from.length) {
      from = Arrays.copyOf(from, size * 2);
      to = Arrays.copyOf(to, size * 2);
      cell = Arrays.copyOf(cell, size * 2);
      value = Arrays.copyOf(value, size * 2);
    }
    from[size] = first;
    to[size] = end;
    cell[size] = of;
    value[size++] = peakValue;
  }

  /** Several peaks of a source: between two of their edges the largest value counts. */
  private void flatten(int w, int first, long[] keys, int a, int b) {
    int[] rows = IntStream.range(a, b).map(k -> first + (int) keys[k]).toArray();
    int[] edges =
        Arrays.stream(rows)
            .flatMap(r -> IntStream.of(tensor.binFrom(w, r), tensor.binTo(w, r)))
            .sorted()
            .distinct()
            .toArray();
    for (int e = 0; e + 1 < edges.length; e++) {
      float largest = 0;
      for (int r : rows)
        if (tensor.binFrom(w, r) <= edges[e] && edges[e] < tensor.binTo(w, r))
          largest = Math.max(largest, tensor.value(r));
      if (largest > 0) add(edges[e], edges[e + 1], tensor.cell(rows[0]), largest);
    }
  }

  private void sort() {
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) keys[i] = (long) from[i] << 32 | i;
    Arrays.sort(keys);
    int[] order = Arrays.stream(keys).mapToInt(k -> (int) k).toArray();
    from = permuted(from, order);
    to = permuted(to, order);
    cell = permuted(cell, order);
    float[] values = new float[value.length];
    for (int i = 0; i < size; i++) values[i] = value[order[i]];
    value = values;
  }

  private static int[] permuted(int[] column, int[] order) {
    int[] sorted = new int[column.length];
    for (int i = 0; i < order.length; i++) sorted[i] = column[order[i]];
    return sorted;
  }

  /** Number of runs. */
  int size() {
    return size;
  }

  /** First bin of run {@code i}. */
  int from(int i) {
    return from[i];
  }

  /** One past the last bin of run {@code i}. */
  int to(int i) {
    return to[i];
  }

  /** Source of run {@code i}, a cell of the axes. */
  int cell(int i) {
    return cell[i];
  }

  /** Value of run {@code i}, above 0. */
  float value(int i) {
    return value[i];
  }

  /** Sources with a run in the window. */
  int sources() {
    return distinct;
  }

  /** The {@code i}-th of them, a cell of the axes. */
  int source(int i) {
    return present[i];
  }
}
