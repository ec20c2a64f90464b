package org.crelens.libs.io;

import java.util.Arrays;
import java.util.Objects;

/** A column of whole numbers that grows as values are added. Values are numbered from 0. */
public final class IntColumn {
  private int[] values;
  private int size;

  /** An empty column. */
  public IntColumn() {
    this(1024);
  }

  /**
   * An empty column with room for {@code capacity} values.
   *
   * @throws IllegalArgumentException when {@code capacity} is negative
   */
  public IntColumn(int capacity) {
    if (capacity < 0) throw new IllegalArgumentException("capacity " + capacity + " is negative");
    values = new int[capacity];
  }

  /** Adds a value at the end. */
  public void add(int value) {
    if (size == values.length) values = Arrays.copyOf(values, Growth.more(size));
    values[size++] = value;
  }

  /**
   * Value number {@code i}.
   *
   * @throws IndexOutOfBoundsException when there is no such value
   */
  public int get(int i) {
    return values[Objects.checkIndex(i, size)];
  }

  /**
   * Replaces value number {@code i}.
   *
   * @throws IndexOutOfBoundsException when there is no such value
   */
  public void set(int i, int value) {
    values[Objects.checkIndex(i, size)] = value;
  }

  /**
   * Place of {@code value} in a column whose values rise.
   *
   * @return a negative number when it is not there, as {@link Arrays#binarySearch(int[], int)} does
   */
  public int find(int value) {
    return Arrays.binarySearch(values, 0, size, value);
  }

  /** Number of values. */
  public int size() {
    return size;
  }

  /** A copy of the values. */
  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
