package org.crelens.libs.stats;

import java.util.Arrays;

/**
 * Average-linkage hierarchical clustering of items by their affinity, from 0 to 1. The distance of
 * two items is 1 − affinity. Among pairs at the same distance, the first is joined first.
 */
public final class Clustering {
  private final int n;
  private final double[][] distance;
  private final int[] joined;
  private final int[] into;
  private final double[] height;

  /**
   * Clusters all items.
   *
   * @param affinity symmetric matrix, a row and a column per item; its diagonal is not read
   * @throws IllegalArgumentException if the matrix is not square, not symmetric or holds a NaN
   */
  public Clustering(double[][] affinity) {
    n = affinity.length;
    check(affinity);
    distance = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) distance[i][j] = i == j ? 0 : 1 - affinity[i][j];
    joined = new int[Math.max(0, n - 1)];
    into = new int[joined.length];
    height = new double[joined.length];
    join();
  }

  private static void check(double[][] affinity) {
    for (int i = 0; i < affinity.length; i++) {
      if (affinity[i].length != affinity.length)
        throw new IllegalArgumentException(
            "row " + i + " has " + affinity[i].length + " of " + affinity.length + " values");
      for (int j = 0; j < i; j++) {
        if (Double.isNaN(affinity[i][j]))
          throw new IllegalArgumentException("affinity of " + i + " and " + j + " is NaN");
        if (affinity[i][j] != affinity[j][i])
          throw new IllegalArgumentException(
              "affinity of " + i + " and " + j + " is not symmetric");
      }
    }
  }

  private void join() {
    double[][] between = new double[n][];
    for (int i = 0; i < n; i++) between[i] = distance[i].clone();
    int[] size = new int[n];
    Arrays.fill(size, 1);
    for (int step = 0; step < joined.length; step++) {
      int a = -1;
      int b = -1;
      for (int i = 0; i < n; i++) {
        if (size[i] == 0) continue;
        for (int j = i + 1; j < n; j++)
          if (size[j] > 0 && (a < 0 || between[i][j] < between[a][b])) {
            a = i;
            b = j;
          }
      }
      for (int k = 0; k < n; k++) {
        if (size[k] == 0 || k == a || k == b) continue;
        double mean = (size[a] * between[a][k] + size[b] * between[b][k]) / (size[a] + size[b]);
        between[a][k] = mean;
        between[k][a] = mean;
      }
      size[a] += size[b];
      size[b] = 0;
      height[step] = between[a][b];
      into[step] = a;
      joined[step] = b;
    }
  }

  /**
   * The clusters when there are {@code count} of them.
   *
   * @return the cluster of each item; clusters are numbered from 0 in the order of their first
   *     items
   * @throws IllegalArgumentException if there cannot be so many
   */
  public int[] cut(int count) {
    if (count < 1 || count > n)
      throw new IllegalArgumentException(count + " clusters of " + n + " items");
    int[] root = new int[n];
    for (int i = 0; i < n; i++) root[i] = i;
    for (int step = 0; step < n - count; step++)
      for (int i = 0; i < n; i++) if (root[i] == joined[step]) root[i] = into[step];
    int[] number = new int[n];
    int[] ofRoot = new int[n];
    Arrays.fill(ofRoot, -1);
    int next = 0;
    for (int i = 0; i < n; i++) {
      if (ofRoot[root[i]] < 0) ofRoot[root[i]] = next++;
      number[i] = ofRoot[root[i]];
    }
    return number;
  }

  /**
   * The clusters whose parts are at most {@code farthest} from each other.
   *
   * @return the cluster of each item, as of {@link #cut}
   */
  public int[] within(double farthest) {
    int joins = 0;
    // Average linkage never joins at a smaller distance than before.
    while (joins < height.length && height[joins] <= farthest) joins++;
    return cut(n - joins);
  }

  /**
   * Silhouette of each item: how much nearer it is to its own cluster than to the next one, from -1
   * to 1.
   *
   * @param cluster cluster of each item, from 0
   * @return per item; 0 for an item alone in its cluster, NaN for all if there is one cluster only
   */
  public double[] silhouettes(int[] cluster) {
    int count = Arrays.stream(cluster).max().orElse(-1) + 1;
    int[] size = new int[count];
    for (int c : cluster) size[c]++;
    double[] silhouette = new double[n];
    if (count < 2) {
      Arrays.fill(silhouette, Double.NaN);
      return silhouette;
    }
    double[] sum = new double[count];
    for (int i = 0; i < n; i++) {
      if (size[cluster[i]] == 1) continue;
      Arrays.fill(sum, 0);
      for (int j = 0; j < n; j++) sum[cluster[j]] += distance[i][j];
      double own = sum[cluster[i]] / (size[cluster[i]] - 1);
      double nearest = Double.POSITIVE_INFINITY;
      for (int c = 0; c < count; c++)
        if (c != cluster[i]) nearest = Math.min(nearest, sum[c] / size[c]);
      double larger = Math.max(own, nearest);
      silhouette[i] = larger == 0 ? 0 : (nearest - own) / larger;
    }
    return silhouette;
  }

  /**
   * Mean silhouette for every number of clusters.
   *
   * @return at index i that of i + 1 clusters; NaN for one cluster and for as many as there are
   *     items, where it says nothing
   */
  public double[] meanSilhouettes() {
    double[] means = new double[n];
    for (int count = 1; count <= n; count++)
      means[count - 1] =
          count == 1 || count == n
              ? Double.NaN
              : Arrays.stream(silhouettes(cut(count))).average().orElseThrow();
    return means;
  }

  /**
   * The number of clusters with the highest mean silhouette; the smallest such number in a tie, and
   * 1 if no mean is positive.
   */
  public static int best(double[] meanSilhouettes) {
    int best = 1;
    double highest = 0;
    for (int count = 2; count < meanSilhouettes.length; count++)
      if (meanSilhouettes[count - 1] > highest) {
        highest = meanSilhouettes[count - 1];
        best = count;
      }
    return best;
  }
}
