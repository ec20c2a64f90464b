package org.crelens.libs.io;

/** How much room a full column gets. */
final class Growth {
  /** Arrays of the usual virtual machines end a little below the largest whole number. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private Growth() {}

  /**
   * Twice the size, as far as an array can go.
   *
   * @throws OutOfMemoryError when {@code size} is as large as an array can be
   */
  static int more(int size) {
    if (size >= MOST) throw new OutOfMemoryError("a column of more than " + MOST + " values");
    return (int) Math.min(MOST, Math.max(16, 2L * size));
  }
}
