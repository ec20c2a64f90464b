package org.crelens.atypeak.model;

import java.util.OptionalLong;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.WorkUnits;
import org.crelens.libs.engine.BatchGradient;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Workers;

/** Runs batches through a network without a trainer or a model file. */
final class Passes {
  private Passes() {}

  /** Loss and gradient, as training computes them; without the L2 term. */
  static double gradient(
      AtyPeakNetwork network,
      FloatBlock parameters,
      int threads,
      float[] batch,
      int n,
      long step,
      FloatBlock gradient) {
    try (Workers workers = new Workers(threads);
        BatchGradient<WindowBatch> gradients =
            new BatchGradient<>(network.with(parameters), workers, n, WorkUnits.TRAINING_SLOTS)) {
      return gradients.compute(new WindowBatch(batch, n), step, gradient);
    }
  }

  /** Without dropout. */
  static double gradient(
      Shape shape,
      FloatBlock parameters,
      int threads,
      float[] batch,
      int n,
      float[] sourceWeights,
      FloatBlock gradient) {
    AtyPeakNetwork network = new AtyPeakNetwork(shape, sourceWeights, OptionalLong.empty());
    return gradient(network, parameters, threads, batch, n, 0, gradient);
  }

  /** Rebuilds windows, {@code slice} at a time. */
  static float[] rebuild(Shape shape, FloatBlock parameters, float[] batch, int n, int slice) {
    float[] rebuilt = new float[n * shape.windowCells()];
    try (Workers workers = new Workers(2);
        Weights weights = new Weights(shape, parameters);
        Pass pass = new Pass(weights, slice)) {
      weights.prepare(false, workers);
      for (int first = 0; first < n; first += slice) {
        pass.forward(batch, first, Math.min(slice, n - first), null, false);
        pass.rebuilt(rebuilt, first);
      }
    }
    return rebuilt;
  }
}
