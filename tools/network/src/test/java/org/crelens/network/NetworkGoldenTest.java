package org.crelens.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Outputs, loss and gradients against {@code golden/network}: float64 arithmetic of another hand.
 */
class NetworkGoldenTest {
  private static final Shape SMALL = new Shape(320, 3, 4, 4, 8, 20);
  private static final int WINDOWS = 6;
  private static final double LOSS = 0.6423221991145968;

  private final Path folder = Path.of(System.getProperty("crelens.shared"), "golden", "network");
  private float[] inputs;
  private FloatBlock parameters;

  @BeforeEach
  void read() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(folder), "no golden files at " + folder);
    inputs = GoldenWeights.readRaw(folder.resolve("inputs.f32"));
    float[] weights = GoldenWeights.raw(folder, "w_", SMALL);
    parameters = new FloatBlock(weights.length);
    parameters.put(0, weights, 0, weights.length);
  }

  @Test
  void outputsAreThoseOfTheReference() throws IOException {
    float[] rebuilt = new float[inputs.length];
    try (Engine engine = new Engine(SMALL, parameters, 2, WINDOWS)) {
      engine.rebuild(inputs, WINDOWS, 2, rebuilt);
    }
    assertClose("outputs", GoldenWeights.readRaw(folder.resolve("outputs.f32")), rebuilt, 1e-5);
  }

  @Test
  void lossAndGradientsAreThoseOfTheReference() throws IOException {
    checkGradients("grad_", new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, LOSS);
  }

  @Test
  void weightsOfDatasetsAndTrsMultiply() throws IOException {
    float[] weights = new float[12];
    float[] datasets = {1, 2, 0.5f};
    float[] trs = {1, 1, 3, 0.25f};
    for (int c = 0; c < 12; c++) weights[c] = datasets[c / 4] * trs[c % 4];
    // The manifest gives the weighted loss with the L2 terms; those do not depend on the weights.
    checkGradients("wgrad_", weights, 1.2316886004929992 - (0.6806647389570809 - LOSS));
  }

  private void checkGradients(String prefix, float[] sourceWeights, double expectedLoss)
      throws IOException {
    FloatBlock gradient = new FloatBlock(parameters.length());
    double loss;
    try (Engine engine = new Engine(SMALL, parameters, 1, WINDOWS)) {
      loss = engine.gradient(inputs, WINDOWS, sourceWeights, null, gradient);
    }
    assertEquals(expectedLoss, loss, 1e-5);
    float[] expected = GoldenWeights.raw(folder, prefix, SMALL);
    float[] weights = GoldenWeights.raw(folder, "w_", SMALL);
    for (Shape.Parameter p : SMALL.parameters()) {
      int from = (int) p.offset();
      int to = from + (int) p.length();
      float[] ours = new float[to - from];
      gradient.get(from, ours, 0, ours.length);
      if (p.regularised())
        for (int i = 0; i < ours.length; i++) ours[i] += 2 * 2.5e-3f * weights[from + i];
      assertClose(prefix + p.name(), Arrays.copyOfRange(expected, from, to), ours, 2e-5);
    }
  }

  private static void assertClose(String what, float[] expected, float[] actual, double tolerance) {
    assertEquals(expected.length, actual.length, what);
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
    }
    double share = worst / largest;
    assertTrue(share <= tolerance, what + " differs by " + share + " of its largest magnitude");
  }
}
