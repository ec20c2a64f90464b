package org.crelens.libs.chart;

import java.util.List;

/**
 * A matrix as colours.
 *
 * @param rowTitle what rows are
 * @param columnTitle what columns are
 * @param rows names, from the top
 * @param columns names, from the left
 * @param values one list per row; NaN where undefined
 * @param scale what colours mean
 * @param parted rows and columns before this index are of another kind than the rest; 0 for none
 * @param small whether it is one of several that are compared
 */
public record Heatmap(
    String rowTitle,
    String columnTitle,
    List<String> rows,
    List<String> columns,
    double[][] values,
    ColourScale scale,
    int parted,
    boolean small)
    implements Plot {
  private static final int LABEL = 24;

  /** With more rows or columns than this the names are small, or some are left out. */
  private static final int MANY = 30;

  public Heatmap {
    Checks.text("title of the rows", rowTitle);
    Checks.text("title of the columns", columnTitle);
    rows = Checks.list("rows of a matrix", rows);
    columns = Checks.list("columns of a matrix", columns);
    Checks.matrix("matrix", values, rows.size(), columns.size());
    Checks.present("colours of a matrix", scale);
    if (parted < 0) throw Checks.wrong("a matrix is parted at " + parted);
  }

  @Override
  public boolean zooms() {
    return Math.max(rows.size(), columns.size()) > MANY;
  }

  @Override
  public void draw(Canvas c) {
    double cell = cell();
    double w = columns.size() * cell;
    double h = rows.size() * cell;
    double left = 26 + widest(rows);
    double top = 46;
    c.scale(left, 0, Math.max(Math.min(w, 220), 120), scale);
    c.image(left, top, w, h, values, scale);
    int everyRow = every(cell);
    String letters = cell * everyRow < 12 ? "tight " : "";
    for (int i = 0; i < rows.size(); i += everyRow)
      c.text(
          left - 5,
          top + (i + 0.5) * cell + 4,
          "end",
          Text.shortened(rows.get(i), LABEL),
          letters + "tick");
    for (int j = 0; j < columns.size(); j += everyRow)
      c.upwards(
          left + (j + 0.5) * cell + 4,
          top + h + 6,
          "end",
          Text.shortened(columns.get(j), LABEL),
          letters + "tick");
    if (parted > 0 && parted < rows.size() && parted < columns.size()) {
      c.line(left, top + parted * cell, left + w, top + parted * cell, "part");
      c.line(left + parted * cell, top, left + parted * cell, top + h, "part");
    }
    c.upwards(11, top + h / 2, "middle", rowTitle, "axis");
    double below = top + h + 8 + widest(columns) + 14;
    c.text(left + w / 2, below, "middle", columnTitle, "axis");
    int panel =
        c.panel(
            "heat",
            scale.title(),
            "row",
            rowTitle,
            "column",
            columnTitle,
            "rows",
            rows,
            "columns",
            columns,
            "values",
            values);
    c.hit(left, top, w, h, panel);
    c.size(left + Math.max(Math.max(w, 120), 140) + 24, below + 8);
  }

  // The picture stays as wide as a column of the page, or as the page.
  private double cell() {
    int most = Math.max(columns.size(), rows.size());
    double room = small ? 225 : columns.size() > 90 ? 940 : 400;
    return Math.max(2, Math.min(22, Math.floor(room / most * 2) / 2));
  }

  private static int every(double cell) {
    return Math.max(1, (int) Math.ceil(9.5 / cell));
  }

  static double widest(List<String> names) {
    double widest = 0;
    for (String name : names)
      widest = Math.max(widest, Text.width(Text.shortened(name, LABEL), Canvas.SMALL));
    return widest;
  }
}
