package org.crelens.atypeak.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.crelens.libs.genome.Bed;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.NameTable;

/**
 * Reads the peaks of a file line by line and checks each. All tools that take catalogues read them
 * here, so that the same lines are refused, in the same words.
 */
public final class PeakReader implements Closeable {
  private static final String EXPECTED = "BED: contig, start, end, name";
  private static final int SHOWN = 20;

  private final LineSource lines;
  private final NameTable table = new NameTable();
  private final List<String> lastLines = new ArrayList<>();
  private PeakSum sum;
  private long peaks;
  private int name;
  private PeakName met;

  /** Opens {@code file}; see {@link InputFile#open}. */
  public PeakReader(Path file) throws IOException {
    lines = new LineSource(file);
  }

  /**
   * Moves to the next peak; false at the end.
   *
   * @throws InputException when the line is no peak, the file holds none, or it was split from a
   *     catalogue and altered since
   */
  public boolean next() throws IOException {
    while (lines.next()) {
      if (lines.isRecord()) {
        peak();
        return true;
      }
      if (sum != null) {
        lastLines.add(lines.text());
      } else if (lines.lineNumber() == 1 && PeakOrigin.isHeader(lines)) {
        sum = new PeakSum();
      }
    }
    if (peaks == 0) throw new InputException(lines.file(), "holds no peak", "expected " + EXPECTED);
    if (sum != null && !lastLines.equals(sum.lines()))
      throw new InputException(
          lines.file(),
          "its peaks are not those that split-peaks wrote",
          "split the catalogue again, or remove the lines that start with ##");
    return false;
  }

  private void peak() throws InputException {
    Bed.require(lines, 4, EXPECTED);
    peaks++;
    if (sum != null) {
      sum.add(lines.buffer(), lines.lineStart(), lines.lineEnd());
      lastLines.clear();
    }
    int known = table.size();
    name = table.id(lines.buffer(), lines.fieldStart(3), lines.fieldEnd(3));
    met = name == known ? parse(table.name(name)) : null;
  }

  private PeakName parse(String text) throws InputException {
    PeakName parsed = PeakName.parse(text);
    if (parsed == null)
      throw lines.error(
          "name '" + text + "' has fewer than three fields", "expected " + PeakName.EXPECTED);
    return parsed;
  }

  /** Number of the current peak's name; names are numbered from 0 as they are met. */
  public int name() {
    return name;
  }

  /** The current peak's name when it is met for the first time, else null. */
  public PeakName met() {
    return met;
  }

  /** The current peak's line. */
  public LineSource line() {
    return lines;
  }

  /** Peaks met so far. */
  public long peaks() {
    return peaks;
  }

  /**
   * The error for cell lines without a peak: names those that are there.
   *
   * @param missing one or more, in order
   * @param present in order
   */
  public static InputException noCellLine(
      Path file, Collection<String> missing, Collection<String> present) {
    return new InputException(
        file,
        (missing.size() == 1 ? "no peak of cell line '" : "no peak of cell lines '")
            + some(missing, "', '").replaceFirst("( and [0-9]+ more)?$", "'$1"),
        "present: " + some(present, ", ") + "; names are matched exactly");
  }

  private static String some(Collection<String> names, String between) {
    String shown = String.join(between, names.stream().limit(SHOWN).toList());
    return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
