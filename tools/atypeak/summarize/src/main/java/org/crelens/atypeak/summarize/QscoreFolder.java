package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.TableReader;

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
record QscoreFolder(
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
      List.of("C.tsv", "P.tsv", "R.tsv", "correlation.tsv", "abundance.tsv");

  /** A file that should be in the folder and is not; null when all are there. */
  static String absent(Path folder) throws IOException {
    for (String name : List.of("total.txt", "q_score.tsv"))
      if (Files.notExists(folder.resolve(name))) return name;
    for (Path model : modelFolders(folder))
      for (String name : OF_A_MODEL)
        if (Files.notExists(model.resolve(name)))
          return folder.relativize(model.resolve(name)).toString();
    return null;
  }

  /** Folders of the models in the order of {@code total.txt}; the folder itself of a single one. */
  private static List<Path> modelFolders(Path folder) throws IOException {
    List<String> seeds = totals(folder).seeds;
    if (seeds.size() == 1) return List.of(folder);
    List<Path> folders = new ArrayList<>();
    Map<String, Integer> nth = new LinkedHashMap<>();
    for (String seed : seeds) {
      int n = nth.merge(seed, 1, Integer::sum);
      folders.add(folder.resolve("seed-" + seed + (n > 1 ? "-" + n : "")));
    }
    return folders;
  }

  private record Totals(List<String> seeds, Map<String, Double> byName, long windows) {}

  private static Totals totals(Path folder) throws IOException {
    List<String> seeds = new ArrayList<>();
    Map<String, Double> byName = new LinkedHashMap<>();
    long windows = 0;
    Path file = folder.resolve("total.txt");
    try (TableReader table =
        TableReader.open(file, "a table of qscore", "seed", "total_q", "windows")) {
      while (table.next()) {
        String seed = table.text(table.column("seed"));
        if (!seed.equals("mean")) seeds.add(seed);
        // Two models of one seed are told apart as their folders are.
        long same = seeds.stream().filter(seed::equals).count();
        byName.put(same > 1 ? seed + "-" + same : seed, table.number(table.column("total_q")));
        windows = table.whole(table.column("windows"));
      }
    }
    if (seeds.isEmpty()) throw new InputException(file, "holds no model", "run qscore again");
    return new Totals(seeds, byName, windows);
  }

  /** Reads the folder, in which no file is {@link #absent}. */
  static QscoreFolder read(Path folder) throws IOException {
    Totals totals = totals(folder);
    List<Path> models = modelFolders(folder);
    List<String> names = new ArrayList<>();
    List<Double> abundance = new ArrayList<>();
    int datasets = 0;
    Path file = models.get(0).resolve("abundance.tsv");
    try (TableReader table =
        TableReader.open(file, "a table of qscore", "name", "kind", "abundance")) {
      while (table.next()) {
        names.add(table.text(table.column("name")));
        abundance.add(table.number(table.column("abundance")));
        if (table.text(table.column("kind")).equals("dataset")) datasets = names.size();
      }
    }
    List<Parts> parts = new ArrayList<>();
    for (Path model : models)
      parts.add(
          new Parts(
              matrix(model.resolve("C.tsv"), names),
              matrix(model.resolve("P.tsv"), names),
              matrix(model.resolve("R.tsv"), names),
              matrix(model.resolve("correlation.tsv"), names)));
    return new QscoreFolder(
        names,
        datasets,
        abundance.stream().mapToDouble(a -> a).toArray(),
        totals.byName,
        totals.windows,
        matrix(folder.resolve("q_score.tsv"), names),
        parts);
  }

  private static double[][] matrix(Path file, List<String> names) throws IOException {
    double[][] cells = new double[names.size()][];
    try (TableReader table = TableReader.open(file, "a table of qscore", "name")) {
      if (!table.columns().subList(1, table.columns().size()).equals(names))
        throw table.error(
            "other columns than the names in abundance.tsv", "run qscore again, into a new folder");
      for (int i = 0; i < cells.length; i++) {
        if (!table.next()) throw table.error(i + " rows", "expected " + cells.length);
        if (!table.text(0).equals(names.get(i)))
          throw table.error("row '" + table.text(0) + "'", "expected " + names.get(i));
        cells[i] = new double[names.size()];
        for (int j = 0; j < cells.length; j++) cells[i][j] = table.number(j + 1);
      }
    }
    return cells;
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
