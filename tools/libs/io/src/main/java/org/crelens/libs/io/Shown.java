package org.crelens.libs.io;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How text that comes from outside is shown to a person: on one line, readable, and not too long.
 */
public final class Shown {
  // A value in quotes keeps so many characters at its beginning and at its end.
  private static final int HEAD = 80;
  private static final int TAIL = 20;
  private static final Pattern LONG_VALUE = Pattern.compile("'[^']{" + 2 * (HEAD + TAIL) + ",}'");
  private static final int LONGEST = 1000;

  private Shown() {}

  /**
   * {@code text} on one line: control characters, ends of line of every kind and marks that turn
   * the direction of writing are escaped, such as {@code \\t} and {@code \\u2028}.
   */
  public static String escaped(String text) {
    if (text.chars().noneMatch(Shown::isUnseen)) return text;
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\t' -> shown.append("\\t");
        case '\n' -> shown.append("\\n");
        case '\r' -> shown.append("\\r");
        default -> {
          if (!isUnseen(c)) shown.append(c);
          else shown.append(String.format(Locale.ROOT, c < 256 ? "\\x%02x" : "\\u%04x", (int) c));
        }
      }
    }
    return shown.toString();
  }

  private static boolean isUnseen(int c) {
    return Character.isISOControl(c)
        || c == 0x2028
        || c == 0x2029
        || c >= 0x202a && c <= 0x202e
        || c >= 0x2066 && c <= 0x2069
        || c == 0xfeff;
  }

  /** A message: escaped, and its long values in quotes cut. */
  public static String message(String text) {
    return escaped(cutValues(text));
  }

  /** A part of a message: escaped, its long values in quotes cut, and not longer than a page. */
  static String part(String text) {
    return escaped(middleCut(cutValues(text), LONGEST * 3 / 4, LONGEST / 4));
  }

  private static String cutValues(String text) {
    return LONG_VALUE
        .matcher(text)
        .replaceAll(
            found ->
                java.util.regex.Matcher.quoteReplacement(
                    middleCut(found.group(), HEAD + 1, TAIL + 1)));
  }

  private static String middleCut(String text, int head, int tail) {
    if (text.length() <= head + tail) return text;
    // A character of two halves stays whole.
    int from = Character.isHighSurrogate(text.charAt(head - 1)) ? head - 1 : head;
    int to = text.length() - tail;
    if (Character.isLowSurrogate(text.charAt(to))) to++;
    return String.format(
        Locale.ROOT,
        "%s… (%,d characters left out) …%s",
        text.substring(0, from),
        to - from,
        text.substring(to));
  }
}
