package org.crelens.atypeak.normalize;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.crelens.libs.genome.Interval;
import org.crelens.libs.genome.Regions;

/** Final scores per region; a peak counts in every region that it shares a base with. */
final class RegionSums {
  private final List<Interval> regions;
  private final int[] peaks;
  private final long[] sum;
  private final int[] max;
  private final BitSet[] sources;

  /**
   * @param sorted peaks by contig and start
   * @param score final score of a peak
   */
  RegionSums(Regions regions, RawPeaks sorted, IntUnaryOperator score) {
    this.regions = regions.intervals();
    int n = this.regions.size();
    peaks = new int[n];
    sum = new long[n];
    max = new int[n];
    sources = new BitSet[n];
    Map<String, int[]> byContig = regions.rangesByContig();
    int[] range = null;
    int contig = -1;
    int first = 0;
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.contigIndex(i) != contig) {
        contig = sorted.contigIndex(i);
        range = byContig.get(sorted.contig(i));
        if (range != null) first = range[0];
      }
      if (range == null) continue;
      // Regions neither overlap nor go back, and neither do the starts of peaks.
      while (first < range[1] && this.regions.get(first).end() <= sorted.start(i)) first++;
      for (int r = first; r < range[1] && this.regions.get(r).start() < sorted.end(i); r++)
        add(r, sorted.source(i), score.applyAsInt(i));
    }
  }

  private void add(int region, int source, int score) {
    peaks[region]++;
    sum[region] += score;
    max[region] = Math.max(max[region], score);
    if (sources[region] == null) sources[region] = new BitSet();
    sources[region].set(source);
  }

  /** Regions that hold a peak: by sum, then maximum, both falling, then position. */
  int[] ranking() {
    return IntStream.range(0, regions.size())
        .filter(r -> peaks[r] > 0)
        .boxed()
        .sorted(
            (a, b) -> {
              int by = Long.compare(sum[b], sum[a]);
              if (by == 0) by = Integer.compare(max[b], max[a]);
              return by != 0 ? by : Integer.compare(a, b);
            })
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Contigs of the regions. */
  List<String> contigs() {
    return regions.stream().map(Interval::contig).distinct().toList();
  }

  /** Region number {@code r}. */
  Interval region(int r) {
    return regions.get(r);
  }

  /** Peaks that share a base with the region. */
  int peaks(int r) {
    return peaks[r];
  }

  /** Sources of these peaks. */
  int sources(int r) {
    return sources[r] == null ? 0 : sources[r].cardinality();
  }

  /** Sum of their final scores. */
  long sum(int r) {
    return sum[r];
  }

  /** Their highest final score. */
  int max(int r) {
    return max[r];
  }

  /** Whether any region holds a peak. */
  boolean anyPeak() {
    return Arrays.stream(peaks).anyMatch(p -> p > 0);
  }
}
