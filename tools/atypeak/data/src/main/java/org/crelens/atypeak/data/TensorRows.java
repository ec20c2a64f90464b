package org.crelens.atypeak.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crelens.libs.genome.Bed;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.io.IntColumn;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.NameTable;

/**
 * The rows of a tensor file one after the other, each checked: ten columns, a source on the axes, a
 * peak clipped to its window, everything in order. The accessors tell of the current row.
 */
public final class TensorRows implements Closeable {
  private static final String EXPECTED = "expected a tensor file of tensorize or crumb";
  private static final int COLUMNS = 10;

  /** With larger values numbers inside a network overflow. */
  private static final float LARGEST_VALUE = 1e6f;

  private final LineSource lines;
  private final TensorHeader header;
  private Map<String, Integer> cells;
  private final NameTable names = new NameTable();
  private final IntColumn cellOfName = new IntColumn();
  private final Set<String> contigs = new HashSet<>();
  private byte[] contigBytes = new byte[0];
  private String contig = "";
  private boolean beginsContig;
  private boolean beginsWindow;
  private int window = -1;
  private int windowStart;
  private int windowEnd;
  private int start;
  private int end;
  private int peakStart;
  private int peakEnd;
  private int cell;
  private float value;

  private TensorRows(LineSource lines) throws IOException {
    this.lines = lines;
    this.header = readHeader();
  }

  /**
   * Opens a tensor file and reads its header.
   *
   * @throws InputException when the file is none, or cannot be read twice, as every tool does
   */
  public static TensorRows open(Path file) throws IOException {
    InputFile.check(file);
    if (!Files.isRegularFile(file))
      throw new InputException(
          file, "is a pipe or a device", "expected a regular file: it is read more than once");
    LineSource lines = new LineSource(file);
    try {
      return new TensorRows(lines);
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private TensorHeader readHeader() throws IOException {
    List<String> texts = new ArrayList<>();
    while (lines.next()) {
      String text = lines.text();
      if (texts.isEmpty() && !text.equals(TensorHeader.MAGIC))
        throw lines.error("does not start with " + TensorHeader.MAGIC, EXPECTED);
      texts.add(text);
      if (!text.startsWith("##")) break;
    }
    try {
      return TensorHeader.parse(texts);
    } catch (IllegalArgumentException e) {
      throw new InputException(lines.file(), String.valueOf(e.getMessage()), EXPECTED);
    }
  }

  /** What the file says of itself. */
  public TensorHeader header() {
    return header;
  }

  /**
   * Moves to the next row; false at the end.
   *
   * @throws InputException when the row is damaged or out of order, or there is no row at all
   */
  public boolean next() throws IOException {
    if (!lines.nextRecord()) {
      if (window < 0) throw new InputException(lines.file(), "holds no peak", EXPECTED);
      return false;
    }
    if (lines.fields() > COLUMNS)
      throw lines.error(lines.fields() + " columns", "expected the ten columns of a tensor file");
    Bed.require(lines, COLUMNS, "the ten columns of a tensor file");
    int known = names.size();
    int id = names.id(lines.buffer(), lines.fieldStart(3), lines.fieldEnd(3));
    if (id == known) cellOfName.add(cellOf(names.name(id)));
    cell = cellOfName.get(id);
    place();
    peak();
    return true;
  }

  private int cellOf(String name) throws InputException {
    PeakName peak = PeakName.parse(name);
    if (peak == null) throw lines.error("name '" + name + "'", "expected " + PeakName.EXPECTED);
    if (cells == null) cells = header.axes().cellsBySource();
    Integer of = cells.get(peak.dataset() + "." + peak.tr());
    if (of == null) throw lines.error("source of '" + name + "' is not on the axes", EXPECTED);
    return of;
  }

  private void place() throws InputException {
    beginsContig = contig.isEmpty() || !lines.fieldEquals(0, contigBytes);
    int w = lines.coordinate(5, "window");
    beginsWindow = w != window;
    if (w >= header.windows())
      throw lines.error("window " + w + " of " + header.windows(), EXPECTED);
    if (w < window) throw lines.error("window " + w + " after " + window, "expected rows in order");
    int from = lines.coordinate(6, "window_start");
    int to = lines.coordinate(7, "window_end");
    if (to <= from || to - from > header.windowLength())
      throw lines.error(
          "window " + from + "-" + to, "expected 1 to " + header.windowLength() + " bases");
    if (!beginsWindow && (beginsContig || from != windowStart || to != windowEnd))
      throw lines.error(
          "window " + w + " at another place than in the line before",
          "expected one place for each window");
    window = w;
    windowStart = from;
    windowEnd = to;
    if (!beginsContig) return;
    contig = lines.field(0);
    contigBytes = contig.getBytes(StandardCharsets.UTF_8);
    if (!contigs.add(contig))
      throw lines.error("contig '" + contig + "' once more", "expected rows in order");
  }

  private void peak() throws InputException {
    int from = lines.coordinate(1, "start");
    int to = lines.coordinate(2, "end");
    if (from < windowStart || to > windowEnd)
      throw lines.error("a peak that leaves its window", "expected peaks clipped to windows");
    if (!beginsContig && from < start)
      throw lines.error("start " + from + " after " + start, "expected rows in order");
    start = from;
    end = to;
    peakStart = lines.coordinate(8, "peak_start");
    peakEnd = lines.coordinate(9, "peak_end");
    if (peakStart > start || peakEnd < end)
      throw lines.error(
          "a peak " + peakStart + "-" + peakEnd + " that does not hold its part in the window",
          "expected peak_start and peak_end around start and end");
    value = oneByte(4) ? 1 : readValue();
  }

  // Nearly every value is "1": no text is made of it.
  private boolean oneByte(int field) {
    int at = lines.fieldStart(field);
    return lines.fieldEnd(field) - at == 1 && lines.buffer()[at] == '1';
  }

  private float readValue() throws InputException {
    float number = (float) lines.finite(4, "value");
    if (!(number >= 0 && number <= LARGEST_VALUE))
      throw lines.error("value " + lines.field(4), "expected a number from 0 to a million");
    return number;
  }

  /** The current line. */
  public LineSource line() {
    return lines;
  }

  /** Whether the row is the first one of its contig. */
  public boolean beginsContig() {
    return beginsContig;
  }

  /** Whether the row is the first one of its window. */
  public boolean beginsWindow() {
    return beginsWindow;
  }

  /** Its contig. */
  public String contig() {
    return contig;
  }

  /** Number of its window, from 0, among all windows of the regions. */
  public int window() {
    return window;
  }

  /** First base of its window. */
  public int windowStart() {
    return windowStart;
  }

  /** One past the last base of its window. */
  public int windowEnd() {
    return windowEnd;
  }

  /** First base of the peak, clipped to the window. */
  public int start() {
    return start;
  }

  /** One past the last base of the peak, clipped to the window. */
  public int end() {
    return end;
  }

  /** First base of the peak, not clipped. */
  public int peakStart() {
    return peakStart;
  }

  /** One past the last base of the peak, not clipped. */
  public int peakEnd() {
    return peakEnd;
  }

  /** Cell {@code y · T + z}. */
  public int cell() {
    return cell;
  }

  /** Value: 1 unless the catalogue says otherwise. */
  public float value() {
    return value;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
