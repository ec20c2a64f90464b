package org.crelens.build.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
  private static double[][] rows() {
    SplittableRandom random = new SplittableRandom(1);
    double[][] rows = new double[30][];
    for (int i = 0; i < rows.length; i++)
      rows[i] = new double[] {1e9 * random.nextDouble(), 1e4 * random.nextDouble(), 1};
    return rows;
  }

  @Test
  void exactMeasurementsGiveTheirCoefficientsBack() {
    double[] true_ = {3e-11, 2e-7, 4e-4};
    double[][] rows = rows();
    double[] y = Arrays.stream(rows).mapToDouble(r -> LeastSquares.predict(true_, r)).toArray();
    LeastSquares fit = LeastSquares.fit(rows, y);
    assertArrayEquals(true_, fit.coefficients(), 1e-9);
    assertEquals(true_[0], fit.coefficients()[0], 1e-16);
    assertEquals(1, fit.r2(), 1e-9);
    assertTrue(fit.worst() < 1e-6, "worst " + fit.worst());
  }

  @Test
  void noCoefficientIsNegative() {
    double[] true_ = {3e-11, -2e-8, 4e-3};
    double[][] rows = rows();
    double[] y = Arrays.stream(rows).mapToDouble(r -> LeastSquares.predict(true_, r)).toArray();
    LeastSquares fit = LeastSquares.fit(rows, y);
    assertEquals(0, fit.coefficients()[1]);
    assertTrue(fit.coefficients()[0] > 0 && fit.worst() > 0.001);
  }
}
