package org.crelens.libs.io;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * How numbers are rounded, written and read everywhere: half to even, full precision, no locale.
 */
public final class Numbers {
  /** Powers of ten that are exact as a double. */
  private static final double[] TEN = new double[23];

  private static final long MOST_EXACT = 1L << 53;

  static {
    for (int i = 0; i < TEN.length; i++) TEN[i] = Double.parseDouble("1e" + i);
  }

  private Numbers() {}

  /**
   * The number written in {@code text[from, to)}: decimal, with or without an exponent, and {@code
   * nan}, {@code inf}, {@code -inf} as {@link #format(double)} writes them, or as Java does. What
   * {@link Double#parseDouble} reads beyond that is no number here: blanks and control characters
   * around it, hexadecimal digits, a letter for its type.
   *
   * @throws NumberFormatException when it is none
   */
  public static double parse(byte[] text, int from, int to) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (negative) at++;
    long digits = 0;
    int decimals = 0;
    boolean point = false;
    boolean any = false;
    for (; at < to; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        if (digits > MOST_EXACT) return parseText(text, from, to);
        if (point) decimals++;
        any = true;
      } else if (text[at] == '.' && !point) {
        point = true;
      } else {
        return parseText(text, from, to);
      }
    }
    if (!any || decimals >= TEN.length) return parseText(text, from, to);
    // Both are exact, so that the quotient is rounded once, as parseDouble rounds.
    double value = digits / TEN[decimals];
    return negative ? -value : value;
  }

  private static double parseText(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "NaN", "Infinity", "-Infinity" -> Double.parseDouble(text);
      default -> decimal(text);
    };
  }

  private static double decimal(String text) {
    for (int i = 0; i < text.length(); i++)
      if ("0123456789.eE+-".indexOf(text.charAt(i)) < 0) throw new NumberFormatException(text);
    return Double.parseDouble(text);
  }

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

  /**
   * {@code value} rounded to {@code decimals} places, without trailing zeros or exponent; as {@link
   * #format(double)} where it is not finite.
   */
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) return format(value);
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
