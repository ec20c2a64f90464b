package org.crelens.atypeak.summarize;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much of the windows a source, a dataset or a TR covers: decides which names a figure keeps.
 */
@FunctionalInterface
interface Abundance {
  /** The abundance of a name, in any unit; 0 for an unknown one. */
  double of(String name);

  /**
   * What {@code sums} count, else numbers of peaks, else 0 for all.
   *
   * @param scores may be null
   * @param sums may be null
   */
  static Abundance of(ScoredPeaks scores, CatalogueSums sums) {
    if (sums != null) return sums::coverage;
    if (scores == null) return name -> 0;
    Sources sources = scores.sources();
    int[] counts = scores.counts();
    return name ->
        IntStream.range(0, counts.length)
            .filter(
                s ->
                    Stream.of(sources.name(s), sources.dataset(s), sources.tr(s))
                        .anyMatch(name::equals))
            .mapToDouble(s -> counts[s])
            .sum();
  }
}
