package org.crelens.atypeak.qscore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/** Writes the folder of a Q-score. */
final class QscoreFiles {
  private QscoreFiles() {}

  /**
   * Everything of one model in {@code folder}; of several, each in a folder of its own, with the
   * mean matrix and all totals beside them.
   */
  static void write(Outputs outputs, Path folder, List<QscoreJob.Judged> judged)
      throws IOException {
    if (judged.size() == 1) {
      parts(outputs, folder, judged.get(0).score());
    } else {
      for (QscoreJob.Judged one : judged) {
        Path own = folder.resolve(one.folder());
        outputs.folder(own);
        parts(outputs, own, one.score());
        totals(outputs, own, List.of(one));
      }
      Dimensions dimensions = judged.get(0).score().dimensions();
      matrix(outputs, folder.resolve("q_score.tsv"), dimensions, mean(judged));
    }
    totals(outputs, folder, judged);
  }

  private static void parts(Outputs outputs, Path folder, QScore score) throws IOException {
    Dimensions dimensions = score.dimensions();
    matrix(outputs, folder.resolve("q_score.tsv"), dimensions, score.q());
    matrix(outputs, folder.resolve("correlation.tsv"), dimensions, score.correlation());
    matrix(outputs, folder.resolve("C.tsv"), dimensions, numbers(score.correlated()));
    matrix(outputs, folder.resolve("P.tsv"), dimensions, numbers(score.withPartner()));
    matrix(outputs, folder.resolve("R.tsv"), dimensions, numbers(score.asPhantom()));
    try (TextOutput out = TextOutput.table(outputs, folder.resolve("abundance.tsv"))) {
      out.row("name", "kind", "abundance");
      for (int i = 0; i < dimensions.size(); i++)
        out.row(
            dimensions.name(i), dimensions.isDataset(i) ? "dataset" : "tf", score.abundance()[i]);
    }
    pairs(outputs, folder.resolve("pairs.tsv"), score);
  }

  private static void matrix(Outputs outputs, Path file, Dimensions dimensions, double[][] cells)
      throws IOException {
    try (TextOutput out = TextOutput.table(outputs, file)) {
      out.add("name");
      for (String name : dimensions.names()) out.tab().add(name);
      out.endLine();
      for (int i = 0; i < cells.length; i++) {
        out.add(dimensions.name(i));
        for (double cell : cells[i]) out.tab().add(cell);
        out.endLine();
      }
    }
  }

  private static double[][] numbers(boolean[][] cells) {
    double[][] numbers = new double[cells.length][cells.length];
    for (int i = 0; i < cells.length; i++)
      for (int j = 0; j < cells.length; j++) numbers[i][j] = cells[i][j] ? 1 : 0;
    return numbers;
  }

  private static void pairs(Outputs outputs, Path file, QScore score) throws IOException {
    try (TextOutput out = TextOutput.table(outputs, file)) {
      out.row(
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
      for (QScore.Pair pair : score.pairs())
        out.row(
            score.dimensions().name(pair.i()),
            score.dimensions().name(pair.j()),
            pair.alone().count(),
            pair.both().count(),
            pair.phantom().count(),
            pair.none().count(),
            pair.alone().mean(),
            pair.both().mean(),
            pair.phantom().mean(),
            pair.none().mean(),
            pair.pBoth(),
            pair.pPhantom());
    }
  }

  private static void totals(Outputs outputs, Path folder, List<QscoreJob.Judged> judged)
      throws IOException {
    try (TextOutput out = TextOutput.table(outputs, folder.resolve("total.txt"))) {
      out.row("seed", "total_q", "windows");
      for (QscoreJob.Judged one : judged)
        out.row(one.seed(), one.score().total(), one.score().windows());
      if (judged.size() > 1)
        out.row("mean", QScore.total(mean(judged)), judged.get(0).score().windows());
    }
  }

  private static double[][] mean(List<QscoreJob.Judged> judged) {
    int s = judged.get(0).score().q().length;
    double[][] mean = new double[s][s];
    for (int i = 0; i < s; i++) {
      for (int j = 0; j < s; j++) {
        for (QscoreJob.Judged one : judged) mean[i][j] += one.score().q()[i][j];
        mean[i][j] /= judged.size();
      }
    }
    return mean;
  }
}
