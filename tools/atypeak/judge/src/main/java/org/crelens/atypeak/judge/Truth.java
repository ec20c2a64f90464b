package org.crelens.atypeak.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.SimulatedPeaks;
import org.crelens.atypeak.data.SimulatedPeaks.Kind;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.IntColumn;

/**
 * What simulate says of every peak it drew, as columns; rows of a region stand together. Who takes
 * part in stacks tells the correlation groups of TRs, and which datasets are reliable.
 */
final class Truth {
  private static final String EXPECTED = "expected the truth of simulate";

  private final Axes axes;
  private final List<String> contigs = new ArrayList<>();
  private final IntColumn rowFrom = new IntColumn();
  private final IntColumn contig = new IntColumn();
  private final IntColumn regionStart = new IntColumn();
  private final IntColumn regionEnd = new IntColumn();
  private final IntColumn start = new IntColumn();
  private final IntColumn end = new IntColumn();
  private final IntColumn cell = new IntColumn();
  private final IntColumn kind = new IntColumn();
  private final IntColumn group = new IntColumn();
  private final BitSet called = new BitSet();
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
    try (SimulatedPeaks.Reader peaks = new SimulatedPeaks.Reader(file)) {
      while (peaks.next()) truth.add(peaks);
    }
    if (truth.rows() == 0) throw new InputException(file, "holds no peak", EXPECTED);
    truth.rowFrom.add(truth.rows());
    if (truth.groups.isEmpty())
      throw new InputException(file, "holds no peak of a stack", EXPECTED);
    return truth;
  }

  private void add(SimulatedPeaks.Reader peak) throws IOException {
    int region = peak.regionNumber();
    if (region != regions() - 1) {
      if (region != regions())
        throw peak.error(
            "region " + region + " after " + (regions() - 1), "expected rows in order");
      addRegion(peak);
    }
    int at = axes.cell(peak.dataset(), peak.tr());
    if (at < 0)
      throw peak.error(
          "source " + peak.dataset() + "." + peak.tr() + " is not on the axes of the tensor",
          "expected truth and tensor of one simulation");
    Kind of = peak.kind();
    requireSamePlace(peak, region);
    if (peak.end() <= peak.start())
      throw peak.error("a peak " + peak.start() + "-" + peak.end(), "expected end behind start");
    if (peak.isCalled()) {
      if (of == Kind.DROPPED
          || peak.end() <= regionStart(region)
          || peak.start() >= regionEnd(region))
        throw peak.error("a called peak that was dropped or lies outside of its region", EXPECTED);
      called.set(rows());
    }
    cell.add(at);
    start.add(peak.start());
    end.add(peak.end());
    kind.add(of.ordinal());
    group.add(of == Kind.STACK || of == Kind.DROPPED ? groupOf(peak, at) : -1);
  }

  private void requireSamePlace(SimulatedPeaks.Reader peak, int region) throws IOException {
    if (!peak.contig().equals(contig(region))
        || peak.regionStart() != regionStart(region)
        || peak.regionEnd() != regionEnd(region))
      throw peak.error(
          "region " + region + " at another place than in the line before",
          "expected one place for each region");
  }

  private int groupOf(SimulatedPeaks.Reader peak, int at) throws IOException {
    int g = peak.group();
    if (g > Short.MAX_VALUE) throw peak.error("group " + (g + 1), EXPECTED);
    while (groups.size() <= g) groups.add(new BitSet());
    groups.get(g).set(at % axes.t());
    reliable.set(at / axes.t());
    return g;
  }

  private void addRegion(SimulatedPeaks.Reader peak) throws IOException {
    String name = peak.contig();
    if (peak.regionEnd() <= peak.regionStart())
      throw peak.error(
          "region " + peak.regionStart() + "-" + peak.regionEnd(), "expected end behind start");
    if (contigs.isEmpty() || !contigs.get(contigs.size() - 1).equals(name)) contigs.add(name);
    contig.add(contigs.size() - 1);
    regionStart.add(peak.regionStart());
    regionEnd.add(peak.regionEnd());
    rowFrom.add(rows());
  }

  Axes axes() {
    return axes;
  }

  /** Number of regions. */
  int regions() {
    return regionStart.size();
  }

  /** Contig of a region. */
  String contig(int region) {
    return contigs.get(contig.get(region));
  }

  int regionStart(int region) {
    return regionStart.get(region);
  }

  int regionEnd(int region) {
    return regionEnd.get(region);
  }

  /** First row of a region; its rows end where those of the next begin. */
  int rowFrom(int region) {
    return rowFrom.get(region);
  }

  int rows() {
    return start.size();
  }

  /** First base of a peak within its region. */
  int start(int region, int row) {
    return Math.max(start.get(row), regionStart.get(region));
  }

  /** One past the last base of a peak within its region. */
  int end(int region, int row) {
    return Math.min(end.get(row), regionEnd.get(region));
  }

  /** Cell y · T + z of a peak. */
  int cell(int row) {
    return cell.get(row);
  }

  Kind kind(int row) {
    return Kind.values()[kind.get(row)];
  }

  /** Group of a stack's peak, from 0; else -1. */
  int group(int row) {
    return group.get(row);
  }

  /** Whether the peak is in the catalogue: neither dropped nor outside of its region. */
  boolean called(int row) {
    return called.get(row);
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
