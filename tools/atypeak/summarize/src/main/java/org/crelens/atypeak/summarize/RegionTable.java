package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.RegionScores;
import org.crelens.atypeak.data.RegionScores.Row;

/** The table of regions, by position. */
final class RegionTable {
  /** Regions shown of either end. */
  static final int SHOWN = 25;

  /** Peaks that a region needs to be among the worst: a mean of fewer says little. */
  static final int ENOUGH_PEAKS = 5;

  private static final Comparator<Row> BY_POSITION = Comparator.comparing(Row::region);

  private final List<Row> regions;
  private final Map<String, int[]> ranges = new HashMap<>();

  private RegionTable(List<Row> regions) {
    this.regions = regions;
    for (int r = 0; r < regions.size(); r++) {
      int at = r;
      ranges.computeIfAbsent(regions.get(r).region().contig(), c -> new int[] {at, at})[1] = r + 1;
    }
  }

  /** Reads a file {@link RegionScores#FILE_NAME}. */
  static RegionTable read(Path file) throws IOException {
    List<Row> regions = RegionScores.read(file);
    regions.sort(BY_POSITION);
    return new RegionTable(regions);
  }

  /** Number of regions with a peak. */
  int size() {
    return regions.size();
  }

  /** A region by its number. */
  Row row(int region) {
    return regions.get(region);
  }

  /** Tells each region, by its number, that shares a base with an interval. */
  void touching(String contig, int start, int end, IntConsumer region) {
    int[] range = ranges.get(contig);
    if (range == null) return;
    // Regions do not overlap: their ends rise as their starts do.
    int low = range[0];
    int high = range[1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (regions.get(middle).region().end() <= start) low = middle + 1;
      else high = middle;
    }
    for (int r = low; r < range[1] && regions.get(r).region().start() < end; r++) region.accept(r);
  }

  /** Regions of the highest sum; of equal ones those of the higher maximum, then by position. */
  List<Row> best() {
    return regions.stream()
        .sorted(
            Comparator.comparingDouble(Row::sum)
                .thenComparingDouble(Row::max)
                .reversed()
                .thenComparing(BY_POSITION))
        .limit(SHOWN)
        .toList();
  }

  /** Regions of the lowest mean among those with {@link #ENOUGH_PEAKS}; equal ones by position. */
  List<Row> worst() {
    return regions.stream()
        .filter(region -> region.peaks() >= ENOUGH_PEAKS)
        .sorted(Comparator.comparingDouble(Row::mean).thenComparing(BY_POSITION))
        .limit(SHOWN)
        .toList();
  }

  /** Mean and maximum against the number of peaks, in classes of a factor of two. */
  List<RegionClass> classes() {
    List<RegionClass> classes = new ArrayList<>();
    for (int log2 = 0; log2 < 31; log2++) {
      int of = log2;
      int[] members =
          IntStream.range(0, regions.size())
              .filter(r -> 63 - Long.numberOfLeadingZeros(regions.get(r).peaks()) == of)
              .toArray();
      if (members.length == 0) continue;
      classes.add(
          new RegionClass(
              1L << log2,
              members.length,
              Distributions.quartiles(
                  IntStream.of(members).mapToDouble(r -> regions.get(r).mean()).toArray()),
              Distributions.quartiles(
                  IntStream.of(members).mapToDouble(r -> regions.get(r).max()).toArray())));
    }
    return classes;
  }
}
