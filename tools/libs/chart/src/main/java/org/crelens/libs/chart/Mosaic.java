package org.crelens.libs.chart;

import java.util.List;

/**
 * Many small matrices of one kind.
 *
 * @param rowTitle what rows are
 * @param columnTitle what columns are
 * @param rows names of the rows of each
 * @param columns names of the columns of each
 * @param tiles the matrices
 * @param scale what colours mean
 */
public record Mosaic(
    String rowTitle,
    String columnTitle,
    List<String> rows,
    List<String> columns,
    List<Tile> tiles,
    ColourScale scale)
    implements Plot {

  /**
   * One matrix.
   *
   * @param name above it
   * @param values one list per row
   */
  public record Tile(String name, double[][] values) {
    public Tile {
      Checks.text("name of a tile", name);
      Checks.present("values of a tile", values);
    }
  }

  private static final double WIDTH = 940;

  public Mosaic {
    Checks.text("title of the rows", rowTitle);
    Checks.text("title of the columns", columnTitle);
    rows = Checks.list("rows of the tiles", rows);
    columns = Checks.list("columns of the tiles", columns);
    tiles = Checks.list("tiles", tiles);
    if (rows.isEmpty() || columns.isEmpty() || tiles.isEmpty())
      throw Checks.wrong("a mosaic without tiles, or with empty ones");
    for (Tile tile : tiles)
      Checks.matrix("tile " + tile.name(), tile.values(), rows.size(), columns.size());
    Checks.present("colours of the tiles", scale);
  }

  @Override
  public void draw(Canvas c) {
    double cell =
        Math.max(3, Math.min(8, Math.floor(110.0 / Math.max(rows.size(), columns.size()))));
    double w = columns.size() * cell;
    double h = rows.size() * cell;
    double stepX = Math.max(w, 84) + 14;
    double stepY = h + 26;
    int across = Math.max(1, (int) ((WIDTH + 14) / stepX));
    double top = 48;
    c.scale(0, 0, 200, scale);
    int first = 0;
    for (int i = 0; i < tiles.size(); i++) {
      double x = i % across * stepX;
      double y = top + (double) (i / across) * stepY;
      Tile tile = tiles.get(i);
      c.text(x, y + 11, "start", tile.name());
      c.image(x, y + 16, w, h, tile.values(), scale);
      // Names are the same for all tiles: they are told once.
      int panel =
          i == 0
              ? first =
                  c.panel(
                      "heat",
                      tile.name() + ", " + scale.title(),
                      "row",
                      rowTitle,
                      "column",
                      columnTitle,
                      "rows",
                      rows,
                      "columns",
                      columns,
                      "values",
                      tile.values())
              : c.panel(
                  "heat",
                  tile.name() + ", " + scale.title(),
                  "like",
                  first,
                  "values",
                  tile.values());
      c.hit(x, y + 16, w, h, panel);
    }
    int lines = (tiles.size() + across - 1) / across;
    c.size(Math.max(Math.min(tiles.size(), across) * stepX, 220), top + lines * stepY);
  }
}
