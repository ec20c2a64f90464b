package org.crelens.libs.stats;

import static org.crelens.libs.stats.Samples.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class MannWhitneyTest {
  @Test
  void uAndCliffsDeltaCountPairs() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      double[] a = Samples.tied(random, 1 + random.nextInt(40));
      double[] b = Samples.tied(random, 1 + random.nextInt(40));
      double u = 0;
      double delta = 0;
      for (double x : a)
        for (double y : b) {
          u += x > y ? 1 : x == y ? 0.5 : 0;
          delta += Math.signum(x - y);
        }
      MannWhitney test = MannWhitney.of(a, b);
      assertEquals(u, test.u(), "seed " + seed);
      assertEquals(delta / (a.length * b.length), test.cliffsDelta(), 1e-12, "seed " + seed);
    }
  }

  @Test
  void ofFewValuesWithoutTiesPCountsAllWaysToChooseTheRanks() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      double[] a = Samples.distinct(random, 1 + random.nextInt(5));
      double[] b = Samples.distinct(random, 1 + random.nextInt(5));
      assertEquals(exact(a, b), MannWhitney.of(a, b).p(), 1e-12, "seed " + seed);
    }
  }

  @Test
  void ofTiedValuesPIsTheCorrectedNormalApproximation() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      double[] a = Samples.tied(random, 60 + random.nextInt(40));
      double[] b = Samples.tied(random, 60 + random.nextInt(40));
      assertEquals(approximation(a, b), MannWhitney.of(a, b).p(), 1e-9, "seed " + seed);
    }
  }

  @Test
  void equalSamplesDoNotDiffer() {
    MannWhitney same = MannWhitney.of(of(1, 1), of(1, 1, 1));
    assertEquals(new MannWhitney(3, 1, 0), same);
  }

  @Test
  void anEmptySampleHasNoResult() {
    MannWhitney none = new MannWhitney(Double.NaN, Double.NaN, Double.NaN);
    assertEquals(none, MannWhitney.of(of(), of(1)));
    assertEquals(none, MannWhitney.of(of(1), of()));
  }

  @Test
  void nanIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> MannWhitney.of(of(Double.NaN), of(1)));
    assertThrows(IllegalArgumentException.class, () -> MannWhitney.of(of(1), of(Double.NaN)));
  }

  private static double exact(double[] a, double[] b) {
    int n = a.length + b.length;
    double middle = a.length * b.length / 2.0;
    double u = 0;
    for (double x : a) for (double y : b) u += x > y ? 1 : 0;
    int ways = 0;
    int asFar = 0;
    for (int chosen = 0; chosen < 1 << n; chosen++) {
      if (Integer.bitCount(chosen) != a.length) continue;
      int other = 0;
      for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++) if ((chosen >> i & 1) == 1 && (chosen >> j & 1) == 0) other++;
      ways++;
      if (Math.abs(other - middle) >= Math.abs(u - middle)) asFar++;
    }
    return (double) asFar / ways;
  }

  private static double approximation(double[] a, double[] b) {
    double u = 0;
    for (double x : a) for (double y : b) u += x > y ? 1 : x == y ? 0.5 : 0;
    double n = a.length + b.length;
    double[] all = Arrays.copyOf(a, (int) n);
    System.arraycopy(b, 0, all, a.length, b.length);
    double ties = 0;
    for (double v : Arrays.stream(all).distinct().toArray()) {
      double t = Arrays.stream(all).filter(x -> x == v).count();
      ties += t * t * t - t;
    }
    double product = (double) a.length * b.length;
    double variance = product / 12 * (n + 1 - ties / (n * (n - 1)));
    double z = Math.max(0, Math.abs(u - product / 2) - 0.5) / Math.sqrt(variance);
    return 2 * NormalDistribution.of(0, 1).survivalProbability(z);
  }
}
