package org.crelens.atypeak.model;

import java.util.Arrays;
import org.crelens.atypeak.data.Shape;
import org.crelens.libs.engine.Floats;

/**
 * The pooling behind the first convolution: bias, a border of k/2 zeros, the larger of each even
 * position and the odd one behind it. Every position is compared with the next in one long loop,
 * and every other row of that is kept. Holds scratch space; one per thread.
 */
final class FirstPool {
  private final int f;
  private final int rows;
  private final int lead;
  private final int out;
  private final float[] pairs;
  private final float[] even;
  private final float[] odd;

  FirstPool(Shape shape) {
    f = shape.filters();
    rows = (shape.c1Rows() + 1) / 2;
    lead = shape.kernel2() / 2;
    out = shape.pooled1();
    pairs = new float[2 * rows * f];
    even = new float[rows * f];
    odd = new float[rows * f];
  }

  /** Numbers of a mask. */
  int maskLength() {
    return rows * f;
  }

  /**
   * @param x c1Rows × F, with room for one row more
   * @param bias of the convolution, repeated for every even position
   * @param y pooled1 × F, overwritten
   * @param mask 1 where the odd position was the larger, from {@code mo}; null when no gradient
   *     will be asked for
   */
  void forward(float[] x, float[] bias, float[] y, float[] mask, int mo) {
    int compared = (2 * rows - 1) * f;
    // Behind the last even position stands the border: zero without a bias.
    for (int c = 0; c < f; c++) x[compared + c] = -bias[c];
    Floats.larger(x, f, pairs, compared);
    Arrays.fill(y, 0, lead * f, 0f);
    for (int r = 0; r < rows; r++) System.arraycopy(pairs, 2 * r * f, y, (lead + r) * f, f);
    Floats.add(bias, 0, y, lead * f, rows * f);
    Arrays.fill(y, (lead + rows) * f, out * f, 0f);
    if (mask == null) return;
    Floats.isLarger(x, f, pairs, compared);
    for (int r = 0; r < rows; r++) System.arraycopy(pairs, 2 * r * f, mask, mo + r * f, f);
  }

  /**
   * @param dy gradient of y
   * @param dx gradient of x, overwritten
   * @param dbias added to; null when only the input's gradient is asked for
   */
  void backward(float[] dy, float[] mask, int mo, float[] dx, float[] dbias) {
    Floats.part(dy, lead * f, mask, mo, even, odd, rows * f);
    int last = rows - 1;
    for (int r = 0; r < last; r++) {
      System.arraycopy(even, r * f, dx, 2 * r * f, f);
      System.arraycopy(odd, r * f, dx, (2 * r + 1) * f, f);
    }
    System.arraycopy(even, last * f, dx, 2 * last * f, f);
    if (dbias == null) return;
    Floats.addColumns(dy, lead * f, last, dbias);
    // What the border took reaches no parameter.
    Floats.add(even, last * f, dbias, 0, f);
  }
}
