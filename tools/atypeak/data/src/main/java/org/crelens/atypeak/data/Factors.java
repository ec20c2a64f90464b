package org.crelens.atypeak.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.crelens.atypeak.data.Factor.Flag;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/**
 * The k table: a factor for every source that was seen.
 *
 * @param rows by dataset, then TR, in byte order; every k is finite
 */
public record Factors(List<Factor> rows) {
  private static final List<String> COLUMNS =
      List.of(
          "dataset",
          "tf",
          "intra_group_weight",
          "inter_group_weight",
          "overlapping_group_weight",
          "final_k",
          "flag");

  public Factors {
    rows = rows.stream().sorted(Comparator.comparing(Factor::source)).toList();
  }

  /** Puts the mean of the other k in the place of each that is undefined; 1 when all are. */
  public static Factors of(List<Factor> rows) {
    double others =
        rows.stream().mapToDouble(Factor::k).filter(k -> !Double.isNaN(k)).average().orElse(1);
    return new Factors(
        rows.stream().map(f -> Double.isNaN(f.k()) ? f.with(others, Flag.UNDEFINED) : f).toList());
  }

  /**
   * The mean over the models of several seeds, each already bounded. Weights are means as well; of
   * the flags the gravest stays.
   *
   * @param models tables of the same sources
   */
  public static Factors mean(List<Factors> models) {
    List<Factor> means = new ArrayList<>();
    for (int i = 0; i < models.get(0).rows.size(); i++) {
      double[] sum = new double[4];
      Flag flag = Flag.OK;
      for (Factors model : models) {
        Factor f = model.rows.get(i);
        sum[0] += f.intra();
        sum[1] += f.inter();
        sum[2] += f.overlapping();
        sum[3] += f.k();
        if (f.flag().compareTo(flag) > 0) flag = f.flag();
      }
      for (int j = 0; j < sum.length; j++) sum[j] /= models.size();
      means.add(
          new Factor(models.get(0).rows.get(i).source(), sum[0], sum[1], sum[2], sum[3], flag));
    }
    return new Factors(means);
  }

  /** Plain mean of all k: what a source gets that is not in the table. */
  public double mean() {
    double sum = 0;
    for (Factor f : rows) sum += f.k();
    return sum / rows.size();
  }

  /** The k of each of {@code sources}, NaN where the table lacks it. */
  public double[] kOf(List<Source> sources) {
    Map<Source, Double> known = new HashMap<>();
    for (Factor f : rows) known.put(f.source(), f.k());
    return sources.stream().mapToDouble(s -> known.getOrDefault(s, Double.NaN)).toArray();
  }

  /** Writes the table. */
  public void write(Outputs outputs, Path target) throws IOException {
    try (TextOutput out = TextOutput.table(outputs, target)) {
      out.row(COLUMNS.toArray());
      for (Factor f : rows)
        out.row(
            f.source().dataset(),
            f.source().tr(),
            f.intra(),
            f.inter(),
            f.overlapping(),
            f.k(),
            f.flag());
    }
  }

  /**
   * Reads a k table: dataset, tf (or tr), final_k; the weights and the flag may be missing.
   *
   * @param asOriginal k as it stands; else held between its bounds
   * @throws InputException for a missing, unknown or doubled column, a bad number, a source twice
   */
  public static Factors read(Path file, boolean asOriginal) throws IOException {
    List<Factor> rows = new ArrayList<>();
    Map<Source, Long> seen = new HashMap<>();
    try (LineSource lines = new LineSource(file)) {
      if (!lines.nextRecord())
        throw new InputException(file, "holds no table", "expected " + String.join(", ", COLUMNS));
      Map<String, Integer> columns = columns(lines);
      while (lines.nextRecord()) {
        if (lines.fields() != columns.size())
          throw lines.error(
              lines.fields() + " columns", "expected " + columns.size() + ", as in the header");
        Factor factor = row(lines, columns, asOriginal);
        Long before = seen.put(factor.source(), lines.lineNumber());
        if (before != null)
          throw lines.error(
              "source " + factor.source() + " is on line " + before + " already",
              "expected each source once");
        rows.add(factor);
      }
    }
    if (rows.isEmpty())
      throw new InputException(file, "holds no factor", "expected a row for each source");
    return of(rows);
  }

  private static Map<String, Integer> columns(LineSource lines) throws InputException {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < lines.fields(); i++) {
      String name = lines.field(i).equals("tr") ? "tf" : lines.field(i);
      if (!COLUMNS.contains(name))
        throw lines.error("unknown column '" + name + "'", "known: " + String.join(", ", COLUMNS));
      if (columns.put(name, i) != null)
        throw lines.error("column '" + name + "' is there twice", "expected it once");
    }
    for (String name : List.of("dataset", "tf", "final_k")) {
      if (!columns.containsKey(name))
        throw lines.error("column '" + name + "' is missing", "expected dataset, tf and final_k");
    }
    return columns;
  }

  private static Factor row(LineSource lines, Map<String, Integer> columns, boolean asOriginal)
      throws InputException {
    String dataset = lines.field(columns.get("dataset"));
    String tr = lines.field(columns.get("tf"));
    if (dataset.isEmpty() || tr.isEmpty())
      throw lines.error("a source without dataset or tf", "expected both names");
    double k1 = number(lines, columns.get("intra_group_weight"));
    double k2 = number(lines, columns.get("inter_group_weight"));
    double k3 = number(lines, columns.get("overlapping_group_weight"));
    double k = number(lines, columns.get("final_k"));
    Flag flag = flag(lines, columns.get("flag"));
    Factor factor =
        new Factor(new Source(dataset, tr), k1, k2, k3, k, flag == null ? Flag.OK : flag);
    if (asOriginal) return Double.isFinite(k) ? factor : factor.bounded(true);
    // A flag tells that k was held between its bounds when it was made; a published table has none.
    boolean negative = flag == null && (k1 <= 0 || k2 <= 0 || k3 <= 0);
    return negative ? factor.with(Factor.LOWEST, Flag.FLOORED) : factor.bounded(false);
  }

  private static double number(LineSource lines, Integer column) throws InputException {
    if (column == null) return Double.NaN;
    return switch (lines.field(column).toLowerCase(Locale.ROOT)) {
      case "nan", "" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> lines.number(column, "weight");
    };
  }

  private static Flag flag(LineSource lines, Integer column) throws InputException {
    if (column == null) return null;
    for (Flag flag : Flag.values()) if (lines.field(column).equals(flag.toString())) return flag;
    throw lines.error(
        "flag '" + lines.field(column) + "'",
        "expected ok, capped, floored, unbounded or undefined");
  }
}
