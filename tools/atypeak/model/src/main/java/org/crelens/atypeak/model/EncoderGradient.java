package org.crelens.atypeak.model;

import java.util.Arrays;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.model.Weights.Layer;
import org.crelens.libs.engine.Convolution;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Floats;
import org.crelens.libs.engine.Gemm;
import org.crelens.libs.engine.MaxPool;

/**
 * The mean activation of one unit of the encoded layer, and its gradient with respect to the input,
 * for a few dense windows at a time, on one thread. Nothing is sparse here, so that the first
 * convolution is a product of matrices as well; planes of one TR at a time, which the cache holds.
 * Of the last layer only the unit's own column is computed.
 */
final class EncoderGradient implements AutoCloseable {
  private static final int LAST = 3;

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
  private final FirstPool pool1;
  private final MaxPool pool2;

  // x, dx: (n · P) × D; c1: (n · P) × F; p1, c2: (n · P1) × F; r: (n · P2) × F; e: (n · P2) × H
  private final FloatBlock x;
  private final FloatBlock dx;
  private final FloatBlock c1;
  private final FloatBlock dc1;
  private final FloatBlock p1;
  private final FloatBlock c2;
  private final FloatBlock dc2;
  private final FloatBlock r;
  private final FloatBlock[] e = new FloatBlock[LAST];
  private final FloatBlock de;
  private final FloatBlock deNext;
  private final float[][] masks;
  private final byte[] choice2;
  private final float[] response;
  private final float[] dresponse;
  private final float[] poolA;
  private final float[] rows;
  private final float[] wide;
  private final float[] wide2;
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
    pool1 = new FirstPool(shape);
    pool2 = new MaxPool(shape.c2Rows(), shape.kernel() / 4, shape.pooled2(), f);
    long padded = (long) capacity * shape.padded();
    x = new FloatBlock(padded * d);
    dx = new FloatBlock(padded * d);
    c1 = new FloatBlock(padded * f);
    dc1 = new FloatBlock(lead1 + padded * f);
    p1 = new FloatBlock((long) capacity * plane1);
    c2 = new FloatBlock((long) capacity * plane1);
    dc2 = new FloatBlock(lead2 + (long) capacity * plane1);
    r = new FloatBlock((long) capacity * plane2);
    for (int l = 0; l < LAST; l++) e[l] = new FloatBlock((long) capacity * encoded);
    de = new FloatBlock((long) capacity * encoded);
    deNext = new FloatBlock((long) capacity * encoded);
    masks = new float[shape.trs()][Math.multiplyExact(capacity, pool1.maskLength())];
    choice2 = new byte[capacity * plane2];
    response = new float[(shape.c1Rows() + 1) * f];
    dresponse = new float[response.length];
    poolA = new float[plane1];
    rows = new float[plane1];
    wide = new float[Math.max(encoded, plane2)];
    wide2 = new float[encoded];
    ignored = new float[f];
    column = new float[capacity][h];
    unitBias = new float[capacity];
  }

  /** The kernel of the first convolution turned for the way back. */
  static FloatBlock flipFirst(Weights weights) {
    Shape shape = weights.shape;
    int k = shape.kernel();
    FloatBlock flipped = new FloatBlock((long) k * shape.datasets() * shape.filters());
    long from = weights.offset(Layer.C1);
    Convolution.flip(weights.parameters, from, k, shape.datasets(), shape.filters(), flipped, 0);
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
    dense(n);
    activations(n, gradient != null, means);
    if (gradient == null) return;
    denseBack(n);
    convolutionsBack(n, gradient);
  }

  private void convolutions(float[][] windows, int n) {
    int k = shape.kernel();
    int cells = shape.bins() * d;
    long frame = (long) shape.padded() * d;
    for (int z = 0; z < shape.trs(); z++) {
      // The border of each frame stays zero.
      for (int w = 0; w < n; w++) x.put(w * frame + 2L * k * d, windows[w], z * cells, cells);
      Convolution.forward(
          gemm,
          x,
          0,
          (long) n * shape.padded(),
          k,
          d,
          weights.parameters,
          weights.offset(Layer.C1),
          0,
          c1,
          0,
          f);
      for (int w = 0; w < n; w++) {
        c1.get((long) w * shape.padded() * f, response, 0, shape.c1Rows() * f);
        pool1.forward(response, weights.c1Bias(), poolA, masks[z], w * pool1.maskLength());
        p1.put((long) w * plane1, poolA, 0, plane1);
      }
      Convolution.forward(
          gemm,
          p1,
          0,
          (long) n * shape.pooled1(),
          shape.kernel2(),
          f,
          weights.parameters,
          weights.offset(Layer.C2) + z * weights.c2Block(),
          z == 0 ? 0 : 1,
          c2,
          0,
          f);
    }
    float[] bias = weights.read(Layer.bias(Layer.C2));
    for (int w = 0; w < n; w++) {
      c2.get((long) w * plane1, rows, 0, shape.c2Rows() * f);
      pool2.forward(rows, bias, wide, 0, choice2, w * plane2);
      r.put((long) w * plane2, wide, 0, plane2);
    }
  }

  private void dense(int n) {
    for (int l = 0; l < LAST; l++) {
      int in = l == 0 ? f : h;
      gemm.multiply(
          false,
          false,
          (long) n * shape.pooled2(),
          h,
          in,
          l == 0 ? r : e[l - 1],
          0,
          in,
          weights.parameters,
          weights.offset(Layer.DENSE + 2 * l),
          h,
          0,
          e[l],
          0,
          h);
      for (int w = 0; w < n; w++) {
        e[l].get((long) w * encoded, wide, 0, encoded);
        Floats.addAndRectify(wide, weights.denseBias(l), encoded);
        e[l].put((long) w * encoded, wide, 0, encoded);
      }
    }
  }

  /** The units themselves, and the gradient of their mean with respect to the layer before. */
  private void activations(int n, boolean back, double[] means) {
    int positions = shape.pooled2();
    for (int w = 0; w < n; w++) {
      e[LAST - 1].get((long) w * encoded, wide, 0, encoded);
      double sum = 0;
      for (int i = 0; i < positions; i++) {
        double unit = unitBias[w];
        for (int v = 0; v < h; v++) unit += (double) wide[i * h + v] * column[w][v];
        sum += Math.max(unit, 0);
        for (int v = 0; v < h; v++) wide2[i * h + v] = unit > 0 ? column[w][v] / positions : 0;
      }
      means[w] = sum / positions;
      if (!back) continue;
      Floats.whereActive(wide, wide2, 1, encoded);
      de.put((long) w * encoded, wide2, 0, encoded);
    }
  }

  private void denseBack(int n) {
    FloatBlock from = de;
    for (int l = LAST - 1; l >= 0; l--) {
      int in = l == 0 ? f : h;
      FloatBlock into = l == 0 ? r : from == de ? deNext : de;
      gemm.multiply(
          false,
          true,
          (long) n * shape.pooled2(),
          in,
          h,
          from,
          0,
          h,
          weights.parameters,
          weights.offset(Layer.DENSE + 2 * l),
          h,
          0,
          into,
          0,
          in);
      for (int w = 0; l > 0 && w < n; w++) {
        e[l - 1].get((long) w * encoded, wide, 0, encoded);
        into.get((long) w * encoded, wide2, 0, encoded);
        Floats.whereActive(wide, wide2, 1, encoded);
        into.put((long) w * encoded, wide2, 0, encoded);
      }
      from = into;
    }
  }

  private void convolutionsBack(int n, float[][] gradient) {
    Arrays.fill(rows, shape.c2Rows() * f, plane1, 0f);
    for (int w = 0; w < n; w++) {
      r.get((long) w * plane2, wide, 0, plane2);
      pool2.backward(wide, 0, choice2, w * plane2, rows, ignored);
      dc2.put(lead2 + (long) w * plane1, rows, 0, plane1);
    }
    int k = shape.kernel();
    int cells = shape.bins() * d;
    long frame = (long) shape.padded() * d;
    for (int z = 0; z < shape.trs(); z++) {
      Convolution.inputGradient(
          gemm,
          dc2,
          lead2,
          (long) n * shape.pooled1(),
          shape.kernel2(),
          f,
          weights.c2Flipped(),
          z * weights.c2Block(),
          p1,
          0,
          f);
      for (int w = 0; w < n; w++) {
        p1.get((long) w * plane1, poolA, 0, plane1);
        pool1.backward(poolA, masks[z], w * pool1.maskLength(), dresponse, null);
        // Rows behind the valid ones stay zero.
        dc1.put(lead1 + (long) w * shape.padded() * f, dresponse, 0, shape.c1Rows() * f);
      }
      Convolution.inputGradient(
          gemm, dc1, lead1, (long) n * shape.padded(), k, f, c1Flipped, 0, dx, 0, d);
      for (int w = 0; w < n; w++) dx.get(w * frame + 2L * k * d, gradient[w], z * cells, cells);
    }
  }

  @Override
  public void close() {
    for (FloatBlock block : new FloatBlock[] {x, dx, c1, dc1, p1, c2, dc2, r, de, deNext})
      block.close();
    for (FloatBlock block : e) block.close();
  }
}
