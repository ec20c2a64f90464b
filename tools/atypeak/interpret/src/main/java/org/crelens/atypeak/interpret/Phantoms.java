package org.crelens.atypeak.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.crelens.atypeak.data.Tensor;

/**
 * Peaks that a model expected and that are absent: runs of bins of a window where a source without
 * a peak in it is rebuilt strongly. The most expected are kept, in memory that does not grow with
 * their number.
 */
final class Phantoms {
  /**
   * An absent peak.
   *
   * @param window index of the window
   * @param from first bin
   * @param to one past the last bin
   * @param cell of the source
   * @param value the largest k · rebuilt
   */
  record Phantom(int window, int from, int to, int cell, double value) {
    private static final Comparator<Phantom> BY_PLACE =
        Comparator.comparingInt(Phantom::window)
            .thenComparingInt(Phantom::from)
            .thenComparingInt(Phantom::to)
            .thenComparingInt(Phantom::cell);

    // Of equal values the earlier one is kept.
    private static final Comparator<Phantom> WEAKEST_FIRST =
        Comparator.comparingDouble(Phantom::value).thenComparing(BY_PLACE.reversed());
  }

  private final Tensor tensor;
  private final double[] k;
  private final double threshold;
  private final int most;
  private final PriorityQueue<Phantom> strongest = new PriorityQueue<>(Phantom.WEAKEST_FIRST);
  private final long[] found;

  /**
   * @param k factor per cell; NaN for cells that are not looked at
   * @param threshold least k · rebuilt of a run's bins
   * @param most how many to keep
   */
  Phantoms(Tensor tensor, double[] k, double threshold, int most) {
    this.tensor = tensor;
    this.k = k.clone();
    this.threshold = threshold;
    this.most = most;
    found = new long[k.length];
  }

  /** First bin that holds a base of window {@code i}: those before it are padding. */
  static int firstBin(Tensor tensor, int i) {
    int length = tensor.windowEnd(i) - tensor.windowStart(i);
    return (tensor.header().windowLength() - length) / tensor.header().squish();
  }

  /** Factors per cell, NaN where window {@code i} has a peak. */
  double[] absent(int i) {
    double[] factor = k.clone();
    for (int r = tensor.rowFrom(i); r < tensor.rowFrom(i + 1); r++)
      factor[tensor.cell(r)] = Double.NaN;
    return factor;
  }

  /**
   * The phantoms of a window; may be called by several threads.
   *
   * @param rebuilt its cells in the order (bin, dataset, TR), from {@code offset}
   */
  List<Phantom> of(int i, float[] rebuilt, int offset) {
    List<Phantom> phantoms = new ArrayList<>();
    double[] factor = absent(i);
    int cells = factor.length;
    int bins = tensor.header().bins();
    int first = firstBin(tensor, i);
    for (int c = 0; c < cells; c++) {
      if (Double.isNaN(factor[c])) continue;
      int from = -1;
      double highest = 0;
      for (int b = first, at = offset + first * cells + c; b < bins; b++, at += cells) {
        double value = factor[c] * rebuilt[at];
        if (value >= threshold) {
          highest = from < 0 ? value : Math.max(highest, value);
          if (from < 0) from = b;
        } else if (from >= 0) {
          phantoms.add(new Phantom(i, from, b, c, highest));
          from = -1;
        }
      }
      if (from >= 0) phantoms.add(new Phantom(i, from, bins, c, highest));
    }
    return phantoms;
  }

  /** Takes phantoms in; in any order, one thread at a time. */
  void add(List<Phantom> phantoms) {
    for (Phantom phantom : phantoms) {
      found[phantom.cell]++;
      if (most == 0) continue;
      if (strongest.size() == most) {
        if (Phantom.WEAKEST_FIRST.compare(phantom, strongest.peek()) <= 0) continue;
        strongest.poll();
      }
      strongest.add(phantom);
    }
  }

  /** How many there are of a cell. */
  long found(int cell) {
    return found[cell];
  }

  /** How many there are. */
  long found() {
    return Arrays.stream(found).sum();
  }

  /** The kept ones by place. */
  List<Phantom> kept() {
    return strongest.stream().sorted(Phantom.BY_PLACE).toList();
  }
}
