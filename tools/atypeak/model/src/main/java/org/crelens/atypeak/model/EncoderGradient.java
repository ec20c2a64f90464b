package org.crelens.atypeak.model;

import java.util.Arrays;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.model.Weights.Layer;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Gemm;
import org.crelens.libs.engine.Matrix;
import org.crelens.libs.engine.MaxPool;
import org.crelens.libs.engine.PairedMaxPool;

/**
 * The mean activation of one unit of the encoded layer, and its gradient with respect to the input,
 * for a few dense windows at a time, on one thread. Nothing is sparse here, so that the first
 * convolution is a product of matrices as well; planes of one TR at a time, which the cache holds.
 * Of the last layer only the unit's own column is computed.
 */
final class EncoderGradient implements AutoCloseable {
  /** Number of the encoded layer, which is computed in part only; all before it are whole. */
  private static final int LAST = DenseLayers.COUNT - 1;

  private final Shape shape;
  private final Weights weights;
  private final Gemm gemm = Gemm.best();
  private final FloatBlock c1Flipped;
  private final int capacity;
  private final int d;
  private final int f;
  private final int h;
  private final int plane1;
  private final int plane2;
  private final int encoded;
  private final int lead1;
  private final int lead2;
  private final PairedMaxPool pool1;
  private final MaxPool pool2;
  private final Scratch scratch;
  private final DenseLayers dense;

  // x, dx: (n · P) × D; c1: (n · P) × F; p1, c2: (n · P1) × F; r: (n · P2) × F
  private final FloatBlock x;
  private final FloatBlock dx;
  private final FloatBlock c1;
  private final FloatBlock dc1;
  private final FloatBlock p1;
  private final FloatBlock c2;
  private final FloatBlock dc2;
  private final FloatBlock r;
  private final float[][] masks;
  private final byte[] choice2;
  private final float[] response;
  private final float[] dresponse;
  private final float[] ignored;
  private final float[][] column;
  private final float[] unitBias;

  /**
   * @param weights prepared for training
   * @param c1Flipped as {@link #flipFirst} makes it
   * @param capacity windows that fit
   */
  EncoderGradient(Weights weights, FloatBlock c1Flipped, int capacity) {
    this.weights = weights;
    this.c1Flipped = c1Flipped;
    this.capacity = capacity;
    shape = weights.shape;
    d = shape.datasets();
    f = shape.filters();
    h = shape.deepDim();
    plane1 = shape.pooled1() * f;
    plane2 = shape.pooled2() * f;
    encoded = shape.pooled2() * h;
    lead1 = shape.kernel() * f;
    lead2 = shape.kernel2() * f;
    pool1 = EncoderConvolutions.firstPool(shape);
    pool2 = EncoderConvolutions.secondPool(shape);
    scratch = Scratch.ofEncoder(shape);
    dense = new DenseLayers(shape, LAST, capacity, scratch);
    long padded = (long) capacity * shape.padded();
    x = new FloatBlock(padded * d);
    dx = new FloatBlock(padded * d);
    c1 = new FloatBlock(padded * f);
    dc1 = new FloatBlock(lead1 + padded * f);
    p1 = new FloatBlock((long) capacity * plane1);
    c2 = new FloatBlock((long) capacity * plane1);
    dc2 = new FloatBlock(lead2 + (long) capacity * plane1);
    r = new FloatBlock((long) capacity * plane2);
    masks = new float[shape.trs()][Math.multiplyExact(capacity, pool1.maskLength())];
    choice2 = new byte[capacity * plane2];
    response = new float[(shape.c1Rows() + 1) * f];
    dresponse = new float[response.length];
    ignored = new float[f];
    column = new float[capacity][h];
    unitBias = new float[capacity];
  }

  /** The kernel of the first convolution turned for the way back. */
  static FloatBlock flipFirst(Weights weights) {
    FloatBlock flipped = new FloatBlock(weights.first.kernelLength());
    weights.first.flip(weights.firstKernel(), weights.first.flipped(flipped, 0));
    return flipped;
  }

  /** Chooses the unit that each window is judged by. */
  void aim(int[] units) {
    int kernel = Layer.DENSE + 2 * LAST;
    float[] one = new float[1];
    for (int w = 0; w < units.length; w++) {
      for (int v = 0; v < h; v++)
        weights.parameters.get(weights.offset(kernel) + (long) v * h + units[w], column[w], v, 1);
      weights.parameters.get(weights.offset(Layer.bias(kernel)) + units[w], one, 0, 1);
      unitBias[w] = one[0];
    }
  }

  /**
   * Mean activations over the positions.
   *
   * @param windows dense windows, cells in the order (TR, bin, dataset)
   * @param n how many of them
   * @param gradient of each window's mean activation, in the same order; null when not needed
   * @param means per window
   */
  void run(float[][] windows, int n, float[][] gradient, double[] means) {
    if (n > capacity) throw new IllegalArgumentException(n + " windows of " + capacity);
    convolutions(windows, n);
    dense.forward(
        weights, r, 0, n, null, (w, last) -> means[w] = activation(w, last, gradient != null));
    if (gradient == null) return;
    dense.backward(weights, r, n, false, null, r);
    convolutionsBack(n, gradient);
  }

  /** Rows of {@code n} windows one after the other. */
  private static Matrix windows(FloatBlock block, long offset, int n, int rows, int columns) {
    return Matrix.of(block, offset, (long) n * rows, columns);
  }

  private void convolutions(float[][] windows, int n) {
    int k = shape.kernel();
    int cells = shape.bins() * d;
    int padded = shape.padded();
    for (int z = 0; z < shape.trs(); z++) {
      // The border of each frame stays zero.
      for (int w = 0; w < n; w++)
        x.put((long) w * padded * d + 2L * k * d, windows[w], z * cells, cells);
      weights.first.forward(
          gemm,
          windows(x, 0, n, padded, d),
          weights.firstKernel(),
          0,
          windows(c1, 0, n, padded, f));
      for (int w = 0; w < n; w++) {
        c1.get((long) w * padded * f, response, 0, shape.c1Rows() * f);
        pool1.forward(response, weights.c1Bias(), scratch.pooled, masks[z], w * pool1.maskLength());
        p1.put((long) w * plane1, scratch.pooled, 0, plane1);
      }
      weights.second.forward(
          gemm,
          windows(p1, 0, n, shape.pooled1(), f),
          weights.secondKernel(weights.parameters, z),
          z == 0 ? 0 : 1,
          windows(c2, 0, n, shape.pooled1(), f));
    }
    float[] bias = weights.read(Layer.bias(Layer.C2));
    for (int w = 0; w < n; w++) {
      c2.get((long) w * plane1, scratch.rows, 0, shape.c2Rows() * f);
      pool2.forward(scratch.rows, bias, scratch.pooled, 0, choice2, w * plane2);
      r.put((long) w * plane2, scratch.pooled, 0, plane2);
    }
  }

  /**
   * The mean activation of a window's unit, and the gradient of that with respect to the layer
   * before.
   *
   * @param last activations of the layer before, positions × H
   */
  private double activation(int w, float[] last, boolean back) {
    int positions = shape.pooled2();
    float[] dlast = scratch.wide2;
    double sum = 0;
    for (int i = 0; i < positions; i++) {
      double unit = unitBias[w];
      for (int v = 0; v < h; v++) unit += (double) last[i * h + v] * column[w][v];
      sum += Math.max(unit, 0);
      for (int v = 0; v < h; v++) dlast[i * h + v] = unit > 0 ? column[w][v] / positions : 0;
    }
    if (back) dense.lastGradient().put((long) w * encoded, dlast, 0, encoded);
    return sum / positions;
  }

  private void convolutionsBack(int n, float[][] gradient) {
    float[] dx2 = scratch.rows;
    Arrays.fill(dx2, shape.c2Rows() * f, plane1, 0f);
    for (int w = 0; w < n; w++) {
      r.get((long) w * plane2, scratch.wide, 0, plane2);
      pool2.backward(scratch.wide, 0, choice2, w * plane2, dx2, ignored);
      dc2.put(lead2 + (long) w * plane1, dx2, 0, plane1);
    }
    int k = shape.kernel();
    int cells = shape.bins() * d;
    int padded = shape.padded();
    for (int z = 0; z < shape.trs(); z++) {
      weights.second.inputGradient(
          gemm,
          windows(dc2, lead2, n, shape.pooled1(), f),
          weights.secondFlipped(z),
          windows(p1, 0, n, shape.pooled1(), f));
      for (int w = 0; w < n; w++) {
        p1.get((long) w * plane1, scratch.pooled, 0, plane1);
        pool1.backward(scratch.pooled, masks[z], w * pool1.maskLength(), dresponse, null);
        // Rows behind the valid ones stay zero.
        dc1.put(lead1 + (long) w * padded * f, dresponse, 0, shape.c1Rows() * f);
      }
      weights.first.inputGradient(
          gemm,
          windows(dc1, lead1, n, padded, f),
          weights.first.flipped(c1Flipped, 0),
          windows(dx, 0, n, padded, d));
      for (int w = 0; w < n; w++)
        dx.get((long) w * padded * d + 2L * k * d, gradient[w], z * cells, cells);
    }
  }

  @Override
  public void close() {
    for (FloatBlock block : new FloatBlock[] {x, dx, c1, dc1, p1, c2, dc2, r}) block.close();
    dense.close();
  }
}
