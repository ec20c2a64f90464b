package org.crelens.atypeak.tensorize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.crelens.atypeak.data.PeakName;
import org.crelens.atypeak.data.PeakReader;
import org.crelens.libs.genome.Windows;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.IntColumn;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.NameTable;

/**
 * The peaks of one cell line that lie on contigs with windows, as columns: 12 bytes a peak, not 60.
 * Sorted by contig, start, end, source once {@link #sort} was called.
 */
final class Catalogue {
  private static final int OTHER = -1;

  private final String cellLine;
  private final Windows windows;
  private final List<Columns> perContig = new ArrayList<>();
  private final List<PeakName> sources = new ArrayList<>();
  private final Set<String> otherCellLines = new TreeSet<>(ByteOrder.NAMES);
  private final Set<String> contigsOfPeaks = new TreeSet<>(ByteOrder.NAMES);
  private long read;
  private long ofCellLine;

  Catalogue(String cellLine, Windows windows) {
    this.cellLine = cellLine;
    this.windows = windows;
    for (int c = 0; c < windows.contigs().size(); c++) perContig.add(new Columns());
  }

  /** Reads the peaks of one more file. */
  void read(Path file) throws IOException {
    NameTable contigs = new NameTable();
    IntColumn sourceOf = new IntColumn();
    List<Columns> columnsOf = new ArrayList<>();
    try (PeakReader reader = new PeakReader(file)) {
      LineSource lines = reader.line();
      while (reader.next()) {
        int name = reader.name();
        if (reader.met() != null) sourceOf.add(source(reader.met()));
        int source = sourceOf.get(name);
        if (source == OTHER) continue;
        ofCellLine++;
        int knownContigs = contigs.size();
        int contig = contigs.id(lines.buffer(), lines.fieldStart(0), lines.fieldEnd(0));
        if (contig == knownContigs) columnsOf.add(columns(contigs.name(contig)));
        Columns columns = columnsOf.get(contig);
        if (columns != null)
          columns.add(lines.coordinate(1, "start"), lines.coordinate(2, "end"), source);
      }
      read += reader.peaks();
    }
  }

  private int source(PeakName name) {
    if (!name.cellLine().equals(cellLine)) {
      otherCellLines.add(name.cellLine());
      return OTHER;
    }
    int at = sources.indexOf(name);
    if (at >= 0) return at;
    sources.add(name);
    return sources.size() - 1;
  }

  private Columns columns(String contig) {
    contigsOfPeaks.add(contig);
    int c = windows.contigs().indexOf(contig);
    return c < 0 ? null : perContig.get(c);
  }

  /** Puts every contig's peaks in order. */
  void sort() {
    int[] rank = ranks();
    for (Columns columns : perContig) columns.sort(rank);
  }

  // Sources were numbered as they were met; the order of rows must not depend on that.
  private int[] ranks() {
    Integer[] order = new Integer[sources.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) -> ByteOrder.NAMES.compare(sources.get(a).toString(), sources.get(b).toString()));
    int[] rank = new int[order.length];
    for (int i = 0; i < order.length; i++) rank[order[i]] = i;
    return rank;
  }

  /** Sources of the cell line, numbered as in the columns. */
  List<PeakName> sources() {
    return sources;
  }

  Columns contig(int c) {
    return perContig.get(c);
  }

  long peaksRead() {
    return read;
  }

  long peaksOfCellLine() {
    return ofCellLine;
  }

  /** The error for a cell line without a peak: names those that are there. */
  InputException noCellLine(List<Path> files) {
    return PeakReader.noCellLine(files.get(0), List.of(cellLine), otherCellLines);
  }

  /** The error for peaks that lie in no region: names contigs of both sides. */
  InputException noOverlap(List<Path> files, Path regions) {
    boolean prefix = contigsOfPeaks.stream().anyMatch(c -> windows.contigs().contains(other(c)));
    String hint = prefix ? "; one side lacks the prefix 'chr'" : "; are both of the same assembly?";
    return new InputException(
        files.get(0),
        "no peak of '" + cellLine + "' overlaps a region of " + regions,
        "contigs of the peaks: "
            + some(contigsOfPeaks)
            + "; of the regions: "
            + some(windows.contigs())
            + hint);
  }

  private static String other(String contig) {
    return contig.startsWith("chr") ? contig.substring(3) : "chr" + contig;
  }

  private static String some(Iterable<String> names) {
    List<String> shown = new ArrayList<>();
    for (String name : names) {
      if (shown.size() == 5) {
        shown.add("…");
        break;
      }
      shown.add(name);
    }
    return String.join(", ", shown);
  }

  /** Peaks of one contig. */
  static final class Columns {
    int size;
    int[] start = new int[64];
    int[] end = new int[64];
    int[] source = new int[64];

    void add(int from, int to, int of) {
      if (size == start.length) {
        int more = size * 2;
        start = Arrays.copyOf(start, more);
        end = Arrays.copyOf(end, more);
        source = Arrays.copyOf(source, more);
      }
      start[size] = from;
      end[size] = to;
      source[size++] = of;
    }

    private void sort(int[] rank) {
      boolean sorted = true;
      for (int i = 1; i < size && sorted; i++) sorted = compare(rank, i - 1, i) <= 0;
      if (sorted) return;
      // Keys of start and place sort as primitives; the few equal starts are put right after.
      long[] keys = new long[size];
      for (int i = 0; i < size; i++) keys[i] = ((long) start[i] << 32) | i;
      Arrays.sort(keys);
      int[] order = new int[size];
      for (int i = 0; i < size; i++) order[i] = (int) keys[i];
      for (int i = 1; i < size; i++) {
        int moved = order[i];
        int j = i - 1;
        while (j >= 0 && start[order[j]] == start[moved] && compare(rank, order[j], moved) > 0) {
          order[j + 1] = order[j];
          j--;
        }
        order[j + 1] = moved;
      }
      start = pick(start, order);
      end = pick(end, order);
      source = pick(source, order);
    }

    private int compare(int[] rank, int a, int b) {
      if (start[a] != start[b]) return Integer.compare(start[a], start[b]);
      if (end[a] != end[b]) return Integer.compare(end[a], end[b]);
      return Integer.compare(rank[source[a]], rank[source[b]]);
    }

    private static int[] pick(int[] values, int[] order) {
      int[] picked = new int[order.length];
      for (int i = 0; i < order.length; i++) picked[i] = values[order[i]];
      return picked;
    }
  }
}
