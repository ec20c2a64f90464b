package org.crelens.atypeak.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.NameTable;

/**
 * A tensor file in memory: its non-empty windows in order, and for each the peaks clipped to it, as
 * columns of primitives (36 bytes a row). Two index spaces: a window's <em>number</em> counts all
 * windows of the regions; its <em>index</em>, 0 to {@link #size} − 1, counts non-empty ones.
 */
public final class Tensor {
  private static final String EXPECTED = "expected a tensor file of tensorize or crumb";

  private final TensorHeader header;
  private final List<String> contigs = new ArrayList<>();
  private int size;
  private int[] number = new int[1024];
  private int[] contig = new int[1024];
  private int[] windowStart = new int[1024];
  private int[] windowEnd = new int[1024];
  private int[] rowFrom = new int[1025];
  private int rows;
  private int[] start = new int[4096];
  private int[] end = new int[4096];
  private int[] peakStart = new int[4096];
  private int[] peakEnd = new int[4096];
  private int[] cell = new int[4096];
  private float[] value = new float[4096];

  private Tensor(TensorHeader header) {
    this.header = header;
  }

  /**
   * Reads a whole tensor file.
   *
   * @throws InputException when it is none, is damaged, or is out of order
   */
  public static Tensor read(Path file) throws IOException {
    try (LineSource lines = new LineSource(file)) {
      TensorHeader header = readHeader(lines);
      Tensor tensor = new Tensor(header);
      tensor.readRows(lines);
      return tensor;
    }
  }

  /** Reads just the header. */
  public static TensorHeader readHeader(Path file) throws IOException {
    try (LineSource lines = new LineSource(file)) {
      return readHeader(lines);
    }
  }

  private static TensorHeader readHeader(LineSource lines) throws IOException {
    List<String> header = new ArrayList<>();
    while (lines.next()) {
      String text = lines.text();
      if (header.isEmpty() && !text.equals(TensorHeader.MAGIC))
        throw lines.error("does not start with " + TensorHeader.MAGIC, EXPECTED);
      header.add(text);
      if (!text.startsWith("##")) break;
    }
    try {
      return TensorHeader.parse(header);
    } catch (IllegalArgumentException e) {
      throw new InputException(lines.file(), String.valueOf(e.getMessage()), EXPECTED);
    }
  }

  private void readRows(LineSource lines) throws IOException {
    Map<String, Integer> cells = header.axes().cellsBySource();
    NameTable names = new NameTable();
    int[] cellOfName = new int[64];
    byte[] contigBytes = new byte[0];
    while (lines.nextRecord()) {
      lines.requireBed(10, "the ten columns of a tensor file");
      if (size == 0 || !lines.fieldEquals(0, contigBytes)) {
        contigs.add(lines.field(0));
        contigBytes = lines.field(0).getBytes(StandardCharsets.UTF_8);
      }
      int known = names.size();
      int id = names.id(lines.buffer(), lines.fieldStart(3), lines.fieldEnd(3));
      if (id == known) {
        if (id == cellOfName.length) cellOfName = Arrays.copyOf(cellOfName, id * 2);
        cellOfName[id] = cellOf(lines, names.name(id), cells);
      }
      int w = lines.coordinate(5, "window");
      if (w >= header.windows())
        throw lines.error("window " + w + " of " + header.windows(), EXPECTED);
      if (size == 0 || number[size - 1] != w) {
        if (size > 0 && number[size - 1] > w)
          throw lines.error("window " + w + " after " + number[size - 1], "expected rows in order");
        addWindow(w, lines.coordinate(6, "window_start"), lines.coordinate(7, "window_end"), lines);
      }
      addRow(lines, cellOfName[id]);
    }
    if (rows == 0) throw new InputException(lines.file(), "holds no peak", EXPECTED);
    rowFrom[size] = rows;
  }

  private static int cellOf(LineSource lines, String name, Map<String, Integer> cells)
      throws InputException {
    PeakName peak = PeakName.parse(name);
    if (peak == null) throw lines.error("name '" + name + "'", "expected " + PeakName.EXPECTED);
    Integer cell = cells.get(peak.dataset() + "." + peak.tr());
    if (cell == null) throw lines.error("source of '" + name + "' is not on the axes", EXPECTED);
    return cell;
  }

  private void addWindow(int w, int from, int to, LineSource lines) throws InputException {
    if (to <= from || to - from > header.windowLength())
      throw lines.error(
          "window " + from + "-" + to, "expected 1 to " + header.windowLength() + " bases");
    if (size == number.length) {
      int more = size * 2;
      number = Arrays.copyOf(number, more);
      contig = Arrays.copyOf(contig, more);
      windowStart = Arrays.copyOf(windowStart, more);
      windowEnd = Arrays.copyOf(windowEnd, more);
      rowFrom = Arrays.copyOf(rowFrom, more + 1);
    }
    number[size] = w;
    contig[size] = contigs.size() - 1;
    windowStart[size] = from;
    windowEnd[size] = to;
    rowFrom[size] = rows;
    size++;
  }

  private void addRow(LineSource lines, int rowCell) throws InputException {
    if (rows == start.length) {
      int more = rows * 2;
      start = Arrays.copyOf(start, more);
      end = Arrays.copyOf(end, more);
      peakStart = Arrays.copyOf(peakStart, more);
      peakEnd = Arrays.copyOf(peakEnd, more);
      cell = Arrays.copyOf(cell, more);
      value = Arrays.copyOf(value, more);
    }
    start[rows] = lines.coordinate(1, "start");
    end[rows] = lines.coordinate(2, "end");
    if (start[rows] < windowStart[size - 1] || end[rows] > windowEnd[size - 1])
      throw lines.error("a peak that leaves its window", "expected peaks clipped to windows");
    peakStart[rows] = lines.coordinate(8, "peak_start");
    peakEnd[rows] = lines.coordinate(9, "peak_end");
    cell[rows] = rowCell;
    value[rows] = oneByte(lines, 4) ? 1 : (float) lines.number(4, "value");
    rows++;
  }

  // Nearly every value is "1": no text is made of it.
  private static boolean oneByte(LineSource lines, int field) {
    int at = lines.fieldStart(field);
    return lines.fieldEnd(field) - at == 1 && lines.buffer()[at] == '1';
  }

  /** What the file says of itself. */
  public TensorHeader header() {
    return header;
  }

  /** Number of non-empty windows. */
  public int size() {
    return size;
  }

  /** Number of rows: clipped peaks. */
  public int rows() {
    return rows;
  }

  /** Number of window {@code i} among all windows of the regions. */
  public int number(int i) {
    return number[i];
  }

  /** Index of the window with this number, or negative when it is empty or does not exist. */
  public int indexOf(int windowNumber) {
    return Arrays.binarySearch(number, 0, size, windowNumber);
  }

  /** Contig of window {@code i}. */
  public String contig(int i) {
    return contigs.get(contig[i]);
  }

  /** First base of window {@code i}. */
  public int windowStart(int i) {
    return windowStart[i];
  }

  /** One past the last base of window {@code i}. */
  public int windowEnd(int i) {
    return windowEnd[i];
  }

  /** First row of window {@code i}; its rows end where those of {@code i + 1} begin. */
  public int rowFrom(int i) {
    return rowFrom[i];
  }

  /** First base of the peak of row {@code r}, not clipped. */
  public int peakStart(int r) {
    return peakStart[r];
  }

  /** One past the last base of the peak of row {@code r}, not clipped. */
  public int peakEnd(int r) {
    return peakEnd[r];
  }

  /** Cell {@code y · T + z} of row {@code r}. */
  public int cell(int r) {
    return cell[r];
  }

  /** Value of row {@code r}: 1 unless the catalogue says otherwise. */
  public float value(int r) {
    return value[r];
  }

  /** First base of row {@code r} in the frame of window {@code i}, which ends with the window. */
  public int frameFrom(int i, int r) {
    return header.windowLength() - windowEnd[i] + start[r];
  }

  /** One past the last base of row {@code r} in the frame of window {@code i}. */
  public int frameTo(int i, int r) {
    return header.windowLength() - windowEnd[i] + end[r];
  }

  /** First bin that row {@code r} touches; a single base fills its bin. */
  public int binFrom(int i, int r) {
    return frameFrom(i, r) / header.squish();
  }

  /** One past the last bin that row {@code r} touches. */
  public int binTo(int i, int r) {
    return (frameTo(i, r) - 1) / header.squish() + 1;
  }
}
