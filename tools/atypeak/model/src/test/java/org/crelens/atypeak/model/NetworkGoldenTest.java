package org.crelens.atypeak.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.crelens.atypeak.data.Shape;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Floats;
import org.crelens.libs.engine.PairedMaxPool;
import org.crelens.libs.engine.Workers;
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
    float[] rebuilt = Passes.rebuild(SMALL, parameters, inputs, WINDOWS, 2);
    assertClose("outputs", GoldenWeights.readRaw(folder.resolve("outputs.f32")), rebuilt, 1e-5);
  }

  @Test
  void firstConvolutionAndPoolingAreThoseOfTheReference() throws IOException {
    float[] bias = parameter("c1_b");
    DatasetConvolution c1 = new DatasetConvolution(SMALL);
    c1.load(parameters, SMALL.parameters().get(0).offset());
    Planes planes = new Planes(SMALL, 1);
    planes.add(0, inputs, SMALL.windowCells());
    PairedMaxPool pool = EncoderConvolutions.firstPool(SMALL);
    float[] conv = new float[381 * 4 * 4];
    float[] pooled = new float[200 * 4 * 4];
    for (int z = 0; z < 4; z++) {
      float[] rows = new float[382 * 4];
      float[] halved = new float[200 * 4];
      int plane = planes.plane(0, z);
      c1.forward(planes, plane == Planes.SHARED ? planes.shared(0) : plane, rows, new float[80]);
      pool.forward(rows, Floats.tile(bias, 191), halved, null, 0);
      // The reference has x, TR, filter; a plane has x, filter.
      for (int x = 0; x < 381; x++)
        for (int c = 0; c < 4; c++) conv[(x * 4 + z) * 4 + c] = rows[x * 4 + c] + bias[c];
      for (int x = 0; x < 200; x++) System.arraycopy(halved, x * 4, pooled, (x * 4 + z) * 4, 4);
    }
    assertClose("conv1", golden("act1_conv1"), conv, 1e-5);
    assertClose("pool1", golden("act1_pool1"), pooled, 1e-5);
  }

  @Test
  void activationsOfEveryLayerAreThoseOfTheReference() throws IOException {
    try (Workers workers = new Workers(1);
        Weights weights = new Weights(SMALL, parameters);
        Pass pass = new Pass(weights, WINDOWS)) {
      weights.prepare(false, workers);
      pass.forward(inputs, 0, WINDOWS, null, false);
      // Borders and biases: a convolution's block has rows that only its padding sees, and the
      // bias is added by the pooling behind it.
      assertClose(
          "conv2",
          golden("act1_conv2"),
          biased(rows(pass.convolutions.c2, 200, 191, 4), "c2_b"),
          1e-5);
      assertClose("pool2", golden("act1_pool2"), rows(pass.convolutions.r, 100, 100, 4), 1e-5);
      for (int l = 0; l < 4; l++)
        assertClose(
            "dense" + (l + 1),
            golden("act1_dense" + (l + 1)),
            rows(pass.dense.e[l], 100, 100, 8),
            1e-5);
      assertClose(
          "conv3", golden("act1_conv3"), biased(rows(pass.decoder.c3, 100, 81, 4), "c3_b"), 1e-5);
      float[] rebuilt = new float[inputs.length];
      pass.rebuilt(rebuilt, 0);
      int from = SMALL.windowCells();
      float[] conv4 = Arrays.copyOfRange(golden("act1_conv4"), 40 * 12, 360 * 12);
      assertClose("conv4", conv4, Arrays.copyOfRange(rebuilt, from, 2 * from), 1e-5);
    }
  }

  /** The first rows of the second window's block. */
  private static float[] rows(FloatBlock block, int perWindow, int rows, int columns) {
    float[] values = new float[rows * columns];
    block.get((long) perWindow * columns, values, 0, values.length);
    return values;
  }

  private float[] biased(float[] rows, String name) {
    float[] bias = parameter(name);
    for (int i = 0; i < rows.length; i++) rows[i] += bias[i % bias.length];
    return rows;
  }

  private float[] parameter(String name) {
    Shape.Parameter p =
        SMALL.parameters().stream().filter(q -> q.name().equals(name)).findFirst().orElseThrow();
    float[] values = new float[(int) p.length()];
    parameters.get(p.offset(), values, 0, values.length);
    return values;
  }

  private float[] golden(String name) throws IOException {
    return GoldenWeights.readRaw(folder.resolve(name + ".f32"));
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
    double loss = Passes.gradient(SMALL, parameters, 1, inputs, WINDOWS, sourceWeights, gradient);
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
