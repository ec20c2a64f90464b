package org.crelens.atypeak.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crelens.libs.genome.Bed;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.NameTable;
import org.crelens.libs.io.Numbers;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableReader;
import org.crelens.libs.io.TableWriter;

/**
 * The score file that {@code score} writes and {@code merge-windows} reads: one row per window and
 * peak, in the order of the windows. A peak that reaches into several windows has a row in each.
 */
public final class WindowScores {
  private static final String FORMAT = "crelens-scores";
  private static final String VERSION = "1";
  private static final String WHAT = "a score file of score";
  private static final List<String> COLUMNS =
      List.of("window", "contig", "start", "end", "name", "raw", "score");

  private WindowScores() {}

  /**
   * What a score file says of itself.
   *
   * @param cellLine the cell line
   * @param seed seed that the model was trained with
   * @param model SHA-256 of the model file: what tells models apart
   * @param shard which slice of the windows was scored
   */
  public record Header(String cellLine, long seed, String model, Shard shard) {
    private Map<String, String> properties() {
      Map<String, String> properties = new LinkedHashMap<>();
      properties.put(FORMAT, VERSION);
      properties.put("cell_line", cellLine);
      properties.put("seed", Long.toString(seed));
      properties.put("model", model);
      properties.put("shard", shard.toString());
      return properties;
    }
  }

  /** Writes a score file. */
  public static final class Writer implements Closeable {
    private final TableWriter table;

    /** Begins {@code target}. */
    public Writer(Outputs outputs, Path target, Header header) throws IOException {
      table = TableWriter.create(outputs, target, header.properties(), COLUMNS);
    }

    /**
     * Writes the score of a peak in a window.
     *
     * @param window number of the window among all windows of the regions
     * @param start first base of the whole peak, 0-based
     * @param end one past its last base
     * @param name the peak's name, {@code dataset.tr.cell_line}, in UTF-8
     * @param raw the score, of 1000
     */
    public void row(int window, String contig, int start, int end, byte[] name, float raw)
        throws IOException {
      table.add(window).add(contig).add(start).add(end).add(name);
      table.add(raw).add((int) Numbers.round(raw)).endRow();
    }

    @Override
    public void close() throws IOException {
      table.close();
    }
  }

  /** Reads just the header of a score file. */
  public static Header readHeader(Path file) throws IOException {
    try (Reader reader = new Reader(file)) {
      return reader.header();
    }
  }

  /** Reads a score file row by row, and checks each row. */
  public static final class Reader implements Closeable {
    private final TableReader table;
    private final Header header;
    private final int[] at = new int[COLUMNS.size()];
    private int window;
    private int start;
    private int end;

    /**
     * Opens {@code file} and reads its header.
     *
     * @throws InputException when it is not a score file
     */
    public Reader(Path file) throws IOException {
      requireFormat(file);
      table = TableReader.open(file, WHAT);
      try {
        for (int i = 0; i < at.length; i++) at[i] = table.column(COLUMNS.get(i));
        header = readHeader();
      } catch (IOException e) {
        table.close();
        throw e;
      }
    }

    private static void requireFormat(Path file) throws IOException {
      String first = "##" + FORMAT + "=" + VERSION;
      try (LineSource lines = new LineSource(file)) {
        if (!lines.next() || !lines.text().equals(first))
          throw lines.error("does not start with " + first, "expected " + WHAT);
      }
    }

    private Header readHeader() throws InputException {
      String seed = table.property("seed");
      String shard = table.property("shard");
      try {
        return new Header(
            table.property("cell_line"),
            Long.parseLong(seed),
            table.property("model"),
            Shard.parse(shard));
      } catch (NumberFormatException e) {
        throw table.fileError(
            "its seed '" + seed + "' or shard '" + shard + "' is not a number", "expected " + WHAT);
      } catch (IllegalArgumentException e) {
        throw table.fileError("shard '" + shard + "'", "expected i/n, with i from 1 to n");
      }
    }

    /** What the file says of itself. */
    public Header header() {
      return header;
    }

    /**
     * Moves to the next row; false at the end.
     *
     * @throws InputException when the row is out of order or holds no peak
     */
    public boolean next() throws IOException {
      if (!table.next()) return false;
      int next = table.whole(at[0]);
      if (next < window)
        throw table.error("window " + next + " after " + window, "expected rows by window");
      window = next;
      start = table.whole(at[2]);
      end = table.whole(at[3]);
      Bed.requireInterval(table.line(), start, end, "a peak's coordinates");
      if (table.line().fieldStart(at[1]) == table.line().fieldEnd(at[1]))
        throw table.error("contig is empty", "expected " + WHAT);
      return true;
    }

    /** First base of the peak, 0-based. */
    public int start() {
      return start;
    }

    /** One past the last base of the peak. */
    public int end() {
      return end;
    }

    /** Number of the peak's contig in {@code contigs}. */
    public int contig(NameTable contigs) {
      return id(contigs, at[1]);
    }

    /**
     * Number of the peak's name in {@code names}.
     *
     * @throws InputException when the name is new and not that of a peak of this cell line
     */
    public int name(NameTable names) throws InputException {
      int known = names.size();
      int id = id(names, at[4]);
      if (id < known) return id;
      PeakName peak = PeakName.parse(names.name(id));
      if (peak == null)
        throw table.error("name '" + names.name(id) + "'", "expected " + PeakName.EXPECTED);
      requireCellLine(peak);
      return id;
    }

    private void requireCellLine(PeakName peak) throws InputException {
      if (!peak.cellLine().equals(header.cellLine()))
        throw table.error("name '" + peak + "'", "expected a peak of " + header.cellLine());
    }

    private int id(NameTable names, int column) {
      LineSource line = table.line();
      return names.id(line.buffer(), line.fieldStart(column), line.fieldEnd(column));
    }

    /** The score, of 1000, not rounded. */
    public double raw() throws InputException {
      double raw = table.number(at[5]);
      if (!(raw >= 0 && raw <= Integer.MAX_VALUE))
        throw table.error("raw '" + table.text(at[5]) + "'", "expected a score of 0 or more");
      return raw;
    }

    /** The rounded score. */
    public int score() throws InputException {
      return table.whole(at[6]);
    }

    @Override
    public void close() throws IOException {
      table.close();
    }
  }
}
