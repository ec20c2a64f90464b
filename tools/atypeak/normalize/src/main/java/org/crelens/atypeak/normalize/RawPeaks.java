package org.crelens.atypeak.normalize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.PeakName;
import org.crelens.atypeak.data.Source;
import org.crelens.libs.genome.Bed;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.DoubleColumn;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.IntColumn;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.NameTable;

/** The peaks of a raw BED and their scores, as columns (36 bytes a peak). */
final class RawPeaks {
  private static final String EXPECTED = "BED6: contig, start, end, name, score, strand";

  private final List<String> contigs;
  private final List<Source> sources;
  private final String cellLine;
  private final int size;
  private final int[] contig;
  private final int[] start;
  private final int[] end;
  private final int[] source;
  private final int[] score;
  private final double[] unrounded;

  private RawPeaks(
      List<String> contigs,
      List<Source> sources,
      String cellLine,
      int size,
      int[] contig,
      int[] start,
      int[] end,
      int[] source,
      int[] score,
      double[] unrounded) {
    this.contigs = contigs;
    this.sources = sources;
    this.cellLine = cellLine;
    this.size = size;
    this.contig = contig;
    this.start = start;
    this.end = end;
    this.source = source;
    this.score = score;
    this.unrounded = unrounded;
  }

  /**
   * Reads a raw BED, in the order of the file. With exactly seven columns the last is the unrounded
   * score, as merge-windows writes it; else the score itself stands for it.
   *
   * @throws InputException for a bad line, or peaks of two cell lines
   */
  static RawPeaks read(Path file) throws IOException {
    return new Reader().read(file);
  }

  private static final class Reader {
    private final NameTable contigs = new NameTable();
    private final NameTable names = new NameTable();
    private final List<Source> sources = new ArrayList<>();
    private final IntColumn sourceOfName = new IntColumn();
    private String cellLine;
    private final IntColumn contig = new IntColumn();
    private final IntColumn start = new IntColumn();
    private final IntColumn end = new IntColumn();
    private final IntColumn source = new IntColumn();
    private final IntColumn score = new IntColumn();
    private final DoubleColumn unrounded = new DoubleColumn();

    RawPeaks read(Path file) throws IOException {
      try (LineSource lines = new LineSource(file)) {
        while (lines.nextRecord()) {
          Bed.require(lines, 5, EXPECTED);
          contig.add(contigs.id(lines.buffer(), lines.fieldStart(0), lines.fieldEnd(0)));
          start.add(lines.coordinate(1, "start"));
          end.add(lines.coordinate(2, "end"));
          source.add(source(lines));
          double value = score(lines, 4);
          score.add((int) Math.rint(value));
          unrounded.add(lines.fields() == 7 ? unrounded(lines, value) : value);
        }
      }
      if (start.size() == 0)
        throw new InputException(file, "holds no peak", "expected " + EXPECTED);
      return new RawPeaks(
          contigs.names(),
          List.copyOf(sources),
          cellLine,
          start.size(),
          contig.toArray(),
          start.toArray(),
          end.toArray(),
          source.toArray(),
          score.toArray(),
          unrounded.toArray());
    }

    private int source(LineSource lines) throws InputException {
      int known = names.size();
      int id = names.id(lines.buffer(), lines.fieldStart(3), lines.fieldEnd(3));
      if (id < known) return sourceOfName.get(id);
      PeakName name = PeakName.parse(names.name(id));
      if (name == null)
        throw lines.error("name '" + names.name(id) + "'", "expected " + PeakName.EXPECTED);
      if (cellLine == null) cellLine = name.cellLine();
      if (!name.cellLine().equals(cellLine))
        throw lines.error(
            "a peak of " + name.cellLine() + " after peaks of " + cellLine,
            "expected one cell line; it is the part of the name behind the second dot");
      sourceOfName.add(sources.size());
      sources.add(new Source(name.dataset(), name.tr()));
      return sourceOfName.get(id);
    }

    private static double score(LineSource lines, int field) throws InputException {
      double value = lines.number(field, "score");
      if (!(Math.abs(value) <= Integer.MAX_VALUE))
        throw lines.error("score '" + lines.field(field) + "'", "expected a raw score");
      return value;
    }

    // Each is rounded at most twice on its way, so that they differ by one at most.
    private static double unrounded(LineSource lines, double score) throws InputException {
      double value = score(lines, 6);
      if (Math.abs(value - score) > 1 + 1e-9)
        throw lines.error(
            "column 7 '" + lines.field(6) + "' is not score " + lines.field(4) + " unrounded",
            "expected the raw BED of merge-windows, or plain BED6");
      return value;
    }
  }

  /** The same peaks by contig (byte order), start, end, name; their sources keep their numbers. */
  RawPeaks sorted() {
    int[] contigRank = new int[contigs.size()];
    List<String> contigsInOrder = contigs.stream().sorted(ByteOrder.NAMES).toList();
    for (int c = 0; c < contigRank.length; c++)
      contigRank[c] = contigsInOrder.indexOf(contigs.get(c));
    // Names decide, not sources: the dot between dataset and TR is not the lowest of characters.
    int[] nameRank = nameRanks();
    int[] order = order(contigRank, nameRank);
    return new RawPeaks(
        contigsInOrder,
        sources,
        cellLine,
        size,
        IntStream.range(0, size).map(i -> contigRank[contig[order[i]]]).toArray(),
        IntStream.range(0, size).map(i -> start[order[i]]).toArray(),
        IntStream.range(0, size).map(i -> end[order[i]]).toArray(),
        IntStream.range(0, size).map(i -> source[order[i]]).toArray(),
        IntStream.range(0, size).map(i -> score[order[i]]).toArray(),
        IntStream.range(0, size).mapToDouble(i -> unrounded[order[i]]).toArray());
  }

  private int[] nameRanks() {
    List<Integer> byName =
        IntStream.range(0, sources.size())
            .boxed()
            .sorted((a, b) -> ByteOrder.NAMES.compare(nameOf(a), nameOf(b)))
            .toList();
    int[] rank = new int[sources.size()];
    for (int r = 0; r < rank.length; r++) rank[byName.get(r)] = r;
    return rank;
  }

  private int[] order(int[] contigRank, int[] nameRank) {
    int[] order = IntStream.range(0, size).toArray();
    boolean inOrder = true;
    for (int i = 1; i < size && inOrder; i++)
      inOrder = compare(i - 1, i, contigRank, nameRank) <= 0;
    // What merge-windows wrote is in order; boxed rows are for the rare file of another origin.
    if (inOrder) return order;
    return IntStream.range(0, size)
        .boxed()
        .sorted((a, b) -> compare(a, b, contigRank, nameRank))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int compare(int a, int b, int[] contigRank, int[] nameRank) {
    int by = Integer.compare(contigRank[contig[a]], contigRank[contig[b]]);
    if (by == 0) by = Integer.compare(start[a], start[b]);
    if (by == 0) by = Integer.compare(end[a], end[b]);
    return by != 0 ? by : Integer.compare(nameRank[source[a]], nameRank[source[b]]);
  }

  /** Number of peaks. */
  int size() {
    return size;
  }

  /** Cell line of all peaks. */
  String cellLine() {
    return cellLine;
  }

  /** Sources that have a peak; {@link #source} is an index into them. */
  List<Source> sources() {
    return sources;
  }

  /** Contigs that have a peak; {@link #contigIndex} is an index into them. */
  List<String> contigs() {
    return contigs;
  }

  /** Contig of peak {@code i}, an index into {@link #contigs}. */
  int contigIndex(int i) {
    return contig[i];
  }

  /** Contig of peak {@code i}. */
  String contig(int i) {
    return contigs.get(contig[i]);
  }

  /** First base of peak {@code i}. */
  int start(int i) {
    return start[i];
  }

  /** One past the last base of peak {@code i}. */
  int end(int i) {
    return end[i];
  }

  /** Source of peak {@code i}, an index into {@link #sources}. */
  int source(int i) {
    return source[i];
  }

  /** Name {@code dataset.tr.cell_line} of a source's peaks. */
  String nameOf(int source) {
    return sources.get(source) + "." + cellLine;
  }

  /** Rounded raw score of peak {@code i}. */
  int score(int i) {
    return score[i];
  }

  /** Raw score of peak {@code i} before it was rounded, as far as it is known. */
  double unrounded(int i) {
    return unrounded[i];
  }
}
