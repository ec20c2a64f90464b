package org.crelens.atypeak.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.crelens.atypeak.data.Shape;

/** Reads the reference weights and arrays of an independent implementation, in Keras' layout. */
public final class GoldenWeights {
  private GoldenWeights() {}

  /** The flat parameters of {@code shape} from a folder of {@code c1_w.npy} … {@code c4_b.npy}. */
  public static float[] npy(Path folder, Shape shape) throws IOException {
    return flat(shape, name -> readNpy(folder.resolve(name + ".npy")));
  }

  /** The flat parameters from raw files such as {@code w_c1_w.f32}. */
  public static float[] raw(Path folder, String prefix, Shape shape) throws IOException {
    return flat(shape, name -> readRaw(folder.resolve(prefix + name + ".f32")));
  }

  private static float[] flat(Shape shape, Source source) throws IOException {
    float[] all = new float[(int) shape.parameterCount()];
    for (Shape.Parameter p : shape.parameters()) {
      float[] values = source.read(p.name());
      if (values.length != p.length())
        throw new IOException(p.name() + " has " + values.length + " numbers, not " + p.length());
      float[] ours = p.name().equals("c2_w") ? trFirst(values, shape) : values;
      System.arraycopy(ours, 0, all, (int) p.offset(), ours.length);
    }
    return all;
  }

  /** Keras keeps c2 as (k/2, T, F, F); ours is (T, k/2, F, F). */
  private static float[] trFirst(float[] keras, Shape shape) {
    int block = shape.filters() * shape.filters();
    float[] ours = new float[keras.length];
    for (int j = 0; j < shape.kernel2(); j++)
      for (int z = 0; z < shape.trs(); z++)
        System.arraycopy(
            keras, (j * shape.trs() + z) * block, ours, (z * shape.kernel2() + j) * block, block);
    return ours;
  }

  /** Little-endian float32 without a header. */
  public static float[] readRaw(Path file) throws IOException {
    return floats(ByteBuffer.wrap(Files.readAllBytes(file)));
  }

  /** A float32 array of numpy, C order. */
  public static float[] readNpy(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.getShort(8) & 0xffff;
    byte[] text = Arrays.copyOfRange(bytes.array(), 10, 10 + header);
    String description = new String(text, StandardCharsets.ISO_8859_1);
    if (!description.contains("'<f4'") || !description.contains("'fortran_order': False"))
      throw new IOException(file + ": expected float32 in C order: " + description);
    bytes.position(10 + header);
    return floats(bytes.slice());
  }

  private static float[] floats(ByteBuffer bytes) {
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private interface Source {
    float[] read(String name) throws IOException;
  }
}
