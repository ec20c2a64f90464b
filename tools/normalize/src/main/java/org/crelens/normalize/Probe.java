package org.crelens.normalize;

import java.io.IOException;

/** Shows a model tensors that are the same at every position, and says what it makes of them. */
interface Probe {
  /**
   * Rebuilds full-length tensors.
   *
   * @param grids per tensor, the value of each cell at every x; axis order (dataset, TR)
   * @return per tensor, the mean over x of each rebuilt cell; same order
   */
  double[][] rebuild(float[][] grids) throws IOException;
}
