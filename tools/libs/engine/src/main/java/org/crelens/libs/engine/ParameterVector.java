package org.crelens.libs.engine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One flat row of floats outside the heap, as model files store it: all parameters of a network, or
 * the state of the optimiser. Reads and writes ND4J's binary format; nothing else in the project
 * knows that format.
 *
 * <p>A vector owns its memory until it is closed. Blocks that {@link #block} hands out are views of
 * that memory and must not be used afterwards.
 */
public final class ParameterVector implements AutoCloseable {
  private static final int MOST_AXES = 32;

  /** What ND4J calls the type of the sizes of an array. */
  private static final String SIZES = "LONG";

  private final INDArray row;

  /** Takes over an array of shape 1 × n. */
  ParameterVector(INDArray row) {
    this.row = row;
  }

  /** A copy of {@code values}. */
  public static ParameterVector of(float... values) {
    return new ParameterVector(Nd4j.createFromArray(values).reshape(1, values.length));
  }

  /**
   * Reads an array in ND4J's format, which a stream holds and nothing else; the stream stays open.
   * ND4J itself would believe what the array says of its size and type, so that it never sees one
   * that has not been checked.
   *
   * @param length how many numbers the array must hold
   * @param largest the largest absolute value that a number may have
   * @throws IOException when the stream ends early, or holds something else than such an array
   */
  public static ParameterVector read(InputStream in, long length, float largest)
      throws IOException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16));
    try {
      requireLength("sizes that make ", readLength(data), length);
      data.readUTF();
      requireLength("", data.readLong(), length);
      String type = data.readUTF();
      if (!type.equals(DataType.FLOAT.name()))
        throw new IOException("holds an array of " + type + ", expected " + DataType.FLOAT);
      ParameterVector vector =
          new ParameterVector(Nd4j.createUninitialized(DataType.FLOAT, 1, length));
      try {
        vector.readValues(data, largest);
        if (data.read() >= 0) throw new IOException("goes on behind its " + length + " numbers");
      } catch (IOException | RuntimeException e) {
        vector.close();
        throw e;
      }
      return vector;
    } catch (EOFException e) {
      throw new IOException("ends too early for " + length + " numbers", e);
    } catch (UTFDataFormatException e) {
      throw new IOException("holds no array", e);
    }
  }

  private static void requireLength(String what, long found, long expected) throws IOException {
    if (found != expected)
      throw new IOException("holds " + what + found + " numbers, expected " + expected);
  }

  /** Reads sizes as ND4J writes them: rank, axes, strides, and three numbers more. */
  private static long readLength(DataInputStream data) throws IOException {
    data.readUTF();
    long numbers = data.readLong();
    String type = data.readUTF();
    if (numbers < 4 || numbers > 2 * MOST_AXES + 4 || !type.equals(SIZES))
      throw new IOException("holds no array");
    long axes = data.readLong();
    if (numbers != 2 * axes + 4) throw new IOException("holds no array");
    long length = 1;
    long longest = 1;
    for (int a = 0; a < axes; a++) {
      long axis = data.readLong();
      longest = Math.max(longest, axis);
      length = axis < 0 || axis > Integer.MAX_VALUE ? -1 : length * axis;
      if (length < 0 || length > Integer.MAX_VALUE) throw new IOException("holds no array");
    }
    if (length != longest) throw new IOException("holds an array that is not one row");
    data.skipNBytes((axes + 3) * Long.BYTES);
    return length;
  }

  private void readValues(DataInputStream data, float largest) throws IOException {
    byte[] bytes = new byte[1 << 16];
    float[] values = new float[bytes.length / Float.BYTES];
    FloatBlock block = block();
    for (long at = 0; at < length(); at += values.length) {
      int n = (int) Math.min(values.length, length() - at);
      data.readFully(bytes, 0, n * Float.BYTES);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(values, 0, n);
      for (int i = 0; i < n; i++)
        if (!(Math.abs(values[i]) <= largest))
          throw new IOException(
              "holds " + values[i] + " at " + (at + i) + ", expected at most " + largest);
      block.put(at, values, 0, n);
    }
  }

  /**
   * Writes the vector in ND4J's format. The same values give the same bytes; {@code out} stays
   * open.
   */
  public void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    Nd4j.write(row, data);
    data.flush();
  }

  /** How many numbers it holds. */
  public long length() {
    return row.length();
  }

  /** A view of the numbers, valid until this vector is closed. */
  public FloatBlock block() {
    return new FloatBlock(row);
  }

  /** A copy of all numbers. */
  public float[] toArray() {
    float[] copy = new float[Math.toIntExact(length())];
    block().get(0, copy, 0, copy.length);
    return copy;
  }

  @Override
  public void close() {
    row.close();
  }
}
