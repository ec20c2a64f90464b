package org.crelens.libs.engine;

import java.util.Arrays;

/**
 * A valid convolution of even length with a quarter less arithmetic. With x0, x1 the even and odd
 * rows of the input and w0, w1 the even and odd taps, the even and odd rows of the result are
 *
 * <pre>
 *   y0 = (x0 − x1) ⋆ w0 + x1 ⋆ (w0 + w1)
 *   y1 = (x1 − x0′) ⋆ (−w1) + x1 ⋆ (w0 + w1)
 * </pre>
 *
 * where x0′ is x0 from its second row on: three convolutions of half the length on half of the rows
 * instead of four. The parts {@code before = x0 − x1}, {@code odd = x1} and {@code after = x1 −
 * x0′} are made once; sums over several inputs are taken part by part.
 */
public final class HalvedConvolution {
  private final int k;
  private final int c;
  private final int n;

  /**
   * @param k taps, even
   * @param c channels of the input
   * @param n channels of the result
   */
  public HalvedConvolution(int k, int c, int n) {
    if (k % 2 != 0) throw new IllegalArgumentException(k + " taps are not even");
    this.k = k;
    this.c = c;
    this.n = n;
  }

  /** Numbers of a prepared kernel: even taps, sums, odd taps negated. */
  public long kernelLength() {
    return 3L * partLength();
  }

  private int partLength() {
    return k / 2 * c * n;
  }

  /** Prepares a kernel (k, c, n). */
  public void prepare(FloatBlock w, long wo, FloatBlock into, long io) {
    int tap = c * n;
    int part = partLength();
    float[] even = new float[tap];
    float[] odd = new float[tap];
    for (int j = 0; j < k / 2; j++) {
      w.get(wo + 2L * j * tap, even, 0, tap);
      w.get(wo + (2L * j + 1) * tap, odd, 0, tap);
      into.put(io + (long) j * tap, even, 0, tap);
      Floats.add(odd, 0, even, 0, tap);
      into.put(io + part + (long) j * tap, even, 0, tap);
      for (int i = 0; i < tap; i++) odd[i] = -odd[i];
      into.put(io + 2L * part + (long) j * tap, odd, 0, tap);
    }
  }

  /**
   * The parts of an input.
   *
   * @param x rows × c
   * @param rows even
   * @param scratch room for rows × c, twice
   * @param parts rows/2 × c from {@code po} in each of before, odd, after
   */
  public void split(float[] x, int rows, float[][] scratch, FloatBlock[] parts, long po) {
    float[] differences = scratch[0];
    Floats.differences(x, c, differences, (rows - 1) * c);
    // The last row has none behind it, and no result that counts sees it.
    Arrays.fill(differences, (rows - 1) * c, rows * c, 0f);
    pick(differences, 0, rows, scratch[1], parts[0], po);
    pick(x, 1, rows, scratch[1], parts[1], po);
    pick(differences, 1, rows, scratch[1], parts[2], po);
  }

  private void pick(float[] from, int first, int rows, float[] scratch, FloatBlock into, long po) {
    for (int a = first; a < rows; a += 2) System.arraycopy(from, a * c, scratch, (a >> 1) * c, c);
    into.put(po, scratch, 0, rows / 2 * c);
  }

  /**
   * Convolves the parts in phase form (for few channels).
   *
   * @param half rows of each part
   * @param beta 0 to overwrite the results, 1 to add
   */
  public void phases(
      Gemm gemm,
      FloatBlock[] parts,
      long po,
      long half,
      FloatBlock kernel,
      long ko,
      float beta,
      FloatBlock[] results) {
    for (int q = 0; q < 3; q++)
      Convolution.forward(
          gemm,
          parts[q],
          po,
          half,
          k / 2,
          c,
          kernel,
          ko + (long) q * partLength(),
          beta,
          results[q],
          0,
          n);
  }

  /** Convolves the parts tap by tap (for many channels), overwriting the results. */
  public void taps(
      Gemm gemm, FloatBlock[] parts, long half, FloatBlock kernel, FloatBlock[] results) {
    for (int q = 0; q < 3; q++)
      for (int j = 0; j < k / 2; j++)
        gemm.multiply(
            false,
            false,
            half - j,
            n,
            c,
            parts[q],
            (long) j * c,
            c,
            kernel,
            (long) q * partLength() + (long) j * c * n,
            n,
            j == 0 ? 0 : 1,
            results[q],
            0,
            n);
  }

  /**
   * The convolution from its results.
   *
   * @param half rows of each
   * @param scratch room for half × n, three times
   * @param y 2 · half × n
   */
  public void join(FloatBlock[] results, long ro, int half, float[][] scratch, float[] y) {
    for (int q = 0; q < 3; q++) results[q].get(ro, scratch[q], 0, half * n);
    Floats.add(scratch[1], 0, scratch[0], 0, half * n);
    Floats.add(scratch[1], 0, scratch[2], 0, half * n);
    for (int a = 0; a < half; a++) {
      System.arraycopy(scratch[0], a * n, y, 2 * a * n, n);
      System.arraycopy(scratch[2], a * n, y, (2 * a + 1) * n, n);
    }
  }
}
