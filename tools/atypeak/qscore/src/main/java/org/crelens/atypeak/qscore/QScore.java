package org.crelens.atypeak.qscore;

import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.stats.Moments;

/**
 * The Q-score of a model and its parts. Matrices are #Λ × #Λ, datasets first.
 *
 * @param dimensions what rows and columns are
 * @param windows how many windows were judged
 * @param correlation Pearson of the profiles; NaN where one is flat
 * @param correlated C: above the mean of all defined correlations
 * @param withPartner P̂: rebuilt more strongly where the column is present too
 * @param asPhantom R̂: rebuilt more strongly, though absent, where the column is present
 * @param abundance per dimension
 * @param q the score of each pair; 0 for what is no pair
 * @param pairs the observations behind P̂ and R̂
 */
record QScore(
    Dimensions dimensions,
    int windows,
    double[][] correlation,
    boolean[][] correlated,
    boolean[][] withPartner,
    boolean[][] asPhantom,
    double[] abundance,
    double[][] q,
    List<Pair> pairs) {

  /**
   * Two dimensions of a kind, in this order.
   *
   * @param i the one whose rebuilt values are observed
   * @param j the one that may go with it
   * @param alone where only i is present
   * @param both where both are
   * @param phantom where only j is
   * @param none where neither is
   * @param pBoth of both against alone
   * @param pPhantom of phantom against none
   */
  record Pair(
      int i,
      int j,
      Moments alone,
      Moments both,
      Moments phantom,
      Moments none,
      double pBoth,
      double pPhantom) {}

  /** Judges what the windows summed up to. */
  static QScore of(Dimensions dimensions, WindowSums sums) {
    int s = dimensions.size();
    double[][] correlation = new double[s][s];
    double total = 0;
    int defined = 0;
    for (int i = 0; i < s; i++) {
      for (int j = 0; j < s; j++) {
        correlation[i][j] = sums.correlation(i, j);
        if (Double.isNaN(correlation[i][j])) continue;
        total += correlation[i][j];
        defined++;
      }
    }
    double mean = total / defined;
    boolean[][] correlated = new boolean[s][s];
    for (int i = 0; i < s; i++)
      for (int j = 0; j < s; j++) correlated[i][j] = correlation[i][j] > mean;

    double threshold = threshold(s);
    double[] abundance = sums.abundance();
    boolean[][] withPartner = new boolean[s][s];
    boolean[][] asPhantom = new boolean[s][s];
    double[][] q = new double[s][s];
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < s; i++) {
      for (int j = 0; j < s; j++) {
        if (!dimensions.pair(i, j)) continue;
        Moments[] o = sums.observations(i, j);
        Pair pair = new Pair(i, j, o[0], o[1], o[2], o[3], o[1].welchP(o[0]), o[2].welchP(o[3]));
        pairs.add(pair);
        withPartner[i][j] = pair.pBoth < threshold && o[1].mean() > o[0].mean();
        asPhantom[i][j] = pair.pPhantom < threshold && o[2].mean() > o[3].mean();
        int wrong =
            (withPartner[i][j] == correlated[i][j] ? 0 : 1)
                + (asPhantom[i][j] == correlated[i][j] ? 0 : 1);
        q[i][j] = Math.sqrt(abundance[i] * abundance[j]) * wrong;
      }
    }
    return new QScore(
        dimensions,
        sums.windows(),
        correlation,
        correlated,
        withPartner,
        asPhantom,
        abundance,
        q,
        pairs);
  }

  /** Below which a p-value counts, one test per dimension allowed for. */
  static double threshold(int dimensions) {
    return 0.05 / dimensions;
  }

  /** The total Q, lower is better. */
  double total() {
    return total(q);
  }

  static double total(double[][] q) {
    double total = 0;
    for (double[] row : q) for (double cell : row) total += cell;
    return total;
  }
}
