package org.crelens.atypeak.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrResponsesTest {
  @TempDir Path folder;

  private static TrResponses of(double[]... rows) {
    int[] trs = new int[rows.length];
    for (int i = 0; i < trs.length; i++) trs[i] = i;
    return new TrResponses(trs, rows);
  }

  private static BitSet set(int... members) {
    BitSet set = new BitSet();
    for (int m : members) set.set(m);
    return set;
  }

  @Test
  void trsThatBringEachOtherBackAreOneCluster() {
    TrResponses c =
        of(
            new double[] {.4, .3, .1, 0},
            new double[] {.3, .5, 0, .1},
            new double[] {.1, 0, .6, .4},
            new double[] {0, .1, .4, .5});
    assertEquals(List.of(set(0, 1), set(2, 3)), c.clusters());
    assertEquals(2, c.recovered(List.of(set(0, 1), set(2, 3))));
    assertEquals(0, c.recovered(List.of(set(0, 1, 2), set(3))));
  }

  @Test
  void affinityIsTheMeanOfBothDirectionsRelativeToItself() {
    TrResponses c = of(new double[] {.5, .2}, new double[] {.3, .4});
    assertEquals((.2 / .5 + .3 / .4) / 2, c.affinity(0, 1), 1e-12);
    assertEquals(c.affinity(0, 1), c.affinity(1, 0));
  }

  @Test
  void belowOneHalfTrsStayApart() {
    assertEquals(1, of(new double[] {1, .5}, new double[] {.5, 1}).clusters().size());
    assertEquals(2, of(new double[] {1, .49}, new double[] {.5, 1}).clusters().size());
  }

  @Test
  void linkageIsTheAverageOverAllPairs() {
    // 0 and 1 are nearest; 2 is near to 0 and far from 1: 0.9 and 0.05 on average 0.475.
    TrResponses c =
        of(new double[] {1, .95, .9}, new double[] {.95, 1, .05}, new double[] {.9, .05, 1});
    assertEquals(List.of(set(0, 1), set(2)), c.clusters());
  }

  @Test
  void whatIsNotRebuiltAtAllIsAlone() {
    assertEquals(2, of(new double[] {0, .5}, new double[] {-.1, .3}).clusters().size());
  }

  @Test
  void responsesAreAveragedOverTheReliableDatasetsOfBoth() throws IOException {
    Simulated simulated =
        new Simulated(1).peak(0, 2, 0, 100, 200, "stack", 0).peak(0, 3, 1, 100, 200, "stack", 0);
    Truth truth = Truth.read(simulated.truth(folder.resolve("t.tsv")), Simulated.AXES);
    int[] sources = {8, 9, 12, 13};
    double[][] rebuilt = new double[4][16];
    rebuilt[0][8] = 1; // d3.t1 shown, d3.t1 rebuilt
    rebuilt[0][12] = .5; // d4.t1
    rebuilt[2][9] = .2; // d4.t1 shown, d3.t2 rebuilt
    rebuilt[2][0] = 9; // d1 is not reliable
    TrResponses c = TrResponses.of(truth, sources, rebuilt, 4);
    assertEquals((1 + .5) / 4, c.response()[0][0], 1e-12);
    assertEquals(.2 / 4, c.response()[0][1], 1e-12);
    assertEquals(0, c.response()[1][0]);
  }
}
