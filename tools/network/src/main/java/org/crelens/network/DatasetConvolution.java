package org.crelens.network;

import java.util.Arrays;

/**
 * The first convolution: kernel (k, D) over one TR plane, F filters. Windows are sparse (0.1 % of
 * the cells of a binary window, some 5 % of a crumbed one), so each nonzero cell adds its share to
 * the k positions that see it: a row of k · F numbers, in one loop that vectorises.
 */
final class DatasetConvolution {
  private final int k;
  private final int d;
  private final int f;
  private final int span;
  private final int rows;
  private final float[][] flipped;

  DatasetConvolution(Shape shape) {
    k = shape.kernel();
    d = shape.datasets();
    f = shape.filters();
    span = k * f;
    rows = shape.c1Rows();
    flipped = new float[d][span];
  }

  /** Takes the kernel (k, D, F) from the flat parameters, taps reversed, one row per dataset. */
  void load(FloatBlock parameters, long offset) {
    float[] kernel = new float[k * d * f];
    parameters.get(offset, kernel, 0, kernel.length);
    for (int y = 0; y < d; y++)
      for (int j = 0; j < k; j++)
        System.arraycopy(kernel, (j * d + y) * f, flipped[y], (k - 1 - j) * f, f);
  }

  /**
   * The plane's response without bias.
   *
   * @param plane its nonzero cells
   * @param y c1Rows × F, overwritten
   */
  void forward(Planes planes, int plane, float[] y) {
    Arrays.fill(y, 0, rows * f, 0f);
    for (int e = planes.from(plane); e < planes.to(plane); e++) {
      float v = planes.value(e);
      float[] w = flipped[planes.dataset(e)];
      // Position x lies at x + 2k in the padded frame; filters that start k − 1 before see it
      // first.
      int at = (planes.position(e) + k + 1) * f;
      for (int i = 0; i < span; i++) y[at + i] += v * w[i];
    }
  }

  /**
   * Adds the plane's part to the gradient of the kernel.
   *
   * @param dy gradient of the response, c1Rows × F
   * @param gradient D rows of k · F, taps reversed, as {@link #store} takes them
   */
  void backward(Planes planes, int plane, float[] dy, float[][] gradient) {
    for (int e = planes.from(plane); e < planes.to(plane); e++) {
      float v = planes.value(e);
      float[] g = gradient[planes.dataset(e)];
      int at = (planes.position(e) + k + 1) * f;
      for (int i = 0; i < span; i++) g[i] += v * dy[at + i];
    }
  }

  /** An empty gradient for {@link #backward}. */
  float[][] newGradient() {
    return new float[d][span];
  }

  /** Writes a gradient in the order of the flat parameters. */
  void store(float[][] gradient, FloatBlock into, long offset) {
    float[] kernel = new float[k * d * f];
    for (int y = 0; y < d; y++)
      for (int j = 0; j < k; j++)
        System.arraycopy(gradient[y], (k - 1 - j) * f, kernel, (j * d + y) * f, f);
    into.put(offset, kernel, 0, kernel.length);
  }
}
