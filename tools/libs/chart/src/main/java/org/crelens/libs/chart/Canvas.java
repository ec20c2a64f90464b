package org.crelens.libs.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plot draws on: SVG without colours of its own. Classes say what a thing is, so that a page
 * can be light, dark or on paper with the same picture. Coordinates are pixels from the top left.
 */
final class Canvas {
  /** Size of the letters of ticks and legends. */
  static final double SMALL = 11;

  /** How many series have a colour of their own. */
  static final int COLOURS = 7;

  private final StringBuilder body = new StringBuilder();
  private final List<Map<String, Object>> panels = new ArrayList<>();
  private boolean controls;
  private double width;
  private double height;

  /** Sets how large the picture is. */
  void size(double w, double h) {
    width = w;
    height = h;
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }

  /** Whether there is a legend, whose names a page turns into switches. */
  boolean hasControls() {
    return controls;
  }

  String body() {
    return body.toString();
  }

  /** What a page tells when a mark is pointed at, and writes as a table. */
  List<Map<String, Object>> panels() {
    return panels;
  }

  /** Begins a panel of this kind and returns its number, by which marks name it. */
  int panel(String kind, String title, Object... fields) {
    Map<String, Object> panel = new LinkedHashMap<>();
    panel.put("kind", kind);
    panel.put("title", title);
    for (int i = 0; i < fields.length; i += 2) panel.put((String) fields[i], fields[i + 1]);
    panels.add(panel);
    return panels.size() - 1;
  }

  /** Text at its baseline; {@code anchor} is start, middle or end. */
  void text(double x, double y, String anchor, String text) {
    text(x, y, anchor, text, "");
  }

  /** Text of a class. */
  void text(double x, double y, String anchor, String text, String kind) {
    body.append("<text x=\"").append(px(x)).append("\" y=\"").append(px(y)).append('"');
    if (!anchor.equals("start")) body.append(" text-anchor=\"").append(anchor).append('"');
    if (!kind.isEmpty()) body.append(" class=\"").append(kind).append('"');
    body.append('>').append(Xml.escaped(text)).append("</text>");
  }

  /** Text that runs upwards and ends ({@code end}), or has its middle, at this point. */
  void upwards(double x, double y, String anchor, String text, String kind) {
    body.append("<text transform=\"translate(")
        .append(px(x))
        .append(' ')
        .append(px(y))
        .append(") rotate(-90)\" text-anchor=\"")
        .append(anchor)
        .append('"');
    if (!kind.isEmpty()) body.append(" class=\"").append(kind).append('"');
    body.append('>').append(Xml.escaped(text)).append("</text>");
  }

  void line(double x1, double y1, double x2, double y2, String kind) {
    body.append("<line x1=\"")
        .append(px(x1))
        .append("\" y1=\"")
        .append(px(y1))
        .append("\" x2=\"")
        .append(px(x2))
        .append("\" y2=\"")
        .append(px(y2))
        .append("\" class=\"")
        .append(kind)
        .append("\"/>");
  }

  /** A rectangle; {@code attributes} are written as they are. */
  void rect(double x, double y, double w, double h, String kind, String attributes) {
    body.append("<rect x=\"")
        .append(px(x))
        .append("\" y=\"")
        .append(px(y))
        .append("\" width=\"")
        .append(px(Math.max(w, 0)))
        .append("\" height=\"")
        .append(px(Math.max(h, 0)))
        .append("\" class=\"")
        .append(kind)
        .append('"')
        .append(attributes)
        .append("/>");
  }

  void circle(double x, double y, double radius, String kind, String attributes) {
    body.append("<circle cx=\"")
        .append(px(x))
        .append("\" cy=\"")
        .append(px(y))
        .append("\" r=\"")
        .append(px(radius))
        .append("\" class=\"")
        .append(kind)
        .append('"')
        .append(attributes)
        .append("/>");
  }

  /** A path; {@code d} in the language of SVG. */
  void path(CharSequence d, String kind, String attributes) {
    body.append("<path d=\"")
        .append(d)
        .append("\" class=\"")
        .append(kind)
        .append('"')
        .append(attributes)
        .append("/>");
  }

  /** Where a mark says what it stands for: row {@code i} of panel {@code panel}. */
  static String mark(int panel, int i) {
    return " data-p=\"" + panel + "\" data-i=\"" + i + "\"";
  }

  /** An area that is pointed into. */
  void hit(double x, double y, double w, double h, int panel) {
    rect(x, y, w, h, "hit", " data-p=\"" + panel + "\"");
  }

  /** The cells of a matrix as a picture, over a ground that shows where cells are undefined. */
  void image(double x, double y, double w, double h, double[][] values, ColourScale scale) {
    rect(x, y, w, h, "void", "");
    cells(x, y, w, h, values, scale);
  }

  /** The same without a ground. */
  void cells(double x, double y, double w, double h, double[][] values, ColourScale scale) {
    if (values.length == 0 || values[0].length == 0) return;
    byte[][] pixels = new byte[values.length][values[0].length];
    for (int i = 0; i < values.length; i++)
      for (int j = 0; j < values[i].length; j++) pixels[i][j] = (byte) scale.index(values[i][j]);
    picture(x, y, w, h, pixels, scale.ramp());
  }

  private void picture(double x, double y, double w, double h, byte[][] pixels, ColourRamp ramp) {
    body.append("<image x=\"")
        .append(px(x))
        .append("\" y=\"")
        .append(px(y))
        .append("\" width=\"")
        .append(px(w))
        .append("\" height=\"")
        .append(px(h))
        .append("\" preserveAspectRatio=\"none\" href=\"")
        .append(Png.uri(pixels, ramp.palette()))
        .append("\"/>");
  }

  /** A colour bar with its title, {@code w} wide; 30 pixels high. */
  void scale(double x, double y, double w, ColourScale scale) {
    text(x, y + 9, "start", scale.title(), "axis");
    byte[][] pixels = new byte[1][ColourRamp.LEVELS];
    for (int i = 0; i < ColourRamp.LEVELS; i++) pixels[0][i] = (byte) (i + 1);
    picture(x, y + 14, w, 8, pixels, scale.ramp());
    text(x, y + 33, "start", Text.number(scale.from()));
    text(x + w, y + 33, "end", Text.number(scale.to()));
    if (scale.from() < 0) text(x + w / 2, y + 33, "middle", "0");
  }

  /**
   * Ticks, grid and title of an axis along the lower edge of a box. A page that enlarges a part of
   * the box replaces the ticks.
   */
  void bottom(Axis axis, double x, double y, double w, double h) {
    for (double tick : axis.ticks(Math.max(2, (int) (w / 70)))) {
      double at = x + axis.share(tick) * w;
      line(at, y, at, y + h, "grid tick");
      text(at, y + h + 15, "middle", Text.number(tick), "tick");
    }
    line(x, y + h, x + w, y + h, "base");
    text(x + w / 2, y + h + 33, "middle", axis.title(), "axis");
  }

  /** Ticks, grid and title of an axis along the left edge of a box. */
  void left(Axis axis, double x, double y, double w, double h) {
    for (double tick : axis.ticks(Math.max(2, (int) (h / 45)))) {
      double at = y + h - axis.share(tick) * h;
      line(x, at, x + w, at, "grid");
      text(x - 6, at + 4, "end", Text.number(tick));
    }
    upwards(x - leftRoom(axis, h) + 11, y + h / 2, "middle", axis.title(), "axis");
  }

  /** How much room {@link #left} takes. */
  static double leftRoom(Axis axis, double h) {
    double widest = 0;
    for (double tick : axis.ticks(Math.max(2, (int) (h / 45))))
      widest = Math.max(widest, Text.width(Text.number(tick), SMALL));
    return widest + 26;
  }

  /** Names of series with their colours, in lines of at most {@code w}; returns the height. */
  double legend(double x, double y, double w, List<String> names) {
    controls = true;
    double at = x;
    double line = y;
    for (int i = 0; i < names.size(); i++) {
      String name = Text.shortened(names.get(i), 34);
      double wide = Text.width(name, SMALL) + 34;
      if (at > x && at + wide > x + w) {
        at = x;
        line += 17;
      }
      body.append("<g class=\"key\" data-s=\"").append(i).append("\">");
      line(at, line + 7, at + 16, line + 7, "line s" + i % COLOURS + dash(i));
      text(at + 21, line + 11, "start", name);
      body.append("</g>");
      at += wide;
    }
    return line + 22 - y;
  }

  /** Dashes part series where colours come round again, or are hard to tell. */
  static String dash(int series) {
    return series < COLOURS ? "" : " d" + series / COLOURS % 3;
  }

  /** A coordinate with one decimal. */
  static String px(double v) {
    long tenths = Math.round(v * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }
}
