package org.crelens.atypeak.judge;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.crelens.libs.stats.Clustering;

/**
 * What a model rebuilds of each TR when a source of one TR is shown alone, and the clusters of TRs
 * that follow.
 *
 * @param trs TRs that belong to a group, by their place on the axis
 * @param response row i, column j: what is rebuilt of TR j when TR i is shown (R_s), averaged over
 *     the reliable datasets of both
 */
record TrResponses(int[] trs, double[][] response) {
  /** Clusters with at least this mean affinity are joined. */
  static final double LEAST_AFFINITY = 0.5;

  /**
   * @param sources cells that were shown: reliable datasets, TRs of a group
   * @param rebuilt per source, the mean over x of each rebuilt cell; axis order (dataset, TR)
   * @param axisLength number of TRs on the axis
   */
  static TrResponses of(Truth truth, int[] sources, double[][] rebuilt, int axisLength) {
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
    return new TrResponses(trs, response);
  }

  /** Mean of how much each responds to the other, relative to its response to itself; 0 to 1. */
  double affinity(int i, int j) {
    return (relative(i, j) + relative(j, i)) / 2;
  }

  private double relative(int i, int j) {
    if (i == j) return 1;
    // A TR that is not rebuilt when it is shown itself has no affinity to any other.
    return response[i][i] <= 0 ? 0 : Math.max(0, Math.min(1, response[i][j] / response[i][i]));
  }

  /** Clusters of TRs by average linkage, as sets of places on the axis; in order of the first. */
  List<BitSet> clusters() {
    double[][] matrix = new double[trs.length][trs.length];
    for (int i = 0; i < trs.length; i++)
      for (int j = 0; j < trs.length; j++) matrix[i][j] = affinity(i, j);
    int[] cluster = new Clustering(matrix).within(1 - LEAST_AFFINITY);
    List<BitSet> sets = new ArrayList<>();
    for (int i = 0; i < trs.length; i++) {
      if (cluster[i] == sets.size()) sets.add(new BitSet());
      sets.get(cluster[i]).set(trs[i]);
    }
    return sets;
  }

  /** How many of the true groups are a cluster, with no TR more and none less. */
  int recovered(List<BitSet> groups) {
    List<BitSet> clusters = clusters();
    return (int) groups.stream().distinct().filter(clusters::contains).count();
  }
}
