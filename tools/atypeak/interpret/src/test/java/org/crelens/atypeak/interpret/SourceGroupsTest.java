package org.crelens.atypeak.interpret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Tensor;
import org.crelens.libs.stats.Clustering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceGroupsTest {
  @TempDir Path folder;

  @Test
  void groupsThatWereBuiltInAreFound() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      int groups = 2 + random.nextInt(4);
      int n = groups * (2 + random.nextInt(4));
      int[] truth = IntStream.range(0, n).map(i -> i % groups).toArray();
      double[][] affinity = new double[n][n];
      for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++) {
          double base = truth[i] == truth[j] ? 0.7 : 0.1;
          affinity[i][j] = i == j ? 1 : base + 0.2 * random.nextDouble();
          affinity[j][i] = affinity[i][j];
        }
      SourceGroups found = SourceGroups.of(affinity, 0);
      assertEquals(groups, found.groups().size(), "seed " + seed);
      for (SourceGroups.Group group : found.groups()) {
        assertEquals(
            1, IntStream.of(group.members()).map(m -> truth[m]).distinct().count(), "seed " + seed);
        assertEquals(0, group.shared().length, "seed " + seed);
      }
      SourceGroups fixed = SourceGroups.of(affinity, n);
      assertEquals(n, fixed.groups().size());
      assertTrue(
          Double.isNaN(
              fixed.groups().get(0).affinity(affinity, fixed.groups().get(0).members()[0])));
    }
  }

  @Test
  void aSourceAsNearToAnotherGroupAsItsMembersIsShared() {
    // 0 1 | 2 3, and 2 is as near to 0 and 1 as they are to each other.
    double[][] affinity = {
      {1, 0.6, 0.6, 0.1}, {0.6, 1, 0.6, 0.1}, {0.6, 0.6, 1, 0.9}, {0.1, 0.1, 0.9, 1}
    };
    SourceGroups groups = SourceGroups.of(affinity, 2);
    assertArrayEquals(new int[] {0, 1}, groups.groups().get(0).members());
    assertArrayEquals(new int[] {2}, groups.groups().get(0).shared());
    assertArrayEquals(new int[] {2, 3}, groups.groups().get(1).members());
    assertArrayEquals(new int[0], groups.groups().get(1).shared());
  }

  @Test
  void fewSourcesOrNoStructureMakeOneGroup() {
    assertEquals(1, SourceGroups.of(new double[][] {{1}}, 0).groups().size());
    assertEquals(1, SourceGroups.of(new double[][] {{1, 0.2}, {0.2, 1}}, 0).groups().size());
    double[][] alike = {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}};
    assertEquals(1, SourceGroups.of(alike, 0).groups().size());
  }

  @Test
  void silhouettesAreThoseOfTheDefinition() {
    // Distances 0.2 within the pair, 0.6 and 0.8 to the single one.
    Clustering clustering =
        new Clustering(new double[][] {{1, 0.8, 0.4}, {0.8, 1, 0.2}, {0.4, 0.2, 1}});
    assertArrayEquals(new int[] {0, 0, 1}, clustering.cut(2));
    double[] s = clustering.silhouettes(clustering.cut(2));
    assertEquals((0.6 - 0.2) / 0.6, s[0], 1e-12);
    assertEquals((0.8 - 0.2) / 0.8, s[1], 1e-12);
    assertEquals(0, s[2]);
  }

  @Test
  void affinityIsTheMeanOfBothSharesOfTheMostRebuilt() {
    double[][] r = {{2, 9, 1, -1}, {0, 9, 4, 0}, {3, 9, -6, 6}};
    double[][] affinity = SourceGroups.affinity(r, new int[] {0, 2, 3});
    assertEquals((0.5 + 0) / 2, affinity[0][1], 1e-12);
    assertEquals((0 + 0.5) / 2, affinity[2][0], 1e-12);
    assertEquals((0 + 0) / 2, affinity[1][2], 1e-12);
    assertEquals(1, affinity[2][2]);
  }

  @Test
  void completenessIsTheShareOfMembersInWindowsThatHoldOne() throws IOException {
    Tensor tensor =
        Tables.tensor(
            folder.resolve("x.tensor.bed.gz"),
            Tables.header(4, List.of("a"), List.of("t", "u", "v")),
            List.of(
                new Object[] {"chr1", 0, 0, 800, 0, 10, 20},
                new Object[] {"chr1", 0, 0, 800, 0, 15, 30},
                new Object[] {"chr1", 0, 0, 800, 1, 40, 50},
                new Object[] {"chr1", 2, 1600, 2400, 1, 1700, 1800},
                new Object[] {"chr1", 3, 2400, 3200, 2, 2500, 2600}));
    double[][] affinity = {{1, 0.9, 0}, {0.9, 1, 0}, {0, 0, 1}};
    SourceGroups groups = SourceGroups.of(affinity, 2);
    List<SourceGroups.Completeness> of = groups.completeness(tensor, new int[] {0, 1, 2});
    assertEquals(new SourceGroups.Completeness(2, 0.75), of.get(0));
    assertEquals(new SourceGroups.Completeness(1, 1), of.get(1));
  }
}
