package org.crelens.atypeak.mergewindows;

import java.io.IOException;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.WindowScores;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.DoubleColumn;
import org.crelens.libs.io.IntColumn;
import org.crelens.libs.io.NameTable;

/** The scores of all score files as columns: objects would take several times the memory. */
final class ScoreColumns {
  private final NameTable contigs = new NameTable();
  private final NameTable names = new NameTable();
  private final IntColumn contigIds = new IntColumn();
  private final IntColumn nameIds = new IntColumn();
  private final IntColumn start = new IntColumn();
  private final IntColumn end = new IntColumn();
  private final IntColumn score = new IntColumn();
  private final DoubleColumn raw = new DoubleColumn();
  private final IntColumn model = new IntColumn();
  private int[] contig;
  private int[] name;
  private String[] contigNames;
  private String[] peakNames;

  /**
   * Adds the rows of one file.
   *
   * @param index number of the file's model
   */
  void read(ShardFile shard, int index) throws IOException {
    try (WindowScores.Reader rows = new WindowScores.Reader(shard.file())) {
      while (rows.next()) {
        contigIds.add(rows.contig(contigs));
        nameIds.add(rows.name(names));
        start.add(rows.start());
        end.add(rows.end());
        raw.add(rows.raw());
        score.add(rows.score());
        model.add(index);
      }
    }
  }

  /**
   * Row numbers by contig (byte order), start, end, name; equal peaks in the order they were read.
   * Call it once, after the last file.
   */
  int[] order() {
    contigNames = contigs.names().stream().sorted(ByteOrder.NAMES).toArray(String[]::new);
    peakNames = names.names().stream().sorted(ByteOrder.NAMES).toArray(String[]::new);
    contig = ranks(contigIds, contigs, contigNames);
    name = ranks(nameIds, names, peakNames);
    return RadixOrder.of(size(), name, end.toArray(), start.toArray(), contig);
  }

  /** The column with the place of each name among the sorted ones, not its number. */
  private static int[] ranks(IntColumn ids, NameTable table, String[] sorted) {
    NameTable inOrder = new NameTable();
    for (String one : sorted) inOrder.add(one);
    int[] rank = IntStream.range(0, sorted.length).map(i -> inOrder.add(table.name(i))).toArray();
    int[] column = ids.toArray();
    for (int i = 0; i < column.length; i++) column[i] = rank[column[i]];
    return column;
  }

  /** Number of rows. */
  int size() {
    return start.size();
  }

  /** Whether two rows are scores of the same peak. */
  boolean same(int a, int b) {
    return start.get(a) == start.get(b)
        && end.get(a) == end.get(b)
        && name[a] == name[b]
        && contig[a] == contig[b];
  }

  /** Contig of a row, after {@link #order}. */
  String contig(int row) {
    return contigNames[contig[row]];
  }

  /** First base of a row's peak. */
  int start(int row) {
    return start.get(row);
  }

  /** One past the last base of a row's peak. */
  int end(int row) {
    return end.get(row);
  }

  /** Name of a row's peak, after {@link #order}. */
  String name(int row) {
    return peakNames[name[row]];
  }

  /** Rounded score of a row. */
  int score(int row) {
    return score.get(row);
  }

  /** Unrounded score of a row. */
  double raw(int row) {
    return raw.get(row);
  }

  /** Number of a row's model. */
  int model(int row) {
    return model.get(row);
  }
}
