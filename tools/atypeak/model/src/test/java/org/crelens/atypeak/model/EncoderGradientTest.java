package org.crelens.atypeak.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.crelens.atypeak.data.Shape;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.RandomArrays;
import org.crelens.libs.engine.Workers;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Activations and gradients of encoded units against finite differences in double precision. */
class EncoderGradientTest {
  private static final double STEP = 1e-6;

  @RepeatedTest(20)
  void theGradientIsThatOfFiniteDifferences(RepetitionInfo repetition) {
    long seed = 4200 + repetition.getCurrentRepetition();
    Cases cases = new Cases(seed);
    Shape shape = cases.shape();
    int n = cases.between(1, 3);
    float[][] windows = new float[n][];
    for (int w = 0; w < n; w++) windows[w] = cases.uniform(shape.windowCells(), 2);
    check(shape, cases.parameters(shape), windows, seed, "seed " + seed + ", " + shape);
  }

  @Test
  void theReferenceNetworkHasThatGradientToo() throws IOException {
    Path folder = Path.of(System.getProperty("crelens.shared"), "golden", "network");
    Assumptions.assumeTrue(Files.isDirectory(folder), "no golden files at " + folder);
    Shape shape = new Shape(320, 3, 4, 4, 8, 20);
    float[] inputs = GoldenWeights.readRaw(folder.resolve("inputs.f32"));
    float[] second = new float[shape.windowCells()];
    System.arraycopy(inputs, second.length, second, 0, second.length);
    float[] weights = GoldenWeights.raw(folder, "w_", shape);
    float[] noise = new Cases(7).uniform(second.length, 1);
    // Where a peak's bins are alike, both of a pool are: the gradient there is of one side only.
    float[] near = second.clone();
    for (int i = 0; i < near.length; i++) near[i] += 0.05f * noise[i];
    check(shape, weights, new float[][] {near, noise}, 7, "reference network");
    // Its own activations of the second input.
    float[] encoded = GoldenWeights.readRaw(folder.resolve("act1_dense4.f32"));
    for (int unit = 0; unit < 8; unit++) {
      double sum = 0;
      for (int i = 0; i < 100; i++) sum += encoded[i * 8 + unit];
      double[] mean = run(shape, weights, new float[][] {second}, new int[] {unit}, null);
      assertEquals(sum / 100, mean[0], 1e-5 * Math.max(1, sum / 100), "unit " + unit);
    }
  }

  private static void check(
      Shape shape, float[] parameters, float[][] windows, long seed, String what) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = windows.length;
    int[] units = random.ints(n, 0, shape.deepDim()).toArray();
    float[][] gradient = new float[n][shape.windowCells()];
    double[] means = run(shape, parameters, windows, units, gradient);
    NaiveNetwork naive = new NaiveNetwork(shape, parameters);
    for (int w = 0; w < n; w++) {
      double[] cells = RandomArrays.doubles(windows[w]);
      double mean = naive.new Window(cells).activation(units[w]);
      assertEquals(mean, means[w], 1e-5 * Math.max(1, mean), what);
      double largest = 0;
      for (float g : gradient[w]) largest = Math.max(largest, Math.abs(g));
      for (int trial = 0; trial < 40; trial++) {
        int c = random.nextInt(cells.length);
        double before = cells[c];
        cells[c] = before + STEP;
        double above = naive.new Window(cells).activation(units[w]);
        cells[c] = before - STEP;
        double below = naive.new Window(cells).activation(units[w]);
        cells[c] = before;
        double expected = (above - below) / (2 * STEP);
        double tolerance = 1e-4 * Math.max(largest, Math.abs(expected)) + 1e-9;
        assertEquals(expected, gradient[w][c], tolerance, what + ", window " + w + ", cell " + c);
      }
    }
  }

  /** Runs windows in the usual order of cells, and turns the gradient back to it. */
  private static double[] run(
      Shape shape, float[] parameters, float[][] windows, int[] units, float[][] gradient) {
    int n = windows.length;
    double[] means = new double[n];
    float[][] turned = new float[n][];
    for (int w = 0; w < n; w++) turned[w] = turn(shape, windows[w], true);
    float[][] back = gradient == null ? null : new float[n][shape.windowCells()];
    try (Workers workers = new Workers(1);
        Weights weights = new Weights(shape, RandomArrays.block(parameters))) {
      weights.prepare(true, workers);
      try (FloatBlock flipped = EncoderGradient.flipFirst(weights);
          EncoderGradient encoder = new EncoderGradient(weights, flipped, n + 1)) {
        encoder.aim(units);
        // A run before must leave nothing behind.
        encoder.run(turned, n, back, means);
        encoder.run(turned, n, back, means);
      }
    }
    if (gradient != null)
      for (int w = 0; w < n; w++) {
        float[] usual = turn(shape, back[w], false);
        System.arraycopy(usual, 0, gradient[w], 0, usual.length);
      }
    return means;
  }

  /** From (bin, dataset, TR) to (TR, bin, dataset), or back. */
  private static float[] turn(Shape shape, float[] x, boolean there) {
    float[] turned = new float[x.length];
    int d = shape.datasets();
    int t = shape.trs();
    for (int b = 0; b < shape.bins(); b++)
      for (int y = 0; y < d; y++)
        for (int z = 0; z < t; z++) {
          int usual = (b * d + y) * t + z;
          int planes = (z * shape.bins() + b) * d + y;
          if (there) turned[planes] = x[usual];
          else turned[usual] = x[planes];
        }
    return turned;
  }

  @Test
  void blurringKeepsSumsAndReachesTheNextBin() {
    Shape shape = new Shape(32, 2, 2, 1, 1, 4);
    float[] x = new float[shape.windowCells()];
    // First bin of the first TR's first dataset, whose reflection gives back what leaves.
    x[0] = 1e5f;
    UrExample.blur(x, shape);
    double tail = Math.exp(-12.5);
    assertEquals(1e5 * tail / (1 + 2 * tail), x[2], 1e-3);
    assertEquals(1e5 * (1 + tail) / (1 + 2 * tail), x[0], 1e-2);
    for (int i = 0; i < x.length; i++) assertTrue(i == 0 || i == 2 || x[i] == 0, "cell " + i);
  }
}
