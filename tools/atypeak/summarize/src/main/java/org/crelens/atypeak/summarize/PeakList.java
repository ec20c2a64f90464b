package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.RegionScores;

/**
 * Peaks for a person to look at: those with the highest and those with the lowest final scores.
 *
 * @param highest the highest first
 * @param lowest the lowest first
 */
record PeakList(List<Peak> highest, List<Peak> lowest) {
  /** Peaks shown of either end. */
  static final int SHOWN = 25;

  /** Peaks that are looked at for each that is shown, since a region shows one only. */
  private static final int CANDIDATES = 400;

  PeakList {
    highest = List.copyOf(highest);
    lowest = List.copyOf(lowest);
  }

  /**
   * A peak.
   *
   * @param contig where it lies
   * @param start first base, 0-based
   * @param end one past the last base
   * @param dataset of its source
   * @param tr of its source
   * @param raw raw score
   * @param finals final score, not cut off
   * @param region the region that shares most bases with it; null when that is not known
   */
  record Peak(
      String contig,
      int start,
      int end,
      String dataset,
      String tr,
      double raw,
      double finals,
      RegionScores.Row region) {}

  /**
   * Chooses peaks, one of each region and at most half of all at either end.
   *
   * @param regions null when they are not known
   */
  static PeakList of(ScoredPeaks scores, RegionTable regions) {
    Comparator<Integer> byPlace =
        Comparator.<Integer, String>comparing(scores::contig)
            .thenComparingInt(scores::start)
            .thenComparingInt(scores::end)
            .thenComparingInt(i -> i);
    Comparator<Integer> rising =
        Comparator.<Integer>comparingDouble(scores::finals).thenComparingDouble(scores::raw);
    int most = Math.min(SHOWN, (scores.size() + 1) / 2);
    return new PeakList(
        choose(scores, regions, rising.reversed().thenComparing(byPlace), most),
        choose(scores, regions, rising.thenComparing(byPlace), Math.min(most, scores.size() / 2)));
  }

  private static List<Peak> choose(
      ScoredPeaks scores, RegionTable regions, Comparator<Integer> order, int wanted) {
    List<Peak> chosen = new ArrayList<>();
    Set<RegionScores.Row> seen = new HashSet<>();
    for (int i : first(scores.size(), order, wanted * CANDIDATES)) {
      if (chosen.size() == wanted) break;
      RegionScores.Row region = regions == null ? null : region(scores, i, regions);
      if (region != null && !seen.add(region)) continue;
      int source = scores.source(i);
      chosen.add(
          new Peak(
              scores.contig(i),
              scores.start(i),
              scores.end(i),
              scores.sources().dataset(source),
              scores.sources().tr(source),
              scores.raw(i),
              scores.finals(i),
              region));
    }
    return chosen;
  }

  // Of millions only the first few are sorted: a heap keeps them, the last of them on top.
  private static List<Integer> first(int size, Comparator<Integer> order, int wanted) {
    if (wanted == 0) return List.of();
    PriorityQueue<Integer> kept = new PriorityQueue<>(Math.min(size, wanted) + 1, order.reversed());
    IntStream.range(0, size)
        .forEach(
            i -> {
              if (kept.size() == wanted && order.compare(i, kept.peek()) >= 0) return;
              kept.add(i);
              if (kept.size() > wanted) kept.poll();
            });
    return kept.stream().sorted(order).toList();
  }

  private static RegionScores.Row region(ScoredPeaks scores, int i, RegionTable regions) {
    int[] best = {-1, 0};
    regions.touching(
        scores.contig(i),
        scores.start(i),
        scores.end(i),
        r -> {
          int shared =
              Math.min(scores.end(i), regions.row(r).region().end())
                  - Math.max(scores.start(i), regions.row(r).region().start());
          if (shared > best[1]) {
            best[0] = r;
            best[1] = shared;
          }
        });
    return best[0] < 0 ? null : regions.row(best[0]);
  }
}
