package org.crelens.libs.stats;

/** Checks of input that all statistics share. */
final class Checks {
  private Checks() {}

  /**
   * @throws IllegalArgumentException for a NaN, with its place
   */
  static void noNaN(double[] values) {
    for (int i = 0; i < values.length; i++)
      if (Double.isNaN(values[i])) throw new IllegalArgumentException("value " + i + " is NaN");
  }

  /**
   * @throws IllegalArgumentException for lists of different lengths
   */
  static void pairs(double[] x, double[] y) {
    if (x.length != y.length)
      throw new IllegalArgumentException(x.length + " values paired with " + y.length);
  }
}
