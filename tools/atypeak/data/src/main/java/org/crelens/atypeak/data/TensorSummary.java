package org.crelens.atypeak.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
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
 * @param peaksOfCellLine peaks of the cell line in the catalogue, in regions or not; 0 in tables of
 *     revisions that did not count them
 * @param peaksInRegions those of them that overlap a region; the tensor has those of the sources
 *     that were kept
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
    int squish,
    long peaksOfCellLine,
    long peaksInRegions) {
  /** Less than one peak in this many lies in a region: below one half. */
  private static final int FEW = 2;

  /** The same for what is refused: below 5 %. */
  private static final int HARDLY_ANY = 20;

  private static final String WHAT = "the summary of tensorize (--output-summary)";

  /**
   * Share of the cell line's peaks that lie in regions, 0 to 1; empty where nobody counted them.
   */
  public OptionalDouble shareInRegions() {
    return peaksOfCellLine == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) peaksInRegions / peaksOfCellLine);
  }

  /** Whether so few peaks lie in regions that peaks and regions may not belong together. */
  public boolean hasFewInRegions() {
    return peaksInRegions * FEW < peaksOfCellLine;
  }

  /** Whether hardly any peak lies in regions: {@code tensorize} refuses this unless told. */
  public static boolean hardlyAny(long peaksInRegions, long peaksOfCellLine) {
    return peaksInRegions * HARDLY_ANY < peaksOfCellLine;
  }

  /**
   * How many of the cell line's peaks are scored, as every tool says it: {@code 27,022 of 135,530
   * peaks lie in regions and are scored}. Empty where nobody counted them.
   */
  public String scored() {
    if (peaksOfCellLine == 0) return "";
    if (peaks == peaksInRegions)
      return String.format(
          Locale.ROOT, "%,d of %,d peaks lie in regions and are scored", peaks, peaksOfCellLine);
    return String.format(
        Locale.ROOT,
        "%,d of %,d peaks lie in regions; %,d of them, those of the sources kept, are scored",
        peaksInRegions,
        peaksOfCellLine,
        peaks);
  }

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
      table.row("peaks_of_cell_line", peaksOfCellLine);
      table.row("peaks_in_regions", peaksInRegions);
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
            whole(file, fields, "squish"),
            counted(file, fields, "peaks_of_cell_line"),
            counted(file, fields, "peaks_in_regions"));
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

  // A run that is resumed may meet a table of the revision before.
  private static long counted(Path file, Map<String, String> fields, String name)
      throws InputException {
    return fields.containsKey(name) ? number(file, fields, name) : 0;
  }

  private static long number(Path file, Map<String, String> fields, String name)
      throws InputException {
    String text = text(file, fields, name);
    if (text.matches("[0-9]{1,18}")) return Long.parseLong(text);
    throw new InputException(
        file, name + " '" + text + "' is not a whole number of 0 or more", "expected " + WHAT);
  }
}
