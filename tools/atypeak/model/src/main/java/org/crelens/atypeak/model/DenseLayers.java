package org.crelens.atypeak.model;

import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.model.Weights.Layer;
import org.crelens.libs.engine.Dropout;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Floats;
import org.crelens.libs.engine.Gemm;
import org.crelens.libs.engine.Matrix;

/**
 * The dense layers of the encoder, each the same at every position: product, bias, ReLU, dropout.
 * Comments give shapes as rows × columns, n windows.
 */
final class DenseLayers implements AutoCloseable {
  /** How many layers the network has; the last one is the encoded layer. */
  static final int COUNT = 4;

  /** As the paper has it (atyPeak specification, section 5). */
  private static final Dropout DROPOUT = new Dropout(0.1);

  /** Activations of each layer, (n · P2) × H. */
  final FloatBlock[] e;

  private final Shape shape;
  private final Scratch scratch;
  private final Gemm gemm = Gemm.best();
  private final int positions;
  private final int h;
  private final int size;
  private FloatBlock de;
  private FloatBlock deNext;

  /**
   * @param layers how many of the layers are computed, from the first on
   * @param capacity windows that fit
   */
  DenseLayers(Shape shape, int layers, int capacity, Scratch scratch) {
    this.shape = shape;
    this.scratch = scratch;
    positions = shape.pooled2();
    h = shape.deepDim();
    size = positions * h;
    e = new FloatBlock[layers];
    for (int l = 0; l < layers; l++) e[l] = new FloatBlock((long) capacity * size);
  }

  /** Takes a window's activations of the last layer, positions × H, before they are overwritten. */
  interface Reader {
    void read(int window, float[] activations);
  }

  /**
   * Fills {@link #e}.
   *
   * @param r (n · P2) × F
   * @param first place of the first window in its batch, for dropout
   * @param dropout null for none
   * @param last looks at each window's last layer
   */
  void forward(
      Weights weights, FloatBlock r, int first, int n, Pass.DropoutKey dropout, Reader last) {
    for (int l = 0; l < e.length; l++) {
      gemm.multiply(
          input(r, l, n), weights.denseKernel(weights.parameters, l), 0, windows(e[l], n));
      // The encoded layer is never dropped out.
      boolean drop = dropout != null && l < COUNT - 1;
      float[] x = scratch.wide;
      for (int w = 0; w < n; w++) {
        e[l].get((long) w * size, x, 0, size);
        Floats.addAndRectify(x, weights.denseBias(l), size);
        if (drop) DROPOUT.apply(Dropout.key(dropout.seed(), dropout.step(), l, first + w), x, size);
        e[l].put((long) w * size, x, 0, size);
        if (l == e.length - 1) last.read(w, x);
      }
    }
  }

  private Matrix windows(FloatBlock block, int n) {
    return Matrix.of(block, 0, (long) n * positions, h);
  }

  private Matrix input(FloatBlock r, int l, int n) {
    return l == 0 ? Matrix.of(r, 0, (long) n * positions, shape.filters()) : windows(e[l - 1], n);
  }

  /** Where {@link #backward} expects the gradient of the last layer's activations, n · P2 × H. */
  FloatBlock lastGradient() {
    if (de == null) {
      de = new FloatBlock(e[0].length());
      deNext = new FloatBlock(e[0].length());
    }
    return de;
  }

  /**
   * Gradients of all layers, after {@link #forward}.
   *
   * @param r as in forward
   * @param dropped whether forward dropped out
   * @param gradient the parts of kernels and biases are overwritten; null when only the gradient of
   *     r is asked for
   * @param dr gradient of r, overwritten; may be r itself when there is no {@code gradient}
   */
  void backward(
      Weights weights, FloatBlock r, int n, boolean dropped, FloatBlock gradient, FloatBlock dr) {
    for (int l = e.length - 1; l >= 0; l--) {
      // A dropped or negative element is 0 in e: one test serves ReLU and dropout.
      float kept = dropped && l < COUNT - 1 ? DROPOUT.scale() : 1f;
      float[] dbias = new float[h];
      for (int w = 0; w < n; w++) {
        long at = (long) w * size;
        e[l].get(at, scratch.wide, 0, size);
        de.get(at, scratch.wide2, 0, size);
        Floats.whereActive(scratch.wide, scratch.wide2, kept, size);
        if (gradient != null) Floats.addColumns(scratch.wide2, 0, positions, dbias);
        de.put(at, scratch.wide2, 0, size);
      }
      if (gradient != null) {
        gradient.put(weights.offset(Layer.bias(Layer.DENSE + 2 * l)), dbias, 0, h);
        gemm.multiply(
            input(r, l, n).transpose(), windows(de, n), 0, weights.denseKernel(gradient, l));
      }
      Matrix kernel = weights.denseKernel(weights.parameters, l);
      Matrix into = l == 0 ? input(dr, 0, n) : windows(deNext, n);
      gemm.multiply(windows(de, n), kernel.transpose(), 0, into);
      if (l > 0) {
        FloatBlock swap = de;
        de = deNext;
        deNext = swap;
      }
    }
  }

  @Override
  public void close() {
    for (FloatBlock block : e) block.close();
    if (de != null) {
      de.close();
      deNext.close();
    }
  }
}
