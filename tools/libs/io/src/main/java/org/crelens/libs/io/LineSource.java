package org.crelens.libs.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Lines of a tab-separated text as byte ranges, without an object per line: catalogues hold tens of
 * millions of them. Ends of line may be LF or CRLF; the last may lack its end. A mark of the byte
 * order at the start is skipped. Lines are valid UTF-8 without control characters but tabs: two
 * different names never become one, and nothing unseen reaches an output.
 */
public final class LineSource implements Closeable {
  private static final int MAX_LINE = 1 << 24;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, java.nio.ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final InputStream in;
  private byte[] buffer = new byte[1 << 18];
  private int filled;
  private int next;
  private boolean begun;
  private boolean ended;
  private long lineNumber;
  private int from;
  private int to;
  private int fields;
  private int[] fieldFrom = new int[16];

  /** Opens {@code file}; see {@link InputFile#open}. */
  public LineSource(Path file) throws IOException {
    this.file = file;
    this.in = InputFile.open(file);
  }

  /** Moves to the next line; false at the end. */
  public boolean next() throws IOException {
    int scan = next;
    boolean plain = true;
    while (true) {
      int end = -1;
      int i = scan;
      // Eight bytes at a time: catalogues are read as fast as their lines end.
      for (; i + Long.BYTES <= filled; i += Long.BYTES) {
        long eight = (long) EIGHT.get(buffer, i);
        long ends = Bytes8.equal(eight, '\n');
        long others = Bytes8.notPlain(eight) & ~ends;
        if (ends != 0) {
          int at = Long.numberOfTrailingZeros(ends);
          plain &= (others & ((1L << at) - 1)) == 0;
          end = i + at / Byte.SIZE;
          break;
        }
        plain &= others == 0;
      }
      for (; end < 0 && i < filled; i++) {
        if (buffer[i] == '\n') end = i;
        else plain &= Bytes8.notPlain(buffer[i] & 0xffL) << 56 == 0;
      }
      if (end >= 0) {
        take(end, end + 1, plain);
        return true;
      }
      if (ended) {
        if (next == filled) return false;
        take(filled, filled, plain);
        return true;
      }
      scan = filled - next;
      if (lineNumber == 0 && !begun) {
        begin();
        scan = next;
      } else {
        refill();
      }
    }
  }

  // The first bytes tell what a file is that is no text of ours.
  private void begin() throws IOException {
    begun = true;
    while (filled < FileKind.BYTES && !ended) refill();
    FileKind.require(file, Arrays.copyOf(buffer, Math.min(filled, FileKind.BYTES)));
    next = FileKind.markOfUtf8(buffer, filled);
  }

  private void take(int end, int following, boolean plain) throws InputException {
    from = next;
    to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
    next = following;
    lineNumber++;
    fields = -1;
    if (!plain) inspect();
  }

  private void inspect() throws InputException {
    for (int i = from; i < to; ) {
      byte b = buffer[i];
      int length = 1;
      if (b < 0) {
        length = Utf8.length(buffer, i, to);
        if (length == 0) throw notUtf8(i);
        boolean control = b == (byte) 0xc2 && (buffer[i + 1] & 0xff) < 0xa0;
        if (control) throw controlCharacter(buffer[i + 1] & 0xff, i);
      } else if (b < ' ' && b != '\t' || b == 0x7f) {
        throw controlCharacter(b, i);
      }
      i += length;
    }
  }

  private InputException notUtf8(int at) {
    return error(
        String.format(
            Locale.ROOT, "byte %d of the line, 0x%02x, is not UTF-8", at - from + 1, buffer[at]),
        "expected text in UTF-8; convert it, for instance: iconv -f ISO-8859-1 -t UTF-8");
  }

  private InputException controlCharacter(int code, int at) {
    String where = String.format(Locale.ROOT, "byte %d of the line is ", at - from + 1);
    return switch (code) {
      case 0 ->
          error(where + "NUL", "expected text in UTF-8; is this UTF-16, or not a text at all?");
      case '\r' ->
          error(
              where + "a carriage return",
              "expected LF or CR LF at the end of each line, and CR nowhere else");
      default ->
          error(
              where + String.format(Locale.ROOT, "the control character U+%04X", code),
              "expected text without control characters");
    };
  }

  private void refill() throws IOException {
    if (next > 0) {
      System.arraycopy(buffer, next, buffer, 0, filled - next);
      filled -= next;
      next = 0;
    } else if (filled == buffer.length) {
      if (buffer.length >= MAX_LINE)
        throw new InputException(
            file,
            lineNumber + 1,
            "a line of more than 16 MiB",
            "expected a text file with short lines");
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int n = in.read(buffer, filled, buffer.length - filled);
    if (n < 0) ended = true;
    else filled += n;
  }

  /**
   * Moves to the next line that is neither blank nor a {@code #}, {@code track} or {@code browser}
   * line.
   */
  public boolean nextRecord() throws IOException {
    while (next()) if (isRecord()) return true;
    return false;
  }

  /** False for a blank line and for one that starts with {@code #}, track or browser. */
  public boolean isRecord() {
    return from != to
        && buffer[from] != '#'
        && !startsWithWord("track")
        && !startsWithWord("browser");
  }

  private boolean startsWithWord(String word) {
    int n = word.length();
    if (to - from < n) return false;
    for (int i = 0; i < n; i++) if (buffer[from + i] != word.charAt(i)) return false;
    return to - from == n || buffer[from + n] == ' ' || buffer[from + n] == '\t';
  }

  /** The file, as the user named it. */
  public Path file() {
    return file;
  }

  /** Number of the current line, from 1. */
  public long lineNumber() {
    return lineNumber;
  }

  /** The whole line as text. */
  public String text() {
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }

  /** First byte of the line in {@link #buffer}. */
  public int lineStart() {
    return from;
  }

  /** One past the last byte of the line, its end of line left out. */
  public int lineEnd() {
    return to;
  }

  /** Number of tab-separated fields of the current line. */
  public int fields() {
    if (fields < 0) split();
    return fields;
  }

  private void split() {
    int n = 0;
    fieldFrom[n++] = from;
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\t') {
        if (n + 1 >= fieldFrom.length) fieldFrom = Arrays.copyOf(fieldFrom, fieldFrom.length * 2);
        fieldFrom[n++] = i + 1;
      }
    }
    fields = n;
    fieldFrom[n] = to + 1;
  }

  /**
   * The buffer that {@link #fieldStart} and {@link #fieldEnd} point into; valid until the next
   * line.
   */
  public byte[] buffer() {
    return buffer;
  }

  /** First byte of field {@code i}, counted from 0. */
  public int fieldStart(int i) {
    fields();
    return fieldFrom[i];
  }

  /** One past the last byte of field {@code i}. */
  public int fieldEnd(int i) {
    fields();
    return fieldFrom[i + 1] - 1;
  }

  /** Field {@code i} as text. */
  public String field(int i) {
    int start = fieldStart(i);
    return new String(buffer, start, fieldEnd(i) - start, StandardCharsets.UTF_8);
  }

  /** True when field {@code i} holds just the bytes of {@code text}. */
  public boolean fieldEquals(int i, byte[] text) {
    return Arrays.equals(buffer, fieldStart(i), fieldEnd(i), text, 0, text.length);
  }

  /**
   * Field {@code i} as a coordinate.
   *
   * @param what its name in messages, such as "start"
   * @throws InputException when it is not a whole number from 0 to 2,147,483,647
   */
  public int coordinate(int i, String what) throws InputException {
    int start = fieldStart(i);
    int end = fieldEnd(i);
    long value = 0;
    for (int p = start; p < end; p++) {
      int digit = buffer[p] - '0';
      if (digit < 0 || digit > 9 || value > Integer.MAX_VALUE) throw badCoordinate(i, what);
      value = value * 10 + digit;
    }
    if (end == start || value > Integer.MAX_VALUE) throw badCoordinate(i, what);
    return (int) value;
  }

  private InputException badCoordinate(int i, String what) {
    return error(
        what + " '" + field(i) + "' is not a coordinate", "expected a whole number, 0 or more");
  }

  /**
   * Field {@code i} as a number; {@code nan}, {@code inf} and {@code -inf} are numbers.
   *
   * @param what its name in messages, such as "score"
   * @throws InputException when it is none
   */
  public double number(int i, String what) throws InputException {
    try {
      return Numbers.parse(buffer, fieldStart(i), fieldEnd(i));
    } catch (NumberFormatException e) {
      throw error(what + " '" + field(i) + "' is not a number", "expected a number");
    }
  }

  /**
   * Field {@code i} as a number that is neither infinite nor undefined.
   *
   * @param what its name in messages, such as "score"
   * @throws InputException when it is none
   */
  public double finite(int i, String what) throws InputException {
    double value = number(i, what);
    if (!Double.isFinite(value))
      throw error(what + " '" + field(i) + "' is not finite", "expected a number");
    return value;
  }

  /** An {@link InputException} of the current line. */
  public InputException error(String found, String expected) {
    return new InputException(file, lineNumber, found, expected);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
