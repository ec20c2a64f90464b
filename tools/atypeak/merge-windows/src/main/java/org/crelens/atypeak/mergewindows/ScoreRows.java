package org.crelens.atypeak.mergewindows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.PeakName;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.NameTable;

/**
 * Rows of all score files as columns: 20 million are 0.6 GB here, several times that as objects.
 */
final class ScoreRows {
  private final NameTable contigs = new NameTable();
  private final NameTable names = new NameTable();
  private int size;
  private int[] contig = new int[4096];
  private int[] start = new int[4096];
  private int[] end = new int[4096];
  private int[] name = new int[4096];
  private int[] score = new int[4096];
  private double[] raw = new double[4096];
  private short[] model = new short[4096];
  private String[] contigNames;
  private String[] peakNames;

  /**
   * Adds the rows of one file.
   *
   * @param index number of the file's model
   */
  void read(Shard shard, int index) throws IOException {
    try (LineSource lines = new LineSource(shard.file())) {
      Shard.read(lines);
      int window = 0;
      int contigId = -1;
      byte[] contigBytes = new byte[0];
      while (lines.nextRecord()) {
        if (lines.fields() != 7)
          throw lines.error(lines.fields() + " columns", "expected 7, as the header says");
        int w = lines.coordinate(0, "window");
        if (w < window)
          throw lines.error("window " + w + " after " + window, "expected rows by window");
        window = w;
        if (contigId < 0 || !lines.fieldEquals(1, contigBytes)) {
          contigId = contigs.id(lines.buffer(), lines.fieldStart(1), lines.fieldEnd(1));
          contigBytes = contigs.name(contigId).getBytes(StandardCharsets.UTF_8);
        }
        add(lines, shard, contigId, index);
      }
    }
  }

  private void add(LineSource lines, Shard shard, int contigId, int index) throws InputException {
    if (size == start.length) grow();
    int known = names.size();
    int id = names.id(lines.buffer(), lines.fieldStart(4), lines.fieldEnd(4));
    if (id == known) checkName(lines, shard, names.name(id));
    contig[size] = contigId;
    start[size] = lines.coordinate(2, "start");
    end[size] = lines.coordinate(3, "end");
    if (end[size] <= start[size])
      throw lines.error(
          "end " + end[size] + " is not greater than start " + start[size],
          "expected a peak's coordinates");
    name[size] = id;
    raw[size] = lines.number(5, "raw");
    if (!(raw[size] >= 0 && raw[size] <= Integer.MAX_VALUE))
      throw lines.error("raw '" + lines.field(5) + "'", "expected a score of 0 or more");
    double rounded = lines.number(6, "score");
    if (!(rounded >= 0 && rounded <= Integer.MAX_VALUE) || rounded != Math.rint(rounded))
      throw lines.error("score '" + lines.field(6) + "'", "expected a whole number, 0 or more");
    score[size] = (int) rounded;
    model[size] = (short) index;
    size++;
  }

  private static void checkName(LineSource lines, Shard shard, String text) throws InputException {
    PeakName peak = PeakName.parse(text);
    if (peak == null) throw lines.error("name '" + text + "'", "expected " + PeakName.EXPECTED);
    if (!peak.cellLine().equals(shard.cellLine()))
      throw lines.error("name '" + text + "'", "expected a peak of " + shard.cellLine());
  }

  private void grow() {
    int more = size * 2;
    contig = Arrays.copyOf(contig, more);
    start = Arrays.copyOf(start, more);
    end = Arrays.copyOf(end, more);
    name = Arrays.copyOf(name, more);
    score = Arrays.copyOf(score, more);
    raw = Arrays.copyOf(raw, more);
    model = Arrays.copyOf(model, more);
  }

  /**
   * Row numbers by contig (byte order), start, end, name; equal peaks in the order they were read.
   * Call it once, after the last file.
   */
  int[] order() {
    contigNames = rank(contigs, contig);
    peakNames = rank(names, name);
    return RadixOrder.of(size, name, end, start, contig);
  }

  /** Exchanges the ids in {@code column} for ranks and returns the names by rank. */
  private String[] rank(NameTable table, int[] column) {
    List<Integer> ids =
        IntStream.range(0, table.size())
            .boxed()
            .sorted((a, b) -> ByteOrder.NAMES.compare(table.name(a), table.name(b)))
            .toList();
    int[] rank = new int[table.size()];
    String[] sorted = new String[table.size()];
    for (int r = 0; r < sorted.length; r++) {
      rank[ids.get(r)] = r;
      sorted[r] = table.name(ids.get(r));
    }
    for (int i = 0; i < size; i++) column[i] = rank[column[i]];
    return sorted;
  }

  /** Number of rows. */
  int size() {
    return size;
  }

  /** Whether two rows are scores of the same peak. */
  boolean same(int a, int b) {
    return start[a] == start[b] && end[a] == end[b] && name[a] == name[b] && contig[a] == contig[b];
  }

  /** Contig of a row, after {@link #order}. */
  String contig(int row) {
    return contigNames[contig[row]];
  }

  /** First base of a row's peak. */
  int start(int row) {
    return start[row];
  }

  /** One past the last base of a row's peak. */
  int end(int row) {
    return end[row];
  }

  /** Name of a row's peak, after {@link #order}. */
  String name(int row) {
    return peakNames[name[row]];
  }

  /** Rounded score of a row. */
  int score(int row) {
    return score[row];
  }

  /** Unrounded score of a row. */
  double raw(int row) {
    return raw[row];
  }

  /** Number of a row's model. */
  int model(int row) {
    return model[row];
  }
}
