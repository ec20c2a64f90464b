package org.crelens.libs.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both ways to multiply matrices, against plain loops. */
class GemmTest {
  private static final List<Gemm> BACK_ENDS = List.of(new Gemm.Dnnl(), new Gemm.Cblas());

  @Test
  void productsOfAnyShapeTransposedOrNotInsideLargerArrays() {
    for (long seed = 1; seed <= 40; seed++) {
      RandomArrays cases = new RandomArrays(seed);
      boolean ta = cases.between(0, 1) == 1;
      boolean tb = cases.between(0, 1) == 1;
      int m = cases.between(1, 40);
      int n = cases.between(1, 40);
      int k = cases.between(1, 70);
      int ao = cases.between(0, 5);
      int bo = cases.between(0, 5);
      int co = cases.between(0, 5);
      int lda = (ta ? m : k) + cases.between(0, 3);
      int ldb = (tb ? k : n) + cases.between(0, 3);
      int ldc = n + cases.between(0, 3);
      int beta = cases.between(0, 1);
      float[] a = cases.uniform(ao + (ta ? k : m) * lda, 1);
      float[] b = cases.uniform(bo + (tb ? n : k) * ldb, 1);
      float[] c = cases.uniform(co + m * ldc, 1);
      double[] expected = RandomArrays.doubles(c);
      for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
          double sum = beta * (double) c[co + i * ldc + j];
          for (int x = 0; x < k; x++)
            sum +=
                (double) a[ao + (ta ? x * lda + i : i * lda + x)]
                    * b[bo + (tb ? j * ldb + x : x * ldb + j)];
          expected[co + i * ldc + j] = sum;
        }
      for (Gemm gemm : BACK_ENDS) {
        try (FloatBlock left = RandomArrays.block(a);
            FloatBlock right = RandomArrays.block(b);
            FloatBlock into = RandomArrays.block(c)) {
          gemm.multiply(
              new Matrix(left, ao, m, k, lda, ta),
              new Matrix(right, bo, k, n, ldb, tb),
              beta,
              new Matrix(into, co, m, n, ldc, false));
          double share = RandomArrays.difference(expected, RandomArrays.floats(into));
          // Also what lies between the rows, which must not be touched.
          assertTrue(share < 1e-5, gemm.getClass() + " seed " + seed + ": " + share);
        }
      }
    }
  }

  @Test
  void aBetaOfZeroOverwritesWhatWasNoNumber() {
    float[] dirt = new float[4];
    Arrays.fill(dirt, Float.NaN);
    for (Gemm gemm : BACK_ENDS) {
      try (FloatBlock one = RandomArrays.block(1, 2, 3, 4);
          FloatBlock into = RandomArrays.block(dirt)) {
        Matrix factor = Matrix.of(one, 0, 2, 2);
        gemm.multiply(factor, factor, 0, Matrix.of(into, 0, 2, 2));
        assertEquals("[7.0, 10.0, 15.0, 22.0]", Arrays.toString(RandomArrays.floats(into)));
      }
    }
  }
}
