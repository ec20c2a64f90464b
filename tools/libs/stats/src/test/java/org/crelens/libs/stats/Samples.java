package org.crelens.libs.stats;

import java.util.Random;

/** Random lists for tests. */
final class Samples {
  private Samples() {}

  /** Values of which many are equal, some negative. */
  static double[] tied(Random random, int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) values[i] = (random.nextInt(9) - 3) / 4.0;
    return values;
  }

  /** Values that all differ. */
  static double[] distinct(Random random, int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) values[i] = random.nextGaussian();
    return values;
  }

  static double[] of(double... values) {
    return values;
  }
}
