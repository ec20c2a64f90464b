package org.crelens.libs.engine;

/**
 * Elementwise loops over long stretches of arrays. Each is plain and stands alone, so that the JIT
 * turns it into vector code, which it does not do for short inner loops over the channels of one
 * position. Offsets are named after their array: {@code xo} is where x begins, 0 where there is
 * none; {@code n} numbers are read or written from there.
 */
public final class Floats {
  /** Twice this takes the smallest positive float above 1, and leaves 0. */
  private static final float HUGE = 1e38f;

  private Floats() {}

  /** y += a · x. */
  public static void addScaled(float a, float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) y[yo + i] += a * x[xo + i];
  }

  /** y += a · (x[plus …] − x[minus …]). */
  public static void addScaledDifference(
      float a, float[] x, int plus, int minus, float[] y, int n) {
    for (int i = 0; i < n; i++) y[i] += a * (x[plus + i] - x[minus + i]);
  }

  /** y += x. */
  public static void add(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) y[yo + i] += x[xo + i];
  }

  /** y −= x. */
  public static void subtract(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) y[yo + i] -= x[xo + i];
  }

  /** x = max(x + bias, 0). */
  public static void addAndRectify(float[] x, float[] bias, int n) {
    for (int i = 0; i < n; i++) x[i] = Math.max(x[i] + bias[i], 0f);
  }

  /**
   * y += a · x, by way of {@code scratch}: where stretches of y overlap from call to call, copying
   * there and back takes half the time of adding in place.
   */
  public static void addScaled(float a, float[] x, float[] y, int yo, int n, float[] scratch) {
    System.arraycopy(y, yo, scratch, 0, n);
    for (int i = 0; i < n; i++) scratch[i] += a * x[i];
    System.arraycopy(scratch, 0, y, yo, n);
  }

  // Where a stretch meets itself some places on, as these three do, the JIT compares element by
  // element: it cannot know that the shift is no overlap. A shifted copy is made first.

  /** out = x[i] − x[i + step]. */
  public static void differences(float[] x, int step, float[] out, int n) {
    System.arraycopy(x, step, out, 0, n);
    subtractFrom(x, out, n);
  }

  private static void subtractFrom(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) out[i] = x[i] - out[i];
  }

  /** out = max(x[i], x[i + step]). */
  public static void larger(float[] x, int step, float[] out, int n) {
    System.arraycopy(x, step, out, 0, n);
    larger(x, out, n);
  }

  private static void larger(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) out[i] = Math.max(x[i], out[i]);
  }

  /** out = 1 where x[i + step] &gt; x[i], else 0, without a branch. */
  public static void isLarger(float[] x, int step, float[] out, int n) {
    System.arraycopy(x, step, out, 0, n);
    isLarger(x, out, n);
  }

  private static void isLarger(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) out[i] = Math.min(Math.max(out[i] - x[i], 0f) * HUGE * HUGE, 1f);
  }

  /** Parts g into b, where the mask is 1, and a, where it is 0. */
  public static void part(float[] g, int go, float[] mask, int mo, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      float later = g[go + i] * mask[mo + i];
      b[i] = later;
      a[i] = g[go + i] - later;
    }
  }

  /** g = g · scale where the activation e (never negative) is positive, else 0. */
  public static void whereActive(float[] e, float[] g, float scale, int n) {
    for (int i = 0; i < n; i++) g[i] = g[i] * scale * Math.min(e[i] * HUGE * HUGE, 1f);
  }

  /** error = rebuilt + bias − target, in place of rebuilt. */
  public static void error(float[] rebuilt, float[] bias, float[] target, int to, int n) {
    for (int i = 0; i < n; i++) rebuilt[i] += bias[i] - target[to + i];
  }

  /** x = x · scale, element by element. */
  public static void multiply(float[] x, float[] scale, int n) {
    for (int i = 0; i < n; i++) x[i] *= scale[i];
  }

  /** sum[c] += Σ over rows of x[row, c]. */
  public static void addColumns(float[] x, int xo, int rows, float[] sum) {
    int columns = sum.length;
    for (int r = 0; r < rows; r++) {
      int o = xo + r * columns;
      for (int c = 0; c < columns; c++) sum[c] += x[o + c];
    }
  }

  /** sum[c] += Σ over rows of x[row, c]². */
  public static void addColumnSquares(float[] x, int rows, float[] sum) {
    int columns = sum.length;
    for (int r = 0; r < rows; r++) {
      int o = r * columns;
      for (int c = 0; c < columns; c++) sum[c] += x[o + c] * x[o + c];
    }
  }

  /** Whether the first n of x lie in [−most, most]; false when one is NaN. */
  public static boolean within(float most, float[] x, int n) {
    boolean within = true;
    for (int i = 0; i < n; i++) within &= Math.abs(x[i]) <= most;
    return within;
  }

  /** {@code row} repeated {@code times}. */
  public static float[] tile(float[] row, int times) {
    float[] tiled = new float[Math.multiplyExact(row.length, times)];
    for (int i = 0; i < times; i++) System.arraycopy(row, 0, tiled, i * row.length, row.length);
    return tiled;
  }
}
