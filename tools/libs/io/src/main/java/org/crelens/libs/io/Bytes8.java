package org.crelens.libs.io;

/**
 * Eight bytes of text in one number, looked at together. Each answer has the highest bit of a byte
 * set where the answer is yes, and no other bit.
 */
final class Bytes8 {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long LOW = 0x7f7f7f7f7f7f7f7fL;

  private Bytes8() {}

  /** Bytes that are {@code b}, an ASCII character. */
  static long equal(long eight, int b) {
    return zero(eight ^ b * ONES);
  }

  // No sum carries into the next byte: each is at most 0x7f + 0x7f.
  private static long zero(long eight) {
    return ~(((eight & LOW) + LOW) | eight) & HIGH;
  }

  /** Bytes that need a look: control characters but tabs, and those beyond ASCII. */
  static long notPlain(long eight) {
    long below32 = ~(((eight & LOW) + 0x60 * ONES) | eight) & HIGH;
    return (below32 & ~equal(eight, '\t')) | equal(eight, 0x7f) | (eight & HIGH);
  }
}
