package org.crelens.atypeak.qscore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.crelens.atypeak.data.Axes;
import org.crelens.libs.stats.Moments;
import org.junit.jupiter.api.Test;

/** Sums against the definitions, spelled out over all cells of random windows. */
class WindowSumsTest {
  private static final int BINS = 7;
  private static final Axes AXES = new Axes(List.of("a", "b", "c"), List.of("t", "u", "v", "w"));
  private static final Dimensions DIMENSIONS = new Dimensions(AXES);
  private static final int CELLS = BINS * AXES.cells();

  /** Random windows, some cells never filled, and random rebuildings. */
  private static final class Windows {
    final int n;
    final float[] input;
    final float[] rebuilt;

    Windows(long seed) {
      Random random = new Random(seed);
      n = 5 + random.nextInt(40);
      input = new float[n * CELLS];
      rebuilt = new float[n * CELLS];
      for (int i = 0; i < input.length; i++) {
        boolean never = i % AXES.t() == 3;
        if (!never && random.nextInt(12) == 0) input[i] = 1;
        rebuilt[i] = 100 + random.nextFloat();
      }
    }

    WindowSums sums() {
      WindowSums sums = new WindowSums(DIMENSIONS, BINS, n);
      // In two parts, as two batches would come.
      int half = n / 2;
      sums.accept(sums.read(0, half, input, rebuilt));
      float[] rest = Arrays.copyOfRange(input, half * CELLS, n * CELLS);
      float[] restRebuilt = Arrays.copyOfRange(rebuilt, half * CELLS, n * CELLS);
      sums.accept(sums.read(half, n - half, rest, restRebuilt));
      return sums;
    }

    double input(int k, int b, int c) {
      return input[k * CELLS + b * AXES.cells() + c];
    }

    double profile(int k, int b, int i) {
      double sum = 0;
      for (int c : DIMENSIONS.slice(i)) sum += input(k, b, c);
      return sum;
    }

    boolean present(int k, int i) {
      for (int b = 0; b < BINS; b++) if (profile(k, b, i) > 0) return true;
      return false;
    }

    double meanRebuilt(int k, int c) {
      double sum = 0;
      for (int b = 0; b < BINS; b++) sum += rebuilt[k * CELLS + b * AXES.cells() + c];
      return sum / BINS;
    }
  }

  @Test
  void correlationsAreThoseOfTheConcatenatedProfiles() {
    for (long seed = 1; seed <= 20; seed++) {
      Windows w = new Windows(seed);
      WindowSums sums = w.sums();
      for (int i = 0; i < DIMENSIONS.size(); i++)
        for (int j = 0; j < DIMENSIONS.size(); j++)
          assertEquals(pearson(w, i, j), sums.correlation(i, j), 1e-12, "seed " + seed);
    }
  }

  @Test
  void aDimensionWithoutPeaksHasNoCorrelationNoAbundanceAndNoScore() {
    Windows w = new Windows(3);
    WindowSums sums = w.sums();
    int empty = AXES.d() + 3;
    assertTrue(Double.isNaN(sums.correlation(empty, empty)));
    assertEquals(0, sums.abundance()[empty]);
    QScore score = QScore.of(DIMENSIONS, sums);
    assertFalse(score.correlated()[empty][0]);
    for (int j = 0; j < DIMENSIONS.size(); j++) assertEquals(0, score.q()[empty][j]);
    assertFalse(Double.isNaN(score.total()));
  }

  @Test
  void observationsAreEveryCellOfTheSliceInTheWindowsOfTheGroup() {
    for (long seed = 1; seed <= 20; seed++) {
      Windows w = new Windows(seed);
      WindowSums sums = w.sums();
      for (int i = 0; i < DIMENSIONS.size(); i++) {
        for (int j = 0; j < DIMENSIONS.size(); j++) {
          if (!DIMENSIONS.pair(i, j)) continue;
          Moments[] groups = sums.observations(i, j);
          for (int g = 0; g < 4; g++) assertSame(spelledOut(w, i, j, g), groups[g], "seed " + seed);
        }
      }
    }
  }

  private static void assertSame(List<Double> values, Moments o, String message) {
    assertEquals(values.size(), o.count(), message);
    if (values.size() < 2) {
      assertTrue(Double.isNaN(o.welchP(new Moments(9, 1, 1))), message);
      return;
    }
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    double variance =
        values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (values.size() - 1);
    assertEquals(mean, o.mean(), 1e-10, message);
    // The values lie around 100: a difference of squares would lose half the digits.
    assertEquals(variance, o.variance(), 1e-12, message);
  }

  private static List<Double> spelledOut(Windows w, int i, int j, int group) {
    List<Double> values = new ArrayList<>();
    for (int k = 0; k < w.n; k++) {
      boolean hasI = w.present(k, i);
      boolean hasJ = w.present(k, j);
      int of = hasI ? (hasJ ? 1 : 0) : (hasJ ? 2 : 3);
      if (of == group) for (int c : DIMENSIONS.slice(i)) values.add(w.meanRebuilt(k, c));
    }
    return values;
  }

  private static double pearson(Windows w, int i, int j) {
    double n = w.n * BINS;
    double mi = 0;
    double mj = 0;
    for (int k = 0; k < w.n; k++) {
      for (int b = 0; b < BINS; b++) {
        mi += w.profile(k, b, i) / n;
        mj += w.profile(k, b, j) / n;
      }
    }
    double ij = 0;
    double ii = 0;
    double jj = 0;
    for (int k = 0; k < w.n; k++) {
      for (int b = 0; b < BINS; b++) {
        double x = w.profile(k, b, i) - mi;
        double y = w.profile(k, b, j) - mj;
        ij += x * y;
        ii += x * x;
        jj += y * y;
      }
    }
    return ij / Math.sqrt(ii * jj);
  }

  @Test
  void withoutVarianceThereIsNoP() {
    Moments flat = new Moments(10, 1, 0);
    assertTrue(Double.isNaN(flat.welchP(new Moments(10, 2, 0))));
    assertTrue(flat.welchP(new Moments(10, 2, 1e-9)) < 1e-6);
  }
}
