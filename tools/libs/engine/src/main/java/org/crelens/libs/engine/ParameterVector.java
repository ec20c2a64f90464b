package org.crelens.libs.engine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
   * Reads an array in ND4J's format from the start of a stream, which stays open.
   *
   * @throws IOException when the stream ends early or holds something else than an array of floats
   */
  public static ParameterVector read(InputStream in) throws IOException {
    INDArray array;
    try {
      array = Nd4j.read(new DataInputStream(new BufferedInputStream(in, 1 << 16)));
    } catch (RuntimeException e) {
      // ND4J reports bad content with whatever its parser runs into, and wraps failed reads.
      if (e.getCause() instanceof IOException cause) throw cause;
      throw new IOException("not an array in ND4J's format", e);
    }
    if (array.dataType() != DataType.FLOAT)
      throw new IOException("an array of " + array.dataType() + ", not of FLOAT");
    return new ParameterVector(array.reshape(1, array.length()));
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
