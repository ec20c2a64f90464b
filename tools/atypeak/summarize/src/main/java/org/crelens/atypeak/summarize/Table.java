package org.crelens.atypeak.summarize;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;

/** A table with a header line, read row by row; whatever is wrong is told with its line. */
final class Table implements Closeable {
  private final LineSource lines;
  private final List<String> header;

  /**
   * Opens {@code file} and reads its header.
   *
   * @throws InputException when there is none, or it lacks a column of {@code needed}
   */
  Table(Path file, String... needed) throws IOException {
    lines = new LineSource(file);
    try {
      if (!lines.nextRecord())
        throw new InputException(
            file, "has no header", "expected the columns " + String.join(", ", needed));
      header = IntStream.range(0, lines.fields()).mapToObj(lines::field).toList();
      for (String column : needed) column(column);
    } catch (IOException e) {
      lines.close();
      throw e;
    }
  }

  /** Place of a column, to read its cells with; {@code tf} may be called {@code tr}. */
  int column(String name) throws InputException {
    int at = header.indexOf(name);
    if (at < 0 && name.equals("tf")) at = header.indexOf("tr");
    if (at < 0)
      throw lines.error(
          "no column '" + name + "' among " + String.join(", ", header),
          "expected a table as docs/atypeak/formats.md tells; make it again");
    return at;
  }

  /** Names of the columns, in order. */
  List<String> header() {
    return header;
  }

  /** Moves to the next row; false at the end. */
  boolean next() throws IOException {
    if (!lines.nextRecord()) return false;
    if (lines.fields() != header.size())
      throw lines.error(
          lines.fields() + (lines.fields() == 1 ? " column" : " columns"),
          "expected " + header.size() + ", as the header has");
    return true;
  }

  /** The line at hand, for whoever reads bytes. */
  LineSource line() {
    return lines;
  }

  String text(int column) {
    return lines.field(column);
  }

  /** A whole number, 0 or more. */
  int whole(int column) throws InputException {
    return lines.coordinate(column, header.get(column));
  }

  /** A number, {@code nan} and {@code inf} included. */
  double number(int column) throws InputException {
    int at = lines.fieldStart(column);
    int n = lines.fieldEnd(column) - at;
    // Ours are written in lower case, and Java reads them in no other way than its own.
    if (n >= 3 && lines.buffer()[at + n - 1] > '9') {
      switch (text(column)) {
        case "nan":
          return Double.NaN;
        case "inf":
          return Double.POSITIVE_INFINITY;
        case "-inf":
          return Double.NEGATIVE_INFINITY;
        default:
          break;
      }
    }
    return lines.number(column, header.get(column));
  }

  /** A number that has to be finite. */
  double finite(int column) throws InputException {
    double value = number(column);
    if (!Double.isFinite(value))
      throw error(header.get(column) + " '" + text(column) + "'", "expected a finite number");
    return value;
  }

  /** An error of the line at hand. */
  InputException error(String found, String expected) {
    return lines.error(found, expected);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
