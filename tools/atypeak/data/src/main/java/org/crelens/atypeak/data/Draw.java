package org.crelens.atypeak.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How windows are drawn, uniformly and with replacement (spec, section 6). */
public sealed interface Draw permits Draw.AllWindows, Draw.WindowsWithPeaks {
  /**
   * The next batch.
   *
   * @param size draws per batch
   * @return indices of non-empty windows, at least one; some may repeat
   */
  int[] batch(Tensor tensor, int size, SplittableRandom random);

  /**
   * From all windows of the regions; draws of an empty one are dropped, and an all-empty batch is
   * drawn again (default: the published hyperparameters belong to it).
   */
  record AllWindows() implements Draw {
    @Override
    public int[] batch(Tensor tensor, int size, SplittableRandom random) {
      int[] drawn = new int[size];
      int n = 0;
      while (n == 0) {
        for (int k = 0; k < size; k++) {
          int i = tensor.indexOf(random.nextInt(tensor.header().windows()));
          if (i >= 0) drawn[n++] = i;
        }
      }
      return Arrays.copyOf(drawn, n);
    }
  }

  /** From the windows that hold a peak. */
  record WindowsWithPeaks() implements Draw {
    @Override
    public int[] batch(Tensor tensor, int size, SplittableRandom random) {
      int[] drawn = new int[size];
      for (int k = 0; k < size; k++) drawn[k] = random.nextInt(tensor.size());
      return drawn;
    }
  }
}
