package org.crelens.atypeak.model;

import java.io.IOException;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;

/** Shows a model tensors that are the same at every position, and says what it makes of them. */
public interface Probe {
  /**
   * Rebuilds full-length tensors.
   *
   * @param grids per tensor, the value of each cell at every x; axis order (dataset, TR)
   * @return per tensor, the mean over x of each rebuilt cell; same order
   */
  double[][] rebuild(float[][] grids) throws IOException;

  /**
   * R for each of {@code sources}: what the model rebuilds of the source alone, mean over x (spec,
   * section 8).
   *
   * @param crumb the crumb that the model was trained with
   * @param sources cells
   * @return per source, a value per cell; axis order (dataset, TR)
   */
  default double[][] alone(Axes axes, Crumb crumb, int[] sources) throws IOException {
    float[][] u = new float[sources.length][];
    for (int i = 0; i < sources.length; i++) u[i] = grid(axes, crumb, sources[i]);
    return rebuild(u);
  }

  /**
   * A grid of 1 at each of {@code sources}, crumbed; float, as windows are when the model sees
   * them.
   *
   * @return a value per cell; axis order (dataset, TR)
   */
  static float[] grid(Axes axes, Crumb crumb, int... sources) {
    double[] rowSum = new double[axes.d()];
    double[] columnSum = new double[axes.t()];
    float[] grid = new float[axes.cells()];
    for (int c : sources) {
      grid[c] = 1;
      rowSum[c / axes.t()]++;
      columnSum[c % axes.t()]++;
    }
    for (int c = 0; c < grid.length; c++)
      grid[c] =
          (float) (grid[c] + crumb.amount() * (rowSum[c / axes.t()] + columnSum[c % axes.t()]));
    return grid;
  }
}
