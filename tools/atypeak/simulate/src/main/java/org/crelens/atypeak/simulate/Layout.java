package org.crelens.atypeak.simulate;

/**
 * Where regions lie: one after the other on contigs {@code sim1}, {@code sim2}, …, with gaps, so
 * that they never touch. Names are padded with zeros to one width: byte order is numeric order.
 */
final class Layout {
  private static final int GRID = 10_000;
  private static final int LEAST_GAP = 5_000;
  // Below 2^29, the longest contig that a tabix index can address.
  private static final int CONTIG = 500_000_000;

  private final int length;
  private final int stride;
  private final int perContig;
  private final int digits;

  /** Places {@code count} regions of {@code length} bases. */
  Layout(int count, int length) {
    this.length = length;
    this.stride = (length + LEAST_GAP + GRID - 1) / GRID * GRID;
    this.perContig = CONTIG / stride;
    this.digits = Integer.toString((count - 1) / perContig + 1).length();
  }

  /** Contig of region {@code i}, counted from 0. */
  String contig(int i) {
    return padded("sim", i / perContig + 1, digits);
  }

  /** First base of region {@code i}, 0-based. */
  int start(int i) {
    return (i % perContig + 1) * stride;
  }

  /** One past the last base of region {@code i}. */
  int end(int i) {
    return start(i) + length;
  }

  /**
   * {@code prefix01}, {@code prefix02}, …: {@code count} names of one width, at least two digits.
   */
  static String[] names(String prefix, int count) {
    int digits = Math.max(2, Integer.toString(count).length());
    String[] names = new String[count];
    for (int i = 0; i < count; i++) names[i] = padded(prefix, i + 1, digits);
    return names;
  }

  private static String padded(String prefix, int number, int digits) {
    String text = Integer.toString(number);
    return prefix + "0".repeat(digits - text.length()) + text;
  }
}
