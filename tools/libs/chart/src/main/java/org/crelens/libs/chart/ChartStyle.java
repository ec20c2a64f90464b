package org.crelens.libs.chart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours and style sheet of charts; a page has both themes, a file of a figure the light one. */
public final class ChartStyle {
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

  private ChartStyle() {}

  private static Map<String, String> of(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) map.put(pairs[i], pairs[i + 1]);
    return Collections.unmodifiableMap(map);
  }

  /** Colours of the light theme by the name of their variable. */
  public static Map<String, String> light() {
    return LIGHT;
  }

  /** Colours of the dark theme by the name of their variable. */
  public static Map<String, String> dark() {
    return DARK;
  }

  /** The style sheet of charts, with variables for colours: for a page that declares them. */
  public static String sheet() {
    try (InputStream in = ChartStyle.class.getResourceAsStream("chart.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the jar was built without chart.css", e);
    }
  }

  /** The style sheet with the light colours filled in, for programs that know no variables. */
  static String sheetInLight() {
    Matcher matcher = VARIABLE.matcher(sheet());
    return matcher.replaceAll(match -> LIGHT.get(match.group(1)));
  }
}
