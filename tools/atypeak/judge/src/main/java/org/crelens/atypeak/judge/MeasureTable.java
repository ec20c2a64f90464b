package org.crelens.atypeak.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableReader;
import org.crelens.libs.io.TableWriter;

/** The file of measures: a row for each, claims first. */
final class MeasureTable {
  static final List<String> COLUMNS =
      List.of(
          "experiment",
          "expectation",
          "model",
          "claim",
          "measured",
          "comparison",
          "threshold",
          "result",
          "n");
  private static final String NONE = ".";
  private static final String WHAT = "a table of measures that judge wrote";

  private MeasureTable() {}

  static void write(List<Measure> measures, Outputs outputs, Path file) throws IOException {
    try (TableWriter table = TableWriter.create(outputs, file, Map.of(), COLUMNS)) {
      for (Measure m : measures) {
        table.add(m.experiment()).add(m.name()).add(m.model()).add(m.claim()).add(m.measured());
        if (m.isClaim()) table.add(m.comparison().toString()).add(m.threshold());
        else table.add(NONE).add(NONE);
        table.add(m.result().text()).add(m.n()).endRow();
      }
    }
  }

  /**
   * Reads the measures of one experiment or of several.
   *
   * @throws InputException if the file is something else, or if a result does not follow from its
   *     number and threshold
   */
  static List<Measure> read(Path file) throws IOException {
    List<Measure> measures = new ArrayList<>();
    try (TableReader table = TableReader.open(file, WHAT, COLUMNS.toArray(String[]::new))) {
      int comparison = table.column("comparison");
      int threshold = table.column("threshold");
      int result = table.column("result");
      int measured = table.column("measured");
      while (table.next()) {
        if (Double.isInfinite(table.number(measured)))
          throw table.error(measured, "is not finite", "expected a number, or nan");
        boolean claim = !table.text(comparison).equals(NONE);
        Measure measure =
            new Measure(
                table.text(table.column("experiment")),
                table.text(table.column("expectation")),
                table.text(table.column("model")),
                table.text(table.column("claim")),
                table.number(measured),
                claim ? comparison(table, comparison) : null,
                claim ? table.finite(threshold) : Double.NaN,
                table.signed(table.column("n")));
        if (!measure.result().text().equals(table.text(result)))
          throw table.error(
              result, "does not follow from the numbers", "expected " + measure.result().text());
        measures.add(measure);
      }
    }
    if (measures.isEmpty()) throw new InputException(file, "has no rows", "expected " + WHAT);
    return measures;
  }

  private static Comparison comparison(TableReader table, int column) throws InputException {
    for (Comparison one : Comparison.values())
      if (one.toString().equals(table.text(column))) return one;
    throw table.error(column, "is no comparison", "expected >=, <= or .");
  }
}
