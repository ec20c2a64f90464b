package org.crelens.genome;

import java.util.Comparator;

/**
 * A half-open interval on a contig, 0-based: {@code [start, end)}, as in BED. Ordered by contig
 * (byte order), start, end.
 *
 * @param contig name as the input spells it, never blank
 * @param start first base, 0-based, at least 0
 * @param end one past the last base, greater than {@code start}
 */
public record Interval(String contig, int start, int end) implements Comparable<Interval> {
  private static final Comparator<Interval> ORDER =
      Comparator.comparing(Interval::contig, ByteOrder.NAMES)
          .thenComparingInt(Interval::start)
          .thenComparingInt(Interval::end);

  public Interval {
    if (contig.isBlank()) throw new IllegalArgumentException("contig is blank");
    if (start < 0) throw new IllegalArgumentException("start " + start + " is negative");
    if (end <= start)
      throw new IllegalArgumentException("end " + end + " is not greater than start " + start);
  }

  /** Bases covered. */
  public int length() {
    return end - start;
  }

  /** Bases shared with {@code other}; 0 when they only touch or lie on different contigs. */
  public int overlap(Interval other) {
    if (!contig.equals(other.contig)) return 0;
    return Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
  }

  @Override
  public int compareTo(Interval other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return contig + ":" + start + "-" + end;
  }
}
