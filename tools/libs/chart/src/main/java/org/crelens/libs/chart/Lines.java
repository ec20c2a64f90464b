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

  /**
   * A line.
   *
   * @param name in the legend
   * @param values one per position
   * @param marked position that is pointed out, or −1
   */
  public record Series(String name, double[] values, int marked) {
    public Series {
      Checks.text("name of a line", name);
      Checks.present("values of a line", values);
    }

    /** A line without a marked position. */
    public Series(String name, double[] values) {
      this(name, values, -1);
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

  private StringBuilder joined(Series one, double left, double top, double w, double h) {
    StringBuilder path = new StringBuilder();
    boolean begun = false;
    for (int i = 0; i < positions.length; i++) {
      double v = one.values()[i];
      if (!Double.isFinite(v)) {
        begun = false;
        continue;
      }
      path.append(begun ? 'L' : 'M')
          .append(Canvas.px(at(i, left, w)))
          .append(' ')
          .append(Canvas.px(up(v, top, h)));
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
