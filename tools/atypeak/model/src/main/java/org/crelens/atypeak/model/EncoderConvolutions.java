package org.crelens.atypeak.model;

import java.util.Arrays;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.model.Weights.Layer;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Floats;
import org.crelens.libs.engine.Gemm;
import org.crelens.libs.engine.HalvedConvolution;
import org.crelens.libs.engine.Matrix;
import org.crelens.libs.engine.MaxPool;
import org.crelens.libs.engine.PairedMaxPool;

/**
 * The first half of the encoder: the convolution over the datasets of each TR, its pooling, the
 * convolution over all TRs, and its pooling. Comments give shapes as rows × columns, n windows.
 *
 * <p>The second convolution is linear, so planes that a window's TRs share are convolved once with
 * the kernel summed over all TRs, and each TR with a plane of its own adds the difference,
 * convolved with its own kernel.
 */
final class EncoderConvolutions implements AutoCloseable {
  /** The second convolution's result, (n · P1) × F, without bias. */
  final FloatBlock c2;

  /** The second pooling's result, (n · P2) × F. */
  final FloatBlock r;

  private final Shape shape;
  private final int capacity;
  private final Scratch scratch;
  private final Gemm gemm = Gemm.best();
  private final int f;
  private final int plane1;
  private final int plane2;

  /** Rows of a window in each part of the second convolution. */
  private final int half;

  private final Planes planes;
  private final PairedMaxPool pool1;
  private final MaxPool pool2;

  /** Windows of each TR that have a plane of their own, and of those with a shared one. */
  private final int[][] own;

  private final int[] owns;
  private final int[] withShared;
  private int sharedCount;
  private int n;

  // Pooled planes in parts. stack: by TR, then window; shared: by window.
  private final HalvedConvolution.Parts stackParts;
  private final HalvedConvolution.Parts sharedParts;
  private final HalvedConvolution.Parts partial;
  private final HalvedConvolution.Parts sum2;
  private final float[] response;
  private final byte[] choice2;
  private Backward backward;

  EncoderConvolutions(Shape shape, int capacity, Scratch scratch) {
    this.shape = shape;
    this.capacity = capacity;
    this.scratch = scratch;
    f = shape.filters();
    plane1 = shape.pooled1() * f;
    plane2 = shape.pooled2() * f;
    half = shape.pooled1() / 2;
    planes = new Planes(shape, capacity);
    pool1 = firstPool(shape);
    pool2 = secondPool(shape);
    int t = shape.trs();
    own = new int[t][capacity];
    owns = new int[t];
    withShared = new int[capacity];
    stackParts = new HalvedConvolution.Parts((long) capacity * t * half, f);
    sharedParts = new HalvedConvolution.Parts((long) capacity * half, f);
    partial = new HalvedConvolution.Parts((long) capacity * half, f);
    sum2 = new HalvedConvolution.Parts((long) capacity * half, f);
    c2 = new FloatBlock((long) capacity * plane1);
    r = new FloatBlock((long) capacity * plane2);
    response = new float[(shape.c1Rows() + 1) * f];
    choice2 = new byte[capacity * plane2];
  }

  /** The pooling behind the first convolution, with a border of k/2 on either side. */
  static PairedMaxPool firstPool(Shape shape) {
    return new PairedMaxPool(shape.c1Rows(), shape.kernel2(), shape.pooled1(), shape.filters());
  }

  /** The pooling behind the second convolution, with a border of k/4 on either side. */
  static MaxPool secondPool(Shape shape) {
    return new MaxPool(shape.c2Rows(), shape.kernel() / 4, shape.pooled2(), shape.filters());
  }

  /**
   * Fills {@link #r}.
   *
   * @param x dense windows of the batch, bin × dataset × TR each
   * @param first window of the batch to begin at
   * @param count windows to take
   * @param training whether a {@link #backward} follows
   */
  void forward(Weights weights, float[] x, int first, int count, boolean training) {
    n = count;
    if (training && backward == null) backward = new Backward(weights);
    sortPlanes(x, first);
    firstConvolution(weights, training ? backward : null);
    secondConvolution(weights);
    float[] bias = weights.read(Layer.bias(Layer.C2));
    for (int w = 0; w < n; w++) {
      c2.get((long) w * plane1, scratch.rows, 0, shape.c2Rows() * f);
      pool2.forward(scratch.rows, bias, scratch.pooled, 0, training ? choice2 : null, w * plane2);
      r.put((long) w * plane2, scratch.pooled, 0, plane2);
    }
  }

  private void sortPlanes(float[] x, int first) {
    planes.clear();
    Arrays.fill(owns, 0);
    sharedCount = 0;
    for (int w = 0; w < n; w++) {
      planes.add(w, x, (first + w) * shape.windowCells());
      if (planes.shared(w) != Planes.SHARED) withShared[sharedCount++] = w;
      for (int z = 0; z < own.length; z++)
        if (planes.plane(w, z) != Planes.SHARED) own[z][owns[z]++] = w;
    }
  }

  private void firstConvolution(Weights weights, Backward keep) {
    long[] next = stackStarts();
    int sharedSoFar = 0;
    for (int w = 0; w < n; w++) {
      int common = planes.shared(w);
      float[] shared = scratch.pooled2;
      if (common != Planes.SHARED) {
        pooledPlane(weights, common, shared, keep);
        int at = sharedSoFar++;
        weights.halved2.split(
            shared, shape.pooled1(), scratch.parts, sharedParts, (long) at * half);
        if (keep != null) keep.shared.put((long) at * plane1, shared, 0, plane1);
      }
      for (int z = 0; z < own.length; z++) {
        int p = planes.plane(w, z);
        if (p == Planes.SHARED) continue;
        float[] difference = scratch.pooled;
        pooledPlane(weights, p, difference, keep);
        if (common != Planes.SHARED) Floats.subtract(shared, 0, difference, 0, plane1);
        long at = next[z]++;
        weights.halved2.split(difference, shape.pooled1(), scratch.parts, stackParts, at * half);
        if (keep != null) keep.stack.put(at * plane1, difference, 0, plane1);
      }
    }
  }

  private void pooledPlane(Weights weights, int plane, float[] into, Backward keep) {
    weights.c1.forward(planes, plane, response, scratch.rows);
    float[] mask = keep == null ? null : keep.mask1;
    pool1.forward(response, weights.c1Bias(), into, mask, plane * pool1.maskLength());
  }

  /** First plane of every TR in the stack. */
  private long[] stackStarts() {
    long[] starts = new long[own.length];
    for (int z = 1; z < starts.length; z++) starts[z] = starts[z - 1] + owns[z - 1];
    return starts;
  }

  private void secondConvolution(Weights weights) {
    sum2.clear((long) n * half);
    addConvolved(weights, sharedParts, 0, withShared, sharedCount, weights.allHalved());
    long[] starts = stackStarts();
    for (int z = 0; z < own.length; z++)
      addConvolved(weights, stackParts, starts[z], own[z], owns[z], weights.secondHalved(z));
    for (int w = 0; w < n; w++) {
      weights.halved2.join(sum2, (long) w * half, half, scratch.parts, scratch.pooled);
      c2.put((long) w * plane1, scratch.pooled, 0, plane1);
    }
  }

  private void addConvolved(
      Weights weights,
      HalvedConvolution.Parts parts,
      long firstPlane,
      int[] windows,
      int count,
      Matrix kernel) {
    if (count == 0) return;
    boolean all = count == n;
    weights.halved2.phases(
        gemm,
        parts,
        firstPlane * half,
        (long) count * half,
        kernel,
        all ? 1 : 0,
        all ? sum2 : partial);
    if (all) return;
    for (int i = 0; i < count; i++)
      sum2.add((long) windows[i] * half, partial, (long) i * half, half, scratch.parts);
  }

  /**
   * Gradients of both convolutions, after {@link #forward} with training.
   *
   * @param dr gradient of {@link #r}
   * @param gradient the parts of both kernels and biases are overwritten
   */
  void backward(Weights weights, FloatBlock dr, FloatBlock gradient) {
    backward.pooling2(weights, dr, gradient);
    backward.run(weights, gradient);
  }

  @Override
  public void close() {
    for (HalvedConvolution.Parts parts :
        new HalvedConvolution.Parts[] {stackParts, sharedParts, partial, sum2}) parts.close();
    c2.close();
    r.close();
    if (backward != null) backward.close();
  }

  /** The matrices and steps that only training needs. */
  private final class Backward implements AutoCloseable {
    // stack: (planes · P1) × F by TR then window; shared: (n · P1) × F
    private final FloatBlock stack = new FloatBlock((long) capacity * own.length * plane1);
    private final FloatBlock shared = new FloatBlock((long) capacity * plane1);
    private final float[] mask1 =
        new float[Math.multiplyExact(capacity * (own.length + 1), pool1.maskLength())];

    /** Zeros before dc2, which the first rows' gradients look at. */
    private final int lead = shape.kernel2() * f;

    private final FloatBlock dc2 = new FloatBlock(lead + (long) capacity * plane1);
    private final FloatBlock gathered = new FloatBlock(lead + (long) capacity * plane1);
    private final FloatBlock dq = new FloatBlock((long) capacity * plane1);
    private final FloatBlock c2Shared;
    private final float[] ownSum = new float[capacity * plane1];
    private final DatasetConvolution.Gradient c1Gradient;
    private final float[] dresponse = new float[response.length];
    private final float[] c1Bias = new float[f];

    Backward(Weights weights) {
      c2Shared = new FloatBlock(weights.second.kernelLength());
      c1Gradient = weights.c1.newGradient();
    }

    void pooling2(Weights weights, FloatBlock dr, FloatBlock gradient) {
      float[] dbias = new float[f];
      float[] dx = scratch.pooled;
      Arrays.fill(dx, shape.c2Rows() * f, plane1, 0f);
      for (int w = 0; w < n; w++) {
        dr.get((long) w * plane2, scratch.wide, 0, plane2);
        pool2.backward(scratch.wide, 0, choice2, w * plane2, dx, dbias);
        dc2.put(lead + (long) w * plane1, dx, 0, plane1);
      }
      gradient.put(weights.offset(Layer.bias(Layer.C2)), dbias, 0, f);
    }

    void run(Weights weights, FloatBlock gradient) {
      c1Gradient.clear();
      Arrays.fill(c1Bias, 0);
      Arrays.fill(ownSum, 0, n * plane1, 0f);
      Matrix ofShared = weights.second.kernel(c2Shared, 0);
      if (sharedCount > 0)
        weights.second.kernelGradient(
            gemm, planes(shared, 0, sharedCount), gather(withShared, sharedCount), 0, ofShared);
      long[] starts = stackStarts();
      for (int z = 0; z < own.length; z++) {
        Matrix ofKernel = weights.secondKernel(gradient, z);
        if (sharedCount > 0)
          gradient.copy(ofKernel.offset(), c2Shared, 0, weights.second.kernelLength());
        else if (owns[z] == 0) ofKernel.clear();
        if (owns[z] == 0) continue;
        Matrix dy = gather(own[z], owns[z]);
        weights.second.kernelGradient(
            gemm,
            planes(stack, starts[z] * plane1, owns[z]),
            dy,
            sharedCount > 0 ? 1 : 0,
            ofKernel);
        ownPlanes(weights, z, dy);
      }
      sharedPlanes(weights);
      c1Gradient.store(gradient, weights.offset(Layer.C1));
      gradient.put(weights.offset(Layer.bias(Layer.C1)), c1Bias, 0, f);
    }

    /** Pooled planes one after the other, (count · P1) × F. */
    private Matrix planes(FloatBlock block, long offset, int count) {
      return Matrix.of(block, offset, (long) count * shape.pooled1(), f);
    }

    /** dc2 of some windows in a row, with zeros before it; dc2 itself when they are all. */
    private Matrix gather(int[] windows, int count) {
      if (count == n) return planes(dc2, lead, count);
      for (int i = 0; i < count; i++)
        gathered.copy(lead + (long) i * plane1, dc2, lead + (long) windows[i] * plane1, plane1);
      return planes(gathered, lead, count);
    }

    private void ownPlanes(Weights weights, int z, Matrix dy) {
      weights.second.inputGradient(gemm, dy, weights.secondFlipped(z), planes(dq, 0, owns[z]));
      for (int i = 0; i < owns[z]; i++) {
        int w = own[z][i];
        dq.get((long) i * plane1, scratch.pooled, 0, plane1);
        if (planes.shared(w) != Planes.SHARED)
          Floats.add(scratch.pooled, 0, ownSum, w * plane1, plane1);
        plane(weights, planes.plane(w, z));
      }
    }

    // The like TRs of a window get what all TRs get less what the others got.
    private void sharedPlanes(Weights weights) {
      if (sharedCount == 0) return;
      Matrix dy = gather(withShared, sharedCount);
      weights.second.inputGradient(gemm, dy, weights.allFlipped(), planes(dq, 0, sharedCount));
      for (int i = 0; i < sharedCount; i++) {
        int w = withShared[i];
        dq.get((long) i * plane1, scratch.pooled, 0, plane1);
        Floats.subtract(ownSum, w * plane1, scratch.pooled, 0, plane1);
        plane(weights, planes.shared(w));
      }
    }

    /** Adds a plane's part to the gradients of c1; its pooled gradient is in the scratch. */
    private void plane(Weights weights, int p) {
      pool1.backward(scratch.pooled, mask1, p * pool1.maskLength(), dresponse, c1Bias);
      weights.c1.backward(planes, p, dresponse, c1Gradient);
    }

    @Override
    public void close() {
      for (FloatBlock block : new FloatBlock[] {stack, shared, dc2, gathered, dq, c2Shared})
        block.close();
    }
  }
}
