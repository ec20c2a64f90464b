package org.crelens.atypeak.data;

/**
 * How the network's work is cut into pieces. The numbers are fixed, so that results do not depend
 * on threads or shards, and the memory of a step follows from them.
 */
public final class WorkUnits {
  /** Pieces of a training batch; more of them feed more cores, with smaller matrix products. */
  public static final int TRAINING_SLOTS = 4;

  /** Windows that a thread rebuilds at a time; a window has the same companions in any shard. */
  public static final int REBUILDING_BATCH = 24;

  /** Inputs of ur-examples that climb side by side on one thread. */
  public static final int CLIMBING_BATCH = 16;

  /** Steps that the input of an ur-example climbs. */
  public static final int CLIMBING_STEPS = 50;

  /** Rows of the tile that the first convolution adds for the middle of a run of equal cells. */
  public static final int RUN_TILE = 16;

  private WorkUnits() {}
}
