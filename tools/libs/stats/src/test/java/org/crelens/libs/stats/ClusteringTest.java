package org.crelens.libs.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusteringTest {
  private static final double[][] TWO_PAIRS = {
    {1, .9, .1, .2}, {.9, 1, .2, .1}, {.1, .2, 1, .8}, {.2, .1, .8, 1}
  };

  @Test
  void clustersAreThoseOfJoiningTheNearestByTheirMeanOverAllPairs() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      double[][] affinity = random(random, 2 + random.nextInt(12));
      for (int count = 1; count <= affinity.length; count++)
        assertArrayEquals(
            joined(affinity, count),
            new Clustering(affinity).cut(count),
            "seed " + seed + ", " + count + " clusters");
    }
  }

  @Test
  void silhouettesAreThoseOfTheirDefinition() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      double[][] affinity = random(random, 3 + random.nextInt(12));
      int[] cluster = new Clustering(affinity).cut(2 + random.nextInt(affinity.length - 2));
      double[] silhouettes = new Clustering(affinity).silhouettes(cluster);
      for (int i = 0; i < cluster.length; i++)
        assertEquals(silhouette(affinity, cluster, i), silhouettes[i], 1e-12, "seed " + seed);
    }
  }

  @Test
  void aDistanceParts() {
    Clustering pairs = new Clustering(TWO_PAIRS);
    assertArrayEquals(new int[] {0, 1, 2, 3}, pairs.within(0.05));
    assertArrayEquals(new int[] {0, 0, 1, 2}, pairs.within(0.15));
    assertArrayEquals(new int[] {0, 0, 1, 1}, pairs.within(0.5));
    assertArrayEquals(new int[] {0, 0, 0, 0}, pairs.within(1));
  }

  @Test
  void theBestNumberHasTheHighestMeanSilhouette() {
    double[] means = new Clustering(TWO_PAIRS).meanSilhouettes();
    assertTrue(Double.isNaN(means[0]) && Double.isNaN(means[3]));
    assertEquals(2, Clustering.best(means));
    assertEquals(1, Clustering.best(new double[] {Double.NaN, -0.5, 0, Double.NaN}));
    assertEquals(2, Clustering.best(new double[] {Double.NaN, 0.5, 0.5, Double.NaN}));
  }

  @Test
  void equalAffinitiesJoinTheFirstPairFirst() {
    double[][] equal = new double[4][4];
    assertArrayEquals(new int[] {0, 0, 1, 2}, new Clustering(equal).cut(3));
    assertArrayEquals(new int[] {0, 0, 0, 1}, new Clustering(equal).cut(2));
  }

  @Test
  void oneItemIsOneCluster() {
    Clustering one = new Clustering(new double[][] {{1}});
    assertArrayEquals(new int[] {0}, one.within(0));
    assertArrayEquals(new double[] {Double.NaN}, one.meanSilhouettes());
  }

  @Test
  void whatIsNoAffinityIsRefused() {
    for (double[][] wrong :
        List.of(
            new double[][] {{1, Double.NaN}, {Double.NaN, 1}},
            new double[][] {{1, .5}, {.4, 1}},
            new double[][] {{1, .5}}))
      assertThrows(IllegalArgumentException.class, () -> new Clustering(wrong));
    assertThrows(IllegalArgumentException.class, () -> new Clustering(TWO_PAIRS).cut(0));
    assertThrows(IllegalArgumentException.class, () -> new Clustering(TWO_PAIRS).cut(5));
  }

  private static double[][] random(Random random, int n) {
    double[][] affinity = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j <= i; j++) affinity[i][j] = affinity[j][i] = random.nextDouble();
    return affinity;
  }

  /** Clusters as lists of items; all means anew in every step. */
  private static int[] joined(double[][] affinity, int count) {
    List<List<Integer>> clusters = new ArrayList<>();
    for (int i = 0; i < affinity.length; i++) clusters.add(new ArrayList<>(List.of(i)));
    while (clusters.size() > count) {
      int[] nearest = {0, 1};
      for (int a = 0; a < clusters.size(); a++)
        for (int b = a + 1; b < clusters.size(); b++)
          if (mean(affinity, clusters.get(a), clusters.get(b))
              > mean(affinity, clusters.get(nearest[0]), clusters.get(nearest[1])))
            nearest = new int[] {a, b};
      clusters.get(nearest[0]).addAll(clusters.remove(nearest[1]));
    }
    int[] number = new int[affinity.length];
    for (int c = 0; c < clusters.size(); c++) for (int i : clusters.get(c)) number[i] = c;
    return number;
  }

  private static double mean(double[][] affinity, List<Integer> a, List<Integer> b) {
    double sum = 0;
    for (int i : a) for (int j : b) sum += affinity[i][j];
    return sum / (a.size() * b.size());
  }

  private static double silhouette(double[][] affinity, int[] cluster, int item) {
    int clusters = Arrays.stream(cluster).max().orElseThrow() + 1;
    double[] mean = new double[clusters];
    for (int c = 0; c < clusters; c++) {
      double sum = 0;
      int n = 0;
      for (int j = 0; j < cluster.length; j++)
        if (j != item && cluster[j] == c) {
          sum += 1 - affinity[item][j];
          n++;
        }
      if (n == 0) return 0;
      mean[c] = sum / n;
    }
    double own = mean[cluster[item]];
    mean[cluster[item]] = Double.POSITIVE_INFINITY;
    double next = Arrays.stream(mean).min().orElseThrow();
    return (next - own) / Math.max(own, next);
  }
}
