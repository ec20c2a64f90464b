package org.crelens.atypeak.summarize;

import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.WindowFiller;

/** The windows of a tensor file as training reads them. */
final class TrainingWindows {
  /** Cells of the dense windows from which the mean square of a training window is taken. */
  private static final long SAMPLED_CELLS = 50_000_000;

  private TrainingWindows() {}

  /**
   * Mean square of the cells of windows as training reads them: the loss of a network that rebuilds
   * nothing. Of up to 200 windows, evenly spaced.
   */
  static double meanSquare(Tensor tensor, Crumb crumb) {
    long affordable = Math.max(1, SAMPLED_CELLS / tensor.header().windowCells());
    int n = (int) Math.min(Math.min(200, affordable), tensor.size());
    WindowFiller filler = new WindowFiller(tensor, crumb);
    float[] window = new float[filler.cells()];
    double sum = 0;
    for (int k = 0; k < n; k++) {
      filler.fill((int) ((long) k * tensor.size() / n), window, 0);
      for (float value : window) sum += (double) value * value;
    }
    return sum / ((double) n * window.length);
  }
}
