package org.crelens.common.report;

import java.nio.charset.StandardCharsets;

/**
 * Text of inputs in HTML, XML and JSON: names of sources and cell lines come from outside and may
 * hold anything.
 */
final class Escape {
  private Escape() {}

  /** A word for a command line that a person copies into a POSIX shell. */
  static String shell(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /**
   * Text for an element or a quoted attribute of HTML, SVG or XML. What XML cannot hold (control
   * characters, half a surrogate pair) becomes U+FFFD.
   */
  static String xml(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isXml(c) ? c : 0xfffd);
              }
            });
    return out.toString();
  }

  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= 0x20 && c < 0x7f
        || c >= 0xa0 && c < 0xd800
        || c >= 0xe000 && c < 0xfffe
        || c >= 0x10000;
  }

  /** A track's name, as UCSC wants it: letters, digits and underscores, a letter first. */
  static String track(String text) {
    String name = text.replaceAll("[^A-Za-z0-9_]", "_");
    return name.matches("[A-Za-z].*") ? name : "t_" + name;
  }

  /** One line for a setting of a hub, where a line end would begin another setting. */
  static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  /** One segment of a path: never another folder, never hidden. */
  static String fileName(String text) {
    String name = text.replaceAll("[^A-Za-z0-9._+-]", "_");
    return name.startsWith(".") || name.isEmpty() ? "_" + name : name;
  }

  /** One segment of a relative address. */
  static String uri(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) out.append(c);
      else out.append(String.format("%%%02X", (int) c));
    }
    return out.toString();
  }
}
