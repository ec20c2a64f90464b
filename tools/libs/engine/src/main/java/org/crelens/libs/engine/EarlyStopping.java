package org.crelens.libs.engine;

/**
 * Decides after each epoch whether training goes on. It ends after some epochs without an
 * improvement, or at the second epoch whose loss lies below a floor.
 */
public final class EarlyStopping {
  /** What follows from an epoch's loss. */
  public enum Verdict {
    /** The best so far: keep these weights. */
    IMPROVED,
    /** Go on. */
    CONTINUE,
    /** Patience ran out: the weights of the last improvement come back. */
    STOP_AND_RESTORE,
    /** The floor was reached twice: the weights stay. */
    STOP_AT_FLOOR
  }

  private final int patience;
  private final double minDelta;
  private final double floor;
  private double best = Double.POSITIVE_INFINITY;
  private int waited;
  private int underFloor;

  /**
   * @param patience epochs without an improvement before training ends
   * @param minDelta a loss improves when it lies more than this below the best one so far
   * @param floor loss below which nothing more is to be gained; 0 for none
   */
  public EarlyStopping(int patience, double minDelta, double floor) {
    this.patience = patience;
    this.minDelta = minDelta;
    this.floor = floor;
  }

  /** Takes the loss of the next epoch. */
  public Verdict epoch(double loss) {
    boolean improved = loss < best - minDelta;
    if (improved) {
      best = loss;
      waited = 0;
    } else {
      waited++;
    }
    if (loss < floor && ++underFloor >= 2) return Verdict.STOP_AT_FLOOR;
    if (improved) return Verdict.IMPROVED;
    return waited >= patience ? Verdict.STOP_AND_RESTORE : Verdict.CONTINUE;
  }
}
