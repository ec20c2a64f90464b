package org.crelens.libs.io;

import java.util.Arrays;
import java.util.Objects;

/** A column of long whole numbers that grows as values are added. Values are numbered from 0. */
public final class LongColumn {
  private long[] values;
  private int size;

  /** An empty column. */
  public LongColumn() {
    this(1024);
  }

  /**
   * An empty column with room for {@code capacity} values.
   *
   * @throws IllegalArgumentException when {@code capacity} is negative
   */
  public LongColumn(int capacity) {
    if (capacity < 0) throw new IllegalArgumentException("capacity " + capacity + " is negative");
    values = new long[capacity];
  }

  /** Adds a value at the end. */
  public void add(long value) {
    if (size == values.length) values = Arrays.copyOf(values, Growth.more(size));
    values[size++] = value;
  }

  /**
   * Value number {@code i}.
   *
   * @throws IndexOutOfBoundsException when there is no such value
   */
  public long get(int i) {
    return values[Objects.checkIndex(i, size)];
  }

  /**
   * Replaces value number {@code i}.
   *
   * @throws IndexOutOfBoundsException when there is no such value
   */
  public void set(int i, long value) {
    values[Objects.checkIndex(i, size)] = value;
  }

  /** Number of values. */
  public int size() {
    return size;
  }

  /** A copy of the values. */
  public long[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
