package org.crelens.atypeak.judge;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.crelens.libs.stats.Clustering;

/**
 * How close TRs are in what the model gives back for one of them alone, and the clusters that
 * follow.
 *
 * @param trs TRs that belong to a group, by their place on the axis
 * @param response what TR j gets when TR i is shown: R_s averaged over the reliable datasets of
 *     both; row i, column j
 */
record Closeness(int[] trs, double[][] response) {
  /** Clusters are joined while they are at least so close. */
  static final double CUT = 0.5;

  /**
   * @param sources cells that were shown: reliable datasets, TRs of a group
   * @param rebuilt per source, the mean over x of each rebuilt cell; axis order (dataset, TR)
   * @param axisLength number of TRs on the axis
   */
  static Closeness of(Truth truth, int[] sources, double[][] rebuilt, int axisLength) {
    int[] trs = truth.grouped().stream().toArray();
    int[] place = new int[axisLength];
    for (int i = 0; i < trs.length; i++) place[trs[i]] = i;
    double[][] response = new double[trs.length][trs.length];
    int datasets = truth.reliable().cardinality();
    for (int s = 0; s < sources.length; s++) {
      int i = place[sources[s] % axisLength];
      for (int j = 0; j < trs.length; j++)
        for (int y : truth.reliable().stream().toArray())
          response[i][j] += rebuilt[s][y * axisLength + trs[j]] / ((double) datasets * datasets);
    }
    return new Closeness(trs, response);
  }

  /** Mean of what each gives the other relative to what it gives itself, within 0 and 1. */
  double between(int i, int j) {
    return (relative(i, j) + relative(j, i)) / 2;
  }

  private double relative(int i, int j) {
    if (i == j) return 1;
    // A TR that does not even give itself back is close to none.
    return response[i][i] <= 0 ? 0 : Math.max(0, Math.min(1, response[i][j] / response[i][i]));
  }

  /** Clusters of TRs by average linkage, as sets of places on the axis; in order of the first. */
  List<BitSet> clusters() {
    double[][] affinity = new double[trs.length][trs.length];
    for (int i = 0; i < trs.length; i++)
      for (int j = 0; j < trs.length; j++) affinity[i][j] = between(i, j);
    int[] cluster = new Clustering(affinity).within(1 - CUT);
    List<BitSet> sets = new ArrayList<>();
    for (int i = 0; i < trs.length; i++) {
      if (cluster[i] == sets.size()) sets.add(new BitSet());
      sets.get(cluster[i]).set(trs[i]);
    }
    return sets;
  }

  /** How many of the true groups are a cluster, no TR more and none less. */
  int recovered(List<BitSet> groups) {
    List<BitSet> clusters = clusters();
    return (int) groups.stream().distinct().filter(clusters::contains).count();
  }
}
