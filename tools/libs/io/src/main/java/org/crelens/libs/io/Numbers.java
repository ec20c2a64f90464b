package org.crelens.libs.io;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How numbers are rounded and written everywhere: half to even, full precision, no locale. */
public final class Numbers {
  private Numbers() {}

  /** Nearest whole number, a tie to the even one (spec: every rounding is half to even). */
  public static long round(double value) {
    return (long) Math.rint(value);
  }

  /**
   * Shortest text that reads back as the same double; {@code nan}, {@code inf}, {@code -inf} else.
   */
  public static String format(double value) {
    if (Double.isNaN(value)) return "nan";
    if (Double.isInfinite(value)) return value > 0 ? "inf" : "-inf";
    if (value == Math.rint(value) && Math.abs(value) < 1e15) return Long.toString((long) value);
    return Double.toString(value);
  }

  /** Shortest text that reads back as the same float. */
  public static String format(float value) {
    if (Float.isNaN(value)) return "nan";
    if (Float.isInfinite(value)) return value > 0 ? "inf" : "-inf";
    if (value == Math.rint(value) && Math.abs(value) < 1e7) return Long.toString((long) value);
    return Float.toString(value);
  }

  /** {@code value} rounded to {@code decimals} places, without trailing zeros or exponent. */
  public static String fixed(double value, int decimals) {
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /**
   * The value at a share of sorted numbers, between neighbours in proportion.
   *
   * @param share 0 for the lowest, 0.5 for the median, 1 for the highest
   * @return NaN of none
   */
  public static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) return Double.NaN;
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
