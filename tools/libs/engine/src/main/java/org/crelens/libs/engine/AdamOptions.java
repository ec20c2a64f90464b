package org.crelens.libs.engine;

/**
 * Settings of Adam as Keras defines it: a step is lr · √(1 − β2ᵗ) / (1 − β1ᵗ) · m / (√v + ε).
 *
 * @param learningRate lr
 * @param beta1 decay of the mean m
 * @param beta2 decay of the mean square v
 * @param epsilon ε
 */
public record AdamOptions(double learningRate, double beta1, double beta2, double epsilon) {
  /** Keras' defaults for all but the learning rate. */
  public static AdamOptions keras(double learningRate) {
    return new AdamOptions(learningRate, 0.9, 0.999, 1e-7);
  }
}
