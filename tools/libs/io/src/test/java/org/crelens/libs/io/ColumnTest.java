package org.crelens.libs.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnTest {
  private static final int N = 100_000;

  @Test
  void wholeNumbersAreKeptInOrder() {
    IntColumn ints = new IntColumn(0);
    LongColumn longs = new LongColumn(1);
    for (int i = 0; i < N; i++) {
      ints.add(i * 3);
      longs.add(i * 3L << 33);
    }
    ints.set(5, -1);
    longs.set(5, -1);
    assertEquals(N, ints.size());
    assertEquals(N, longs.size());
    assertArrayEquals(
        IntStream.range(0, N).map(i -> i == 5 ? -1 : i * 3).toArray(), ints.toArray());
    assertArrayEquals(
        IntStream.range(0, N).mapToLong(i -> i == 5 ? -1 : i * 3L << 33).toArray(),
        longs.toArray());
  }

  @Test
  void numbersAreKeptInOrder() {
    DoubleColumn doubles = new DoubleColumn();
    FloatColumn floats = new FloatColumn();
    for (int i = 0; i < N; i++) {
      doubles.add(i / 3.0);
      floats.add(i / 3f);
    }
    doubles.set(5, -1);
    floats.set(5, -1);
    assertEquals(N, doubles.size());
    assertEquals(N, floats.size());
    double[] copy = doubles.toArray();
    float[] singles = floats.toArray();
    for (int i = 0; i < N; i++) {
      assertEquals(i == 5 ? -1 : i / 3.0, doubles.get(i));
      assertEquals(i == 5 ? -1 : i / 3.0, copy[i]);
      assertEquals(i == 5 ? -1 : i / 3f, floats.get(i));
      assertEquals(i == 5 ? -1 : i / 3f, singles[i]);
    }
  }

  @Test
  void thereIsNothingBehindTheLastValue() {
    IntColumn ints = new IntColumn();
    ints.add(1);
    assertThrows(IndexOutOfBoundsException.class, () -> ints.get(1));
    assertThrows(IndexOutOfBoundsException.class, () -> ints.set(1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> ints.get(-1));
    assertEquals(1, ints.toArray().length);
  }

  @Test
  void aColumnGrowsToTheLargestArrayAndNotBeyond() {
    assertEquals(16, Growth.more(0));
    assertEquals(2048, Growth.more(1024));
    assertEquals(Integer.MAX_VALUE - 8, Growth.more(1 << 30));
    assertThrows(OutOfMemoryError.class, () -> Growth.more(Integer.MAX_VALUE - 8));
  }
}
