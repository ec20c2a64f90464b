package org.crelens.libs.engine;

/**
 * A valid convolution (cross-correlation) along the rows of a matrix, as matrix products: rows are
 * positions, columns are channels. In <em>phase form</em>, for phase p of k, the rows p, p + k, …
 * of the input are the rows of a matrix k times as wide, which is legal for BLAS and copies
 * nothing.
 *
 * <p>Several examples may stand one after the other in one matrix. Results whose taps reach into
 * the next example are computed, too, and mean nothing: pad, or skip them.
 *
 * @param taps k, positions that a filter spans
 * @param channels c, columns of the input
 * @param filters n, columns of the result
 */
public record Convolution(int taps, int channels, int filters) {
  /** From so many channels on, the kernel's gradient is computed tap by tap. */
  private static final int WIDE = 1024;

  /** A kernel (tap × channel × filter, C order) that lies in a block, as k·c × n. */
  public Matrix kernel(FloatBlock block, long offset) {
    return Matrix.of(block, offset, (long) taps * channels, filters);
  }

  /** Room for a kernel that {@link #flip} turned (tap × filter × channel), as k·n × c. */
  public Matrix flipped(FloatBlock block, long offset) {
    return Matrix.of(block, offset, (long) taps * filters, channels);
  }

  /** Numbers of a kernel. */
  public long kernelLength() {
    return (long) taps * channels * filters;
  }

  /**
   * y[i, :] = Σ_j x[i + j, :] · w[j] for i in 0 … rows − k. Later rows of y are left as they are.
   *
   * @param x rows × c without gaps; rows is a multiple of k
   * @param w {@link #kernel}
   * @param beta 0 to overwrite y, 1 to add to it
   * @param y rows × n
   */
  public void forward(Gemm gemm, Matrix x, Matrix w, float beta, Matrix y) {
    for (int p = 0; p < taps; p++) {
      long m = phaseRows(x, p);
      if (m > 0) gemm.multiply(x.every(taps, p, m, taps), w, beta, y.every(taps, p, m, 1));
    }
  }

  /** Results of phase p: the last one of all but the first would need rows behind the input. */
  private long phaseRows(Matrix x, int p) {
    return x.rows() / taps - (p > 0 ? 1 : 0);
  }

  /**
   * dx[i, :] = Σ_j dy[i − j, :] · w[j]ᵀ: the gradient with respect to the input.
   *
   * @param dy rows × n without gaps, rows a multiple of k; in its block, k rows of zeros stand
   *     before it, and rows that {@link #forward} does not compute are zero
   * @param flipped the kernel as {@link #flip} turns it
   * @param dx rows × c, overwritten
   */
  public void inputGradient(Gemm gemm, Matrix dy, Matrix flipped, Matrix dx) {
    long m = dy.rows() / taps;
    for (int p = 0; p < taps; p++)
      gemm.multiply(dy.every(taps, p - (taps - 1L), m, taps), flipped, 0, dx.every(taps, p, m, 1));
  }

  /**
   * dw[j] += Σ_i x[i + j, :]ᵀ · dy[i, :]: the gradient with respect to the kernel.
   *
   * @param x the input of {@link #forward}
   * @param dy rows × n; rows that {@link #forward} does not compute are zero
   * @param beta 0 to overwrite dw, 1 to add to it
   * @param dw as {@link #kernel}
   */
  public void kernelGradient(Gemm gemm, Matrix x, Matrix dy, float beta, Matrix dw) {
    if (channels >= WIDE) {
      // One product per tap is large enough, and shorter sums round less.
      kernelGradientByTap(gemm, x, dy, beta, dw);
      return;
    }
    for (int p = 0; p < taps; p++) {
      long m = phaseRows(x, p);
      if (m > 0)
        gemm.multiply(
            x.every(taps, p, m, taps).transpose(), dy.every(taps, p, m, 1), p == 0 ? beta : 1, dw);
      else if (p == 0 && beta == 0) dw.clear();
    }
  }

  /** {@link #kernelGradient} with one product per tap, for inputs of any number of rows. */
  public void kernelGradientByTap(Gemm gemm, Matrix x, Matrix dy, float beta, Matrix dw) {
    for (int j = 0; j < taps; j++) {
      long m = x.rows() - j;
      gemm.multiply(
          x.slice(j, m).transpose(), dy.slice(0, m), beta, dw.slice((long) j * channels, channels));
    }
  }

  /** flipped[k − 1 − j] = w[j]ᵀ, for {@link #inputGradient}. */
  public void flip(Matrix w, Matrix flipped) {
    flip(w, flipped, 0, 1);
  }

  /** Flips the taps {@code from, from + step, …}: the share of one of {@code step} workers. */
  public void flip(Matrix w, Matrix flipped, int from, int step) {
    int c = channels;
    int n = filters;
    float[] tap = new float[c * n];
    float[] turned = new float[c * n];
    for (int j = from; j < taps; j += step) {
      w.block().get(w.offset() + (long) j * c * n, tap, 0, c * n);
      // Tiles keep both sides in the first-level cache.
      int tile = 32;
      for (int a0 = 0; a0 < c; a0 += tile)
        for (int b0 = 0; b0 < n; b0 += tile)
          for (int a = a0; a < Math.min(a0 + tile, c); a++)
            for (int b = b0; b < Math.min(b0 + tile, n); b++) turned[b * c + a] = tap[a * n + b];
      flipped.block().put(flipped.offset() + (long) (taps - 1 - j) * c * n, turned, 0, c * n);
    }
  }
}
