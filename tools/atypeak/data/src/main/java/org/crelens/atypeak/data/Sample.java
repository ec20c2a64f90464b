package org.crelens.atypeak.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The windows that normalisation and Q-score look at (spec, sections 8 and 9).
 *
 * @param indices indices of non-empty windows; some may repeat
 */
public record Sample(int[] indices) {
  /** Draws per batch, as in training. */
  public static final int BATCH = 48;

  // The sample must not repeat the draws of training with the same seed.
  private static final long SALT = 0x5EED_0F_5A3B_1EL;

  /** {@code batches} batches of training's default draw. */
  public static Sample batches(Tensor tensor, int batches, long seed) {
    SplittableRandom random = new SplittableRandom(seed ^ SALT);
    Draw draw = new Draw.AllWindows();
    IntStream.Builder all = IntStream.builder();
    for (int b = 0; b < batches; b++) Arrays.stream(draw.batch(tensor, BATCH, random)).forEach(all);
    return new Sample(all.build().toArray());
  }

  /** {@code n} different windows, in order; all of them when there are no more than that. */
  public static Sample windows(Tensor tensor, int n, long seed) {
    if (n >= tensor.size()) return all(tensor);
    SplittableRandom random = new SplittableRandom(seed ^ SALT);
    int[] chosen = IntStream.range(0, tensor.size()).toArray();
    for (int k = 0; k < n; k++) {
      int other = k + random.nextInt(chosen.length - k);
      int swap = chosen[k];
      chosen[k] = chosen[other];
      chosen[other] = swap;
    }
    int[] sample = Arrays.copyOf(chosen, n);
    Arrays.sort(sample);
    return new Sample(sample);
  }

  /** Each non-empty window once, in order. */
  public static Sample all(Tensor tensor) {
    return new Sample(IntStream.range(0, tensor.size()).toArray());
  }

  /** Number of windows, repeats counted. */
  public int size() {
    return indices.length;
  }
}
