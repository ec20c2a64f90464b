package org.crelens.judge;

import java.io.IOException;
import org.crelens.network.Model;
import org.crelens.network.Rebuilder;

/** R_s: temporary, until the library has it. */
final class LoneSources {
  private record Part(int first, double[][] means) {}

  private LoneSources() {}

  static double[][] rebuild(Model model, int threads, int[] sources) throws IOException {
    int cells = model.info().axes().cells();
    int bins = model.info().bins();
    double[][] means = new double[sources.length][];
    try (Rebuilder rebuilder = model.rebuilder(threads)) {
      rebuilder.<Part>rebuild(
          sources.length,
          () ->
              (k, into, offset) -> {
                java.util.Arrays.fill(into, offset, offset + bins * cells, 0f);
                for (int b = 0; b < bins; b++) into[offset + b * cells + sources[k]] = 1;
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
