package org.crelens.libs.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a tab-separated table row by row: lines {@code ##key=value} first, if any, then a line with
 * the names of the columns, then the rows. Blank lines and lines that start with {@code #} are
 * skipped. The file may be plain or compressed, see {@link InputFile#open}.
 *
 * <p>Look a column up once, before the first row, and read its cells by the number you get:
 *
 * <pre>{@code
 * try (TableReader table = TableReader.open(file, "the loss table of train")) {
 *   int epoch = table.column("epoch");
 *   int loss = table.column("loss");
 *   while (table.next()) losses.put(table.whole(epoch), table.finite(loss));
 * }
 * }</pre>
 *
 * <p>Every error is an {@link InputException} that names file, line and column, what was found and
 * what was expected. Columns may come in any order, and columns that nobody asks for are ignored;
 * every row must have as many cells as the header.
 */
public final class TableReader implements Closeable {
  private final LineSource lines;
  private final String what;
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final List<String> columns = new ArrayList<>();

  private TableReader(LineSource lines, String what) {
    this.lines = lines;
    this.what = what;
  }

  /**
   * Opens a table and reads its header.
   *
   * @param what the table, as a message names it: {@code the loss table of train}
   * @param required columns that the table must have
   * @throws InputException when the file has no header, lacks a column, or names one twice
   */
  public static TableReader open(Path file, String what, String... required) throws IOException {
    LineSource lines = new LineSource(file);
    try {
      TableReader table = new TableReader(lines, what);
      table.readHeader();
      for (String name : required) table.column(name);
      return table;
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private void readHeader() throws IOException {
    while (lines.next()) {
      if (isBlank()) continue;
      if (isComment()) {
        addProperty(lines.text());
        continue;
      }
      for (int i = 0; i < lines.fields(); i++) {
        String name = lines.field(i);
        if (columns.contains(name))
          throw lines.error("column '" + name + "' appears twice", "expected each column once");
        columns.add(name);
      }
      return;
    }
    throw new InputException(lines.file(), "has no header", "expected " + what);
  }

  private boolean isBlank() {
    return lines.lineStart() == lines.lineEnd();
  }

  private boolean isComment() {
    return lines.buffer()[lines.lineStart()] == '#';
  }

  private void addProperty(String line) {
    int equals = line.indexOf('=');
    if (line.startsWith("##") && equals > 2)
      properties.put(line.substring(2, equals), line.substring(equals + 1));
  }

  /** The lines {@code ##key=value} above the header, in order. */
  public Map<String, String> properties() {
    return Collections.unmodifiableMap(properties);
  }

  /**
   * The value of a line {@code ##key=value} above the header.
   *
   * @throws InputException when there is no such line, or it has no value
   */
  public String property(String key) throws InputException {
    String value = properties.get(key);
    if (value == null || value.isEmpty())
      throw new InputException(lines.file(), "the header lacks ##" + key, "expected " + what);
    return value;
  }

  /** Names of the columns, in the order of the file. */
  public List<String> columns() {
    return Collections.unmodifiableList(columns);
  }

  /** Whether the table has a column of this name. */
  public boolean has(String name) {
    return columns.contains(name);
  }

  /**
   * Number of a column, counted from 0.
   *
   * @param name its name
   * @param otherNames names that older or foreign tables use for it
   * @throws InputException when the table has no such column
   */
  public int column(String name, String... otherNames) throws InputException {
    int at = columns.indexOf(name);
    for (int i = 0; at < 0 && i < otherNames.length; i++) at = columns.indexOf(otherNames[i]);
    if (at < 0) throw noColumn(name);
    return at;
  }

  private InputException noColumn(String name) {
    String other = separator();
    if (columns.size() == 1 && other != null)
      return lines.error(
          "one column '" + columns.get(0) + "', with " + other + " in it",
          "expected " + what + ", its columns separated by tabs");
    for (String column : columns)
      if (plain(column).equals(plain(name)))
        return lines.error(
            "column '" + column + "' is spelled otherwise than '" + name + "'",
            "expected " + what + "; rename the column in the header");
    return lines.error(
        "no column '" + name + "' among " + String.join(", ", columns), "expected " + what);
  }

  private String separator() {
    String header = columns.get(0);
    if (header.indexOf(',') > 0) return "commas";
    if (header.indexOf(';') > 0) return "semicolons";
    return header.trim().indexOf(' ') > 0 ? "blanks" : null;
  }

  // What people change in names: case, blanks, underscores and the like.
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /**
   * Moves to the next row; false at the end.
   *
   * @throws InputException when the row has more or fewer cells than the header
   */
  public boolean next() throws IOException {
    while (lines.next()) {
      if (isBlank() || isComment()) continue;
      if (lines.fields() != columns.size())
        throw lines.error(
            lines.fields() + (lines.fields() == 1 ? " column" : " columns"),
            "expected " + columns.size() + ", as in the header");
      return true;
    }
    return false;
  }

  /** The current row as bytes, for loops that make no object per cell. */
  public LineSource line() {
    return lines;
  }

  /** A cell as text. */
  public String text(int column) {
    return lines.field(column);
  }

  /** Whether a cell holds just these bytes. */
  public boolean is(int column, byte[] text) {
    return lines.fieldEquals(column, text);
  }

  /** A cell as a whole number from 0 to 2,147,483,647, such as a coordinate or a count. */
  public int whole(int column) throws InputException {
    int value = wholeOrNegative(column);
    if (value < 0)
      throw error(column, "is not a whole number of 0 or more", "expected such as 0 or 1200");
    return value;
  }

  private int wholeOrNegative(int column) {
    int end = lines.fieldEnd(column);
    int at = lines.fieldStart(column);
    if (at == end || end - at > 10) return -1;
    long value = 0;
    for (; at < end; at++) {
      int digit = lines.buffer()[at] - '0';
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    return value > Integer.MAX_VALUE ? -1 : (int) value;
  }

  /** A cell as a whole number of either sign. */
  public long signed(int column) throws InputException {
    int value = wholeOrNegative(column);
    if (value >= 0) return value;
    String text = text(column);
    try {
      // Java takes the digits of every script.
      if (text.chars().allMatch(c -> c < 128)) return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw noWholeNumber(column);
    }
    throw noWholeNumber(column);
  }

  private InputException noWholeNumber(int column) {
    return error(column, "is not a whole number", "expected such as -12 or 1200");
  }

  /** A cell as a number; {@code nan}, {@code inf} and {@code -inf} are numbers. */
  public double number(int column) throws InputException {
    return lines.number(column, columns.get(column));
  }

  /** A cell as a number that is neither infinite nor undefined. */
  public double finite(int column) throws InputException {
    return lines.finite(column, columns.get(column));
  }

  /** An error of a cell of the current row: {@code file:line: column 'text' found (expected)}. */
  public InputException error(int column, String found, String expected) {
    return lines.error(columns.get(column) + " '" + text(column) + "' " + found, expected);
  }

  /** An error of the current row. */
  public InputException error(String found, String expected) {
    return lines.error(found, expected);
  }

  /** An error of the whole file. */
  public InputException fileError(String found, String expected) {
    return new InputException(lines.file(), found, expected);
  }

  /** The file, as the user named it. */
  public Path file() {
    return lines.file();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
