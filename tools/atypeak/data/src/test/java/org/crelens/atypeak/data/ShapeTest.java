package org.crelens.atypeak.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
  @ParameterizedTest
  @CsvSource({
    "320, 9, 13, 32, 256, 18, kernel 18 is not a multiple of 4",
    "330, 9, 13, 32, 256, 20, 330 bins are not a multiple of 80",
    "320, 9, 13, 0, 256, 20, filters 0 is not between 1 and 4096",
    "320, 9, 13, 32, 32768, 20, parameters are more than 268435456",
    "320, 3000, 60, 32, 256, 20, is too large"
  })
  void sizesThatDoNotFitAreNamed(int l, int d, int t, int f, int h, int k, String message) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> new Shape(l, d, t, f, h, k));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void theLargestOfThePaperFitsWithoutRounding() {
    Shape k562 = new Shape(320, 67, 20, 128, 2048, 20);
    assertEquals(24_976_572, k562.parameterCount());
    assertEquals(320 * 67 * 20, k562.windowCells());
  }
}
