package org.crelens.atypeak.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crelens.libs.genome.Bed;
import org.crelens.libs.io.FloatColumn;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.IntColumn;
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
  private final IntColumn number = new IntColumn();
  private final IntColumn contig = new IntColumn();
  private final IntColumn windowStart = new IntColumn();
  private final IntColumn windowEnd = new IntColumn();
  private final IntColumn rowFrom = new IntColumn();
  private final IntColumn start = new IntColumn(4096);
  private final IntColumn end = new IntColumn(4096);
  private final IntColumn peakStart = new IntColumn(4096);
  private final IntColumn peakEnd = new IntColumn(4096);
  private final IntColumn cell = new IntColumn(4096);
  private final FloatColumn value = new FloatColumn(4096);

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
    IntColumn cellOfName = new IntColumn();
    byte[] contigBytes = new byte[0];
    while (lines.nextRecord()) {
      Bed.require(lines, 10, "the ten columns of a tensor file");
      if (size() == 0 || !lines.fieldEquals(0, contigBytes)) {
        contigs.add(lines.field(0));
        contigBytes = lines.field(0).getBytes(StandardCharsets.UTF_8);
      }
      int known = names.size();
      int id = names.id(lines.buffer(), lines.fieldStart(3), lines.fieldEnd(3));
      if (id == known) cellOfName.add(cellOf(lines, names.name(id), cells));
      int w = lines.coordinate(5, "window");
      if (w >= header.windows())
        throw lines.error("window " + w + " of " + header.windows(), EXPECTED);
      int last = size() == 0 ? -1 : number.get(size() - 1);
      if (last != w) {
        if (last > w) throw lines.error("window " + w + " after " + last, "expected rows in order");
        addWindow(w, lines.coordinate(6, "window_start"), lines.coordinate(7, "window_end"), lines);
      }
      addRow(lines, cellOfName.get(id));
    }
    if (rows() == 0) throw new InputException(lines.file(), "holds no peak", EXPECTED);
    rowFrom.add(rows());
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
    number.add(w);
    contig.add(contigs.size() - 1);
    windowStart.add(from);
    windowEnd.add(to);
    rowFrom.add(rows());
  }

  private void addRow(LineSource lines, int rowCell) throws InputException {
    int window = size() - 1;
    int from = lines.coordinate(1, "start");
    int to = lines.coordinate(2, "end");
    if (from < windowStart.get(window) || to > windowEnd.get(window))
      throw lines.error("a peak that leaves its window", "expected peaks clipped to windows");
    start.add(from);
    end.add(to);
    peakStart.add(lines.coordinate(8, "peak_start"));
    peakEnd.add(lines.coordinate(9, "peak_end"));
    cell.add(rowCell);
    value.add(oneByte(lines, 4) ? 1 : (float) lines.finite(4, "value"));
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
    return number.size();
  }

  /** Number of rows: clipped peaks. */
  public int rows() {
    return start.size();
  }

  /** Number of window {@code i} among all windows of the regions. */
  public int number(int i) {
    return number.get(i);
  }

  /** Index of the window with this number, or negative when it is empty or does not exist. */
  public int indexOf(int windowNumber) {
    return number.find(windowNumber);
  }

  /** Contig of window {@code i}. */
  public String contig(int i) {
    return contigs.get(contig.get(i));
  }

  /** First base of window {@code i}. */
  public int windowStart(int i) {
    return windowStart.get(i);
  }

  /** One past the last base of window {@code i}. */
  public int windowEnd(int i) {
    return windowEnd.get(i);
  }

  /** First row of window {@code i}; its rows end where those of {@code i + 1} begin. */
  public int rowFrom(int i) {
    return rowFrom.get(i);
  }

  /** First base of the peak of row {@code r}, not clipped. */
  public int peakStart(int r) {
    return peakStart.get(r);
  }

  /** One past the last base of the peak of row {@code r}, not clipped. */
  public int peakEnd(int r) {
    return peakEnd.get(r);
  }

  /** Cell {@code y · T + z} of row {@code r}. */
  public int cell(int r) {
    return cell.get(r);
  }

  /** Value of row {@code r}: 1 unless the catalogue says otherwise. */
  public float value(int r) {
    return value.get(r);
  }

  /** First base of row {@code r} in the frame of window {@code i}, which ends with the window. */
  public int frameFrom(int i, int r) {
    return header.windowLength() - windowEnd.get(i) + start.get(r);
  }

  /** One past the last base of row {@code r} in the frame of window {@code i}. */
  public int frameTo(int i, int r) {
    return header.windowLength() - windowEnd.get(i) + end.get(r);
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
