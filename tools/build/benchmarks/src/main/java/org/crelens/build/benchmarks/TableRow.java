package org.crelens.build.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.TableReader;

/**
 * A row of a small table.
 *
 * @param file the table, for messages
 * @param cells by the names of their columns
 */
record TableRow(Path file, Map<String, String> cells) {
  /**
   * All rows of a table.
   *
   * @param what the table, as a message names it
   */
  static List<TableRow> read(Path file, String what) throws IOException {
    List<TableRow> rows = new ArrayList<>();
    try (TableReader table = TableReader.open(file, what)) {
      while (table.next()) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < table.columns().size(); i++)
          cells.put(table.columns().get(i), table.text(i));
        rows.add(new TableRow(file, cells));
      }
    }
    return rows;
  }

  boolean has(String column) {
    return cells.containsKey(column);
  }

  /**
   * @throws InputException if the table has no such column
   */
  String text(String column) throws InputException {
    String text = cells.get(column);
    if (text == null)
      throw new InputException(file, "no column '" + column + "'", "see benchmark cost --help");
    return text;
  }

  /**
   * @throws InputException if the table has no such column, or its cell is no number
   */
  double number(String column) throws InputException {
    try {
      return Double.parseDouble(text(column));
    } catch (NumberFormatException e) {
      throw new InputException(
          file, column + " '" + cells.get(column) + "' is no number", "see benchmark cost --help");
    }
  }
}
