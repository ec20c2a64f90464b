package org.crelens.libs.stats;

import static org.crelens.libs.stats.Samples.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class MomentsTest {
  @Test
  void meanAndVarianceAreThoseOfCommonsStatistics() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      double[] values = Samples.distinct(random, 2 + random.nextInt(40));
      Moments moments = Moments.of(values);
      assertEquals(values.length, moments.count());
      assertEquals(Mean.of(values).getAsDouble(), moments.mean(), 1e-12, "seed " + seed);
      assertEquals(Variance.of(values).getAsDouble(), moments.variance(), 1e-12, "seed " + seed);
    }
  }

  @Test
  void fewOrEqualValues() {
    assertEquals(new Moments(0, Double.NaN, Double.NaN), Moments.of(of()));
    assertEquals(new Moments(1, 5, Double.NaN), Moments.of(of(5)));
    assertEquals(new Moments(3, 5, 0), Moments.of(of(5, 5, 5)));
  }

  @Test
  void welchsTestIsTheTailOfStudentsDistribution() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      Moments a = Moments.of(Samples.tied(random, 5 + random.nextInt(30)));
      Moments b = Moments.of(Samples.distinct(random, 5 + random.nextInt(30)));
      double va = a.variance() / a.count();
      double vb = b.variance() / b.count();
      double t = Math.abs(a.mean() - b.mean()) / Math.sqrt(va + vb);
      double freedom =
          (va + vb) * (va + vb) / (va * va / (a.count() - 1) + vb * vb / (b.count() - 1));
      double p = 2 * TDistribution.of(freedom).survivalProbability(t);
      assertEquals(p, a.welchP(b), 1e-12, "seed " + seed);
      assertEquals(p, b.welchP(a), 1e-12, "seed " + seed);
    }
  }

  @Test
  void withoutVarianceOrWithOneValueThereIsNoTest() {
    Moments some = new Moments(10, 2, 1);
    assertTrue(Double.isNaN(Moments.of(of(5)).welchP(some)));
    assertTrue(Double.isNaN(some.welchP(Moments.of(of()))));
    Moments flat = new Moments(10, 1, 0);
    assertTrue(Double.isNaN(flat.welchP(new Moments(10, 2, 0))));
    assertTrue(flat.welchP(new Moments(10, 2, 1e-9)) < 1e-6);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Moments.of(of(1, Double.NaN)));
    assertThrows(IllegalArgumentException.class, () -> new Moments(-1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Moments(2, 0, -1));
  }
}
