package org.crelens.libs.genome;

import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.TextOutput;

/** What every line of a BED file holds: contig, start and end, 0-based and half-open. */
public final class Bed {
  private static final int MAX_END = TextOutput.MOST_INDEXED;

  private Bed() {}

  /**
   * Checks that the current line holds an interval with at least {@code columns} fields.
   *
   * @param expected the columns, as a message names them
   * @throws InputException when columns are missing, a coordinate is none, or end ≤ start
   */
  public static void require(LineSource line, int columns, String expected) throws InputException {
    int fields = line.fields();
    if (fields < columns)
      throw line.error(
          fields + (fields == 1 ? " column" : " columns"),
          "expected " + expected + (fields == 1 ? separatorHint(line.text()) : ""));
    if (isWord(line, 1) && isWord(line, 2))
      throw line.error(
          "'" + line.field(1) + "' and '" + line.field(2) + "' stand for start and end",
          "expected "
              + expected
              + "; if this is a line with the names of columns, remove it or"
              + " begin it with #");
    if (isBlank(line)) throw line.error("contig is empty", "expected " + expected);
    int start = line.coordinate(1, "start");
    int end = line.coordinate(2, "end");
    requireInterval(line, start, end, expected);
  }

  private static boolean isWord(LineSource line, int field) {
    int start = line.fieldStart(field);
    return start < line.fieldEnd(field) && Character.isLetter(line.buffer()[start]);
  }

  private static String separatorHint(String line) {
    if (line.indexOf(',') > 0) return "; fields are separated by tabs, not commas";
    if (line.indexOf(';') > 0) return "; fields are separated by tabs, not semicolons";
    return line.indexOf(' ') > 0 ? "; fields are separated by tabs, not blanks" : "";
  }

  /**
   * Checks an interval that a table holds, as {@link #require} does for a BED.
   *
   * @throws InputException when end ≤ start, or the end lies where tabix has ended
   */
  public static void requireInterval(LineSource line, int start, int end, String expected)
      throws InputException {
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
