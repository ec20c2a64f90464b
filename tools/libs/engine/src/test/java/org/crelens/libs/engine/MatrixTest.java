package org.crelens.libs.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MatrixTest {
  @Test
  void whatDoesNotLieInItsBlockIsRefused() {
    try (FloatBlock block = new FloatBlock(12)) {
      Matrix.of(block, 0, 3, 4);
      new Matrix(block, 2, 2, 4, 6, false);
      new Matrix(block, 2, 4, 2, 6, true);
      Matrix.of(block, 12, 0, 4);
      refused(() -> Matrix.of(block, 1, 3, 4));
      refused(() -> Matrix.of(block, -1, 3, 4));
      refused(() -> new Matrix(block, 3, 2, 4, 6, false));
      refused(() -> new Matrix(block, 3, 4, 2, 6, true));
      refused(() -> new Matrix(block, 0, 2, 4, 3, false));
      refused(() -> Matrix.of(block, 0, 3, 4).slice(2, 2));
    }
  }

  @Test
  void productsOfSizesThatDoNotFitAreRefused() {
    try (FloatBlock block = new FloatBlock(12);
        FloatBlock other = new FloatBlock(12)) {
      Matrix a = Matrix.of(block, 0, 3, 4);
      Matrix c = Matrix.of(other, 0, 3, 3);
      for (Gemm gemm : new Gemm[] {new Gemm.Dnnl(), new Gemm.Cblas()}) {
        gemm.multiply(a, a.transpose(), 0, c);
        refused(() -> gemm.multiply(a, a, 0, c));
        refused(() -> gemm.multiply(a.transpose(), a.transpose(), 0, c));
        refused(() -> gemm.multiply(a, a.transpose(), 0, Matrix.of(other, 0, 3, 4)));
        refused(() -> gemm.multiply(a, a.transpose(), 0, c.transpose()));
      }
    }
  }

  @Test
  void clearingTouchesNoNeighbours() {
    try (FloatBlock block = RandomArrays.block(1, 2, 3, 4, 5, 6)) {
      Matrix.of(block, 1, 2, 2).clear();
      float[] left = RandomArrays.floats(block);
      float[] expected = {1, 0, 0, 0, 0, 6};
      for (int i = 0; i < 6; i++) assertEquals(expected[i], left[i]);
      refused(() -> new Matrix(block, 0, 2, 2, 3, false).clear());
    }
  }

  private static void refused(Runnable action) {
    assertThrows(IllegalArgumentException.class, action::run);
  }
}
