package org.crelens.atypeak.data;

/**
 * What the time of a network follows: counts of its arithmetic, and of the numbers that pass
 * through it, for one window.
 *
 * @param shape of the network
 * @param rowsPerWindow peaks in a window, mean over the windows with a peak
 */
public record NetworkWork(Shape shape, double rowsPerWindow) {
  /**
   * TRs of a window that have a plane of their own when its peaks fall among all of them alike, and
   * the plane that the other TRs share.
   */
  double planes() {
    double t = shape.trs();
    return t * (1 - Math.pow(1 - 1 / t, rowsPerWindow)) + 1;
  }

  private double second() {
    return secondOfOnePlane() * planes();
  }

  private double secondOfOnePlane() {
    double f = shape.filters();
    return shape.pooled1() * shape.kernel2() * f * f;
  }

  private double dense() {
    double h = shape.deepDim();
    return shape.pooled2() * (shape.filters() * h + 3 * h * h);
  }

  private double third() {
    return (double) shape.pooled2() * shape.kernel() * shape.deepDim() * shape.filters();
  }

  private double decoder() {
    return (double) shape.outRows() * shape.foldedTaps() * shape.filters() * 4 * shape.cells();
  }

  /** Multiplications to rebuild a window; two of the convolutions save a quarter. */
  double multiplications() {
    return 0.75 * (second() + third()) + dense() + decoder();
  }

  /**
   * Multiplications of a training step: forward, and twice as many backward, where none are saved.
   */
  double trainingMultiplications() {
    return multiplications() + 2 * (second() + third() + dense() + decoder());
  }

  /**
   * Multiplications of one step of an ur-example, whose windows are dense: every TR has its plane,
   * the encoder runs forward and backward, and the decoder not at all.
   */
  double climbingMultiplications() {
    double first =
        (double) shape.padded() * shape.kernel() * shape.datasets() * shape.filters() * shape.trs();
    return 3 * (first + secondOfOnePlane() * shape.trs() + dense());
  }

  /** The counts of {@link StepSeconds#SCORING}, in its order. */
  public double[] scoring() {
    return new double[] {
      multiplications(),
      shape.windowCells(),
      planes() * shape.pooled1() * shape.filters(),
      (double) shape.pooled2() * shape.deepDim(),
      1
    };
  }

  /**
   * The counts of {@link StepSeconds#TRAINING}, in its order, for one window of a batch.
   *
   * @param windows of the batch, without empty draws: they share the step on the weights
   */
  public double[] training(double windows) {
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
