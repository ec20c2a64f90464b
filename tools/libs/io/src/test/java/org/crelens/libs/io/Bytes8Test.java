package org.crelens.libs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Bytes8Test {
  @Test
  void everyByteIsJudgedAtEveryPlaceWhateverStandsBesideIt() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++)
      for (int b = 0; b < 256; b++)
        for (int place = 0; place < 8; place++) {
          int shift = 8 * place;
          long eight = random.nextLong() & ~(0xffL << shift) | (long) b << shift;
          boolean plain = b == '\t' || (b >= ' ' && b < 0x7f);
          assertEquals(plain ? 0 : 0x80, Bytes8.notPlain(eight) >>> shift & 0xff, "byte " + b);
          for (int c : new int[] {'\n', '\t', 0x7f, 0, b & 0x7f})
            assertEquals(b == c ? 0x80 : 0, Bytes8.equal(eight, c) >>> shift & 0xff, "byte " + b);
        }
  }
}
