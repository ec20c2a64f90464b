package org.crelens.atypeak.summarize;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Names of an axis of a matrix.
 *
 * @param kept places along the whole axis, rising
 * @param names of those
 */
record Names(int[] kept, List<String> names) {
  /** Names per axis that a matrix shows at most. */
  static final int SHOWN = 60;

  /** All of them. */
  static Names all(List<String> names) {
    return new Names(IntStream.range(0, names.size()).toArray(), names);
  }

  /** At most so many: those of the highest {@code worth}, in the order of the axis. */
  static Names most(List<String> names, int most, IntToDoubleFunction worth) {
    if (names.size() <= most) return all(names);
    int[] kept =
        IntStream.range(0, names.size())
            .boxed()
            .sorted((a, b) -> Double.compare(worth.applyAsDouble(b), worth.applyAsDouble(a)))
            .limit(most)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    return new Names(kept, IntStream.of(kept).mapToObj(names::get).toList());
  }
}
