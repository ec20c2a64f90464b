package org.crelens.atypeak.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.crelens.atypeak.data.Axes;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;

/**
 * What simulate says of every peak it drew, as columns; rows of a region stand together. Who takes
 * part in stacks tells the correlation groups of TRs, and which datasets are reliable.
 */
final class Truth {
  private static final List<String> COLUMNS =
      List.of(
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
          "called");
  private static final String EXPECTED = "expected the truth of simulate";

  /** What a peak is, as simulate names it. */
  enum Kind {
    STACK,
    DROPPED,
    NOISE,
    WATERMARK
  }

  private final Axes axes;
  private final List<String> contigs = new ArrayList<>();
  private int regions;
  private int[] rowFrom = new int[1025];
  private int[] contig = new int[1024];
  private int[] regionStart = new int[1024];
  private int[] regionEnd = new int[1024];
  private int rows;
  private int[] start = new int[4096];
  private int[] end = new int[4096];
  private int[] cell = new int[4096];
  private byte[] kind = new byte[4096];
  private short[] group = new short[4096];
  private boolean[] called = new boolean[4096];
  private final List<BitSet> groups = new ArrayList<>();
  private final BitSet reliable = new BitSet();

  private Truth(Axes axes) {
    this.axes = axes;
  }

  /**
   * Reads a truth.
   *
   * @param axes of the tensor: datasets and TRs of the truth have to be on them
   * @throws InputException when it is none, or names others
   */
  static Truth read(Path file, Axes axes) throws IOException {
    Truth truth = new Truth(axes);
    try (LineSource lines = new LineSource(file)) {
      int[] columns = columns(lines);
      while (lines.nextRecord()) truth.add(lines, columns);
      if (truth.rows == 0) throw new InputException(file, "holds no peak", EXPECTED);
      truth.rowFrom[truth.regions] = truth.rows;
      if (truth.groups.isEmpty())
        throw new InputException(file, "holds no peak of a stack", EXPECTED);
    }
    return truth;
  }

  private static int[] columns(LineSource lines) throws IOException {
    if (!lines.nextRecord()) throw new InputException(lines.file(), "holds no line", EXPECTED);
    List<String> names = List.of(lines.text().split("\t"));
    int[] columns = new int[COLUMNS.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = names.indexOf(COLUMNS.get(i));
      if (columns[i] < 0) throw lines.error("no column '" + COLUMNS.get(i) + "'", EXPECTED);
    }
    return columns;
  }

  private void add(LineSource lines, int[] columns) throws IOException {
    if (lines.fields() <= Arrays.stream(columns).max().orElseThrow())
      throw lines.error(lines.fields() + " columns", EXPECTED);
    int region = lines.coordinate(columns[0], "region");
    if (region != regions - 1) {
      if (region != regions)
        throw lines.error("region " + region + " after " + (regions - 1), "expected rows in order");
      addRegion(lines, columns);
    }
    if (rows == start.length) {
      int more = rows * 2;
      start = Arrays.copyOf(start, more);
      end = Arrays.copyOf(end, more);
      cell = Arrays.copyOf(cell, more);
      kind = Arrays.copyOf(kind, more);
      group = Arrays.copyOf(group, more);
      called = Arrays.copyOf(called, more);
    }
    String dataset = lines.field(columns[6]);
    String tr = lines.field(columns[7]);
    cell[rows] = axes.cell(dataset, tr);
    if (cell[rows] < 0)
      throw lines.error(
          "source " + dataset + "." + tr + " is not on the axes of the tensor",
          "expected truth and tensor of one simulation");
    start[rows] = position(lines, columns[4]);
    end[rows] = position(lines, columns[5]);
    Kind of = kind(lines, columns[8]);
    kind[rows] = (byte) of.ordinal();
    group[rows] = -1;
    called[rows] = lines.field(columns[10]).equals("1");
    if (of == Kind.STACK || of == Kind.DROPPED) {
      int g = lines.coordinate(columns[9], "group") - 1;
      if (g < 0 || g > Short.MAX_VALUE) throw lines.error("group " + (g + 1), EXPECTED);
      group[rows] = (short) g;
      while (groups.size() <= g) groups.add(new BitSet());
      groups.get(g).set(cell[rows] % axes.t());
      reliable.set(cell[rows] / axes.t());
    }
    rows++;
  }

  private void addRegion(LineSource lines, int[] columns) throws IOException {
    if (regions == contig.length) {
      int more = regions * 2;
      contig = Arrays.copyOf(contig, more);
      regionStart = Arrays.copyOf(regionStart, more);
      regionEnd = Arrays.copyOf(regionEnd, more);
      rowFrom = Arrays.copyOf(rowFrom, more + 1);
    }
    String name = lines.field(columns[1]);
    if (contigs.isEmpty() || !contigs.get(contigs.size() - 1).equals(name)) contigs.add(name);
    contig[regions] = contigs.size() - 1;
    regionStart[regions] = lines.coordinate(columns[2], "region_start");
    regionEnd[regions] = lines.coordinate(columns[3], "region_end");
    rowFrom[regions] = rows;
    regions++;
  }

  // A peak may begin before its region, and so before the contig.
  private static int position(LineSource lines, int column) throws InputException {
    double value = lines.number(column, "position");
    if (value != Math.rint(value) || Math.abs(value) > 1e9)
      throw lines.error("position " + lines.field(column), "expected a whole number");
    return (int) value;
  }

  private static Kind kind(LineSource lines, int column) throws InputException {
    String text = lines.field(column);
    for (Kind k : Kind.values()) if (k.name().toLowerCase(Locale.ROOT).equals(text)) return k;
    throw lines.error("kind '" + text + "'", "expected stack, dropped, noise or watermark");
  }

  Axes axes() {
    return axes;
  }

  /** Number of regions. */
  int regions() {
    return regions;
  }

  /** Contig of a region. */
  String contig(int region) {
    return contigs.get(contig[region]);
  }

  int regionStart(int region) {
    return regionStart[region];
  }

  int regionEnd(int region) {
    return regionEnd[region];
  }

  /** First row of a region; its rows end where those of the next begin. */
  int rowFrom(int region) {
    return rowFrom[region];
  }

  int rows() {
    return rows;
  }

  /** First base of a peak within its region. */
  int start(int region, int row) {
    return Math.max(start[row], regionStart[region]);
  }

  /** One past the last base of a peak within its region. */
  int end(int region, int row) {
    return Math.min(end[row], regionEnd[region]);
  }

  /** Cell y · T + z of a peak. */
  int cell(int row) {
    return cell[row];
  }

  Kind kind(int row) {
    return Kind.values()[kind[row]];
  }

  /** Group of a stack's peak, from 0; else -1. */
  int group(int row) {
    return group[row];
  }

  /** Whether the peak is in the catalogue: neither dropped nor outside of its region. */
  boolean called(int row) {
    return called[row];
  }

  /** The TRs of each group; groups may share some. */
  List<BitSet> groups() {
    return groups;
  }

  /** Datasets that take part in stacks. */
  BitSet reliable() {
    return reliable;
  }

  /** TRs that belong to a group. */
  BitSet grouped() {
    BitSet all = new BitSet();
    for (BitSet g : groups) all.or(g);
    return all;
  }

  /** TRs that belong to more than one group. */
  BitSet common() {
    BitSet once = new BitSet();
    BitSet more = new BitSet();
    for (BitSet g : groups) {
      BitSet again = (BitSet) g.clone();
      again.and(once);
      more.or(again);
      once.or(g);
    }
    return more;
  }
}
