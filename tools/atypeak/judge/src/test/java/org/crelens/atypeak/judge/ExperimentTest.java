package org.crelens.atypeak.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.io.Numbers;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  /** Thresholds are promised in the documentation: neither may change alone. */
  @Test
  void thresholdsAreThoseOfTheDocumentation() throws IOException {
    List<String> documented = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("../../../docs/atypeak/study.md"))) {
      String[] cells = line.split("\\s*\\|\\s*", -1);
      if (cells.length != 7 || !cells[4].matches("[≥≤] .*")) continue;
      documented.add(
          cells[1]
              + " "
              + cells[2]
              + " "
              + cells[4].replace("≥", ">=").replace("≤", "<=").replace("−", "-"));
    }
    List<String> coded = new ArrayList<>();
    for (Experiment experiment : Experiment.values())
      for (Expectation e : experiment.expectations())
        coded.add(
            experiment.id()
                + " "
                + e.name()
                + " "
                + e.comparison()
                + " "
                + Numbers.format(e.threshold()));
    assertEquals(String.join("\n", documented), String.join("\n", coded));
  }

  @Test
  void whatIsUndefinedNeverHolds() {
    assertFalse(Comparison.AT_LEAST.holds(Double.NaN, 0));
    assertFalse(Comparison.AT_MOST.holds(Double.NaN, 0));
    assertTrue(Comparison.AT_LEAST.holds(2, 2));
    assertTrue(Comparison.AT_MOST.holds(-0.8, -0.8));
  }
}
