package org.crelens.libs.engine;

import java.util.SplittableRandom;

/** Random arrays of a seed, and what tests of kernels do with arrays. */
public final class RandomArrays {
  private final SplittableRandom random;

  /** The same seed gives the same arrays. */
  public RandomArrays(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A number from {@code least} to {@code most}, both included. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** Numbers in [−limit, limit). */
  public float[] uniform(int n, double limit) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
    return values;
  }

  /** Numbers a tenth apart in random order, none near 0: a step of 0.01 changes no order. */
  public float[] apart(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) values[i] = (i - n / 2 + 0.5f) / 10;
    for (int i = n - 1; i > 0; i--) {
      int j = between(0, i);
      float swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
    return values;
  }

  /** A block of these values, to be closed. */
  public static FloatBlock block(float... values) {
    FloatBlock block = new FloatBlock(values.length);
    block.put(0, values, 0, values.length);
    return block;
  }

  /** All values of a block. */
  public static float[] floats(FloatBlock block) {
    float[] values = new float[(int) block.length()];
    block.get(0, values, 0, values.length);
    return values;
  }

  /** Largest difference as a share of the largest magnitude expected. */
  public static double difference(double[] expected, float[] actual) {
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
    }
    return worst == 0 ? 0 : worst / largest;
  }

  /** The same numbers in double precision. */
  public static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) wide[i] = values[i];
    return wide;
  }

  /** Σ g · y over the first {@code n} numbers. */
  public static double dot(float[] g, float[] y, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) sum += (double) g[i] * y[i];
    return sum;
  }
}
