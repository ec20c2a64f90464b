package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.PeakName;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.NameTable;

/** The table of scores as columns (32 bytes a peak): where a peak lies, its source, its scores. */
final class ScoreTable {
  private final Sources sources = new Sources();
  private final NameTable contigs = new NameTable();
  private int size;
  private int[] contig = new int[4096];
  private int[] start = new int[4096];
  private int[] end = new int[4096];
  private int[] source = new int[4096];
  private double[] raw = new double[4096];
  private double[] finals = new double[4096];

  /**
   * Reads {@code scores.tsv.gz}.
   *
   * @param cellLine whose peaks these must be
   * @throws InputException for a bad line, or a peak of another cell line
   */
  static ScoreTable read(Path file, String cellLine) throws IOException {
    ScoreTable scores = new ScoreTable();
    try (Table table = new Table(file, "contig", "start", "end", "name", "raw", "final")) {
      scores.read(table, cellLine);
    }
    if (scores.size == 0)
      throw new InputException(file, "holds no peak", "expected the scores of normalize");
    return scores;
  }

  private void read(Table table, String cellLine) throws IOException {
    int atContig = table.column("contig");
    int atStart = table.column("start");
    int atEnd = table.column("end");
    int atName = table.column("name");
    int atRaw = table.column("raw");
    int atFinal = table.column("final");
    NameTable names = new NameTable();
    int[] sourceOfName = new int[64];
    byte[] contigBytes = new byte[0];
    while (table.next()) {
      LineSource line = table.line();
      if (size == start.length) grow();
      if (size > 0 && line.fieldEquals(atContig, contigBytes)) {
        contig[size] = contig[size - 1];
      } else {
        contig[size] =
            contigs.id(line.buffer(), line.fieldStart(atContig), line.fieldEnd(atContig));
        contigBytes = contigs.name(contig[size]).getBytes(StandardCharsets.UTF_8);
      }
      int known = names.size();
      int name = names.id(line.buffer(), line.fieldStart(atName), line.fieldEnd(atName));
      if (name == known) {
        if (name == sourceOfName.length) sourceOfName = Arrays.copyOf(sourceOfName, name * 2);
        sourceOfName[name] = source(table, names.name(name), cellLine);
      }
      source[size] = sourceOfName[name];
      start[size] = table.whole(atStart);
      end[size] = table.whole(atEnd);
      if (end[size] <= start[size])
        throw table.error(
            "end " + end[size] + " is not greater than start " + start[size], "expected a peak");
      raw[size] = table.finite(atRaw);
      finals[size] = table.finite(atFinal);
      size++;
    }
  }

  private int source(Table table, String name, String cellLine) throws InputException {
    PeakName peak = PeakName.parse(name);
    if (peak == null) throw table.error("name '" + name + "'", "expected " + PeakName.EXPECTED);
    if (!peak.cellLine().equals(cellLine))
      throw table.error(
          "a peak of " + peak.cellLine(), "expected peaks of " + cellLine + ", see --cell-line");
    return sources.number(peak.dataset(), peak.tr());
  }

  private void grow() {
    int more = size * 2;
    contig = Arrays.copyOf(contig, more);
    start = Arrays.copyOf(start, more);
    end = Arrays.copyOf(end, more);
    source = Arrays.copyOf(source, more);
    raw = Arrays.copyOf(raw, more);
    finals = Arrays.copyOf(finals, more);
  }

  /** Number of peaks. */
  int size() {
    return size;
  }

  /** Sources that have a peak. */
  Sources sources() {
    return sources;
  }

  String contig(int i) {
    return contigs.name(contig[i]);
  }

  int start(int i) {
    return start[i];
  }

  int end(int i) {
    return end[i];
  }

  /** Source of peak {@code i}, a number of {@link #sources}. */
  int source(int i) {
    return source[i];
  }

  /** Unrounded raw score of peak {@code i}. */
  double raw(int i) {
    return raw[i];
  }

  /** Unrounded final score of peak {@code i}. */
  double finals(int i) {
    return finals[i];
  }

  /** Peaks of each source, in order. */
  int[][] bySource() {
    int[] count = counts();
    int[][] peaks = IntStream.of(count).mapToObj(int[]::new).toArray(int[][]::new);
    Arrays.fill(count, 0);
    for (int i = 0; i < size; i++) peaks[source[i]][count[source[i]]++] = i;
    return peaks;
  }

  /** Number of peaks of each source. */
  int[] counts() {
    int[] count = new int[sources.size()];
    for (int i = 0; i < size; i++) count[source[i]]++;
    return count;
  }

  /** Sources that are {@code wanted}. */
  boolean[] sources(IntPredicate wanted) {
    boolean[] chosen = new boolean[sources.size()];
    for (int s = 0; s < chosen.length; s++) chosen[s] = wanted.test(s);
    return chosen;
  }
}
