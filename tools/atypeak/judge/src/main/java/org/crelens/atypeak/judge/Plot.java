package org.crelens.atypeak.judge;

import org.crelens.libs.io.Numbers;
import org.crelens.libs.stats.Quantiles;

/** A frame with two axes, and places of values in it. */
final class Plot {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 340;
  private static final int LEFT = 64;
  private static final int RIGHT = 16;
  private static final int TOP = 40;
  private static final int BOTTOM = 56;
  private static final String GRID = "#dddddd";

  private final Svg svg;
  private final double fromX;
  private final double toX;
  private final double fromY;
  private final double toY;
  private double legendAt = LEFT + 8.0;

  /** Axes from one value to another; both ends are finite and differ. */
  Plot(
      String title,
      String xLabel,
      double fromX,
      double toX,
      String yLabel,
      double fromY,
      double toY) {
    svg = new Svg(WIDTH, HEIGHT, title);
    this.fromX = fromX;
    this.toX = toX;
    this.fromY = fromY;
    this.toY = toY;
    svg.label(WIDTH / 2.0, HEIGHT - 8.0, "middle", 0, xLabel);
    svg.label(16, HEIGHT / 2.0, "middle", -90, yLabel);
    for (double v : ticks(fromY, toY)) {
      svg.line(LEFT, y(v), WIDTH - RIGHT, y(v), GRID, 1);
      svg.label(LEFT - 6.0, y(v) + 4, "end", 0, Numbers.fixed(v, 6));
    }
    svg.line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "#444444", 1);
  }

  /** Numbers along the horizontal axis. */
  Plot numbersBelow() {
    for (double v : ticks(fromX, toX)) below(v, Numbers.fixed(v, 6));
    return this;
  }

  /** A word under a place of the horizontal axis. */
  void below(double x, String words) {
    svg.line(x(x), HEIGHT - BOTTOM, x(x), HEIGHT - BOTTOM + 4.0, "#444444", 1);
    svg.label(x(x), HEIGHT - BOTTOM + 18.0, "middle", 0, words);
  }

  /** Round numbers within a range, some five of them. */
  static double[] ticks(double from, double to) {
    double rough = (to - from) / 5;
    double unit = Math.pow(10, Math.floor(Math.log10(rough)));
    double step =
        unit * (rough / unit < 1.5 ? 1 : rough / unit < 3.5 ? 2 : rough / unit < 7.5 ? 5 : 10);
    int first = (int) Math.ceil(from / step - 1e-9);
    int last = (int) Math.floor(to / step + 1e-9);
    double[] ticks = new double[Math.max(0, last - first + 1)];
    for (int i = 0; i < ticks.length; i++) ticks[i] = (first + i) * step;
    return ticks;
  }

  private double x(double value) {
    return LEFT + (value - fromX) / (toX - fromX) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    double inside = Math.max(fromY, Math.min(toY, value));
    return HEIGHT - BOTTOM - (inside - fromY) / (toY - fromY) * (HEIGHT - TOP - BOTTOM);
  }

  private double[] xs(double[] values) {
    double[] places = new double[values.length];
    for (int i = 0; i < places.length; i++) places[i] = x(values[i]);
    return places;
  }

  private double[] ys(double[] values) {
    double[] places = new double[values.length];
    for (int i = 0; i < places.length; i++)
      places[i] = Double.isNaN(values[i]) ? Double.NaN : y(values[i]);
    return places;
  }

  /** A line with a mark at each point. */
  void line(double[] x, double[] y, Ink ink) {
    svg.path(xs(x), ys(y), ink.colour, ink.dashes);
    for (int i = 0; i < x.length; i++)
      if (!Double.isNaN(y[i])) svg.circle(x(x[i]), y(y[i]), 2.5, ink.colour);
  }

  /** The space between two lines. */
  void band(double[] x, double[] low, double[] high, Ink ink) {
    int n = x.length;
    double[] outlineX = new double[2 * n];
    double[] outlineY = new double[2 * n];
    for (int i = 0; i < n; i++) {
      outlineX[i] = x(x[i]);
      outlineY[i] = y(low[i]);
      outlineX[2 * n - 1 - i] = x(x[i]);
      outlineY[2 * n - 1 - i] = y(high[i]);
    }
    svg.area(outlineX, outlineY, ink.colour, 0.18);
  }

  /** A line of steps, a step for each value, from the left end of the axis to the right. */
  void steps(double[] heights, Ink ink) {
    double[] x = new double[2 * heights.length];
    double[] y = new double[2 * heights.length];
    double step = (toX - fromX) / heights.length;
    for (int i = 0; i < heights.length; i++) {
      x[2 * i] = x(fromX + i * step);
      x[2 * i + 1] = x(fromX + (i + 1) * step);
      y[2 * i] = y(heights[i]);
      y[2 * i + 1] = y(heights[i]);
    }
    svg.path(x, y, ink.colour, ink.dashes);
  }

  /** Quartiles as a box, 5 % and 95 % as whiskers. */
  void box(double x, double width, double[] sorted, Ink ink) {
    if (sorted.length == 0) return;
    double left = x(x - width / 2);
    double right = x(x + width / 2);
    double high = y(Quantiles.ofSorted(sorted, 0.75));
    double low = y(Quantiles.ofSorted(sorted, 0.25));
    svg.line(
        x(x),
        y(Quantiles.ofSorted(sorted, 0.95)),
        x(x),
        y(Quantiles.ofSorted(sorted, 0.05)),
        ink.colour,
        1);
    svg.rectangle(left, high, right - left, Math.max(1, low - high), ink.colour, 0.5);
    double median = y(Quantiles.ofSorted(sorted, 0.5));
    svg.line(left, median, right, median, "#222222", 2);
  }

  /** Names a colour, above the frame. */
  void legend(String words, Ink ink) {
    svg.rectangle(legendAt, 14, 14, 10, ink.colour, 1);
    svg.label(legendAt + 18, 23, "start", 0, words);
    legendAt += 34 + 6.6 * words.length();
  }

  String file() {
    return svg.file();
  }

  /** Colours that colour-blind readers tell apart, and dashes for those who print. */
  enum Ink {
    BLUE("#0072b2", ""),
    ORANGE("#d55e00", "6 3"),
    GREEN("#009e73", "2 3"),
    PURPLE("#cc79a7", "8 3 2 3");

    private final String colour;
    private final String dashes;

    Ink(String colour, String dashes) {
      this.colour = colour;
      this.dashes = dashes;
    }
  }
}
