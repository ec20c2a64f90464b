package org.crelens.atypeak.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableReader;
import org.crelens.libs.io.TableWriter;

/**
 * A matrix whose rows and columns have the same names, and its table: a column {@code name}, then
 * one column per name. {@code qscore} and {@code interpret} write such tables.
 *
 * @param names of rows and columns
 * @param values by row, then column
 */
public record SquareMatrix(List<String> names, double[][] values) {
  public SquareMatrix {
    names = List.copyOf(names);
    if (values.length != names.size())
      throw new IllegalArgumentException(values.length + " rows for " + names.size() + " names");
  }

  /** Writes the table. */
  public void write(Outputs outputs, Path target) throws IOException {
    List<String> columns = new ArrayList<>(List.of("name"));
    columns.addAll(names);
    try (TableWriter table = TableWriter.create(outputs, target, columns.toArray(String[]::new))) {
      for (int i = 0; i < values.length; i++) {
        table.add(names.get(i));
        for (double value : values[i]) table.add(value);
        table.endRow();
      }
    }
  }

  /**
   * Reads the table.
   *
   * @param what the table, as a message names it
   * @throws InputException when rows and columns differ in their names
   */
  public static SquareMatrix read(Path file, String what) throws IOException {
    List<String> rows = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    try (TableReader table = TableReader.open(file, what, "name")) {
      List<String> columns = table.columns().subList(1, table.columns().size());
      while (table.next()) {
        String name = table.text(0);
        if (rows.size() == columns.size() || !name.equals(columns.get(rows.size())))
          throw table.error(
              "row '" + name + "'",
              rows.size() == columns.size()
                  ? "expected " + rows.size() + " rows, as many as columns"
                  : "expected " + columns.get(rows.size()) + ", in the order of the columns");
        rows.add(name);
        double[] row = new double[columns.size()];
        for (int j = 0; j < row.length; j++) row[j] = table.number(j + 1);
        values.add(row);
      }
      if (rows.size() < columns.size())
        throw table.error(
            rows.size() + " rows", "expected " + columns.size() + ", as many as columns");
    }
    return new SquareMatrix(rows, values.toArray(double[][]::new));
  }
}
