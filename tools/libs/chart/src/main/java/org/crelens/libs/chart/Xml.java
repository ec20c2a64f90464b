package org.crelens.libs.chart;

/** Text in XML, SVG and HTML: names come from inputs and may hold anything. */
public final class Xml {
  private static final int REPLACEMENT = 0xfffd;

  private Xml() {}

  /**
   * Text for an element or a quoted attribute. What no document may hold (control characters, half
   * a surrogate pair) becomes U+FFFD.
   */
  public static String escaped(String text) {
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
                default -> out.appendCodePoint(allowed(c) ? c : REPLACEMENT);
              }
            });
    return out.toString();
  }

  private static boolean allowed(int c) {
    boolean space = c == '\t' || c == '\n' || c == '\r';
    boolean control = Character.getType(c) == Character.CONTROL;
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return space || !control && !half && c != 0xfffe && c != 0xffff;
  }
}
