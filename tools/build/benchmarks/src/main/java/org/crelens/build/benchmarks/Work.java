package org.crelens.build.benchmarks;

import org.crelens.atypeak.data.Shape;

/**
 * What time follows: counts of the arithmetic and of the numbers that pass through it, of a network
 * on the windows of a tensor.
 *
 * @param shape of the network
 * @param rowsPerWindow mean pairs of window and peak, over windows with a peak
 */
record Work(Shape shape, double rowsPerWindow) {
  /** Names of {@link #scoring}'s numbers. */
  static final String[] SCORING = {"multiplications", "cells", "planes", "dense", "window"};

  /** Names of {@link #training}'s numbers. */
  static final String[] TRAINING = {
    "multiplications", "cells", "planes", "dense", "parameters", "window"
  };

  /**
   * TRs of a window that have a plane of their own when its peaks fall among all alike, and the
   * shared plane.
   */
  double planes() {
    double t = shape.trs();
    return t * (1 - Math.pow(1 - 1 / t, rowsPerWindow)) + 1;
  }

  private double second() {
    double f = shape.filters();
    return padded() / 2 * shape.kernel() / 2 * f * f * planes();
  }

  private double padded() {
    return shape.bins() + 4.0 * shape.kernel();
  }

  private double dense() {
    double h = shape.deepDim();
    return padded() / 4 * (shape.filters() * h + 3 * h * h);
  }

  private double third() {
    return padded() / 4 * shape.kernel() * (double) shape.deepDim() * shape.filters();
  }

  // 7 of the 20 taps are left where four bins share a position.
  private double decoder() {
    int left = (shape.kernel() - 1) / 2;
    int taps = Math.floorDiv(3 + shape.kernel() - 1 - left, 4) - Math.floorDiv(-left, 4) + 1;
    return shape.bins() / 4.0 * taps * shape.filters() * 4 * shape.cells();
  }

  /** Multiplications to rebuild a window: two of the convolutions save a quarter. */
  double multiplications() {
    return 0.75 * (second() + third()) + dense() + decoder();
  }

  /** Of a window in training: forward, and twice as many backward, where nothing is saved. */
  double trainingMultiplications() {
    return multiplications() + 2 * (second() + third() + dense() + decoder());
  }

  /** Numbers that the time to score a window is made of. */
  double[] scoring() {
    return new double[] {
      multiplications(),
      shape.windowCells(),
      planes() * padded() / 2 * shape.filters(),
      padded() / 4 * shape.deepDim(),
      1
    };
  }

  /**
   * Numbers that the time of a training step is made of, per window of it.
   *
   * @param windows of the batch, empty draws dropped
   */
  double[] training(double windows) {
    double[] scoring = scoring();
    return new double[] {
      trainingMultiplications(),
      scoring[1],
      scoring[2],
      scoring[3],
      shape.parameterCount() / windows,
      1
    };
  }
}
