package org.crelens.libs.chart;

import java.util.List;

/**
 * The same rows several times, side by side, along an axis of positions.
 *
 * @param rowTitle what rows are
 * @param rows names, from the top
 * @param faint whether a row's name is written as of something absent
 * @param x axis of positions
 * @param positions of the columns, as told when pointed at
 * @param facets what is shown, from the left
 */
public record Strips(
    String rowTitle,
    List<String> rows,
    boolean[] faint,
    Axis x,
    double[] positions,
    List<Facet> facets)
    implements Plot {

  /**
   * One of the pictures.
   *
   * @param title above it
   * @param values one list per row, one value per position; NaN where there is nothing
   * @param scale what colours mean; null for present or not
   */
  public record Facet(String title, double[][] values, ColourScale scale) {
    public Facet {
      Checks.text("title of a facet", title);
      Checks.present("values of a facet", values);
    }
  }

  private static final double ROW = 15;
  private static final double WIDTH = 255;

  public Strips {
    Checks.text("title of the rows", rowTitle);
    rows = Checks.list("rows of strips", rows);
    Checks.length("faint rows", Checks.present("faint rows", faint).length, rows.size());
    Checks.present("axis of strips", x);
    Checks.rising("positions of strips", positions);
    if (positions.length == 0) throw Checks.wrong("strips without positions");
    facets = Checks.list("facets", facets);
    for (Facet facet : facets)
      Checks.matrix("facet " + facet.title(), facet.values(), rows.size(), positions.length);
  }

  @Override
  public void draw(Canvas c) {
    double left = 8 + Heatmap.widest(rows);
    double top = 62;
    double h = rows.size() * ROW;
    for (int i = 0; i < rows.size(); i++)
      c.text(
          left - 6,
          top + (i + 0.5) * ROW + 4,
          "end",
          Text.shortened(rows.get(i), 24),
          faint[i] ? "faint" : "");
    double at = left;
    for (Facet facet : facets) {
      c.text(at, 10, "start", facet.title(), "head");
      if (facet.scale() != null) c.scale(at, 17, 150, facet.scale());
      if (facet.scale() != null) {
        c.cells(at, top, WIDTH, h, facet.values(), facet.scale());
      } else {
        for (int i = 0; i < rows.size(); i++)
          presence(c, at, top + i * ROW + 1.5, facet.values()[i]);
      }
      for (int i = 1; i < rows.size(); i++)
        c.line(at, top + i * ROW, at + WIDTH, top + i * ROW, "gap");
      for (double tick : List.of(x.from(), x.to())) {
        double tickAt = at + x.share(tick) * WIDTH;
        c.text(tickAt, top + h + 15, tick == x.from() ? "start" : "end", Text.whole((long) tick));
      }
      c.line(at, top + h, at + WIDTH, top + h, "base");
      c.text(at + WIDTH / 2, top + h + 32, "middle", x.title(), "axis");
      int panel =
          c.panel(
              "heat",
              facet.title(),
              "row",
              rowTitle,
              "column",
              x.title(),
              "rows",
              rows,
              "columns",
              positions,
              "values",
              facet.values());
      c.hit(at, top, WIDTH, h, panel);
      at += WIDTH + 22;
    }
    c.size(at, top + h + 40);
  }

  private static void presence(Canvas c, double left, double y, double[] row) {
    double bin = WIDTH / row.length;
    for (int from = 0; from < row.length; from++) {
      if (!(row[from] > 0)) continue;
      int to = from;
      while (to < row.length && row[to] > 0) to++;
      c.rect(left + from * bin, y, Math.max((to - from) * bin, 1.5), ROW - 3, "present", "");
      from = to;
    }
  }
}
