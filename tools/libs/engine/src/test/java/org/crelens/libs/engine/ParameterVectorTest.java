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
    try (ParameterVector read = ParameterVector.read(new ByteArrayInputStream(bytes))) {
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
          () ->
              ParameterVector.read(new ByteArrayInputStream(Arrays.copyOf(bytes, length))).close(),
          length + " of " + bytes.length + " bytes");
    byte[] text = "This file holds a sentence and no array at all.".repeat(9).getBytes("UTF-8");
    assertThrows(
        IOException.class, () -> ParameterVector.read(new ByteArrayInputStream(text)).close());
    ByteArrayOutputStream doubles = new ByteArrayOutputStream();
    Nd4j.write(Nd4j.createFromArray(1.0, 2.0), new DataOutputStream(doubles));
    IOException e =
        assertThrows(
            IOException.class,
            () -> ParameterVector.read(new ByteArrayInputStream(doubles.toByteArray())).close());
    assertTrue(e.getMessage().contains("DOUBLE"), e.getMessage());
  }
}
