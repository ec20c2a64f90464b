package org.crelens.atypeak.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.TensorHeader;
import org.junit.jupiter.api.Test;

/**
 * Losses and weights of five steps of training against {@code tests/golden/values}, which a second
 * implementation computed in double precision. The values are part of the repository.
 */
class SimulatedTrainingTest {
  private final Path golden =
      Path.of(System.getProperty("crelens.project"), "tests", "golden", "values");

  @Test
  void fiveStepsHaveTheLossesOfTheReferenceAndEndWhereItEnds() throws IOException {
    Axes axes = new Axes(List.of("S1", "S2", "S3"), List.of("alfa", "bravo", "charlie", "delta"));
    Crumb crumb = new Crumb(0.1, Crumb.Order.CRUMB_FIRST);
    TensorHeader header = new TensorHeader("sim", 31, 800, 10, crumb, axes, Map.of());
    float[] batch = GoldenWeights.readNpy(golden.resolve("batch.npy"));
    List<String> losses = Files.readAllLines(golden.resolve("losses.tsv"));
    assertEquals(6, losses.size());
    try (Training training = new Training(header, options(), 2, false)) {
      training.setParameters(GoldenWeights.npy(golden.resolve("training"), training.shape()));
      System.arraycopy(batch, 0, training.batch(), 0, batch.length);
      for (String line : losses.subList(1, 6)) {
        String[] f = line.split("\t");
        assertEquals(Double.parseDouble(f[1]), training.step(6), 1e-6, "loss of step " + f[0]);
      }
      float[] expected = GoldenWeights.npy(golden.resolve("trained"), training.shape());
      assertArrayEquals(expected, training.parameters(), 2e-6f);
    }
  }

  private static TrainingOptions options() {
    return new TrainingOptions(
        4, 6, 20, 1e-3, 6, 5, 1, 5, 2.5e-4, 0, true, Map.of(), Map.of(), Map.of(), 1);
  }
}
