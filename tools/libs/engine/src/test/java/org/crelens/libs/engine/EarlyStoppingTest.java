package org.crelens.libs.engine;

import static org.crelens.libs.engine.EarlyStopping.Verdict.CONTINUE;
import static org.crelens.libs.engine.EarlyStopping.Verdict.IMPROVED;
import static org.crelens.libs.engine.EarlyStopping.Verdict.STOP_AND_RESTORE;
import static org.crelens.libs.engine.EarlyStopping.Verdict.STOP_AT_FLOOR;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.engine.EarlyStopping.Verdict;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  private static List<Verdict> verdicts(EarlyStopping stopping, double... losses) {
    List<Verdict> verdicts = new ArrayList<>();
    for (double loss : losses) verdicts.add(stopping.epoch(loss));
    return verdicts;
  }

  @Test
  void patienceCountsEpochsSinceTheLastImprovement() {
    assertEquals(
        List.of(IMPROVED, CONTINUE, IMPROVED, CONTINUE, CONTINUE, STOP_AND_RESTORE),
        verdicts(new EarlyStopping(3, 0, 0), 5, 6, 4, 4, 4.5, 4.2));
  }

  @Test
  void anImprovementMustBeMoreThanTheDelta() {
    // 3.9 is not 0.25 below 4; nor is 3.75, exactly on it; 3.7 is: the best stays 4 until then.
    assertEquals(
        List.of(IMPROVED, CONTINUE, CONTINUE, IMPROVED),
        verdicts(new EarlyStopping(5, 0.25, 0), 4, 3.9, 3.75, 3.7));
  }

  @Test
  void aSlowDescentWithinTheDeltaStops() {
    assertEquals(
        List.of(IMPROVED, CONTINUE, STOP_AND_RESTORE),
        verdicts(new EarlyStopping(2, 0.25, 0), 4, 3.9, 3.8));
  }

  @Test
  void theFloorMustBePassedTwiceButNotInARow() {
    assertEquals(
        List.of(IMPROVED, IMPROVED, CONTINUE, CONTINUE, STOP_AT_FLOOR),
        verdicts(new EarlyStopping(9, 0, 1), 3, 0.9, 1.5, 1, 0.95));
  }

  @Test
  void theFloorStopsEvenAnEpochThatImproves() {
    assertEquals(List.of(IMPROVED, STOP_AT_FLOOR), verdicts(new EarlyStopping(9, 0, 1), 0.9, 0.5));
  }

  @Test
  void aFloorOfZeroNeverStops() {
    assertEquals(
        List.of(IMPROVED, CONTINUE, CONTINUE), verdicts(new EarlyStopping(9, 0, 0), 0, 0, 0));
  }
}
