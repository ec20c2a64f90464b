package org.crelens.atypeak.simulate;

import java.util.SplittableRandom;

/**
 * The draws of one region. Built on {@link SplittableRandom}, whose sequence the JDK specifies, and
 * on {@link StrictMath}, so that a seed gives the same catalogue on every machine.
 */
final class Chance {
  private final SplittableRandom random;

  Chance(SplittableRandom random) {
    this.random = random;
  }

  /** True with probability {@code p}. */
  boolean happens(double p) {
    return random.nextDouble() < p;
  }

  /** Uniform whole number in {@code [0, bound)}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Uniform real number in {@code [from, to)}; {@code from} itself where the two are equal. */
  double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /**
   * Poisson count, by Knuth's product of uniforms: exact, and fast at the small means used here.
   */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble())
      count++;
    return count;
  }

  /** Log-normal with this median and this standard deviation of the logarithm. */
  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * normal());
  }

  // Marsaglia's polar method. RandomGenerator.nextGaussian may change its algorithm between
  // releases of the JDK; a seed must not.
  private double normal() {
    while (true) {
      double u = 2 * random.nextDouble() - 1;
      double v = 2 * random.nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
    }
  }

  /** Index drawn with these probabilities, which sum to 1. */
  int pick(double[] shares) {
    double left = random.nextDouble();
    for (int i = 0; i < shares.length - 1; i++) {
      if (left < shares[i]) return i;
      left -= shares[i];
    }
    return shares.length - 1;
  }

  /** {@code count} of the numbers below {@code bound}, each at most once, in the order drawn. */
  int[] distinctBelow(int bound, int count) {
    int[] deck = new int[bound];
    for (int i = 0; i < bound; i++) deck[i] = i;
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(bound - i);
      int drawn = deck[j];
      deck[j] = deck[i];
      deck[i] = drawn;
    }
    return java.util.Arrays.copyOf(deck, count);
  }
}
