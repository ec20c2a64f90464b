package org.crelens.atypeak.summarize;

import java.util.List;

/**
 * Regions with about the same number of peaks.
 *
 * @param fewest peaks that a region of this class has: a power of two; the next class begins at
 *     twice as many
 * @param regions how many
 * @param mean quartiles of the regions' mean final scores: minimum, q1, median, q3, maximum
 * @param max the same of their maximum
 */
record RegionClass(long fewest, long regions, List<Double> mean, List<Double> max) {

  /** Numbers of peaks in this class, {@code 4–7}. */
  String name() {
    return fewest == 1 ? "1" : fewest + "–" + (2 * fewest - 1);
  }
}
