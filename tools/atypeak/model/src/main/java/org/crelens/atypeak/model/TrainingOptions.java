package org.crelens.atypeak.model;

import java.util.Map;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Shape;

/**
 * Hyperparameters (atyPeak specification, section 6).
 *
 * @param filters F
 * @param deepDim H
 * @param kernel k, positions of the first filter
 * @param learningRate of Adam
 * @param batchSize draws per batch
 * @param batchesPerEpoch steps per epoch
 * @param epochs at most
 * @param patience epochs without an improvement before training stops
 * @param minDelta what counts as one
 * @param lossFloor training also stops at the second epoch whose loss is below; 0 for none
 * @param drawAll whether windows without a peak count in the draw
 * @param datasetWeights weight in the loss by dataset, 1 where absent
 * @param trWeights weight by TR
 * @param sourceWeights weight by source {@code dataset.tr}; all three multiply
 * @param seed of weights, draws and dropout
 */
public record TrainingOptions(
    int filters,
    int deepDim,
    int kernel,
    double learningRate,
    int batchSize,
    int batchesPerEpoch,
    int epochs,
    int patience,
    double minDelta,
    double lossFloor,
    boolean drawAll,
    Map<String, Double> datasetWeights,
    Map<String, Double> trWeights,
    Map<String, Double> sourceWeights,
    long seed) {
  public TrainingOptions {
    // Sorted, so that the same options are written as the same bytes.
    datasetWeights = new java.util.TreeMap<>(datasetWeights);
    trWeights = new java.util.TreeMap<>(trWeights);
    sourceWeights = new java.util.TreeMap<>(sourceWeights);
  }

  /** The defaults of the paper's hela model. */
  public static TrainingOptions defaults(long seed) {
    return new TrainingOptions(
        32,
        256,
        Shape.KERNEL,
        1e-4,
        48,
        48,
        64,
        5,
        2.5e-4,
        0,
        true,
        Map.of(),
        Map.of(),
        Map.of(),
        seed);
  }

  /** Weight of every cell (dataset, TR) in the loss. */
  float[] cellWeights(Axes axes) {
    float[] weights = new float[axes.cells()];
    for (int c = 0; c < weights.length; c++)
      weights[c] =
          (float)
              (datasetWeights.getOrDefault(axes.dataset(c), 1.0)
                  * trWeights.getOrDefault(axes.tr(c), 1.0)
                  * sourceWeights.getOrDefault(axes.source(c), 1.0));
    return weights;
  }
}
