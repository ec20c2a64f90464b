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
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.TableReader;

/** The table of regions, by position. */
final class RegionTable {
  /** Regions shown of either end. */
  static final int SHOWN = 25;

  /** Peaks that a region needs to be among the worst: a mean of fewer says little. */
  static final int ENOUGH_PEAKS = 5;

  private static final Comparator<RegionScore> BY_POSITION =
      Comparator.comparing(RegionScore::contig, ByteOrder.NAMES)
          .thenComparingInt(RegionScore::start);

  private final List<RegionScore> regions;
  private final Map<String, int[]> ranges = new HashMap<>();

  private RegionTable(List<RegionScore> regions) {
    this.regions = regions;
    for (int r = 0; r < regions.size(); r++) {
      int at = r;
      ranges.computeIfAbsent(regions.get(r).contig(), c -> new int[] {at, at})[1] = r + 1;
    }
  }

  /**
   * Reads {@code regions.tsv.gz}.
   *
   * @throws InputException for a bad line
   */
  static RegionTable read(Path file) throws IOException {
    List<RegionScore> regions = new ArrayList<>();
    try (TableReader table =
        TableReader.open(
            file,
            "the regions table of normalize",
            "contig",
            "start",
            "end",
            "peaks",
            "sources",
            "sum",
            "mean",
            "max")) {
      int contig = table.column("contig");
      int start = table.column("start");
      int end = table.column("end");
      int peaks = table.column("peaks");
      int sources = table.column("sources");
      int sum = table.column("sum");
      int mean = table.column("mean");
      int max = table.column("max");
      String last = "";
      while (table.next()) {
        String name = table.text(contig);
        // One text per contig, not per region.
        last = name.equals(last) ? last : name.intern();
        RegionScore region =
            new RegionScore(
                last,
                table.whole(start),
                table.whole(end),
                table.whole(peaks),
                table.whole(sources),
                table.finite(sum),
                table.finite(mean),
                table.finite(max));
        if (region.end() <= region.start() || region.peaks() < 1)
          throw table.error(
              "region " + region.start() + "-" + region.end() + " of " + region.peaks() + " peaks",
              "expected an interval with a peak");
        regions.add(region);
      }
    }
    if (regions.isEmpty())
      throw new InputException(file, "holds no region", "expected the regions of normalize");
    regions.sort(BY_POSITION);
    return new RegionTable(regions);
  }

  /** Number of regions with a peak. */
  int size() {
    return regions.size();
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
      if (regions.get(middle).end() <= start) low = middle + 1;
      else high = middle;
    }
    for (int r = low; r < range[1] && regions.get(r).start() < end; r++) region.accept(r);
  }

  /** Regions of the highest sum; of equal ones those of the higher maximum, then by position. */
  List<RegionScore> best() {
    return regions.stream()
        .sorted(
            Comparator.comparingDouble(RegionScore::sum)
                .thenComparingDouble(RegionScore::max)
                .reversed()
                .thenComparing(BY_POSITION))
        .limit(SHOWN)
        .toList();
  }

  /** Regions of the lowest mean among those with {@link #ENOUGH_PEAKS}; equal ones by position. */
  List<RegionScore> worst() {
    return regions.stream()
        .filter(region -> region.peaks() >= ENOUGH_PEAKS)
        .sorted(Comparator.comparingDouble(RegionScore::mean).thenComparing(BY_POSITION))
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
