package org.crelens.libs.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A table that sorts, filters and copies.
 *
 * @param id unique among the tables of its document
 * @param title what it lists
 * @param caption how to read it
 * @param columns in order, at least one
 * @param rows one cell per column, null for nothing. A column of text holds {@link String}, {@link
 *     ItemLink} or {@link Place}; one of numbers holds {@link Double} or {@link Worded}. Other
 *     {@link Number}s become {@link Double}, so whole numbers are exact up to 2^53.
 */
public record Table(
    String id, String title, String caption, List<Column> columns, List<List<Object>> rows)
    implements Block {
  public Table {
    Checks.id("id of a table", id);
    Checks.words("title of table " + id, title);
    Checks.text("caption of table " + id, caption);
    columns = Checks.list("columns of table " + id, columns);
    if (columns.isEmpty()) throw Checks.wrong("table " + id + " has no columns");
    List<List<Object>> checked = new ArrayList<>();
    for (List<Object> row : Checks.present("rows of table " + id, rows)) {
      Checks.length("cells in a row of table " + id, row.size(), columns.size());
      List<Object> cells = new ArrayList<>(row.size());
      for (int k = 0; k < row.size(); k++) cells.add(columns.get(k).checked(id, row.get(k)));
      checked.add(Collections.unmodifiableList(cells));
    }
    rows = Collections.unmodifiableList(checked);
  }

  /** What the cells of a column are. */
  public enum Kind {
    /** Words and names. */
    TEXT,
    /** Words of which {@code ok} is usual; all others are pointed out. */
    FLAG,
    /** Numbers, which sort by size. */
    NUMBER
  }

  /**
   * A column.
   *
   * @param name its header
   * @param kind what its cells are
   * @param decimals shown of numbers; −1 for four significant digits; ignored for text
   */
  public record Column(String name, Kind kind, int decimals) {
    public Column {
      Checks.words("name of a column", name);
      Checks.present("kind of column " + name, kind);
      if (decimals < -1 || decimals > 15)
        throw Checks.wrong("column " + name + " shows " + decimals + " decimals");
    }

    /** A column of words. */
    public static Column text(String name) {
      return new Column(name, Kind.TEXT, 0);
    }

    /** A column of flags: {@code ok}, or something to look at. */
    public static Column flag(String name) {
      return new Column(name, Kind.FLAG, 0);
    }

    /** A column of numbers. */
    public static Column number(String name, int decimals) {
      return new Column(name, Kind.NUMBER, decimals);
    }

    /** Whether it holds numbers. */
    public boolean numbers() {
      return kind == Kind.NUMBER;
    }

    /** A cell as it is read; – for nothing. */
    public String shown(Object cell) {
      if (cell == null) return "–";
      if (!(cell instanceof Number n)) return cell.toString();
      return decimals < 0 ? Text.number(n.doubleValue()) : Text.fixed(n.doubleValue(), decimals);
    }

    private Object checked(String table, Object cell) {
      if (cell == null) return null;
      if (numbers()) {
        if (cell instanceof Number n) return n.doubleValue();
        if (cell instanceof Worded) return cell;
      } else if (cell instanceof String || cell instanceof ItemLink || cell instanceof Place) {
        return cell;
      }
      throw Checks.wrong(
          "column "
              + name
              + " of table "
              + table
              + " holds "
              + (numbers() ? "numbers" : "text")
              + ", and '"
              + cell
              + "' is none");
    }
  }

  /**
   * A number that is shown as words, such as {@code < 1e-300}.
   *
   * @param text what is shown
   * @param value what the column sorts by
   */
  public record Worded(String text, double value) {
    public Worded {
      Checks.words("text of a number", text);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * The name of an item, which leads to its chapter on the page if there is one.
   *
   * @param item its name
   */
  public record ItemLink(String item) {
    public ItemLink {
      Checks.words("name of an item", item);
    }

    @Override
    public String toString() {
      return item;
    }
  }

  /**
   * A place on the genome, which leads to genome browsers if the run names its assembly.
   *
   * @param contig where it lies
   * @param start first base, 0-based
   * @param end one past the last base
   */
  public record Place(String contig, int start, int end) {
    public Place {
      Checks.words("contig of a place", contig);
      if (start < 0 || end <= start)
        throw Checks.wrong("a place from " + start + " to " + end + " of " + contig);
    }

    /** As genome browsers take it: from 1, both ends included. */
    public String locus() {
      return contig + ":" + (start + 1L) + "-" + end;
    }

    /** The same for people, with thousands apart. */
    @Override
    public String toString() {
      return contig + ":" + Text.whole(start + 1L) + "-" + Text.whole(end);
    }
  }
}
