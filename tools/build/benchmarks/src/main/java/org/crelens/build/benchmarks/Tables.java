package org.crelens.build.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.crelens.atypeak.data.QscoreFiles;
import org.crelens.atypeak.data.Source;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.TableReader;

/** The small tables of a run, ours and those that were published with the paper. */
final class Tables {
  private Tables() {}

  /**
   * k by {@code dataset.tr}, from a table with the columns dataset, tf (or tr) and final_k: ours,
   * or one with other columns, as they were published.
   */
  static SortedMap<String, Double> factors(Path file) throws IOException {
    SortedMap<String, Double> k = new TreeMap<>(ByteOrder.NAMES);
    try (TableReader table = TableReader.open(file, "a table of k factors", "dataset", "final_k")) {
      int dataset = table.column("dataset");
      int tr = table.column("tf", "tr");
      int factor = table.column("final_k");
      while (table.next()) {
        String source = new Source(table.text(dataset), table.text(tr)).toString();
        if (k.put(source, table.number(factor)) != null)
          throw table.error("source " + source + " comes twice", "expected every source once");
      }
    }
    if (k.isEmpty()) throw new InputException(file, "holds no source", "expected a table of k");
    return k;
  }

  /** Loss per epoch: a table with a column loss, or a number per line as published. */
  static double[] losses(Path file) throws IOException {
    List<Double> losses = new ArrayList<>();
    try (LineSource lines = new LineSource(file)) {
      int column = -1;
      while (lines.nextRecord()) {
        if (column < 0) {
          List<String> names = names(lines);
          column = Math.max(0, names.indexOf("loss"));
          if (names.contains("loss")) continue;
        }
        need(lines, column);
        losses.add(lines.number(column, "loss"));
      }
    }
    if (losses.isEmpty()) throw new InputException(file, "holds no epoch", "expected losses");
    return losses.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Total Q by seed, from {@code total.txt} of qscore. */
  static Map<String, Double> totals(Path file) throws IOException {
    Map<String, Double> totals = new LinkedHashMap<>();
    for (QscoreFiles.Total total : QscoreFiles.readTotals(file))
      totals.put(total.seed(), total.q());
    return totals;
  }

  /** Sum of a matrix of numbers without names, as the Q-scores were published. */
  static double matrixSum(Path file) throws IOException {
    double sum = 0;
    long rows = 0;
    try (LineSource lines = new LineSource(file)) {
      for (; lines.nextRecord(); rows++)
        for (int i = 0; i < lines.fields(); i++) sum += lines.number(i, "Q");
    }
    if (rows == 0) throw new InputException(file, "holds no row", "expected a matrix of numbers");
    return sum;
  }

  private static List<String> names(LineSource lines) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < lines.fields(); i++) names.add(lines.field(i));
    return names;
  }

  private static void need(LineSource lines, int column) throws InputException {
    if (lines.fields() <= column)
      throw lines.error(lines.fields() + " columns", "expected as many as the header has");
  }
}
