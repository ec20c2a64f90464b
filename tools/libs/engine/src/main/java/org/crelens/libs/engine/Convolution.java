package org.crelens.libs.engine;

/**
 * A valid convolution (cross-correlation) along the rows of a row-major matrix, as matrix products.
 * In <em>phase form</em>, for phase p of k, the rows p, p + k, … of the input are the rows of a
 * matrix k times as wide, which is legal for BLAS and copies nothing.
 */
public final class Convolution {
  private Convolution() {}

  /**
   * y[i, :] = Σ_j x[i + j, :] · w[j] for i in 0 … rows − k; later rows of y are not all written.
   *
   * @param rows of x; a multiple of {@code k}
   * @param w k × c × n, C order
   * @param beta 0 to overwrite y, 1 to add
   */
  public static void forward(
      Gemm gemm,
      FloatBlock x,
      long xo,
      long rows,
      int k,
      int c,
      FloatBlock w,
      long wo,
      float beta,
      FloatBlock y,
      long yo,
      int n) {
    for (int p = 0; p < k; p++) {
      long m = rows / k - (p > 0 ? 1 : 0);
      if (m > 0)
        gemm.multiply(
            false,
            false,
            m,
            n,
            (long) k * c,
            x,
            xo + (long) p * c,
            (long) k * c,
            w,
            wo,
            n,
            beta,
            y,
            yo + (long) p * n,
            (long) k * n);
    }
  }

  /**
   * x[i, :] = Σ_j y[i − j, :] · w[j]ᵀ: the gradient of the input.
   *
   * @param y rows × n, with k rows of zeros before offset {@code yo}
   * @param flipped k × n × c as {@link #flip} makes it
   */
  public static void inputGradient(
      Gemm gemm,
      FloatBlock y,
      long yo,
      long rows,
      int k,
      int n,
      FloatBlock flipped,
      long fo,
      FloatBlock x,
      long xo,
      int c) {
    for (int p = 0; p < k; p++)
      gemm.multiply(
          false,
          false,
          rows / k,
          c,
          (long) k * n,
          y,
          yo + (long) (p - (k - 1)) * n,
          (long) k * n,
          flipped,
          fo,
          c,
          0,
          x,
          xo + (long) p * c,
          (long) k * c);
  }

  /**
   * w[j] += Σ_i x[i + j, :]ᵀ · y[i, :]: the gradient of the kernel.
   *
   * @param beta of the first product: 0 to overwrite w, 1 to add
   */
  public static void kernelGradient(
      Gemm gemm,
      FloatBlock x,
      long xo,
      long rows,
      int k,
      int c,
      FloatBlock y,
      long yo,
      int n,
      float beta,
      FloatBlock w,
      long wo) {
    if ((long) c >= 1024) {
      // Wide inputs: one product per tap is large enough, and shorter sums round less.
      for (int j = 0; j < k; j++)
        gemm.multiply(
            true,
            false,
            c,
            n,
            rows - j,
            x,
            xo + (long) j * c,
            c,
            y,
            yo,
            n,
            beta,
            w,
            wo + (long) j * c * n,
            n);
      return;
    }
    for (int p = 0; p < k; p++) {
      long m = rows / k - (p > 0 ? 1 : 0);
      if (m > 0)
        gemm.multiply(
            true,
            false,
            (long) k * c,
            n,
            m,
            x,
            xo + (long) p * c,
            (long) k * c,
            y,
            yo + (long) p * n,
            (long) k * n,
            p == 0 ? beta : 1,
            w,
            wo,
            n);
      else if (p == 0 && beta == 0) w.clear(wo, (long) k * c * n);
    }
  }

  /** flipped[k − 1 − j] = w[j]ᵀ, for {@link #inputGradient}. */
  public static void flip(FloatBlock w, long wo, int k, int c, int n, FloatBlock flipped, long fo) {
    float[] tap = new float[c * n];
    float[] turned = new float[c * n];
    for (int j = 0; j < k; j++) {
      w.get(wo + (long) j * c * n, tap, 0, c * n);
      // Tiles keep both sides in the first-level cache.
      int tile = 32;
      for (int a0 = 0; a0 < c; a0 += tile)
        for (int b0 = 0; b0 < n; b0 += tile)
          for (int a = a0; a < Math.min(a0 + tile, c); a++)
            for (int b = b0; b < Math.min(b0 + tile, n); b++) turned[b * c + a] = tap[a * n + b];
      flipped.put(fo + (long) (k - 1 - j) * c * n, turned, 0, c * n);
    }
  }
}
