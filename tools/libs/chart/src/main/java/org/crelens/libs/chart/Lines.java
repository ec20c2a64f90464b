package org.crelens.libs.chart;

import java.util.List;

/**
 * Series over shared positions.
 *
 * @param x axis
 * @param y axis
 * @param positions along x, rising
 * @param series one value per position; NaN where there is none
 * @param steps whether a value holds around its position (a histogram) or is joined to the next
 * @param small whether it is one of many
 */
public record Lines(
    Axis x, Axis y, double[] positions, List<Series> series, boolean steps, boolean small)
    implements Plot {
  /** More positions than this are hard to tell apart. */
  private static final int MANY = 40;

  /**
   * A line.
   *
   * @param name in the legend
   * @param values one per position
   * @param marked position that is pointed out, or −1
   * @param band range around the line, which is shaded; null for none
   */
  public record Series(String name, double[] values, int marked, Band band) {
    public Series {
      Checks.text("name of a line", name);
      Checks.present("values of a line", values);
      if (band != null) Checks.length("band of " + name, band.low().length, values.length);
    }

    /** A line without a band. */
    public Series(String name, double[] values, int marked) {
      this(name, values, marked, null);
    }

    /** A line without a marked position or a band. */
    public Series(String name, double[] values) {
      this(name, values, -1, null);
    }

    /** A line with a band, such as a median with its quartiles. */
    public Series(String name, double[] values, Band band) {
      this(name, values, -1, band);
    }
  }

  /**
   * A range of values at each position.
   *
   * @param low lower ends, one per position; NaN where there is none
   * @param high upper ends, one per position; NaN where there is none
   */
  public record Band(double[] low, double[] high) {
    public Band {
      Checks.numbers(
          "upper ends of a band", high, Checks.present("lower ends of a band", low).length);
    }
  }

  public Lines {
    Checks.present("x axis of lines", x);
    Checks.present("y axis of lines", y);
    Checks.rising("positions of lines", positions);
    series = Checks.list("series of lines", series);
    for (Series one : series) {
      Checks.length("values of " + one.name(), one.values().length, positions.length);
      if (one.marked() < -1 || one.marked() >= Math.max(positions.length, 1))
        throw Checks.wrong("position " + one.marked() + " of " + one.name() + " cannot be marked");
    }
  }

  @Override
  public boolean zooms() {
    return positions.length > MANY;
  }

  @Override
  public void draw(Canvas c) {
    double w = small ? 300 : 440;
    double h = small ? 150 : 240;
    double left = Canvas.leftRoom(y, h);
    boolean several = series.size() > 1;
    double top = several ? c.legend(left, 0, w, series.stream().map(Series::name).toList()) : 8;
    c.bottom(x, left, top, w, h);
    c.left(y, left, top, w, h);
    for (int s = 0; s < series.size(); s++) {
      Series one = series.get(s);
      String colour = " s" + s % Canvas.COLOURS;
      String which = " data-s=\"" + s + "\"";
      if (one.band() != null) c.path(band(one.band(), left, top, w, h), "area" + colour, which);
      StringBuilder path = steps ? steps(one, left, top, w, h) : joined(one, left, top, w, h);
      if (steps && path.length() > 0 && series.size() <= 2) c.path(path, "area" + colour, which);
      c.path(path, "line" + colour + Canvas.dash(s), which);
      int k = one.marked();
      if (k >= 0 && Double.isFinite(one.values()[k]))
        c.circle(at(k, left, w), up(one.values()[k], top, h), 4.5, "point" + colour, which);
    }
    double[] shares = new double[positions.length];
    for (int i = 0; i < shares.length; i++) shares[i] = x.share(positions[i]);
    int panel =
        c.panel(
            "lines",
            y.title(),
            "x",
            x.title(),
            "xs",
            positions,
            "shares",
            shares,
            "names",
            series.stream().map(Series::name).toList(),
            "ys",
            series.stream().map(Series::values).toList());
    c.hit(left, top, w, h, panel);
    c.size(left + w + 16, top + h + 40);
  }

  private double at(int i, double left, double w) {
    return left + x.share(positions[i]) * w;
  }

  private double up(double value, double top, double h) {
    return top + h - y.share(value) * h;
  }

  // Each run of positions with both ends is an outline of its own.
  private StringBuilder band(Band band, double left, double top, double w, double h) {
    StringBuilder path = new StringBuilder();
    int from = 0;
    while (from < positions.length) {
      int to = from;
      while (to < positions.length && Double.isFinite(band.low()[to] + band.high()[to])) to++;
      for (int i = from; i < to; i++)
        point(path, i > from, at(i, left, w), up(band.high()[i], top, h));
      for (int i = to - 1; i >= from; i--)
        point(path, true, at(i, left, w), up(band.low()[i], top, h));
      if (to > from) path.append('Z');
      from = to + 1;
    }
    return path;
  }

  private static void point(StringBuilder path, boolean joined, double x, double y) {
    path.append(joined ? 'L' : 'M').append(Canvas.px(x)).append(' ').append(Canvas.px(y));
  }

  private StringBuilder joined(Series one, double left, double top, double w, double h) {
    StringBuilder path = new StringBuilder();
    boolean begun = false;
    for (int i = 0; i < positions.length; i++) {
      double v = one.values()[i];
      if (!Double.isFinite(v)) {
        begun = false;
        continue;
      }
      point(path, begun, at(i, left, w), up(v, top, h));
      begun = true;
    }
    return path;
  }

  private StringBuilder steps(Series one, double left, double top, double w, double h) {
    StringBuilder path = new StringBuilder();
    if (positions.length < 2) return path;
    double half = (positions[1] - positions[0]) / 2;
    path.append('M')
        .append(Canvas.px(left + x.share(positions[0] - half) * w))
        .append(' ')
        .append(Canvas.px(top + h));
    for (int i = 0; i < positions.length; i++) {
      double v = Double.isFinite(one.values()[i]) ? one.values()[i] : 0;
      path.append('V')
          .append(Canvas.px(up(v, top, h)))
          .append('H')
          .append(Canvas.px(left + x.share(positions[i] + half) * w));
    }
    return path.append('V').append(Canvas.px(top + h));
  }
}
