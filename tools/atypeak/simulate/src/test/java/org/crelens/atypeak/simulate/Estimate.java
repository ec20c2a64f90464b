package org.crelens.atypeak.simulate;

/**
 * A statistic of a sample.
 *
 * @param value its value
 * @param error its standard error
 */
record Estimate(double value, double error) {
  /** The mean of {@code n} values with this sum and this sum of squares. */
  static Estimate mean(double sum, double squares, double n) {
    double mean = sum / n;
    double variance = Math.max(0, (squares - n * mean * mean) / (n - 1));
    return new Estimate(mean, Math.sqrt(variance / n));
  }
}
