package org.crelens.libs.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them, and how wide text will be. */
public final class Text {
  private static final MathContext SHOWN = new MathContext(4);
  private static final String NARROW = "iljtfrI.,:;'|!()[]/ -";

  private Text() {}

  /** Four significant digits; whole numbers in full, thousands apart; – where undefined. */
  public static String number(double value) {
    if (Double.isNaN(value)) return "–";
    if (Double.isInfinite(value)) return value > 0 ? "∞" : "−∞";
    if (value == Math.rint(value) && Math.abs(value) < 1e15) return whole((long) value);
    double size = Math.abs(value);
    if (size < 1e-4 || size >= 1e9) return minus(String.format(Locale.ROOT, "%.2e", value));
    if (size >= 1000) return whole(Math.round(value));
    return minus(new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString());
  }

  /** A whole number, thousands apart. */
  public static String whole(long value) {
    return minus(String.format(Locale.ROOT, "%,d", value));
  }

  /** A number with {@code decimals} places, – where undefined. */
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) return number(value);
    return minus(String.format(Locale.ROOT, "%,." + decimals + "f", value));
  }

  private static String minus(String text) {
    return text.startsWith("-") ? "−" + text.substring(1) : text;
  }

  /** A count with its noun: {@code 1 peak}, {@code 1,200 peaks}. */
  public static String count(long n, String noun) {
    return whole(n) + " " + noun + (n == 1 ? "" : "s");
  }

  /** Names parted by commas, at most ten. */
  public static String some(List<String> names) {
    int shown = Math.min(10, names.size());
    return String.join(", ", names.subList(0, shown))
        + (shown < names.size() ? " and " + whole(names.size() - shown) + " more" : "");
  }

  /** With a capital letter in front. */
  public static String capital(String text) {
    if (text.isEmpty()) return text;
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
  }

  /** With a full stop at its end. */
  public static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  /** At most {@code length} characters, with … for what is left out. */
  public static String shortened(String text, int length) {
    if (text.codePointCount(0, text.length()) <= length) return text;
    return text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
  }

  /** About how wide a sans-serif font draws {@code text}, in pixels. */
  public static double width(String text, double size) {
    double ems = 0;
    for (int c : text.codePoints().toArray()) {
      if (NARROW.indexOf(c) >= 0) ems += 0.36;
      else if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '@' || c == '%') ems += 0.95;
      else if (c >= 0x2e80) ems += 1.05;
      else if (Character.isUpperCase(c)) ems += 0.74;
      else ems += 0.635;
    }
    return ems * size;
  }
}
