package org.crelens.libs.engine;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Floats outside the heap: what products of matrices read and write. Elementwise work copies
 * stretches to a {@code float[]} and back, since the JIT makes vector code of loops over arrays,
 * not over buffers. Offsets and lengths count floats; {@link Matrix} says how rows and columns lie
 * in a block.
 */
public final class FloatBlock implements AutoCloseable {
  private static final int FLOAT = Float.BYTES;

  private final FloatPointer pointer;
  private final FloatBuffer buffer;
  private final long length;
  private final boolean owned;

  /**
   * A block of {@code length} zeros.
   *
   * @throws OutOfMemoryError when it cannot be had, or is more than one buffer holds
   */
  public FloatBlock(long length) {
    if (length > Integer.MAX_VALUE - 8)
      throw new OutOfMemoryError("a block of " + length + " floats is more than one buffer holds");
    this.pointer = new FloatPointer(length);
    this.buffer = pointer.asBuffer();
    this.length = length;
    this.owned = true;
    clear(0, length);
  }

  /** A view of an array's memory, which must stay alive as long as this. */
  FloatBlock(INDArray array) {
    this.length = array.length();
    this.pointer = new FloatPointer(array.data().addressPointer());
    this.pointer.capacity(length);
    this.buffer = pointer.asBuffer();
    this.owned = false;
  }

  /** How many floats it holds. */
  public long length() {
    return length;
  }

  /** A pointer to element {@code offset}, for native calls. */
  FloatPointer at(long offset) {
    return new Address(pointer.address() + offset * FLOAT);
  }

  /** Copies {@code n} floats from {@code offset} on to {@code into}, from {@code from} on. */
  public void get(long offset, float[] into, int from, int n) {
    buffer.get((int) offset, into, from, n);
  }

  /** Copies {@code n} of {@code values}, from {@code from} on, to {@code offset}. */
  public void put(long offset, float[] values, int from, int n) {
    buffer.put((int) offset, values, from, n);
  }

  /** Copies {@code n} floats from another block. */
  public void copy(long offset, FloatBlock from, long fromOffset, long n) {
    Pointer.memcpy(at(offset), from.at(fromOffset), n * FLOAT);
  }

  /** Sets {@code n} floats from {@code offset} on to 0. */
  public void clear(long offset, long n) {
    Pointer.memset(at(offset), 0, n * FLOAT);
  }

  /** Frees the memory; a view of an array leaves it to the array. */
  @Override
  public void close() {
    if (owned) pointer.close();
  }

  // memcpy and memset read a pointer's position as bytes, sgemm as floats: a plain address is
  // understood by all.
  private static final class Address extends FloatPointer {
    Address(long address) {
      this.address = address;
    }
  }
}
