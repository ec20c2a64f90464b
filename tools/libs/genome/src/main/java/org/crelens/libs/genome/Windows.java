package org.crelens.libs.genome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All windows of the regions, as columns: tens of millions of them are looked up per run. Numbered
 * from 0 in the order of the regions; the number of a window never depends on the peaks.
 */
public final class Windows {
  private final List<String> contigs;
  private final int[] contigFrom;
  private final int[] start;
  private final int[] end;
  private final int[] region;
  private final int length;

  private Windows(
      List<String> contigs, int[] contigFrom, int[] start, int[] end, int[] region, int length) {
    this.contigs = contigs;
    this.contigFrom = contigFrom;
    this.start = start;
    this.end = end;
    this.region = region;
    this.length = length;
  }

  static Windows of(Regions regions, int length) {
    if (length < 1)
      throw new IllegalArgumentException("window length " + length + " is not positive");
    int n = 0;
    for (Interval r : regions.intervals())
      n = Math.addExact(n, (int) (((long) r.length() + length - 1) / length));
    int[] start = new int[n];
    int[] end = new int[n];
    int[] region = new int[n];
    List<String> contigs = new ArrayList<>();
    int[] from = new int[16];
    int w = 0;
    for (int i = 0; i < regions.intervals().size(); i++) {
      Interval r = regions.intervals().get(i);
      if (contigs.isEmpty() || !contigs.get(contigs.size() - 1).equals(r.contig())) {
        if (contigs.size() + 1 >= from.length) from = Arrays.copyOf(from, from.length * 2);
        from[contigs.size()] = w;
        contigs.add(r.contig());
      }
      for (long s = r.start(); s < r.end(); s += length) {
        start[w] = (int) s;
        end[w] = (int) Math.min(s + length, r.end());
        region[w] = i;
        w++;
      }
    }
    int[] contigFrom = Arrays.copyOf(from, contigs.size() + 1);
    contigFrom[contigs.size()] = n;
    return new Windows(List.copyOf(contigs), contigFrom, start, end, region, length);
  }

  /** Number of windows, empty ones included. */
  public int size() {
    return start.length;
  }

  /** Length of a full window, in bases. */
  public int length() {
    return length;
  }

  /** Contigs that hold a window, in order. */
  public List<String> contigs() {
    return contigs;
  }

  /** First window of contig {@code c}, an index into {@link #contigs}. */
  public int firstOf(int c) {
    return contigFrom[c];
  }

  /** One past the last window of contig {@code c}. */
  public int endOf(int c) {
    return contigFrom[c + 1];
  }

  /** First base of window {@code w}. */
  public int start(int w) {
    return start[w];
  }

  /** One past the last base of window {@code w}. */
  public int end(int w) {
    return end[w];
  }

  /** Region, in the order of {@link Regions#intervals}, that window {@code w} was cut from. */
  public int region(int w) {
    return region[w];
  }
}
