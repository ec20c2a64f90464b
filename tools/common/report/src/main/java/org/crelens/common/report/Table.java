package org.crelens.common.report;

import java.util.List;

/**
 * A table that sorts, filters and copies.
 *
 * @param id short and stable
 * @param title what it lists
 * @param caption how to read it
 * @param columns in order
 * @param rows cells: text, or a {@link Number} or {@link Told} where the column holds numbers; null
 *     for nothing
 */
record Table(String id, String title, String caption, List<Column> columns, List<List<Object>> rows)
    implements Block {

  /**
   * A column.
   *
   * @param name header
   * @param decimals shown of numbers; −1 for four significant digits; ignored for text
   * @param numbers whether it holds numbers
   */
  record Column(String name, int decimals, boolean numbers) {
    static Column text(String name) {
      return new Column(name, 0, false);
    }

    static Column number(String name, int decimals) {
      return new Column(name, decimals, true);
    }

    /** A cell as it is read. */
    String shown(Object cell) {
      if (cell == null) return "–";
      if (!(cell instanceof Number n)) return cell.toString();
      if (cell instanceof Long || cell instanceof Integer) return Text.whole(n.longValue());
      return decimals < 0 ? Text.number(n.doubleValue()) : Text.fixed(n.doubleValue(), decimals);
    }
  }

  /**
   * A number that is read otherwise than its column would show it.
   *
   * @param text as it is read
   * @param value that it sorts by
   */
  record Told(String text, double value) {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A cell that leads to another place of the page.
   *
   * @param text as it is read
   * @param address with its {@code #}
   */
  record Link(String text, String address) {
    @Override
    public String toString() {
      return text;
    }
  }
}
