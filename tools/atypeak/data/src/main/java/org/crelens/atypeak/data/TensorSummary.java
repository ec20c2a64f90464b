package org.crelens.atypeak.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableReader;
import org.crelens.libs.io.TableWriter;

/**
 * The sizes of a tensor, which {@code tensorize} writes as a table beside it: later steps share out
 * work and memory by them, and need not read the tensor for it.
 *
 * @param cellLine the cell line
 * @param windows windows of the regions, empty ones included
 * @param windowsWithPeaks windows that hold a peak
 * @param peaks peaks that overlap a window
 * @param rows rows of the tensor: a peak counts once for each window that it overlaps
 * @param datasets datasets on the axis
 * @param trs TRs on the axis
 * @param sources sources that have a peak
 * @param windowLength bases of a full window
 * @param squish bases of a bin
 */
public record TensorSummary(
    String cellLine,
    int windows,
    int windowsWithPeaks,
    long peaks,
    long rows,
    int datasets,
    int trs,
    int sources,
    int windowLength,
    int squish) {
  private static final String WHAT = "the summary of tensorize (--output-summary)";

  /** Bins of a window. */
  public int bins() {
    return windowLength / squish;
  }

  /** Rows of a window, mean over the windows with a peak. */
  public double rowsPerWindow() {
    return windowsWithPeaks == 0 ? 0 : (double) rows / windowsWithPeaks;
  }

  /**
   * A network of these axes.
   *
   * @throws IllegalArgumentException when the sizes make none
   */
  public Shape shape(int filters, int deepDim, int kernel) {
    return new Shape(bins(), datasets, trs, filters, deepDim, kernel);
  }

  /** Writes the table. */
  public void write(Outputs outputs, Path target) throws IOException {
    try (TableWriter table = TableWriter.create(outputs, target, "field", "value")) {
      table.row("cell_line", cellLine);
      table.row("windows", windows);
      table.row("windows_with_peaks", windowsWithPeaks);
      table.row("peaks", peaks);
      table.row("rows", rows);
      table.row("datasets", datasets);
      table.row("trs", trs);
      table.row("sources", sources);
      table.row("window", windowLength);
      table.row("squish", squish);
      table.row("bins", bins());
    }
  }

  /**
   * Reads the table.
   *
   * @throws InputException when a field is missing or is not a number
   */
  public static TensorSummary read(Path file) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (TableReader table = TableReader.open(file, WHAT, "field", "value")) {
      int field = table.column("field");
      int value = table.column("value");
      while (table.next()) fields.put(table.text(field), table.text(value));
    }
    TensorSummary summary =
        new TensorSummary(
            text(file, fields, "cell_line"),
            whole(file, fields, "windows"),
            whole(file, fields, "windows_with_peaks"),
            number(file, fields, "peaks"),
            number(file, fields, "rows"),
            whole(file, fields, "datasets"),
            whole(file, fields, "trs"),
            whole(file, fields, "sources"),
            whole(file, fields, "window"),
            whole(file, fields, "squish"));
    if (summary.squish < 1)
      throw new InputException(file, "squish " + summary.squish, "expected 1 or more");
    return summary;
  }

  private static String text(Path file, Map<String, String> fields, String name)
      throws InputException {
    String text = fields.get(name);
    if (text == null) throw new InputException(file, "lacks the field " + name, "expected " + WHAT);
    return text;
  }

  private static int whole(Path file, Map<String, String> fields, String name)
      throws InputException {
    long value = number(file, fields, name);
    if (value > Integer.MAX_VALUE)
      throw new InputException(file, name + " " + value + " is too large", "expected " + WHAT);
    return (int) value;
  }

  private static long number(Path file, Map<String, String> fields, String name)
      throws InputException {
    String text = text(file, fields, name);
    if (text.matches("[0-9]{1,18}")) return Long.parseLong(text);
    throw new InputException(
        file, name + " '" + text + "' is not a whole number of 0 or more", "expected " + WHAT);
  }
}
