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
 * x0′} are made once; sums over several inputs are taken part by part, and joined at the end.
 */
public final class HalvedConvolution {
  private static final int PARTS = 3;

  private final int c;
  private final int n;
  private final Convolution half;

  /**
   * @param taps k, even
   * @param channels c, columns of the input
   * @param filters n, columns of the result
   */
  public HalvedConvolution(int taps, int channels, int filters) {
    if (taps % 2 != 0) throw new IllegalArgumentException(taps + " taps are not even");
    this.c = channels;
    this.n = filters;
    this.half = new Convolution(taps / 2, channels, filters);
  }

  /** Numbers of a prepared kernel: even taps, sums of neighbours, odd taps negated. */
  public long kernelLength() {
    return PARTS * half.kernelLength();
  }

  /** A prepared kernel that lies in a block, as 3·(k/2)·c × n. */
  public Matrix kernel(FloatBlock block, long offset) {
    return Matrix.of(block, offset, PARTS * (long) half.taps() * c, n);
  }

  private Matrix part(Matrix prepared, int q) {
    long rows = (long) half.taps() * c;
    return prepared.slice(q * rows, rows);
  }

  /**
   * Prepares a kernel.
   *
   * @param w k·c × n, without gaps
   * @param prepared overwritten; as {@link #kernel(FloatBlock, long)}
   */
  public void prepare(Matrix w, Matrix prepared) {
    int tap = c * n;
    long part = half.kernelLength();
    FloatBlock into = prepared.block();
    float[] even = new float[tap];
    float[] odd = new float[tap];
    for (int j = 0; j < half.taps(); j++) {
      long to = prepared.offset() + (long) j * tap;
      w.block().get(w.offset() + 2L * j * tap, even, 0, tap);
      w.block().get(w.offset() + (2L * j + 1) * tap, odd, 0, tap);
      into.put(to, even, 0, tap);
      Floats.add(odd, 0, even, 0, tap);
      into.put(to + part, even, 0, tap);
      for (int i = 0; i < tap; i++) odd[i] = -odd[i];
      into.put(to + 2 * part, odd, 0, tap);
    }
  }

  /**
   * Splits one example into its parts.
   *
   * @param x rows × c
   * @param rows even
   * @param scratch room for rows × c, twice
   * @param into parts of c columns
   * @param first row of each part that the example's rows/2 begin at
   */
  public void split(float[] x, int rows, float[][] scratch, Parts into, long first) {
    float[] differences = scratch[0];
    Floats.differences(x, c, differences, (rows - 1) * c);
    // The last row has none behind it, and no result that counts sees it.
    Arrays.fill(differences, (rows - 1) * c, rows * c, 0f);
    long at = first * c;
    pick(differences, 0, rows, scratch[1], into.block(0), at);
    pick(x, 1, rows, scratch[1], into.block(1), at);
    pick(differences, 1, rows, scratch[1], into.block(2), at);
  }

  private void pick(float[] from, int first, int rows, float[] scratch, FloatBlock into, long at) {
    for (int a = first; a < rows; a += 2) System.arraycopy(from, a * c, scratch, (a >> 1) * c, c);
    into.put(at, scratch, 0, rows / 2 * c);
  }

  /**
   * Convolves the parts in phase form, which is fast for few channels.
   *
   * @param x parts of the inputs
   * @param first row of each part to begin at
   * @param rows of each part to take; a multiple of k/2
   * @param prepared {@link #kernel(FloatBlock, long)}
   * @param beta 0 to overwrite y, 1 to add to it
   * @param y parts of the results, n columns, from their first row on
   */
  public void phases(
      Gemm gemm, Parts x, long first, long rows, Matrix prepared, float beta, Parts y) {
    for (int q = 0; q < PARTS; q++)
      half.forward(gemm, x.rows(q, first, rows), part(prepared, q), beta, y.rows(q, 0, rows));
  }

  /**
   * Convolves the parts tap by tap, which is fast for many channels.
   *
   * @param x parts of the inputs
   * @param rows of each part to take
   * @param prepared {@link #kernel(FloatBlock, long)}
   * @param y parts of the results, n columns; overwritten
   */
  public void taps(Gemm gemm, Parts x, long rows, Matrix prepared, Parts y) {
    for (int q = 0; q < PARTS; q++)
      for (int j = 0; j < half.taps(); j++)
        gemm.multiply(
            x.rows(q, j, rows - j),
            part(prepared, q).slice((long) j * c, c),
            j == 0 ? 0 : 1,
            y.rows(q, 0, rows - j));
  }

  /**
   * Puts the result for one example together.
   *
   * @param results parts of n columns
   * @param first row of each part that the example begins at
   * @param rows of each part that belong to the example
   * @param scratch room for rows × n, three times
   * @param y 2 · rows × n, overwritten
   */
  public void join(Parts results, long first, int rows, float[][] scratch, float[] y) {
    for (int q = 0; q < PARTS; q++) results.block(q).get(first * n, scratch[q], 0, rows * n);
    Floats.add(scratch[1], 0, scratch[0], 0, rows * n);
    Floats.add(scratch[1], 0, scratch[2], 0, rows * n);
    for (int a = 0; a < rows; a++) {
      System.arraycopy(scratch[0], a * n, y, 2 * a * n, n);
      System.arraycopy(scratch[2], a * n, y, (2 * a + 1) * n, n);
    }
  }

  /** Three matrices of one size: the parts of inputs, or what convolving them gave. */
  public static final class Parts implements AutoCloseable {
    private final int columns;
    private final FloatBlock[] blocks = new FloatBlock[PARTS];

    /** Zeros, {@code rows} × {@code columns} in each part. */
    public Parts(long rows, int columns) {
      this.columns = columns;
      for (int q = 0; q < PARTS; q++) blocks[q] = new FloatBlock(rows * columns);
    }

    private FloatBlock block(int q) {
      return blocks[q];
    }

    private Matrix rows(int q, long first, long count) {
      return Matrix.of(blocks[q], first * columns, count, columns);
    }

    /** Sets the first {@code rows} rows of each part to 0. */
    public void clear(long rows) {
      for (FloatBlock block : blocks) block.clear(0, rows * columns);
    }

    /**
     * Adds rows of another set of parts to rows of this one.
     *
     * @param to first row here
     * @param from first row there
     * @param count how many
     * @param scratch room for count × columns, twice
     */
    public void add(long to, Parts other, long from, int count, float[][] scratch) {
      int length = count * columns;
      for (int q = 0; q < PARTS; q++) {
        other.blocks[q].get(from * columns, scratch[0], 0, length);
        blocks[q].get(to * columns, scratch[1], 0, length);
        Floats.add(scratch[0], 0, scratch[1], 0, length);
        blocks[q].put(to * columns, scratch[1], 0, length);
      }
    }

    @Override
    public void close() {
      for (FloatBlock block : blocks) block.close();
    }
  }
}
