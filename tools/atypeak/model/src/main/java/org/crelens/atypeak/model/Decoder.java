package org.crelens.atypeak.model;

import java.util.Arrays;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.model.Weights.Layer;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Floats;
import org.crelens.libs.engine.Gemm;
import org.crelens.libs.engine.HalvedConvolution;
import org.crelens.libs.engine.Matrix;

/**
 * The decoder: a convolution over the encoded layer, upsampling and the last convolution, and the
 * loss. Comments give shapes as rows × columns, n windows.
 */
final class Decoder implements AutoCloseable {
  /** The third convolution's result, (n · P2) × F, without bias. */
  final FloatBlock c3;

  private final Shape shape;
  private final int capacity;
  private final Scratch scratch;
  private final Gemm gemm = Gemm.best();
  private final int f;
  private final int plane2;
  private final int half;
  private final int output;

  /** Columns of col: what one row of the output looks at, taps · F. */
  private final int row;

  /** Columns of y: four bins of all cells. */
  private final int columns;

  /** First row of the padded third convolution that the first row of the output looks at. */
  private final int firstRow;

  private final HalvedConvolution.Parts encodedParts;
  private final HalvedConvolution.Parts sum3;
  // col: (n · L/4) × (taps · F); y: (n · L/4) × (4 · D·T), which is (n · L) × D·T
  private final FloatBlock col;
  private final FloatBlock y;
  private int n;
  private Backward backward;

  Decoder(Shape shape, int capacity, Scratch scratch) {
    this.shape = shape;
    this.capacity = capacity;
    this.scratch = scratch;
    f = shape.filters();
    plane2 = shape.pooled2() * f;
    half = shape.pooled2() / 2;
    output = shape.windowCells();
    FoldedUpsampling c4 = new FoldedUpsampling(shape);
    row = c4.taps() * f;
    columns = 4 * shape.cells();
    firstRow = shape.kernel2() + c4.lowest();
    encodedParts = new HalvedConvolution.Parts((long) capacity * half, shape.deepDim());
    sum3 = new HalvedConvolution.Parts((long) capacity * half, f);
    c3 = new FloatBlock((long) capacity * plane2);
    col = new FloatBlock((long) capacity * shape.outRows() * row);
    y = new FloatBlock((long) capacity * output);
  }

  /**
   * Takes one window's activations of the encoded layer; all windows come before {@link #forward}.
   *
   * @param encoded positions × H
   */
  void take(Weights weights, int window, float[] encoded) {
    weights.halved3.split(
        encoded, shape.pooled2(), scratch.parts, encodedParts, (long) window * half);
  }

  /** Rebuilds windows 0 … {@code count} − 1. */
  void forward(Weights weights, int count) {
    n = count;
    weights.halved3.taps(gemm, encodedParts, (long) n * half, weights.thirdHalved(), sum3);
    float[] bias = weights.read(Layer.bias(Layer.C3));
    for (int w = 0; w < n; w++) {
      weights.halved3.join(sum3, (long) w * half, half, scratch.parts, scratch.pooled);
      c3.put((long) w * plane2, scratch.pooled, 0, plane2);
      unroll(w, scratch.pooled, bias);
    }
    gemm.multiply(unrolled(col), weights.folded(), 0, outputRows());
  }

  /** Lays out what each row of the output looks at, side by side. */
  private void unroll(int w, float[] x, float[] bias) {
    int out = shape.outRows();
    int border = shape.kernel2();
    float[] padded = scratch.wide;
    Arrays.fill(padded, 0, plane2, 0f);
    for (int i = 0; i < shape.c3Rows(); i++)
      for (int c = 0; c < f; c++) padded[(i + border) * f + c] = x[i * f + c] + bias[c];
    for (int q = 0; q < out; q++)
      System.arraycopy(padded, (q + firstRow) * f, scratch.wide2, q * row, row);
    col.put((long) w * out * row, scratch.wide2, 0, out * row);
  }

  private Matrix unrolled(FloatBlock block) {
    return Matrix.of(block, 0, (long) n * shape.outRows(), row);
  }

  private Matrix outputRows() {
    return Matrix.of(y, 0, (long) n * shape.outRows(), columns);
  }

  /**
   * Whether the third convolution's results lie in [−most, most], after {@link #forward}. They are
   * few beside the windows that are made of them, so that looking at them costs nothing.
   */
  boolean within(float most) {
    for (int w = 0; w < n; w++) {
      c3.get((long) w * plane2, scratch.pooled, 0, shape.c3Rows() * f);
      if (!Floats.within(most, scratch.pooled, shape.c3Rows() * f)) return false;
    }
    return true;
  }

  /**
   * The rebuilt windows, after {@link #forward}.
   *
   * @param into bin × dataset × TR each, window {@code w} at {@code (first + w) · L · D · T}
   */
  void rebuilt(Weights weights, float[] into, int first) {
    for (int w = 0; w < n; w++) {
      int at = (first + w) * output;
      y.get((long) w * output, into, at, output);
      Floats.add(weights.outputBias(), 0, into, at, output);
    }
  }

  /**
   * Loss and gradients, after {@link #forward}; what was rebuilt is lost.
   *
   * @param x the batch, which is the target
   * @param first window of the batch that was the first one here
   * @param sourceWeights weight of each cell in the loss, dataset × TR
   * @param batch windows of the whole batch, that the mean is taken over
   * @param encoded activations of the encoded layer, (n · P2) × H
   * @param gradient the parts of both kernels and biases are overwritten
   * @param de gradient of {@code encoded}, overwritten
   * @return the windows' share of the loss
   */
  double backward(
      Weights weights,
      float[] x,
      int first,
      float[] sourceWeights,
      int batch,
      FloatBlock encoded,
      FloatBlock gradient,
      FloatBlock de) {
    if (backward == null) backward = new Backward(weights);
    double loss = backward.loss(weights, x, first, sourceWeights, batch, gradient);
    backward.lastConvolution(weights, gradient);
    backward.thirdConvolution(weights, encoded, gradient, de);
    return loss;
  }

  @Override
  public void close() {
    encodedParts.close();
    sum3.close();
    for (FloatBlock block : new FloatBlock[] {c3, col, y}) block.close();
    if (backward != null) backward.close();
  }

  /** The matrices and steps that only training needs. */
  private final class Backward implements AutoCloseable {
    /** Zeros before dc3, which the first rows' gradients look at. */
    private final int lead = shape.kernel() * f;

    private final FloatBlock dc3 = new FloatBlock(lead + (long) capacity * plane2);
    private final FloatBlock dcol = new FloatBlock(col.length());
    private final FloatBlock foldedGradient;
    private float[] scale;
    private int scaledFor;

    Backward(Weights weights) {
      foldedGradient = new FloatBlock(weights.c4.foldedLength());
    }

    // y becomes the gradient of the loss with respect to the rebuilt windows.
    double loss(
        Weights weights,
        float[] x,
        int first,
        float[] sourceWeights,
        int batch,
        FloatBlock gradient) {
      int cells = shape.cells();
      double count = (double) batch * output;
      if (scale == null || scaledFor != batch) {
        float[] each = new float[cells];
        for (int c = 0; c < cells; c++) each[c] = (float) (2 * sourceWeights[c] / count);
        scale = Floats.tile(each, shape.bins());
        scaledFor = batch;
      }
      float[] dbias = new float[cells];
      float[] squares = new float[cells];
      float[] error = scratch.wide;
      double sum = 0;
      for (int w = 0; w < n; w++) {
        y.get((long) w * output, error, 0, output);
        Floats.error(error, weights.outputBias(), x, (first + w) * output, output);
        Arrays.fill(squares, 0);
        Floats.addColumnSquares(error, shape.bins(), squares);
        for (int c = 0; c < cells; c++) sum += (double) squares[c] * sourceWeights[c];
        Floats.multiply(error, scale, output);
        Floats.addColumns(error, 0, shape.bins(), dbias);
        y.put((long) w * output, error, 0, output);
      }
      gradient.put(weights.offset(Layer.bias(Layer.C4)), dbias, 0, cells);
      return sum / count;
    }

    void lastConvolution(Weights weights, FloatBlock gradient) {
      gemm.multiply(unrolled(col).transpose(), outputRows(), 0, weights.c4.folded(foldedGradient));
      weights.c4.unfold(foldedGradient, gradient, weights.offset(Layer.C4));
      gemm.multiply(outputRows(), weights.folded().transpose(), 0, unrolled(dcol));
      rollUp(weights, gradient);
    }

    /** Adds up in dc3 what {@link Decoder#unroll} laid out side by side. */
    private void rollUp(Weights weights, FloatBlock gradient) {
      int out = shape.outRows();
      int border = shape.kernel2();
      int valid = shape.c3Rows() * f;
      float[] laidOut = scratch.wide;
      float[] sum = scratch.wide2;
      float[] dbias = new float[f];
      for (int w = 0; w < n; w++) {
        dcol.get((long) w * out * row, laidOut, 0, out * row);
        Arrays.fill(sum, 0, plane2 + border * f, 0f);
        for (int q = 0; q < out; q++) {
          int to = (q + firstRow) * f;
          int from = q * row;
          for (int i = 0; i < row; i++) sum[to + i] += laidOut[from + i];
        }
        for (int i = 0; i < shape.c3Rows(); i++)
          for (int c = 0; c < f; c++) dbias[c] += sum[(i + border) * f + c];
        // Rows past the valid ones belong to the zero border.
        Arrays.fill(sum, border * f + valid, plane2 + border * f, 0f);
        dc3.put(lead + (long) w * plane2, sum, border * f, plane2);
      }
      gradient.put(weights.offset(Layer.bias(Layer.C3)), dbias, 0, f);
    }

    void thirdConvolution(Weights weights, FloatBlock encoded, FloatBlock gradient, FloatBlock de) {
      long positions = (long) n * shape.pooled2();
      int h = shape.deepDim();
      Matrix dy = Matrix.of(dc3, lead, positions, f);
      weights.third.kernelGradientByTap(
          gemm, Matrix.of(encoded, 0, positions, h), dy, 0, weights.thirdKernel(gradient));
      weights.third.inputGradient(gemm, dy, weights.thirdFlipped(), Matrix.of(de, 0, positions, h));
    }

    @Override
    public void close() {
      for (FloatBlock block : new FloatBlock[] {dc3, dcol, foldedGradient}) block.close();
    }
  }
}
