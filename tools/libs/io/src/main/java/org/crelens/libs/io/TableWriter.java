package org.crelens.libs.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes a tab-separated table that {@link TableReader} reads: lines {@code ##key=value}, if any, a
 * line with the names of the columns, then the rows. A name that ends in {@code .gz} is bgzip.
 *
 * <p>Add the cells of a row from left to right and end the row:
 *
 * <pre>{@code
 * try (TableWriter table = TableWriter.create(outputs, file, "epoch", "loss")) {
 *   for (int e = 0; e < losses.size(); e++) table.add(e + 1).add(losses.get(e)).endRow();
 * }
 * }</pre>
 *
 * <p>Numbers are written in full precision, see {@link Numbers#format(double)}.
 */
public final class TableWriter implements Closeable {
  private final TextOutput out;
  private final int columns;
  private int cells;

  private TableWriter(TextOutput out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /**
   * Begins a table.
   *
   * @param columns names of the columns, at least one
   */
  public static TableWriter create(Outputs outputs, Path target, String... columns)
      throws IOException {
    return create(outputs, target, Map.of(), List.of(columns));
  }

  /**
   * Begins a table.
   *
   * @param properties what the table says of itself: {@code ##key=value}, in the map's order
   * @param columns names of the columns, at least one
   */
  public static TableWriter create(
      Outputs outputs, Path target, Map<String, String> properties, List<String> columns)
      throws IOException {
    if (columns.isEmpty()) throw new IllegalArgumentException("a table without columns");
    TextOutput out = TextOutput.table(outputs, target);
    for (Map.Entry<String, String> property : properties.entrySet())
      out.add("##").add(property.getKey()).add("=").add(property.getValue()).endLine();
    out.add(String.join("\t", columns)).endLine();
    return new TableWriter(out, columns.size());
  }

  private void cell() {
    if (cells++ > 0) out.tab();
  }

  /** Adds a cell of text. */
  public TableWriter add(String text) {
    cell();
    out.add(text);
    return this;
  }

  /** Adds a cell of text in UTF-8, for rows whose names repeat. */
  public TableWriter add(byte[] text) {
    cell();
    out.add(text);
    return this;
  }

  /** Adds a whole number. */
  public TableWriter add(int value) {
    cell();
    out.add(value);
    return this;
  }

  /** Adds a whole number. */
  public TableWriter add(long value) {
    return add(Long.toString(value));
  }

  /** Adds a number. */
  public TableWriter add(double value) {
    cell();
    out.add(value);
    return this;
  }

  /** Adds a number in single precision. */
  public TableWriter add(float value) {
    cell();
    out.add(value);
    return this;
  }

  /**
   * Ends the row.
   *
   * @throws IllegalStateException when it has more or fewer cells than the table has columns
   */
  public void endRow() throws IOException {
    if (cells != columns)
      throw new IllegalStateException("a row of " + cells + " cells for " + columns + " columns");
    cells = 0;
    out.endLine();
  }

  /** Writes a whole row: numbers as {@link #add(double)} does, all else as its text. */
  public void row(Object... row) throws IOException {
    for (Object cell : row) {
      if (cell instanceof Double d) add(d.doubleValue());
      else if (cell instanceof Float f) add(f.floatValue());
      else add(String.valueOf(cell));
    }
    endRow();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
