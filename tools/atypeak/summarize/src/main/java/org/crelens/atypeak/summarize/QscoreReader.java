package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.QscoreFiles;
import org.crelens.atypeak.data.QscoreFiles.Total;
import org.crelens.atypeak.data.SquareMatrix;
import org.crelens.libs.io.InputException;

/**
 * The folder of the Q-score.
 *
 * @param names dimensions: datasets, then TRs
 * @param datasets how many of them are datasets
 * @param abundance per dimension
 * @param totals per seed, and {@code mean} of several
 * @param windows judged
 * @param q matrix of pairs
 * @param parts of each model
 */
record QscoreReader(
    List<String> names,
    int datasets,
    double[] abundance,
    Map<String, Double> totals,
    long windows,
    double[][] q,
    List<Parts> parts) {

  /** What a model knows: C, P, R and the correlation. */
  record Parts(double[][] c, double[][] p, double[][] r, double[][] correlation) {}

  /** Files that hold one model's parts. */
  private static final List<String> OF_A_MODEL =
      List.of(
          QscoreFiles.CORRELATED,
          QscoreFiles.WITH_PARTNER,
          QscoreFiles.AS_PHANTOM,
          QscoreFiles.CORRELATION,
          QscoreFiles.ABUNDANCE);

  /** A file that should be in the folder and is not; null when all are there. */
  static String absent(Path folder) throws IOException {
    for (String name : List.of(QscoreFiles.TOTAL, QscoreFiles.Q))
      if (Files.notExists(folder.resolve(name))) return name;
    for (Path model : modelFolders(folder, totals(folder)))
      for (String name : OF_A_MODEL)
        if (Files.notExists(model.resolve(name)))
          return folder.relativize(model.resolve(name)).toString();
    return null;
  }

  private static List<Total> totals(Path folder) throws IOException {
    return QscoreFiles.readTotals(folder.resolve(QscoreFiles.TOTAL));
  }

  /** Folders of the models in the order of {@code totals}; the folder itself of a single one. */
  private static List<Path> modelFolders(Path folder, List<Total> totals) {
    List<String> seeds = totals.stream().filter(t -> !t.isMean()).map(Total::seed).toList();
    return seeds.size() == 1
        ? List.of(folder)
        : QscoreFiles.modelFolders(seeds).stream().map(folder::resolve).toList();
  }

  /** Totals by name; two models of one seed are told apart as their folders are. */
  private static Map<String, Double> byName(List<Total> totals) {
    Map<String, Double> byName = new LinkedHashMap<>();
    Map<String, Integer> nth = new HashMap<>();
    for (Total total : totals) {
      int same = nth.merge(total.seed(), 1, Integer::sum);
      byName.put(same > 1 ? total.seed() + "-" + same : total.seed(), total.q());
    }
    return byName;
  }

  /** Reads the folder, in which no file is {@link #absent}. */
  static QscoreReader read(Path folder) throws IOException {
    List<Total> totals = totals(folder);
    List<Path> models = modelFolders(folder, totals);
    List<String> names = new ArrayList<>();
    List<Double> abundance = new ArrayList<>();
    int datasets = 0;
    for (QscoreFiles.Abundance row :
        QscoreFiles.readAbundance(models.get(0).resolve(QscoreFiles.ABUNDANCE))) {
      names.add(row.name());
      abundance.add(row.abundance());
      if (row.isDataset()) datasets = names.size();
    }
    List<Parts> parts = new ArrayList<>();
    for (Path model : models)
      parts.add(
          new Parts(
              matrix(model.resolve(QscoreFiles.CORRELATED), names),
              matrix(model.resolve(QscoreFiles.WITH_PARTNER), names),
              matrix(model.resolve(QscoreFiles.AS_PHANTOM), names),
              matrix(model.resolve(QscoreFiles.CORRELATION), names)));
    return new QscoreReader(
        names,
        datasets,
        abundance.stream().mapToDouble(a -> a).toArray(),
        byName(totals),
        totals.get(totals.size() - 1).windows(),
        matrix(folder.resolve(QscoreFiles.Q), names),
        parts);
  }

  private static double[][] matrix(Path file, List<String> names) throws IOException {
    SquareMatrix matrix = SquareMatrix.read(file, "a matrix of qscore");
    if (!matrix.names().equals(names))
      throw new InputException(
          file,
          "has other columns than the names in " + QscoreFiles.ABUNDANCE,
          "run qscore again, into a new folder");
    return matrix.values();
  }

  /** As the summary has it; of several models, means of P and R. */
  QscoreResult summary() {
    Names kept = kept();
    Parts first = parts.get(0);
    return new QscoreResult(
        totals,
        windows,
        (int) IntStream.of(kept.kept()).filter(i -> i < datasets).count(),
        Distributions.matrix(kept, kept, (i, j) -> q[i][j]),
        Distributions.matrix(kept, kept, (i, j) -> first.c[i][j]),
        Distributions.matrix(
            kept, kept, (i, j) -> parts.stream().mapToDouble(m -> m.p[i][j]).sum() / parts.size()),
        Distributions.matrix(
            kept, kept, (i, j) -> parts.stream().mapToDouble(m -> m.r[i][j]).sum() / parts.size()),
        Distributions.matrix(kept, kept, (i, j) -> first.correlation[i][j]));
  }

  private Names kept() {
    Names ofDatasets = Names.most(names.subList(0, datasets), Names.SHOWN, i -> abundance[i]);
    Names ofTrs =
        Names.most(
            names.subList(datasets, names.size()), Names.SHOWN, i -> abundance[datasets + i]);
    int[] kept =
        IntStream.concat(
                IntStream.of(ofDatasets.kept()), IntStream.of(ofTrs.kept()).map(i -> datasets + i))
            .toArray();
    return new Names(kept, IntStream.of(kept).mapToObj(names::get).toList());
  }

  /** Correlation of two TRs over the judged windows; NaN where one is no dimension. */
  double trCorrelation(String a, String b) {
    int i = datasets + names.subList(datasets, names.size()).indexOf(a);
    int j = datasets + names.subList(datasets, names.size()).indexOf(b);
    return i < datasets || j < datasets ? Double.NaN : parts.get(0).correlation[i][j];
  }

  /** Whether two dimensions make a pair that is judged. */
  private boolean judged(int i, int j) {
    return i != j && i < datasets == j < datasets;
  }

  /**
   * The total as a share of what a model would get that is wrong on both counts of every pair.
   *
   * @return 0 where nothing is wrong, 1 where everything is
   */
  double shareWrong() {
    double most = 0;
    double total = 0;
    for (int i = 0; i < q.length; i++) {
      for (int j = 0; j < q.length; j++) {
        if (!judged(i, j)) continue;
        most += 2 * Math.sqrt(abundance[i] * abundance[j]);
        total += q[i][j];
      }
    }
    return most == 0 ? Double.NaN : total / most;
  }

  /** Share of the judged pairs in which two models agree on both counts. */
  double agreement(int a, int b) {
    long same = 0;
    long pairs = 0;
    for (int i = 0; i < q.length; i++) {
      for (int j = 0; j < q.length; j++) {
        if (!judged(i, j)) continue;
        pairs++;
        if (parts.get(a).p[i][j] == parts.get(b).p[i][j]
            && parts.get(a).r[i][j] == parts.get(b).r[i][j]) same++;
      }
    }
    return pairs == 0 ? 1 : (double) same / pairs;
  }
}
