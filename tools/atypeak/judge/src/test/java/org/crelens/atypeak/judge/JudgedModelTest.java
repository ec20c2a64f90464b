package org.crelens.atypeak.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.crelens.atypeak.judge.Expectation.Measured;
import org.crelens.atypeak.judge.RebuiltValues.Kind;
import org.crelens.atypeak.judge.RebuiltValues.PhantomDirection;
import org.junit.jupiter.api.Test;

class JudgedModelTest {
  private final RebuiltValues values = new RebuiltValues();

  private JudgedModel judged() {
    return new JudgedModel("x", null, List.of(), values, null, new Measured(Double.NaN, 0));
  }

  private void add(Kind kind, int group, int completeness, double... all) {
    for (double v : all) values.add(kind, PhantomDirection.NONE, group, completeness, (float) v);
  }

  @Test
  void ratiosAndPrecisionAreOfMedians() {
    add(Kind.STACK, 0, 1, 0.5, 1, 0.75);
    add(Kind.PHANTOM, 0, 1, 0.25, 0.5, 0.125);
    add(Kind.FOREIGN_PHANTOM, 0, 1, 0.0625, 0.125, 0);
    assertEquals(4, judged().phantomRatio().value());
    assertEquals(3, judged().phantomRatio().n());
    assertEquals(1 - 0.25 / 0.75, judged().precision().value(), 1e-7);
  }

  @Test
  void noiseOfAllDatasetsLiesUnderStacks() {
    add(Kind.STACK, 0, 1, 0.5, 1);
    add(Kind.NOISE, -1, 1, 0.75);
    add(Kind.UNRELIABLE_NOISE, -1, 1, 0.25);
    assertEquals(0.75, judged().auroc().value());
    assertEquals(0.5, judged().medianNoise().value());
    assertEquals(0.25, judged().medianUnreliable().value());
  }

  @Test
  void groupsAreComparedAtTheSameCompleteness() {
    // Values are completeness / 10, whatever the group; the second is more complete.
    for (int i = 0; i < 50; i++) {
      add(Kind.STACK, 0, 1, 0.1);
      add(Kind.STACK, 0, 2, 0.2);
      add(Kind.STACK, 1, 2, 0.2);
      add(Kind.STACK, 1, 3, 0.3);
    }
    assertEquals(1, judged().evenness().value(), 1e-6);
    assertEquals(50, judged().evenness().n());
  }

  @Test
  void evennessIsTheSmallerByTheLarger() {
    for (int i = 0; i < 20; i++) {
      add(Kind.STACK, 0, 1, 0.2);
      add(Kind.STACK, 1, 1, 0.4);
    }
    assertEquals(0.5, judged().evenness().value(), 1e-6);
  }

  @Test
  void withoutObservationsNothingIsMeasured() {
    assertTrue(Double.isNaN(judged().evenness().value()));
    assertTrue(Double.isNaN(judged().phantomRatio().value()));
    assertTrue(Double.isNaN(judged().auroc().value()));
  }
}
