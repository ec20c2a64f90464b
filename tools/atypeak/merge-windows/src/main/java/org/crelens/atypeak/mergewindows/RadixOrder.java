package org.crelens.atypeak.mergewindows;

/**
 * Sorts row numbers by columns of whole numbers. By digits, not by comparisons: on tens of millions
 * of rows a few passes over plain arrays, and stable.
 */
final class RadixOrder {
  private static final int BITS = 11;
  private static final int DIGITS = 1 << BITS;

  private RadixOrder() {}

  /**
   * The rows 0 to n − 1 in order.
   *
   * @param leastFirst columns of numbers of 0 or more, the one that decides last comes first; they
   *     may be longer than {@code n}
   */
  static int[] of(int n, int[]... leastFirst) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) order[i] = i;
    int[] other = new int[n];
    for (int[] column : leastFirst) {
      int all = 0;
      for (int i = 0; i < n; i++) all |= column[i];
      for (int shift = 0; shift < Integer.SIZE && all >>> shift != 0; shift += BITS) {
        pass(order, other, column, shift);
        int[] swap = order;
        order = other;
        other = swap;
      }
    }
    return order;
  }

  private static void pass(int[] from, int[] to, int[] column, int shift) {
    int[] next = new int[DIGITS + 1];
    for (int row : from) next[(column[row] >>> shift & DIGITS - 1) + 1]++;
    for (int d = 1; d <= DIGITS; d++) next[d] += next[d - 1];
    for (int row : from) to[next[column[row] >>> shift & DIGITS - 1]++] = row;
  }
}
