package org.crelens.libs.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Values per name, in rows: bars of one series, or dots of several on a line.
 *
 * @param nameTitle what names are
 * @param names from the top
 * @param x axis of the values
 * @param series values per name
 */
public record Bars(String nameTitle, List<String> names, Axis x, List<Values> series)
    implements Plot {

  /**
   * A series.
   *
   * @param name in the legend
   * @param values one per name; NaN where there is none
   */
  public record Values(String name, double[] values) {
    public Values {
      Checks.text("name of bars", name);
      Checks.present("values of bars", values);
    }
  }

  public Bars {
    Checks.text("title of the names", nameTitle);
    names = Checks.list("names of bars", names);
    Checks.present("axis of bars", x);
    series = Checks.list("series of bars", series);
    for (Values one : series)
      Checks.length("bars of " + one.name(), one.values().length, names.size());
  }

  @Override
  public void draw(Canvas c) {
    double row = names.size() > 60 ? 12 : 17;
    double w = 360;
    double h = names.size() * row;
    double left = 8 + Heatmap.widest(names);
    boolean several = series.size() > 1;
    double top = several ? c.legend(left, 0, w, series.stream().map(Values::name).toList()) : 8;
    c.bottom(x, left, top, w, h);
    List<String> header = new ArrayList<>();
    header.add(nameTitle);
    for (Values values : series) header.add(values.name());
    List<List<Object>> rows = new ArrayList<>();
    int panel = c.panel("marks", x.title(), "header", header, "rows", rows);
    for (int i = 0; i < names.size(); i++) {
      double y = top + (i + 0.5) * row;
      c.text(left - 6, y + 4, "end", Text.shortened(names.get(i), 24));
      List<Object> cells = new ArrayList<>();
      cells.add(names.get(i));
      double from = 1;
      double to = 0;
      for (Values values : series) {
        double v = values.values()[i];
        cells.add(v);
        if (!Double.isFinite(v)) continue;
        from = Math.min(from, x.share(v));
        to = Math.max(to, x.share(v));
      }
      rows.add(cells);
      if (several) {
        if (to > from) c.line(left + from * w, y, left + to * w, y, "span");
        for (int s = 0; s < series.size(); s++) {
          double v = series.get(s).values()[i];
          if (Double.isFinite(v))
            c.circle(left + x.share(v) * w, y, 4, "point s" + s, " data-s=\"" + s + "\"");
        }
      } else if (to >= from) {
        double zero = x.log() ? 0 : x.share(0);
        c.rect(
            left + Math.min(zero, to) * w,
            y - row * 0.36,
            Math.abs(to - zero) * w,
            row * 0.72,
            "bar s0",
            "");
      }
      c.rect(left, y - row / 2, w, row, "hit", Canvas.mark(panel, i));
    }
    c.size(left + w + 20, top + h + 40);
  }
}
