package org.crelens.libs.engine;

/** The loss ran off: the learning rate was too high for this network and these examples. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int epoch;
  private final double loss;

  DivergedException(int epoch, double loss) {
    super("training diverged: the loss of epoch " + epoch + " is " + loss);
    this.epoch = epoch;
    this.loss = loss;
  }

  /** The epoch, from 1. */
  public int epoch() {
    return epoch;
  }

  /** Its mean loss; may be NaN or infinite. */
  public double loss() {
    return loss;
  }
}
