package org.crelens.atypeak.qscore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.QscoreFiles;
import org.crelens.atypeak.data.QscoreFiles.Abundance;
import org.crelens.atypeak.data.QscoreFiles.PairValues;
import org.crelens.atypeak.data.QscoreFiles.Total;
import org.crelens.atypeak.data.SquareMatrix;
import org.crelens.libs.io.Outputs;

/** Writes the folder of a Q-score. */
final class QscoreWriter {
  private QscoreWriter() {}

  /**
   * Everything of one model in {@code folder}; of several, each in a folder of its own, with the
   * mean matrix and all totals beside them.
   */
  static void write(Outputs outputs, Path folder, List<QscoreJob.Judged> judged)
      throws IOException {
    List<Total> totals = new ArrayList<>(judged.stream().map(QscoreWriter::total).toList());
    if (judged.size() == 1) {
      parts(outputs, folder, judged.get(0).score());
    } else {
      List<String> folders =
          QscoreFiles.modelFolders(judged.stream().map(j -> Long.toString(j.seed())).toList());
      for (int m = 0; m < folders.size(); m++) {
        Path own = folder.resolve(folders.get(m));
        outputs.folder(own);
        parts(outputs, own, judged.get(m).score());
        QscoreFiles.writeTotals(outputs, own, List.of(totals.get(m)));
      }
      double[][] mean = mean(judged);
      QScore first = judged.get(0).score();
      matrix(outputs, folder.resolve(QscoreFiles.Q), first.dimensions(), mean);
      totals.add(Total.ofMean(QScore.total(mean), first.windows()));
    }
    QscoreFiles.writeTotals(outputs, folder, totals);
  }

  private static Total total(QscoreJob.Judged one) {
    return new Total(Long.toString(one.seed()), one.score().total(), one.score().windows());
  }

  private static void parts(Outputs outputs, Path folder, QScore score) throws IOException {
    Dimensions of = score.dimensions();
    matrix(outputs, folder.resolve(QscoreFiles.Q), of, score.q());
    matrix(outputs, folder.resolve(QscoreFiles.CORRELATION), of, score.correlation());
    matrix(outputs, folder.resolve(QscoreFiles.CORRELATED), of, numbers(score.correlated()));
    matrix(outputs, folder.resolve(QscoreFiles.WITH_PARTNER), of, numbers(score.withPartner()));
    matrix(outputs, folder.resolve(QscoreFiles.AS_PHANTOM), of, numbers(score.asPhantom()));
    QscoreFiles.writeAbundance(
        outputs,
        folder,
        IntStream.range(0, of.size())
            .mapToObj(i -> new Abundance(of.name(i), of.isDataset(i), score.abundance()[i]))
            .toList());
    pairs(outputs, folder, score);
  }

  private static void matrix(Outputs outputs, Path file, Dimensions dimensions, double[][] cells)
      throws IOException {
    new SquareMatrix(List.of(dimensions.names()), cells).write(outputs, file);
  }

  private static double[][] numbers(boolean[][] cells) {
    double[][] numbers = new double[cells.length][cells.length];
    for (int i = 0; i < cells.length; i++)
      for (int j = 0; j < cells.length; j++) numbers[i][j] = cells[i][j] ? 1 : 0;
    return numbers;
  }

  private static void pairs(Outputs outputs, Path folder, QScore score) throws IOException {
    try (QscoreFiles.PairWriter out = new QscoreFiles.PairWriter(outputs, folder)) {
      for (QScore.Pair pair : score.pairs())
        out.row(
            score.dimensions().name(pair.i()),
            score.dimensions().name(pair.j()),
            values(pair),
            pair.pBoth(),
            pair.pPhantom());
    }
  }

  private static PairValues values(QScore.Pair pair) {
    return new PairValues(
        new long[] {
          pair.alone().count(), pair.both().count(), pair.phantom().count(), pair.none().count()
        },
        new double[] {
          pair.alone().mean(), pair.both().mean(), pair.phantom().mean(), pair.none().mean()
        });
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
