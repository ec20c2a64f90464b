package org.crelens.atypeak.tracks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;

/** The scores table, read line by line beside the final BED: a row per peak, in its order. */
final class ScoreRows implements Closeable {
  private static final List<String> PLACE = List.of("contig", "start", "end", "name");
  private static final String REMEDY =
      "both must come from one run of normalize, unaltered: a row per peak, in the same order";

  private final LineSource lines;
  private final int[] place;
  private final int raw;
  private final int percentile;

  /**
   * Opens {@code file} and reads its header.
   *
   * @throws InputException when a column is missing
   */
  ScoreRows(Path file) throws IOException {
    lines = new LineSource(file);
    try {
      if (!lines.nextRecord())
        throw new InputException(file, "has no header", "expected the scores table of normalize");
      List<String> header = new ArrayList<>();
      for (int i = 0; i < lines.fields(); i++) header.add(lines.field(i));
      place = new int[PLACE.size()];
      for (int i = 0; i < place.length; i++) place[i] = column(header, PLACE.get(i));
      raw = column(header, "raw");
      percentile = column(header, "percentile");
    } catch (IOException e) {
      lines.close();
      throw e;
    }
  }

  private int column(List<String> header, String name) throws InputException {
    int at = header.indexOf(name);
    if (at < 0)
      throw lines.error(
          "no column '" + name + "' in the header", "expected the scores table of normalize");
    return at;
  }

  /**
   * Moves to the row of the peak on the current line of {@code bed}.
   *
   * @throws InputException when the next row is that of another peak, or there is none
   */
  void next(LineSource bed) throws IOException {
    if (!lines.nextRecord())
      throw lines.error("ends before line " + bed.lineNumber() + " of " + bed.file(), REMEDY);
    int most = Math.max(raw, percentile);
    for (int column : place) most = Math.max(most, column);
    if (lines.fields() <= most)
      throw lines.error(lines.fields() + " columns", "expected as many as the header has");
    for (int i = 0; i < place.length; i++)
      if (!same(lines, place[i], bed, i))
        throw lines.error(
            PLACE.get(i)
                + " '"
                + lines.field(place[i])
                + "' is not '"
                + bed.field(i)
                + "' of line "
                + bed.lineNumber()
                + " of "
                + bed.file(),
            REMEDY);
  }

  private static boolean same(LineSource a, int i, LineSource b, int j) {
    return Arrays.equals(
        a.buffer(), a.fieldStart(i), a.fieldEnd(i), b.buffer(), b.fieldStart(j), b.fieldEnd(j));
  }

  /**
   * Checks that no row is left.
   *
   * @throws InputException when there is one
   */
  void end(LineSource bed) throws IOException {
    if (lines.nextRecord())
      throw lines.error("a row more than " + bed.file() + " has peaks", REMEDY);
  }

  /** Raw score of the current row, unrounded. */
  double raw() throws InputException {
    return finite(raw, "raw");
  }

  /** Percentile of the current row. */
  double percentile() throws InputException {
    return finite(percentile, "percentile");
  }

  private double finite(int column, String what) throws InputException {
    double value = lines.number(column, what);
    if (!Double.isFinite(value))
      throw lines.error(what + " '" + lines.field(column) + "'", "expected a finite number");
    return value;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
