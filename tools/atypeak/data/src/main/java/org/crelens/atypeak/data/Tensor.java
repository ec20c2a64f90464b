package org.crelens.atypeak.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.io.FloatColumn;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.IntColumn;

/**
 * A tensor file in memory: its non-empty windows in order, and for each the peaks clipped to it, as
 * columns of primitives (36 bytes a row). Two index spaces: a window's <em>number</em> counts all
 * windows of the regions; its <em>index</em>, 0 to {@link #size} − 1, counts non-empty ones.
 */
public final class Tensor {
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
    try (TensorRows rows = TensorRows.open(file)) {
      Tensor tensor = new Tensor(rows.header());
      while (rows.next()) tensor.add(rows);
      tensor.rowFrom.add(tensor.rows());
      return tensor;
    }
  }

  /** Reads just the header. */
  public static TensorHeader readHeader(Path file) throws IOException {
    try (TensorRows rows = TensorRows.open(file)) {
      return rows.header();
    }
  }

  private void add(TensorRows row) {
    if (row.beginsContig()) contigs.add(row.contig());
    if (row.beginsWindow()) {
      number.add(row.window());
      contig.add(contigs.size() - 1);
      windowStart.add(row.windowStart());
      windowEnd.add(row.windowEnd());
      rowFrom.add(rows());
    }
    start.add(row.start());
    end.add(row.end());
    peakStart.add(row.peakStart());
    peakEnd.add(row.peakEnd());
    cell.add(row.cell());
    value.add(row.value());
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
