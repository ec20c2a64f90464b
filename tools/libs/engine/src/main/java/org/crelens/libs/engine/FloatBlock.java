package org.crelens.libs.engine;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Off-heap floats: what the matrix products read and write. Elementwise work copies stretches to a
 * {@code float[]} and back, which the JIT compiles to vector code; it does not do so for buffers.
 */
public final class FloatBlock implements AutoCloseable {
  private static final int FLOAT = Float.BYTES;

  private final FloatPointer pointer;
  private final FloatBuffer buffer;
  private final long length;
  private final boolean owned;

  /** {@code length} zeros. */
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
  public FloatBlock(INDArray array) {
    this.length = array.length();
    this.pointer = new FloatPointer(array.data().addressPointer());
    this.pointer.capacity(length);
    this.buffer = pointer.asBuffer();
    this.owned = false;
  }

  public long length() {
    return length;
  }

  /** A pointer to element {@code offset}, for native calls. */
  public FloatPointer at(long offset) {
    return new Address(pointer.address() + offset * FLOAT);
  }

  public void get(long offset, float[] into, int from, int n) {
    buffer.get((int) offset, into, from, n);
  }

  public void put(long offset, float[] values, int from, int n) {
    buffer.put((int) offset, values, from, n);
  }

  /** Copies {@code n} floats from another block. */
  public void copy(long offset, FloatBlock from, long fromOffset, long n) {
    Pointer.memcpy(at(offset), from.at(fromOffset), n * FLOAT);
  }

  public void clear(long offset, long n) {
    Pointer.memset(at(offset), 0, n * FLOAT);
  }

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
