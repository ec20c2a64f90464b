package org.crelens.build.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.crelens.atypeak.data.PeakName;
import org.crelens.libs.genome.Bed;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;

/**
 * Scores of a BED by peak: contig, start, end and name.
 *
 * @param file where they come from
 * @param scores column 5 by the text of the first four
 */
record ScoreTable(Path file, Map<String, Double> scores) {
  private static final String EXPECTED = "BED: contig, start, end, name, score";

  /**
   * Reads a BED5 or wider.
   *
   * @throws InputException for a bad line, a file without a row, or a peak that comes twice
   */
  static ScoreTable read(Path file) throws IOException {
    Map<String, Double> scores = new LinkedHashMap<>();
    try (LineSource lines = new LineSource(file)) {
      while (lines.nextRecord()) {
        Bed.require(lines, 5, EXPECTED);
        if (PeakName.parse(lines.field(3)) == null)
          throw lines.error(
              "name '" + lines.field(3) + "' has fewer than three fields",
              "expected " + PeakName.EXPECTED);
        String peak =
            String.join("\t", lines.field(0), lines.field(1), lines.field(2), lines.field(3));
        double score = lines.number(4, "score");
        if (!Double.isFinite(score))
          throw lines.error("score '" + lines.field(4) + "' is not finite", "expected a number");
        if (scores.put(peak, score) != null)
          throw lines.error(
              "peak " + peak.replace('\t', ' ') + " comes twice", "expected every peak once");
      }
    }
    if (scores.isEmpty()) throw new InputException(file, "holds no peak", "expected " + EXPECTED);
    return new ScoreTable(file, scores);
  }

  /**
   * Scores of the peaks that both have.
   *
   * @throws InputException when there is none
   */
  Pairs with(ScoreTable other) throws InputException {
    Pairs.Builder all = new Pairs.Builder();
    SortedMap<String, Pairs.Builder> perTr = new TreeMap<>(ByteOrder.NAMES);
    for (Map.Entry<String, Double> e : scores.entrySet()) {
      Double theirs = other.scores.get(e.getKey());
      if (theirs == null) continue;
      String name = e.getKey().substring(e.getKey().lastIndexOf('\t') + 1);
      all.add(e.getValue(), theirs);
      perTr
          .computeIfAbsent(PeakName.parse(name).tr(), tr -> new Pairs.Builder())
          .add(e.getValue(), theirs);
    }
    if (all.size() == 0)
      throw new InputException(
          file,
          "shares no peak with " + other.file,
          "peaks are matched by contig, start, end and name; are both of the same cell line?");
    SortedMap<String, Pairs> built = new TreeMap<>(ByteOrder.NAMES);
    perTr.forEach((tr, pairs) -> built.put(tr, pairs.build(new TreeMap<>())));
    return all.build(built);
  }

  /**
   * Two scores per peak.
   *
   * @param ours scores of one file
   * @param theirs scores of the other, in the same order
   * @param perTr the same by TR, in byte order
   */
  record Pairs(double[] ours, double[] theirs, SortedMap<String, Pairs> perTr) {
    private static final class Builder {
      private final List<double[]> pairs = new ArrayList<>();

      void add(double ours, double theirs) {
        pairs.add(new double[] {ours, theirs});
      }

      int size() {
        return pairs.size();
      }

      Pairs build(SortedMap<String, Pairs> perTr) {
        double[] ours = new double[pairs.size()];
        double[] theirs = new double[pairs.size()];
        Arrays.setAll(ours, i -> pairs.get(i)[0]);
        Arrays.setAll(theirs, i -> pairs.get(i)[1]);
        return new Pairs(ours, theirs, perTr);
      }
    }
  }
}
