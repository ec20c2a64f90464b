package org.crelens.atypeak.tracks;

import java.util.List;
import java.util.Map;
import org.crelens.atypeak.tracks.bbi.Contigs;
import org.crelens.libs.genome.Interval;
import org.crelens.libs.genome.Regions;

/** Finds the region of each peak; peaks come sorted. */
final class RegionOfPeak {
  private final List<Interval> regions;
  private final int[][] rangeOfContig;
  private int contig = -1;
  private int first;
  private int last;

  /**
   * @param regions regions, or null: no peak lies in any
   */
  RegionOfPeak(Regions regions, Contigs contigs) {
    this.regions = regions == null ? List.of() : regions.intervals();
    Map<String, int[]> ranges = regions == null ? Map.of() : regions.rangesByContig();
    rangeOfContig =
        contigs.all().stream()
            .map(c -> ranges.getOrDefault(c.name(), new int[2]))
            .toArray(int[][]::new);
  }

  /**
   * The region that shares most bases with a peak, of equal ones the first; null when none does.
   *
   * @param contig its number in the track; neither it nor, within it, the start may go back
   */
  Interval of(int contig, int start, int end) {
    if (contig != this.contig) {
      this.contig = contig;
      first = rangeOfContig[contig][0];
      last = rangeOfContig[contig][1];
    }
    while (first < last && regions.get(first).end() <= start) first++;
    Interval best = null;
    int most = 0;
    for (int r = first; r < last && regions.get(r).start() < end; r++) {
      Interval region = regions.get(r);
      int shared = Math.min(end, region.end()) - Math.max(start, region.start());
      if (shared > most) {
        most = shared;
        best = region;
      }
    }
    return best;
  }
}
