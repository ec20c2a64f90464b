package org.crelens.atypeak.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.NameTable;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableReader;
import org.crelens.libs.io.TableWriter;

/**
 * The scores table that {@code normalize} writes beside the final BED: one row per peak, in the
 * BED's order, with scores that are neither rounded nor clipped.
 */
public final class PeakScores {
  private static final String WHAT = "the scores table of normalize";
  private static final List<String> PLACE = List.of("contig", "start", "end", "name");

  private PeakScores() {}

  /** Name of the table in the results of a cell line. */
  public static String fileName(String cellLine) {
    return cellLine + ".scores.tsv.gz";
  }

  /**
   * The scores of a peak.
   *
   * @param raw raw score, of 1000
   * @param rawMinusSourceMedian raw score less the median of its source
   * @param corrGroup raw score times the factor k of its source
   * @param finalScore final score
   * @param rank rank of the final score, 1 for the highest; ties share the mean of their ranks
   * @param percentile percentage of all peaks with a lower final score, half of the equal ones
   * @param percentileInTr the same among the peaks of its TR
   */
  public record Scores(
      double raw,
      double rawMinusSourceMedian,
      double corrGroup,
      double finalScore,
      double rank,
      double percentile,
      double percentileInTr) {}

  /** Writes a scores table. */
  public static final class Writer implements Closeable {
    private final TableWriter table;

    /** Begins {@code target}. */
    public Writer(Outputs outputs, Path target) throws IOException {
      table =
          TableWriter.create(
              outputs,
              target,
              "contig",
              "start",
              "end",
              "name",
              "dataset",
              "tf",
              "raw",
              "raw_minus_source_median",
              "corr_group",
              "final",
              "rank",
              "percentile",
              "percentile_in_tr");
    }

    /**
     * Writes the row of a peak.
     *
     * @param start first base, 0-based
     * @param end one past the last base
     * @param name {@code dataset.tr.cell_line}
     */
    public void row(String contig, int start, int end, String name, Source source, Scores scores)
        throws IOException {
      table.add(contig).add(start).add(end).add(name).add(source.dataset()).add(source.tr());
      table.add(scores.raw).add(scores.rawMinusSourceMedian).add(scores.corrGroup);
      table.add(scores.finalScore).add(scores.rank).add(scores.percentile);
      table.add(scores.percentileInTr).endRow();
    }

    @Override
    public void close() throws IOException {
      table.close();
    }
  }

  /** Reads a scores table row by row. */
  public static final class Reader implements Closeable {
    private final TableReader table;
    private final int[] place = new int[PLACE.size()];
    private final int raw;
    private final int finalScore;
    private final int percentile;

    /**
     * Opens {@code file} and reads its header.
     *
     * @throws InputException when a column is missing
     */
    public Reader(Path file) throws IOException {
      table = TableReader.open(file, WHAT, "contig", "raw", "final", "percentile");
      try {
        for (int i = 0; i < place.length; i++) place[i] = table.column(PLACE.get(i));
        raw = table.column("raw");
        finalScore = table.column("final");
        percentile = table.column("percentile");
      } catch (IOException e) {
        table.close();
        throw e;
      }
    }

    /** Moves to the next row; false at the end. */
    public boolean next() throws IOException {
      if (!table.next()) return false;
      LineSource line = table.line();
      int from = line.fieldStart(place[0]);
      // Names begin with a letter or digit: text is made for the others only.
      if (from == line.fieldEnd(place[0])
          || line.buffer()[from] <= ' ' && table.text(place[0]).isBlank())
        throw table.error("contig is empty", "expected " + WHAT);
      return true;
    }

    /** Number of the peak's contig in {@code contigs}. */
    public int contig(NameTable contigs) {
      return id(contigs, place[0]);
    }

    /** First base of the peak, 0-based. */
    public int start() throws InputException {
      return table.whole(place[1]);
    }

    /** One past the last base of the peak. */
    public int end() throws InputException {
      return table.whole(place[2]);
    }

    /** Number of the peak's name in {@code names}. */
    public int name(NameTable names) {
      return id(names, place[3]);
    }

    private int id(NameTable names, int column) {
      LineSource line = table.line();
      return names.id(line.buffer(), line.fieldStart(column), line.fieldEnd(column));
    }

    /** The raw score, not rounded. */
    public double raw() throws InputException {
      return table.finite(raw);
    }

    /** The final score, neither rounded nor clipped. */
    public double finalScore() throws InputException {
      return table.finite(finalScore);
    }

    /** Percentile of the final score among all peaks. */
    public double percentile() throws InputException {
      return table.finite(percentile);
    }

    /**
     * Checks that the row is that of the peak on the current line of a BED.
     *
     * @param remedy what to do when it is not
     * @throws InputException when it is that of another peak
     */
    public void requirePeak(LineSource bed, String remedy) throws InputException {
      LineSource line = table.line();
      for (int i = 0; i < place.length; i++) {
        int from = line.fieldStart(place[i]);
        int to = line.fieldEnd(place[i]);
        if (!Arrays.equals(
            line.buffer(), from, to, bed.buffer(), bed.fieldStart(i), bed.fieldEnd(i)))
          throw table.error(
              place[i],
              "is not '" + bed.field(i) + "' of line " + bed.lineNumber() + " of " + bed.file(),
              remedy);
      }
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
