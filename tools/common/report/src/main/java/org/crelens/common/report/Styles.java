package org.crelens.common.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.crelens.libs.chart.ChartStyle;

/** Style sheets of the page, in both themes. */
final class Styles {
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

  /** The page's styles in light, dark and on paper. */
  static String page() {
    String dark = "color-scheme:dark;" + declared(ChartStyle.dark()) + declared(DARK_PAGE);
    // Pictures of matrices stay as they are: captions speak of dark and pale cells.
    return ":root{"
        + declared(ChartStyle.light())
        + "}\n"
        + resource("page.css")
        + "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){"
        + dark
        + "}}\n@media screen{:root[data-theme=dark]{"
        + dark
        + "}}\n";
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
