package org.crelens.atypeak.qscore;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.crelens.atypeak.data.Axes;

/**
 * The dimensions that are judged: all datasets, then all TRs. The slice of a dataset holds its T
 * cells, that of a TR its D cells.
 *
 * @param axes datasets and TRs
 */
record Dimensions(Axes axes) {
  /** #Λ = D + T. */
  int size() {
    return axes.d() + axes.t();
  }

  /** Name of dimension {@code i}. */
  String name(int i) {
    return i < axes.d() ? axes.datasets().get(i) : axes.trs().get(i - axes.d());
  }

  /** All names, datasets first. */
  String[] names() {
    return Stream.concat(axes.datasets().stream(), axes.trs().stream()).toArray(String[]::new);
  }

  /** Whether dimension {@code i} is a dataset. */
  boolean isDataset(int i) {
    return i < axes.d();
  }

  /** Whether two dimensions are a pair to judge: different, and of the same kind. */
  boolean pair(int i, int j) {
    return i != j && isDataset(i) == isDataset(j);
  }

  /** The cells y · T + z of the slice of dimension {@code i}. */
  int[] slice(int i) {
    int t = axes.t();
    return isDataset(i)
        ? IntStream.range(i * t, (i + 1) * t).toArray()
        : IntStream.range(0, axes.d()).map(y -> y * t + i - axes.d()).toArray();
  }
}
