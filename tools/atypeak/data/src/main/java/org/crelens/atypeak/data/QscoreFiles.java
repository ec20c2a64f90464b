package org.crelens.atypeak.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableReader;
import org.crelens.libs.io.TableWriter;

/**
 * The folder that {@code qscore} writes. The files of a single model lie in the folder itself;
 * those of several models each in a folder of their own, named by {@link #modelFolders}, with the
 * mean matrix and all totals beside them.
 */
public final class QscoreFiles {
  /** Q of every pair, a {@link SquareMatrix}. */
  public static final String Q = "q_score.tsv";

  /** Correlation of the profiles, a {@link SquareMatrix}. */
  public static final String CORRELATION = "correlation.tsv";

  /** Pairs that correlate (1) or not (0), a {@link SquareMatrix}. */
  public static final String CORRELATED = "C.tsv";

  /** Pairs whose first is rebuilt more strongly beside the second, a {@link SquareMatrix}. */
  public static final String WITH_PARTNER = "P.tsv";

  /** Pairs whose first is rebuilt as a phantom of the second, a {@link SquareMatrix}. */
  public static final String AS_PHANTOM = "R.tsv";

  /** Datasets and TRs with their abundance. */
  public static final String ABUNDANCE = "abundance.tsv";

  /** The observations behind P and R, pair by pair. */
  public static final String PAIRS = "pairs.tsv";

  /** Total Q of each model and of their mean. */
  public static final String TOTAL = "total.txt";

  private static final String MEAN = "mean";
  private static final String WHAT = "total.txt of qscore";

  private QscoreFiles() {}

  /** Folders of several models, in their order: by seed, and numbered where a seed repeats. */
  public static List<String> modelFolders(List<String> seeds) {
    Map<String, Integer> nth = new HashMap<>();
    List<String> folders = new ArrayList<>();
    for (String seed : seeds) {
      int n = nth.merge(seed, 1, Integer::sum);
      folders.add("seed-" + seed + (n > 1 ? "-" + n : ""));
    }
    return folders;
  }

  /**
   * Total Q of a model.
   *
   * @param seed of the model; {@code mean} in the row of the mean matrix of several models
   * @param q the total, lower is better
   * @param windows how many windows were judged
   */
  public record Total(String seed, double q, int windows) {
    /** The total of the mean matrix. */
    public static Total ofMean(double q, int windows) {
      return new Total(MEAN, q, windows);
    }

    /** Whether this is the total of the mean matrix, not that of a model. */
    public boolean isMean() {
      return seed.equals(MEAN);
    }
  }

  /** Writes {@link #TOTAL}. */
  public static void writeTotals(Outputs outputs, Path folder, List<Total> totals)
      throws IOException {
    try (TableWriter table =
        TableWriter.create(outputs, folder.resolve(TOTAL), "seed", "total_q", "windows")) {
      for (Total total : totals) table.add(total.seed).add(total.q).add(total.windows).endRow();
    }
  }

  /**
   * Reads a file {@link #TOTAL}.
   *
   * @return the models in their order, then the mean of several
   * @throws InputException when it holds no model
   */
  public static List<Total> readTotals(Path file) throws IOException {
    List<Total> totals = new ArrayList<>();
    try (TableReader table = TableReader.open(file, WHAT, "seed", "total_q", "windows")) {
      int seed = table.column("seed");
      int q = table.column("total_q");
      int windows = table.column("windows");
      while (table.next()) {
        double total = table.number(q);
        if (total < 0 || Double.isInfinite(total))
          throw table.error(q, "is no total", "expected a number of 0 or more, or nan");
        totals.add(new Total(table.text(seed), total, table.whole(windows)));
      }
    }
    if (totals.stream().allMatch(Total::isMean))
      throw new InputException(file, "holds no model", "run qscore again");
    return totals;
  }

  /**
   * How much of the windows a dataset or a TR covers.
   *
   * @param name of the dataset or the TR
   * @param isDataset false for a TR
   * @param abundance share of the cells that hold a peak
   */
  public record Abundance(String name, boolean isDataset, double abundance) {}

  /** Writes {@link #ABUNDANCE}: datasets first, then TRs. */
  public static void writeAbundance(Outputs outputs, Path folder, List<Abundance> rows)
      throws IOException {
    try (TableWriter table =
        TableWriter.create(outputs, folder.resolve(ABUNDANCE), "name", "kind", "abundance")) {
      for (Abundance row : rows)
        table.add(row.name).add(row.isDataset ? "dataset" : "tf").add(row.abundance).endRow();
    }
  }

  /** Reads a file {@link #ABUNDANCE}. */
  public static List<Abundance> readAbundance(Path file) throws IOException {
    List<Abundance> rows = new ArrayList<>();
    try (TableReader table =
        TableReader.open(file, "abundance.tsv of qscore", "name", "kind", "abundance")) {
      int name = table.column("name");
      int kind = table.column("kind");
      int abundance = table.column("abundance");
      while (table.next())
        rows.add(
            new Abundance(
                table.text(name), table.text(kind).equals("dataset"), table.number(abundance)));
    }
    return rows;
  }

  /**
   * Rebuilt values of the first of a pair, in windows where it, both, the second or neither are
   * present.
   *
   * @param count values of each of the four
   * @param mean of each of the four
   */
  public record PairValues(long[] count, double[] mean) {}

  /** Writes {@link #PAIRS}. */
  public static final class PairWriter implements Closeable {
    private final TableWriter table;

    /** Begins the file in {@code folder}. */
    public PairWriter(Outputs outputs, Path folder) throws IOException {
      table =
          TableWriter.create(
              outputs,
              folder.resolve(PAIRS),
              "A",
              "B",
              "n_alone",
              "n_both",
              "n_phantom",
              "n_none",
              "mean_alone",
              "mean_both",
              "mean_phantom",
              "mean_none",
              "p_alone_both",
              "p_phantom_none");
    }

    /**
     * Writes a pair.
     *
     * @param pBoth p-value of both against the first alone
     * @param pPhantom p-value of the second alone against neither
     */
    public void row(String a, String b, PairValues values, double pBoth, double pPhantom)
        throws IOException {
      table.add(a).add(b);
      for (long count : values.count) table.add(count);
      for (double mean : values.mean) table.add(mean);
      table.add(pBoth).add(pPhantom).endRow();
    }

    @Override
    public void close() throws IOException {
      table.close();
    }
  }
}
