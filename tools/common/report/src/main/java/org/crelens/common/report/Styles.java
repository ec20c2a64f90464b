package org.crelens.common.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours and style sheets; the page has both themes, a file of a figure the light one. */
final class Styles {
  private static final Pattern VARIABLE = Pattern.compile("var\\(--(\\w+)\\)");

  // Series after Okabe and Ito: told apart with any kind of colour vision.
  private static final Map<String, String> LIGHT =
      of(
          "paper", "#ffffff", "ink", "#1d2327", "ink2", "#4a5359", "ink3", "#656e74", "grid",
          "#e9e9e5", "void", "#e4e4e0", "s0", "#0072b2", "s1", "#d55e00", "s2", "#009e73", "s3",
          "#a8557f", "s4", "#b8860b", "s5", "#56b4e9", "s6", "#5b6166");
  private static final Map<String, String> DARK =
      of(
          "paper", "#14181b", "ink", "#eceeee", "ink2", "#b8c0c4", "ink3", "#8b959a", "grid",
          "#2a3136", "void", "#2b3237", "s0", "#5ab4ec", "s1", "#f2914d", "s2", "#35c79b", "s3",
          "#e59cc7", "s4", "#f0bf4a", "s5", "#9ad4f7", "s6", "#a9b2b7");
  private static final Map<String, String> DARK_PAGE =
      of(
          "accent",
          "#6cb6e8",
          "serious",
          "#ff9c83",
          "serious-bg",
          "#3a1f19",
          "caution",
          "#f0c463",
          "caution-bg",
          "#352a11",
          "note",
          "#9cc8e8",
          "note-bg",
          "#182b39",
          "panel",
          "#1c2226",
          "rule",
          "#343c41");

  private Styles() {}

  private static Map<String, String> of(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) map.put(pairs[i], pairs[i + 1]);
    return map;
  }

  /** Colours by name of the light theme. */
  static Map<String, String> light() {
    return LIGHT;
  }

  /** The charts' styles, with names of colours. */
  static String chart() {
    return resource("chart.css");
  }

  /** The charts' styles with the colours themselves, for programs that know no variables. */
  static String chartInLight() {
    Matcher matcher = VARIABLE.matcher(chart());
    return matcher.replaceAll(match -> LIGHT.get(match.group(1)));
  }

  /** The page's styles in light, dark and on paper. */
  static String page() {
    String dark = "color-scheme:dark;" + declared(DARK) + declared(DARK_PAGE);
    // Pictures of matrices turn with the theme: what is little stays near the ground.
    String turned = " .chart image{filter:invert(1) hue-rotate(180deg)}";
    return ":root{"
        + declared(LIGHT)
        + "}\n"
        + resource("page.css")
        + "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){"
        + dark
        + "}:root:not([data-theme=light])"
        + turned
        + "}\n@media screen{:root[data-theme=dark]{"
        + dark
        + "}:root[data-theme=dark]"
        + turned
        + "}\n";
  }

  private static String declared(Map<String, String> colours) {
    StringBuilder text = new StringBuilder();
    colours.forEach(
        (name, colour) -> text.append("--").append(name).append(':').append(colour).append(';'));
    return text.toString();
  }

  /** A file that lies beside this class. */
  static String resource(String name) {
    try (InputStream in = Styles.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the jar was built without " + name, e);
    }
  }
}
