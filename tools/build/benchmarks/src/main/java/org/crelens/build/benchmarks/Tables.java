package org.crelens.build.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;

/** The small tables of a run, ours and those that were published with the paper. */
final class Tables {
  private Tables() {}

  /** k by {@code dataset.tr}, from a table with the columns dataset, tf (or tr) and final_k. */
  static SortedMap<String, Double> factors(Path file) throws IOException {
    SortedMap<String, Double> k = new TreeMap<>(ByteOrder.NAMES);
    try (LineSource lines = new LineSource(file)) {
      int[] at = null;
      while (lines.nextRecord()) {
        if (at == null) {
          List<String> names = names(lines);
          int tf = names.contains("tf") ? names.indexOf("tf") : names.indexOf("tr");
          at = new int[] {names.indexOf("dataset"), tf, names.indexOf("final_k")};
          for (int column : at)
            if (column < 0)
              throw lines.error(
                  "a header without dataset, tf and final_k", "expected a table of k factors");
          continue;
        }
        need(lines, Math.max(at[0], Math.max(at[1], at[2])));
        String source = lines.field(at[0]) + "." + lines.field(at[1]);
        if (k.put(source, lines.number(at[2], "final_k")) != null)
          throw lines.error("source " + source + " comes twice", "expected every source once");
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
    try (LineSource lines = new LineSource(file)) {
      int seed = -1;
      int total = -1;
      while (lines.nextRecord()) {
        if (total < 0) {
          List<String> names = names(lines);
          seed = names.indexOf("seed");
          total = names.indexOf("total_q");
          if (seed < 0 || total < 0)
            throw lines.error("a header without seed and total_q", "expected qscore's total.txt");
          continue;
        }
        need(lines, Math.max(seed, total));
        totals.put(lines.field(seed), lines.number(total, "total_q"));
      }
    }
    if (totals.isEmpty())
      throw new InputException(file, "holds no total", "expected qscore's total.txt");
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
