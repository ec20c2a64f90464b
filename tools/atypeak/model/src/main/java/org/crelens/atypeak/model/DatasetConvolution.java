package org.crelens.atypeak.model;

import java.util.Arrays;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.WorkUnits;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Floats;

/**
 * The first convolution: kernel (k, D) over one TR plane, F filters. Planes are sparse, and what
 * they hold are runs: a peak covers some thirty bins with one value. A single cell adds the k taps
 * of its dataset to the k positions that see it; a run adds their running sums, whatever its
 * length. Either is a stretch of rows, positions × F, handled in one loop.
 */
final class DatasetConvolution {
  /** From here on running sums are less work than single cells. */
  private static final int RUN = 3;

  private static final int TILE = WorkUnits.RUN_TILE;

  private final int k;
  private final int d;
  private final int f;
  private final int rows;
  private final float[][] taps;
  private final float[][] rising;
  private final float[][] falling;
  private final float[][] whole;

  DatasetConvolution(Shape shape) {
    k = shape.kernel();
    d = shape.datasets();
    f = shape.filters();
    rows = shape.c1Rows();
    taps = new float[d][k * f];
    rising = new float[d][(k + 1) * f];
    falling = new float[d][(k + 1) * f];
    whole = new float[d][TILE * f];
  }

  /** Takes the kernel (k, D, F) from the flat parameters. */
  void load(FloatBlock parameters, long offset) {
    float[] kernel = new float[k * d * f];
    parameters.get(offset, kernel, 0, kernel.length);
    for (int y = 0; y < d; y++) {
      // Tap row m belongs to the position m behind the first that sees the cell: the kernel turned.
      for (int m = 0; m < k; m++)
        System.arraycopy(kernel, ((k - 1 - m) * d + y) * f, taps[y], m * f, f);
      for (int m = 0; m < k; m++)
        for (int c = 0; c < f; c++)
          rising[y][(m + 1) * f + c] = rising[y][m * f + c] + taps[y][m * f + c];
      for (int m = k - 1; m >= 1; m--)
        for (int c = 0; c < f; c++)
          falling[y][m * f + c] = falling[y][(m + 1) * f + c] + taps[y][m * f + c];
      for (int i = 0; i < TILE; i++) System.arraycopy(rising[y], k * f, whole[y], i * f, f);
    }
  }

  /**
   * The plane's response without bias.
   *
   * @param response c1Rows × F, overwritten
   * @param scratch room for k · F numbers
   */
  void forward(Planes planes, int plane, float[] response, float[] scratch) {
    Arrays.fill(response, 0, rows * f, 0f);
    for (int e = planes.from(plane); e < planes.to(plane); e++) {
      float v = planes.value(e);
      int y = planes.dataset(e);
      int length = planes.length(e);
      // Bin x lies at x + 2k in the padded frame; filters that start k − 1 before see it first.
      int first = planes.position(e) + k + 1;
      if (length < RUN) {
        for (int i = 0; i < length; i++)
          Floats.addScaled(v, taps[y], response, (first + i) * f, k * f, scratch);
        continue;
      }
      // Sums of the taps 0 … j − 1 as the filters enter the run, all k while they are inside, and
      // those of the last taps as they leave; a run shorter than k is left before it is filled.
      Floats.addScaled(v, rising[y], f, response, first * f, k * f);
      for (int i = k; i < length; i += TILE)
        Floats.addScaled(v, whole[y], 0, response, (first + i) * f, Math.min(TILE, length - i) * f);
      int early = Math.max(0, k - length);
      int leaving = (first + length) * f;
      Floats.addScaled(-v, rising[y], f, response, leaving, early * f);
      Floats.addScaled(
          v, falling[y], (early + 1) * f, response, leaving + early * f, (k - 1 - early) * f);
    }
  }

  /**
   * Adds the plane's part to the gradient of the kernel.
   *
   * @param dy gradient of the response, c1Rows × F
   */
  void backward(Planes planes, int plane, float[] dy, Gradient into) {
    boolean summed = false;
    for (int e = planes.from(plane); e < planes.to(plane); e++) {
      float v = planes.value(e);
      float[] row = into.taps[planes.dataset(e)];
      int length = planes.length(e);
      int first = planes.position(e) + k + 1;
      if (length < RUN) {
        for (int i = 0; i < length; i++) Floats.addScaled(v, dy, (first + i) * f, row, 0, k * f);
        continue;
      }
      if (!summed) {
        into.sumUp(dy);
        summed = true;
      }
      // Tap m sees the run at positions first + m … first + m + length − 1.
      Floats.addScaledDifference(v, into.sums, (first + length) * f, first * f, row, k * f);
    }
  }

  /** An empty gradient of the kernel. */
  Gradient newGradient() {
    return new Gradient();
  }

  /** A gradient being added up. */
  final class Gradient {
    private final float[][] taps = new float[d][k * f];
    private final float[] sums = new float[(rows + 1) * f];

    void clear() {
      for (float[] row : taps) Arrays.fill(row, 0);
    }

    /** sums[i] = Σ of positions before i. */
    private void sumUp(float[] dy) {
      for (int i = 0; i < rows * f; i++) sums[i + f] = sums[i] + dy[i];
    }

    /** Writes it in the order of the flat parameters. */
    void store(FloatBlock into, long offset) {
      float[] kernel = new float[k * d * f];
      for (int y = 0; y < d; y++)
        for (int m = 0; m < k; m++)
          System.arraycopy(taps[y], m * f, kernel, ((k - 1 - m) * d + y) * f, f);
      into.put(offset, kernel, 0, kernel.length);
    }
  }
}
