package org.crelens.atypeak.tracks.bbi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a record as they are put together; numbers have their lowest byte first. */
public final class Bytes {
  private byte[] bytes = new byte[256];
  private int size;

  Bytes u8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  Bytes u16(int value) {
    return u8(value).u8(value >>> 8);
  }

  Bytes u32(int value) {
    return u16(value).u16(value >>> 16);
  }

  Bytes u64(long value) {
    return u32((int) value).u32((int) (value >>> 32));
  }

  Bytes f32(double value) {
    return u32(Float.floatToIntBits((float) value));
  }

  Bytes f64(double value) {
    return u64(Double.doubleToLongBits(value));
  }

  Bytes zeros(int count) {
    reserve(count);
    Arrays.fill(bytes, size, size + count, (byte) 0);
    size += count;
    return this;
  }

  /** Adds {@code from[start, end)}. */
  public Bytes add(byte[] from, int start, int end) {
    reserve(end - start);
    System.arraycopy(from, start, bytes, size, end - start);
    size += end - start;
    return this;
  }

  /** Adds all of {@code more}. */
  public Bytes add(byte[] more) {
    return add(more, 0, more.length);
  }

  /** Adds text as UTF-8. */
  public Bytes add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds the separator between two fields. */
  public Bytes tab() {
    return u8('\t');
  }

  /** Number of bytes. */
  public int size() {
    return size;
  }

  /** The bytes, and room behind them; valid until more are added. */
  byte[] array() {
    return bytes;
  }

  /** A copy of the bytes. */
  public byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Starts anew. */
  public void clear() {
    size = 0;
  }

  private void reserve(int more) {
    if (size + more > bytes.length)
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
  }
}
