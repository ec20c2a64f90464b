package org.crelens.atypeak.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.crelens.atypeak.data.Factor.Flag;
import org.junit.jupiter.api.Test;

class FactorTest {
  private static final Source SOURCE = new Source("d", "t");

  @Test
  void kIsTheProductBetweenItsBounds() {
    Random random = new Random(11);
    for (int i = 0; i < 1000; i++) {
      double[] w = random.doubles(3, -1, 5).toArray();
      Factor factor = Factor.of(SOURCE, w[0], w[1], w[2], false);
      assertTrue(factor.k() >= 0.1 && factor.k() <= 10, factor.toString());
      boolean negative = w[0] <= 0 || w[1] <= 0 || w[2] <= 0;
      if (negative) assertEquals(Flag.FLOORED, factor.flag(), factor.toString());
      if (factor.flag() == Flag.OK) assertEquals(w[0] * w[1] * w[2], factor.k());
    }
  }

  @Test
  void asOriginalThereIsNoLowerBound() {
    Factor factor = Factor.of(SOURCE, -7, 700, 1, true);
    assertEquals(-4900, factor.k());
    assertEquals(Flag.UNBOUNDED, factor.flag());
    assertEquals(10, Factor.of(SOURCE, 7, 7, 1, true).k());
  }

  @Test
  void anUndefinedFactorGetsTheMeanOfTheOthers() {
    Factors table =
        Factors.of(
            List.of(
                Factor.of(new Source("a", "t"), 1, 2, 1, false),
                Factor.of(new Source("b", "t"), Double.NaN, 2, 1, false),
                Factor.of(new Source("c", "t"), 1, 4, 1, false)));
    assertEquals(3, table.rows().get(1).k());
    assertEquals(Flag.UNDEFINED, table.rows().get(1).flag());
    assertEquals(3, table.mean());
  }

  @Test
  void overSeedsBoundedFactorsAreAveragedAndTheGravestFlagStays() {
    Factors one = Factors.of(List.of(Factor.of(SOURCE, 2, 3, 1, false)));
    Factors two = Factors.of(List.of(Factor.of(SOURCE, -5000, 1, 1, false)));
    Factor mean = Factors.mean(List.of(one, two)).rows().get(0);
    assertEquals((6 + 0.1) / 2, mean.k());
    assertEquals(Flag.FLOORED, mean.flag());
  }
}
