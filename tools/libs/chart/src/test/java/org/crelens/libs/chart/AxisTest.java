package org.crelens.libs.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  /** A damaged document has such axes; ticks were counted until memory was full. */
  @Test
  void anAxisOfAnySizeHasFewTicks() {
    double[][] ends = {
      {0, Double.MIN_VALUE},
      {0, 1e-320},
      {1e300, Math.nextUp(1e300)},
      {-1e18, -1e18 + 256},
      {-1e307, 1e307},
      {1, Math.nextUp(1.0)}
    };
    for (double[] end : ends) {
      Axis axis = new Axis("x", end[0], end[1], false);
      assertTrue(axis.ticks(5).size() <= 12, () -> axis + ": " + axis.ticks(5).size());
    }
    assertEquals(List.of(0.0, 2.0, 4.0, 6.0), new Axis("x", 0, 6.5, false).ticks(4));
  }

  @Test
  void valuesOfAnySizeHaveAnAxis() {
    double[] wide = {-Double.MAX_VALUE, Double.MIN_VALUE, Double.MAX_VALUE};
    assertTrue(Axis.from0("x", List.of(wide)).to() >= 1e300);
    assertTrue(Axis.factors("x", List.of(wide)).to() >= 1e150);
    assertTrue(ColourScale.signed("x", 1, new double[][] {wide}).to() >= 1e300);
  }
}
