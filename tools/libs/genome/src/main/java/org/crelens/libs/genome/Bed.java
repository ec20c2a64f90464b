package org.crelens.libs.genome;

import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;

/** What every line of a BED file holds: contig, start and end, 0-based and half-open. */
public final class Bed {
  /** Tabix indexes no base behind this one. */
  private static final int MAX_END = 1 << 29;

  private Bed() {}

  /**
   * Checks that the current line holds an interval with at least {@code columns} fields.
   *
   * @param expected the columns, as a message names them
   * @throws InputException when columns are missing, a coordinate is none, or end ≤ start
   */
  public static void require(LineSource line, int columns, String expected) throws InputException {
    int fields = line.fields();
    if (fields < columns) {
      String hint =
          fields == 1 && line.text().indexOf(' ') > 0
              ? "; fields are separated by tabs, not blanks"
              : "";
      throw line.error(
          fields + (fields == 1 ? " column" : " columns"), "expected " + expected + hint);
    }
    if (isBlank(line)) throw line.error("contig is empty", "expected " + expected);
    int start = line.coordinate(1, "start");
    int end = line.coordinate(2, "end");
    if (end > MAX_END)
      throw line.error(
          "end " + end + " lies beyond " + MAX_END + ", where tabix ends",
          "expected shorter contigs; cut them into parts");
    if (end <= start)
      throw line.error(
          "end " + end + " is not greater than start " + start, "expected " + expected);
  }

  private static boolean isBlank(LineSource line) {
    int start = line.fieldStart(0);
    // Names begin with a letter or digit: text is made for the others only (bytes are signed).
    return start == line.fieldEnd(0) || (line.buffer()[start] <= ' ' && line.field(0).isBlank());
  }
}
