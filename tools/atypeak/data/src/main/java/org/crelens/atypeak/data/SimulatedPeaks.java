package org.crelens.atypeak.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.crelens.libs.genome.Interval;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableReader;
import org.crelens.libs.io.TableWriter;

/**
 * The truth that {@code simulate} writes: every peak that was drawn and what it is, those that were
 * dropped or lie outside of their region included. Rows of a region stand together.
 */
public final class SimulatedPeaks {
  private static final String WHAT = "the truth of simulate";
  private static final String NONE = ".";

  private SimulatedPeaks() {}

  /** What a simulated peak is. */
  public enum Kind {
    /** A partner in a stack. */
    STACK,
    /** A partner that was drawn and then lost: in the truth, never among the peaks. */
    DROPPED,
    /** Placed at random. */
    NOISE,
    /** Over the whole region, in most regions: it carries no information. */
    WATERMARK;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A simulated peak.
   *
   * @param regionNumber number of its region, from 0
   * @param region the region
   * @param start first base, 0-based; may lie before the region, and before the contig
   * @param end one past the last base; may lie behind the region
   * @param dataset name of the dataset
   * @param tr name of the TR
   * @param kind why it is there
   * @param group correlation group of its stack, from 0; -1 outside a stack
   * @param round round of draws of its stack, from 0; -1 outside a stack
   * @param draw draw of its stack, from 0; -1 outside a stack
   * @param isCalled whether it is among the peaks: neither dropped nor outside of its region
   */
  public record Peak(
      int regionNumber,
      Interval region,
      int start,
      int end,
      String dataset,
      String tr,
      Kind kind,
      int group,
      int round,
      int draw,
      boolean isCalled) {}

  /** Writes a truth. */
  public static final class Writer implements Closeable {
    private final TableWriter table;

    /** Begins {@code target}. */
    public Writer(Outputs outputs, Path target) throws IOException {
      table =
          TableWriter.create(
              outputs,
              target,
              "region",
              "chrom",
              "region_start",
              "region_end",
              "start",
              "end",
              "dataset",
              "tf",
              "kind",
              "group",
              "round",
              "draw",
              "called");
    }

    /** Writes a peak. */
    public void row(Peak peak) throws IOException {
      table.add(peak.regionNumber).add(peak.region.contig());
      table.add(peak.region.start()).add(peak.region.end()).add(peak.start).add(peak.end);
      table.add(peak.dataset).add(peak.tr).add(peak.kind.toString());
      table.add(number(peak.group)).add(number(peak.round)).add(number(peak.draw));
      table.add(peak.isCalled ? 1 : 0).endRow();
    }

    // Counted from 1 in the file.
    private static String number(int index) {
      return index < 0 ? NONE : Integer.toString(index + 1);
    }

    @Override
    public void close() throws IOException {
      table.close();
    }
  }

  /** Reads a truth row by row. */
  public static final class Reader implements Closeable {
    private final TableReader table;
    private final int region;
    private final int contig;
    private final int regionStart;
    private final int regionEnd;
    private final int start;
    private final int end;
    private final int dataset;
    private final int tr;
    private final int kind;
    private final int group;
    private final int called;

    /**
     * Opens {@code file} and reads its header.
     *
     * @throws InputException when it is not a truth
     */
    public Reader(Path file) throws IOException {
      table = TableReader.open(file, WHAT, "region", "chrom", "kind", "group", "called");
      try {
        region = table.column("region");
        contig = table.column("chrom");
        regionStart = table.column("region_start");
        regionEnd = table.column("region_end");
        start = table.column("start");
        end = table.column("end");
        dataset = table.column("dataset");
        tr = table.column("tf", "tr");
        kind = table.column("kind");
        group = table.column("group");
        called = table.column("called");
      } catch (IOException e) {
        table.close();
        throw e;
      }
    }

    /** Moves to the next peak; false at the end. */
    public boolean next() throws IOException {
      return table.next();
    }

    /** Number of the peak's region, from 0. */
    public int regionNumber() throws InputException {
      return table.whole(region);
    }

    /** Contig of the peak's region. */
    public String contig() {
      return table.text(contig);
    }

    /** First base of the peak's region, 0-based. */
    public int regionStart() throws InputException {
      return table.whole(regionStart);
    }

    /** One past the last base of the peak's region. */
    public int regionEnd() throws InputException {
      return table.whole(regionEnd);
    }

    /** First base of the peak, 0-based; may lie before its region, and before the contig. */
    public int start() throws InputException {
      return position(start);
    }

    /** One past the last base of the peak; may lie behind its region. */
    public int end() throws InputException {
      return position(end);
    }

    private int position(int column) throws InputException {
      long value = table.signed(column);
      if (Math.abs(value) > 1_000_000_000)
        throw table.error(column, "is too large", "expected a position on a contig");
      return (int) value;
    }

    /** Name of the dataset. */
    public String dataset() {
      return table.text(dataset);
    }

    /** Name of the TR. */
    public String tr() {
      return table.text(tr);
    }

    /** What the peak is. */
    public Kind kind() throws InputException {
      String text = table.text(kind);
      for (Kind k : Kind.values()) if (k.toString().equals(text)) return k;
      throw table.error(kind, "is not known", "expected stack, dropped, noise or watermark");
    }

    /** Correlation group of a stack's peak, from 0; ask only for a peak of a stack. */
    public int group() throws InputException {
      int number = table.whole(group);
      if (number == 0) throw table.error(group, "is not a group", "expected 1 or more");
      return number - 1;
    }

    /** Whether the peak is among the peaks: neither dropped nor outside of its region. */
    public boolean isCalled() throws InputException {
      String text = table.text(called);
      if (!text.equals("0") && !text.equals("1"))
        throw table.error(called, "is not known", "expected 0 or 1");
      return text.equals("1");
    }

    /** An error of the current row. */
    public InputException error(String found, String expected) {
      return table.error(found, expected);
    }

    @Override
    public void close() throws IOException {
      table.close();
    }
  }
}
