package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.PeakName;
import org.crelens.atypeak.data.PeakScores;
import org.crelens.libs.io.DoubleColumn;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.IntColumn;
import org.crelens.libs.io.NameTable;

/** The table of scores as columns (32 bytes a peak): where a peak lies, its source, its scores. */
final class ScoredPeaks {
  private final Sources sources = new Sources();
  private final NameTable contigs = new NameTable();
  private final IntColumn contig = new IntColumn();
  private final IntColumn start = new IntColumn();
  private final IntColumn end = new IntColumn();
  private final IntColumn source = new IntColumn();
  private final DoubleColumn raw = new DoubleColumn();
  private final DoubleColumn finals = new DoubleColumn();

  /**
   * Reads {@code scores.tsv.gz}.
   *
   * @param cellLine whose peaks these must be
   * @throws InputException for a bad line, or a peak of another cell line
   */
  static ScoredPeaks read(Path file, String cellLine) throws IOException {
    ScoredPeaks scores = new ScoredPeaks();
    try (PeakScores.Reader rows = new PeakScores.Reader(file)) {
      scores.read(rows, cellLine);
    }
    if (scores.size() == 0)
      throw new InputException(file, "holds no peak", "expected the scores of normalize");
    return scores;
  }

  private void read(PeakScores.Reader rows, String cellLine) throws IOException {
    NameTable names = new NameTable();
    IntColumn sourceOfName = new IntColumn();
    while (rows.next()) {
      contig.add(rows.contig(contigs));
      int known = names.size();
      int name = rows.name(names);
      if (name == known) sourceOfName.add(source(rows, names.name(name), cellLine));
      source.add(sourceOfName.get(name));
      int from = rows.start();
      int to = rows.end();
      if (to <= from)
        throw rows.error("end " + to + " is not greater than start " + from, "expected a peak");
      start.add(from);
      end.add(to);
      raw.add(rows.raw());
      finals.add(rows.finalScore());
    }
  }

  private int source(PeakScores.Reader rows, String name, String cellLine) throws InputException {
    PeakName peak = PeakName.parse(name);
    if (peak == null) throw rows.error("name '" + name + "'", "expected " + PeakName.EXPECTED);
    if (!peak.cellLine().equals(cellLine))
      throw rows.error(
          "a peak of " + peak.cellLine(), "expected peaks of " + cellLine + ", see --cell-line");
    return sources.number(peak.dataset(), peak.tr());
  }

  /** Number of peaks. */
  int size() {
    return start.size();
  }

  /** Sources that have a peak. */
  Sources sources() {
    return sources;
  }

  String contig(int i) {
    return contigs.name(contig.get(i));
  }

  int start(int i) {
    return start.get(i);
  }

  int end(int i) {
    return end.get(i);
  }

  /** Source of peak {@code i}, a number of {@link #sources}. */
  int source(int i) {
    return source.get(i);
  }

  /** Unrounded raw score of peak {@code i}. */
  double raw(int i) {
    return raw.get(i);
  }

  /** Unrounded final score of peak {@code i}. */
  double finals(int i) {
    return finals.get(i);
  }

  /** Peaks of each source, in order. */
  int[][] bySource() {
    int[] count = counts();
    int[][] peaks = IntStream.of(count).mapToObj(int[]::new).toArray(int[][]::new);
    Arrays.fill(count, 0);
    for (int i = 0; i < size(); i++) peaks[source.get(i)][count[source.get(i)]++] = i;
    return peaks;
  }

  /** Number of peaks of each source. */
  int[] counts() {
    int[] count = new int[sources.size()];
    for (int i = 0; i < size(); i++) count[source.get(i)]++;
    return count;
  }

  /** Sources that are {@code wanted}. */
  boolean[] sources(IntPredicate wanted) {
    boolean[] chosen = new boolean[sources.size()];
    for (int s = 0; s < chosen.length; s++) chosen[s] = wanted.test(s);
    return chosen;
  }
}
