package org.crelens.atypeak.tracks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.crelens.atypeak.data.PeakScores;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;

/** The scores table, read in step with the final BED: one row per peak, in the same order. */
final class MatchingScores implements Closeable {
  private static final String REMEDY =
      "both must come from one run of normalize, unaltered: a row per peak, in the same order";

  private final PeakScores.Reader rows;

  /** Opens {@code file} and reads its header. */
  MatchingScores(Path file) throws IOException {
    rows = new PeakScores.Reader(file);
  }

  /**
   * Moves to the row of the peak on the current line of {@code bed}.
   *
   * @throws InputException when the next row is that of another peak, or there is none
   */
  void next(LineSource bed) throws IOException {
    if (!rows.next())
      throw rows.error("ends before line " + bed.lineNumber() + " of " + bed.file(), REMEDY);
    rows.requirePeak(bed, REMEDY);
  }

  /**
   * Checks that no row is left.
   *
   * @throws InputException when there is one
   */
  void end(LineSource bed) throws IOException {
    if (rows.next()) throw rows.error("a row more than " + bed.file() + " has peaks", REMEDY);
  }

  /** Raw score of the current row, not rounded. */
  double raw() throws InputException {
    return rows.raw();
  }

  /** Percentile of the current row. */
  double percentile() throws InputException {
    return rows.percentile();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
