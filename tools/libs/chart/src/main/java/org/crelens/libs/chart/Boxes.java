package org.crelens.libs.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Five numbers per name: the quartiles, and two ends for the whiskers.
 *
 * @param x what names are
 * @param names from the left
 * @param counts what stands behind each
 * @param countTitle what is counted
 * @param y axis of the values
 * @param values low end, first quartile, median, third quartile, high end per name
 * @param low what the low ends are, such as {@code minimum} or {@code 5 %}
 * @param high what the high ends are
 */
public record Boxes(
    String x,
    List<String> names,
    long[] counts,
    String countTitle,
    Axis y,
    double[][] values,
    String low,
    String high)
    implements Plot {

  public Boxes {
    Checks.text("title of the names", x);
    names = Checks.list("names of boxes", names);
    Checks.length(
        "counts of boxes", Checks.present("counts of boxes", counts).length, names.size());
    Checks.text("title of the counts", countTitle);
    Checks.present("axis of boxes", y);
    Checks.matrix("boxes", values, names.size(), 5);
    Checks.words("name of the low ends", low);
    Checks.words("name of the high ends", high);
  }

  /** Boxes whose whiskers go from the minimum to the maximum. */
  public Boxes(
      String x, List<String> names, long[] counts, String countTitle, Axis y, double[][] values) {
    this(x, names, counts, countTitle, y, values, "minimum", "maximum");
  }

  @Override
  public void draw(Canvas c) {
    double step = Math.max(14, Math.min(46, 420.0 / Math.max(names.size(), 1)));
    double w = Math.max(names.size() * step, 180);
    double h = 240;
    double left = Canvas.leftRoom(y, h);
    double top = 10;
    c.left(y, left, top, w, h);
    c.line(left, top + h, left + w, top + h, "base");
    List<List<Object>> rows = new ArrayList<>();
    int panel =
        c.panel(
            "marks",
            y.title(),
            "header",
            List.of(x, countTitle, low, "first quartile", "median", "third quartile", high),
            "rows",
            rows);
    for (int i = 0; i < names.size(); i++) {
      double middle = left + (i + 0.5) * step;
      double half = step * 0.31;
      double[] at = new double[5];
      List<Object> cells = new ArrayList<>(List.of(names.get(i), (double) counts[i]));
      for (int k = 0; k < 5; k++) {
        at[k] = top + h - y.share(values[i][k]) * h;
        cells.add(values[i][k]);
      }
      rows.add(cells);
      c.line(middle, at[0], middle, at[4], "span");
      c.rect(middle - half, at[3], half * 2, at[1] - at[3], "box s0", "");
      c.line(middle - half, at[2], middle + half, at[2], "median");
      c.text(middle, top + h + 15, "middle", names.get(i));
      c.rect(middle - step / 2, top, step, h, "hit", Canvas.mark(panel, i));
    }
    c.text(left + w / 2, top + h + 33, "middle", x, "axis");
    c.size(left + w + 16, top + h + 40);
  }
}
