package org.crelens.atypeak.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableReader;
import org.crelens.libs.io.TableWriter;

/**
 * The tables of statistics that {@code normalize} writes: what the scores of each TR, or of each
 * dataset, look like before and after.
 */
public final class ScoreStatistics {
  private static final List<String> NUMBERS =
      List.of("stage", "count", "mean", "sd", "min", "q1", "median", "q3", "max");

  private ScoreStatistics() {}

  /** What peaks are grouped by. */
  public enum By {
    /** By TR. The table has a flag: whether the scores of a TR differ at all. */
    TR("tf"),
    /** By dataset. */
    DATASET("dataset");

    private final String column;

    By(String column) {
      this.column = column;
    }

    /** Name of the table in the results of a cell line. */
    public String fileName() {
      return this == TR ? "stats_tr.tsv" : "stats_dataset.tsv";
    }
  }

  /**
   * Scores of a group at a stage.
   *
   * @param group name of the TR or the dataset
   * @param stage {@code raw}, {@code corr_group} or {@code final}
   * @param count number of peaks
   * @param mean mean
   * @param sd sample standard deviation; NaN of fewer than two
   * @param quartiles minimum, lower quartile, median, upper quartile, maximum
   * @param flag {@code ok} or {@code no_spread}; null in a table by dataset
   */
  public record Row(
      String group,
      String stage,
      int count,
      double mean,
      double sd,
      List<Double> quartiles,
      String flag) {
    public Row {
      quartiles = List.copyOf(quartiles);
    }
  }

  /** Writes a table of statistics. */
  public static final class Writer implements Closeable {
    private final TableWriter table;

    /** Begins {@code target}. */
    public Writer(Outputs outputs, Path target, By by) throws IOException {
      List<String> columns = new ArrayList<>();
      columns.add(by.column);
      columns.addAll(NUMBERS);
      if (by == By.TR) columns.add("flag");
      table = TableWriter.create(outputs, target, columns.toArray(String[]::new));
    }

    /** Writes a row; its flag is null in a table by dataset. */
    public void row(Row row) throws IOException {
      table.add(row.group).add(row.stage).add(row.count).add(row.mean).add(row.sd);
      for (double quartile : row.quartiles) table.add(quartile);
      if (row.flag != null) table.add(row.flag);
      table.endRow();
    }

    @Override
    public void close() throws IOException {
      table.close();
    }
  }

  /** Reads a table of statistics. */
  public static List<Row> read(Path file, By by) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (TableReader table =
        TableReader.open(
            file, "a table of statistics of normalize", NUMBERS.toArray(String[]::new))) {
      int group = by == By.TR ? table.column("tf", "tr") : table.column("dataset");
      int[] at = new int[NUMBERS.size()];
      for (int i = 0; i < at.length; i++) at[i] = table.column(NUMBERS.get(i));
      int flag = table.has("flag") ? table.column("flag") : -1;
      while (table.next()) {
        List<Double> quartiles = new ArrayList<>();
        for (int i = 4; i < at.length; i++) quartiles.add(table.number(at[i]));
        rows.add(
            new Row(
                table.text(group),
                table.text(at[0]),
                table.whole(at[1]),
                table.number(at[2]),
                table.number(at[3]),
                quartiles,
                flag < 0 ? null : table.text(flag)));
      }
    }
    return rows;
  }
}
