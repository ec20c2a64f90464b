package org.crelens.libs.genome;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crelens.libs.io.ByteOrder;

/**
 * A half-open interval on a contig, 0-based: {@code [start, end)}, as in BED. Ordered by contig
 * (byte order), start, end.
 *
 * @param contig name as the input spells it, never blank
 * @param start first base, 0-based, at least 0
 * @param end one past the last base, greater than {@code start}
 */
public record Interval(String contig, int start, int end) implements Comparable<Interval> {
  private static final Pattern TEXT = Pattern.compile("(.+):([0-9][0-9,]*)-([0-9][0-9,]*)");

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

  /**
   * Reads {@code contig:start-end}; commas in the numbers are allowed, as browsers write them.
   *
   * @throws IllegalArgumentException with a message when it is none
   */
  public static Interval parse(String text) {
    Matcher matcher = TEXT.matcher(text.trim());
    if (!matcher.matches())
      throw new IllegalArgumentException(
          "'" + text + "' is no interval; expected contig:start-end, such as chr1:1000-2000");
    try {
      return new Interval(
          matcher.group(1),
          Integer.parseInt(matcher.group(2).replace(",", "")),
          Integer.parseInt(matcher.group(3).replace(",", "")));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a coordinate of '" + text + "' is too large", e);
    }
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
