package org.crelens.libs.engine;

/**
 * When training ends (spec, section 6): after {@code patience} epochs without an improvement of
 * more than {@code minDelta}, or at the second epoch with a loss under the floor.
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

  public EarlyStopping(int patience, double minDelta, double floor) {
    this.patience = patience;
    this.minDelta = minDelta;
    this.floor = floor;
  }

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
