package org.crelens.atypeak.model;

import java.io.IOException;

/**
 * Probes a trained model.
 *
 * @param model the model
 * @param threads worker threads; results do not depend on them
 */
record ModelProbe(Model model, int threads) implements Probe {
  private record Part(int first, double[][] means) {}

  @Override
  public double[][] rebuild(float[][] grids) throws IOException {
    int cells = model.info().axes().cells();
    int bins = model.info().bins();
    double[][] means = new double[grids.length][];
    try (Rebuilder rebuilder = model.rebuilder(threads)) {
      rebuilder.<Part>rebuild(
          grids.length,
          () ->
              (k, into, offset) -> {
                for (int b = 0; b < bins; b++)
                  System.arraycopy(grids[k], 0, into, offset + b * cells, cells);
              },
          (first, count, windows, rebuilt) -> {
            double[][] part = new double[count][cells];
            for (int k = 0; k < count; k++) {
              for (int b = 0, at = k * bins * cells; b < bins; b++)
                for (int c = 0; c < cells; c++) part[k][c] += rebuilt[at++];
              for (int c = 0; c < cells; c++) part[k][c] /= bins;
            }
            return new Part(first, part);
          },
          part -> System.arraycopy(part.means, 0, means, part.first, part.means.length));
    }
    return means;
  }
}
