package org.crelens.atypeak.model;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.WorkUnits;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Floats;
import org.crelens.libs.engine.InOrder;
import org.crelens.libs.engine.Workers;

/**
 * An input that excites a neuron of the encoded layer: gradient ascent on its mean activation,
 * dropout off (atyPeak specification, section 10).
 *
 * @param neuron number in the layer, from 0
 * @param activation of the final input, mean over the positions
 * @param mean over x of each cell, axis order (dataset, TR)
 * @param max over x of each cell, same order
 */
public record UrExample(int neuron, double activation, float[] mean, float[] max) {
  /** Inputs that climb side by side: fixed, so that results do not depend on the threads. */
  static final int BATCH = WorkUnits.CLIMBING_BATCH;

  private static final int STEPS = WorkUnits.CLIMBING_STEPS;
  private static final double STEP = 1;
  private static final double LEAST_RMS = 1e-5;
  private static final int BLUR_EVERY = 5;

  // Standard deviation in bins; along datasets and TRs 0.01, whose kernel is its middle alone.
  private static final double BLUR = 0.2;

  /** A Gaussian kernel goes to so many standard deviations. */
  private static final double TRUNCATE = 4;

  private static final long SALT = 0x0E5A_3B1E_5EEDL;

  /**
   * Climbs for neurons 0 … {@code neurons} − 1.
   *
   * @param seed where the noise begins that inputs start from; each neuron has its own
   * @param threads worker threads; results do not depend on them
   * @param inOrder takes the examples in the order of the neurons, one at a time
   */
  public static void climb(
      Model model, int neurons, long seed, int threads, Consumer<UrExample> inOrder) {
    Shape shape = model.info().shape();
    if (neurons < 0 || neurons > shape.deepDim())
      throw new IllegalArgumentException(neurons + " neurons of " + shape.deepDim());
    EncoderGradient[] encoders = new EncoderGradient[threads];
    try (Workers workers = new Workers(threads);
        Weights weights = new Weights(shape, model.block())) {
      weights.prepare(true, workers);
      FloatBlock c1Flipped = EncoderGradient.flipFirst(weights);
      InOrder<UrExample[]> order = new InOrder<>(batch -> Arrays.stream(batch).forEach(inOrder));
      try {
        workers.run(
            (neurons + BATCH - 1) / BATCH,
            (batch, thread) -> {
              if (encoders[thread] == null)
                encoders[thread] = new EncoderGradient(weights, c1Flipped, BATCH);
              int first = batch * BATCH;
              int n = Math.min(BATCH, neurons - first);
              UrExample[] examples = climb(encoders[thread], shape, first, n, seed);
              for (UrExample example : examples) if (!example.isFinite()) throw model.overflow();
              order.done(batch, examples);
            });
      } finally {
        for (EncoderGradient encoder : encoders) if (encoder != null) encoder.close();
        c1Flipped.close();
      }
    }
  }

  private boolean isFinite() {
    boolean finite = Double.isFinite(activation);
    for (int c = 0; c < mean.length; c++)
      finite &= Float.isFinite(mean[c]) && Float.isFinite(max[c]);
    return finite;
  }

  private static UrExample[] climb(
      EncoderGradient encoder, Shape shape, int first, int n, long seed) {
    float[][] x = new float[n][shape.windowCells()];
    float[][] gradient = new float[n][shape.windowCells()];
    double[] means = new double[n];
    int[] units = new int[n];
    for (int i = 0; i < n; i++) {
      units[i] = first + i;
      SplittableRandom random =
          new SplittableRandom((seed ^ SALT) + 0x9E3779B97F4A7C15L * units[i]);
      for (int c = 0; c < x[i].length; c++) x[i][c] = (float) random.nextDouble();
    }
    encoder.aim(units);
    for (int step = 1; step <= STEPS; step++) {
      encoder.run(x, n, gradient, means);
      for (int i = 0; i < n; i++) {
        climb(x[i], gradient[i]);
        if (step % BLUR_EVERY == 0) blur(x[i], shape);
      }
    }
    encoder.run(x, n, null, means);
    UrExample[] examples = new UrExample[n];
    for (int i = 0; i < n; i++) examples[i] = reduce(units[i], means[i], x[i], shape);
    return examples;
  }

  private static void climb(float[] x, float[] gradient) {
    double squares = 0;
    for (float g : gradient) squares += (double) g * g;
    double rms = Math.sqrt(squares / gradient.length);
    Floats.addScaled((float) (STEP / (rms + LEAST_RMS)), gradient, 0, x, 0, x.length);
  }

  /** Blurs along x; borders are reflected, the outermost bin twice. */
  static void blur(float[] x, Shape shape) {
    int radius = (int) (TRUNCATE * BLUR + 0.5);
    double[] kernel = new double[radius + 1];
    double sum = 0;
    for (int i = 0; i <= radius; i++) {
      kernel[i] = Math.exp(-0.5 * i * i / (BLUR * BLUR));
      sum += i == 0 ? kernel[i] : 2 * kernel[i];
    }
    int d = shape.datasets();
    int bins = shape.bins();
    float[] plane = new float[bins * d];
    for (int z = 0; z < shape.trs(); z++) {
      System.arraycopy(x, z * plane.length, plane, 0, plane.length);
      for (int b = 0, at = z * plane.length; b < bins; b++) {
        for (int y = 0; y < d; y++, at++) {
          double value = kernel[0] * plane[b * d + y];
          for (int i = 1; i <= radius; i++)
            value +=
                kernel[i]
                    * (plane[reflect(b - i, bins) * d + y] + plane[reflect(b + i, bins) * d + y]);
          x[at] = (float) (value / sum);
        }
      }
    }
  }

  private static int reflect(int b, int bins) {
    return b < 0 ? -1 - b : b >= bins ? 2 * bins - 1 - b : b;
  }

  private static UrExample reduce(int neuron, double activation, float[] x, Shape shape) {
    int d = shape.datasets();
    int t = shape.trs();
    double[] sum = new double[shape.cells()];
    float[] max = new float[shape.cells()];
    Arrays.fill(max, Float.NEGATIVE_INFINITY);
    for (int z = 0, at = 0; z < t; z++)
      for (int b = 0; b < shape.bins(); b++)
        for (int y = 0; y < d; y++, at++) {
          sum[y * t + z] += x[at];
          max[y * t + z] = Math.max(max[y * t + z], x[at]);
        }
    float[] mean = new float[sum.length];
    for (int c = 0; c < sum.length; c++) mean[c] = (float) (sum[c] / shape.bins());
    return new UrExample(neuron, activation, mean, max);
  }
}
