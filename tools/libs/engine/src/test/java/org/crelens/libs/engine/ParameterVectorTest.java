package org.crelens.libs.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ParameterVectorTest {
  private static final float[] VALUES = {1, -2.5f, Float.MIN_VALUE, 0, 3e30f};

  private static final float LARGEST = 3e30f;

  private static ParameterVector read(byte... bytes) throws IOException {
    return ParameterVector.read(new ByteArrayInputStream(bytes), VALUES.length, LARGEST);
  }

  private static byte[] written(float... values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParameterVector vector = ParameterVector.of(values)) {
      vector.write(bytes);
    }
    return bytes.toByteArray();
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    byte[] bytes = written(VALUES);
    assertArrayEquals(bytes, written(VALUES), "the same values, the same bytes");
    try (ParameterVector read = read(bytes)) {
      assertEquals(VALUES.length, read.length());
      assertArrayEquals(VALUES, read.toArray());
    }
  }

  @Test
  void theFormatIsNd4js() throws IOException {
    INDArray array = Nd4j.read(new DataInputStream(new ByteArrayInputStream(written(VALUES))));
    assertArrayEquals(new long[] {1, VALUES.length}, array.shape());
    assertArrayEquals(VALUES, array.toFloatVector());
  }

  @Test
  void theBlockIsAViewAndTheArrayACopy() {
    try (ParameterVector vector = ParameterVector.of(VALUES)) {
      float[] copy = vector.toArray();
      vector.block().put(1, new float[] {7}, 0, 1);
      assertEquals(7, vector.toArray()[1]);
      assertEquals(-2.5f, copy[1]);
    }
  }

  @Test
  void whatIsNoArrayOfFloatsIsRefused() throws IOException {
    byte[] bytes = written(VALUES);
    for (int length : new int[] {0, 7, bytes.length / 2, bytes.length - 1})
      assertThrows(
          IOException.class,
          () -> read(Arrays.copyOf(bytes, length)).close(),
          length + " of " + bytes.length + " bytes");
    byte[] text = "This file holds a sentence and no array at all.".repeat(9).getBytes("UTF-8");
    assertThrows(IOException.class, () -> read(text).close());
    ByteArrayOutputStream doubles = new ByteArrayOutputStream();
    Nd4j.write(Nd4j.createFromArray(1.0, 2.0, 3, 4, 5), new DataOutputStream(doubles));
    IOException e = assertThrows(IOException.class, () -> read(doubles.toByteArray()).close());
    assertTrue(e.getMessage().contains("DOUBLE"), e.getMessage());
  }

  @Test
  void aNumberThatIsTooLargeIsRefused() throws IOException {
    for (float value : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, -4e30f}) {
      byte[] bytes = written(1, 2, 3, value, 5);
      IOException e = assertThrows(IOException.class, () -> read(bytes).close());
      assertEquals("holds " + value + " at 3, expected at most " + LARGEST, e.getMessage());
    }
  }

  /** Whatever sizes an array states, memory is taken for those that are expected. */
  @Test
  void sizesThatAreStatedAreNotBelieved() throws IOException {
    byte[] bytes = written(VALUES);
    int refused = 0;
    for (int at = 0; at < bytes.length - VALUES.length * Float.BYTES; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = bytes.clone();
        damaged[at] ^= (byte) (1 << bit);
        try (ParameterVector read = read(damaged)) {
          assertArrayEquals(VALUES, read.toArray());
        } catch (IOException e) {
          refused++;
        }
      }
    }
    assertTrue(refused > 300, refused + " refused");
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    IOException e = assertThrows(IOException.class, () -> read(longer).close());
    assertEquals("goes on behind its 5 numbers", e.getMessage());
  }
}
