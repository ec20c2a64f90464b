package org.crelens.atypeak.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.crelens.atypeak.summarize.PairScores.Comparison;
import org.junit.jupiter.api.Test;

class PairScoresTest {
  @Test
  void aListAboveTheOtherHasTheDeltaOne() {
    Comparison above = Comparison.of(new double[] {4, 5, 6}, new double[] {1, 2, 3});
    assertEquals(1, above.delta());
    // Two of the 20 ways to choose three of six ranks are as far apart.
    assertEquals(0.1, above.p(), 1e-12);
    assertEquals(-1, Comparison.of(new double[] {1, 2, 3}, new double[] {4, 5, 6}).delta());
  }

  @Test
  void equalListsDoNotDiffer() {
    Comparison same = Comparison.of(new double[] {1, 2, 2}, new double[] {1, 2, 2});
    assertEquals(0, same.delta());
    assertEquals(1, same.p());
  }

  @Test
  void withoutNumbersThereIsNothingToTell() {
    Comparison none = Comparison.of(new double[0], new double[] {1});
    assertEquals(Double.NaN, none.delta());
    assertEquals(Double.NaN, none.p());
  }

  @Test
  void deltaIsTheDifferenceOfTheSharesOfPairs() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      double[] a = numbers(random, 1 + random.nextInt(40), 12);
      double[] b = numbers(random, 1 + random.nextInt(40), 12);
      long more = 0;
      for (double x : a) for (double y : b) more += Double.compare(x, y);
      assertEquals(
          (double) more / (a.length * b.length),
          Comparison.of(a, b).delta(),
          1e-12,
          "seed " + seed);
    }
  }

  @Test
  void pOfManyTiedNumbersIsThatOfTheCorrectedNormalApproximation() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      double[] a = numbers(random, 60 + random.nextInt(40), 30);
      double[] b = numbers(random, 60 + random.nextInt(40), 30);
      assertEquals(approximation(a, b), Comparison.of(a, b).p(), 1e-9, "seed " + seed);
    }
  }

  @Test
  void pOfFewNumbersWithoutTiesCountsAllOrders() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      double[] a = random.doubles(4).toArray();
      double[] b = random.doubles(5).toArray();
      assertEquals(exact(a, b), Comparison.of(a, b).p(), 1e-9, "seed " + seed);
    }
  }

  private static double[] numbers(Random random, int n, int different) {
    return random.ints(n, 0, different).asDoubleStream().toArray();
  }

  private static double u(double[] a, double[] b) {
    double u = 0;
    for (double x : a) for (double y : b) u += x > y ? 1 : x == y ? 0.5 : 0;
    return u;
  }

  private static double approximation(double[] a, double[] b) {
    double n1 = a.length;
    double n2 = b.length;
    double n = n1 + n2;
    double[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    double ties = 0;
    for (double value : Arrays.stream(all).distinct().toArray()) {
      double k = Arrays.stream(all).filter(v -> v == value).count();
      ties += k * k * k - k;
    }
    double sd = Math.sqrt(n1 * n2 / 12 * (n + 1 - ties / (n * (n - 1))));
    double z = (Math.abs(u(a, b) - n1 * n2 / 2) - 0.5) / sd;
    return Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(z));
  }

  private static double exact(double[] a, double[] b) {
    double middle = a.length * b.length / 2.0;
    double off = Math.abs(u(a, b) - middle);
    double[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    int as = 0;
    int far = 0;
    for (int bits = 0; bits < 1 << all.length; bits++) {
      if (Integer.bitCount(bits) != a.length) continue;
      double[] first = new double[a.length];
      double[] second = new double[b.length];
      int f = 0;
      int s = 0;
      for (int i = 0; i < all.length; i++) {
        if ((bits >> i & 1) == 1) first[f++] = all[i];
        else second[s++] = all[i];
      }
      as++;
      if (Math.abs(u(first, second) - middle) >= off) far++;
    }
    return (double) far / as;
  }
}
