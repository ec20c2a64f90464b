package org.crelens.atypeak.model;

import java.util.Arrays;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.model.Weights.Layer;
import org.crelens.libs.engine.Convolution;
import org.crelens.libs.engine.Dropout;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Floats;
import org.crelens.libs.engine.Gemm;
import org.crelens.libs.engine.MaxPool;

/**
 * The network over a few windows at a time, on one thread: forward, and for training backward.
 * Holds every intermediate matrix; one per worker. Comments give shapes as rows × columns, n
 * windows.
 *
 * <p>The second convolution is linear, so planes that a window's TRs share are convolved once with
 * the kernel summed over all TRs, and each TR with a plane of its own adds the difference,
 * convolved with its own kernel.
 */
final class Pass implements AutoCloseable {
  private static final int DENSE = 4;

  private final Shape shape;
  private Weights weights;
  private final Gemm gemm = Gemm.best();
  private final int capacity;
  private final int f;
  private final int h;
  private final int plane1;
  private final int plane2;
  private final int output;
  private final Planes planes;
  private final MaxPool pool2;

  /** Windows of each TR that have a plane of their own, and of those with a shared one. */
  private final int[][] own;

  private final int[] owns;
  private final int[] withShared;
  private int sharedCount;
  private int n;

  // stack: (planes · P1) × F by TR then window; shared: (n · P1) × F; c2: (n · P1) × F
  private FloatBlock stack;
  private FloatBlock shared;
  // Parts of stack, shared and the encoded layer, and results of convolving them: halves of the
  // rows
  private final FloatBlock[] stackParts = new FloatBlock[3];
  private final FloatBlock[] sharedParts = new FloatBlock[3];
  private final FloatBlock[] encodedParts = new FloatBlock[3];
  private final FloatBlock[] partial = new FloatBlock[3];
  private final FloatBlock[] sum2 = new FloatBlock[3];
  private final FloatBlock[] sum3 = new FloatBlock[3];
  final FloatBlock c2; // not private, as three others: tests compare them with a reference's
  // r: (n · P2) × F; e: (n · P2) × H; c3: (n · P2) × F; col: (n · L/4) × (taps · F); y: (n · L) ×
  // DT
  final FloatBlock r;
  final FloatBlock[] e = new FloatBlock[DENSE];
  final FloatBlock c3;
  private final FloatBlock col;
  private final FloatBlock y;
  private final int maskRows;
  private float[] mask1;
  private final float[] response;
  private final FirstPool pool1;
  private final byte[] choice2;
  private final float[] rowsF;
  private final float[] poolA;
  private final float[] poolB;
  private final float[] wide;
  private final float[] wide2;
  private final float[][] scratch;
  private Backward backward;

  Pass(Weights weights, int capacity) {
    this.weights = weights;
    this.shape = weights.shape;
    this.capacity = capacity;
    f = shape.filters();
    h = shape.deepDim();
    plane1 = shape.pooled1() * f;
    plane2 = shape.pooled2() * f;
    output = shape.windowCells();
    planes = new Planes(shape, capacity);
    pool2 = new MaxPool(shape.c2Rows(), shape.kernel() / 4, shape.pooled2(), f);
    int t = shape.trs();
    own = new int[t][capacity];
    owns = new int[t];
    withShared = new int[capacity];
    for (int q = 0; q < 3; q++) {
      stackParts[q] = new FloatBlock((long) capacity * t * plane1 / 2);
      sharedParts[q] = new FloatBlock((long) capacity * plane1 / 2);
      encodedParts[q] = new FloatBlock((long) capacity * shape.pooled2() * h / 2);
      partial[q] = new FloatBlock((long) capacity * plane1 / 2);
      sum2[q] = new FloatBlock((long) capacity * plane1 / 2);
      sum3[q] = new FloatBlock((long) capacity * plane2 / 2);
    }
    c2 = new FloatBlock((long) capacity * plane1);
    r = new FloatBlock((long) capacity * plane2);
    for (int l = 0; l < DENSE; l++) e[l] = new FloatBlock((long) capacity * shape.pooled2() * h);
    c3 = new FloatBlock((long) capacity * plane2);
    col = new FloatBlock((long) capacity * shape.outRows() * weights.c4.taps() * f);
    y = new FloatBlock((long) capacity * output);
    pool1 = new FirstPool(shape);
    maskRows = pool1.maskLength();
    response = new float[(shape.c1Rows() + 1) * f];
    choice2 = new byte[capacity * plane2];
    rowsF = new float[shape.padded() * f];
    poolA = new float[plane1];
    poolB = new float[plane1];
    int largest =
        Math.max(
            Math.max(output, shape.pooled2() * h),
            Math.max(plane1 + plane2, shape.outRows() * weights.c4.taps() * f));
    wide = new float[largest];
    wide2 = new float[largest];
    scratch = new float[3][Math.max(plane1, shape.pooled2() * h)];
  }

  /**
   * Takes the weights of another model.
   *
   * @return false, and nothing is changed, when it has another shape
   */
  boolean use(Weights others) {
    if (!others.shape.equals(shape)) return false;
    weights = others;
    return true;
  }

  /** Windows that fit. */
  int capacity() {
    return capacity;
  }

  /**
   * Runs windows {@code first … first + count − 1} of a batch through the network.
   *
   * @param x dense windows of the batch, cells in the order (bin, dataset, TR)
   * @param dropout null for none, as in scoring
   * @param training whether a {@link #backward} follows
   */
  void forward(float[] x, int first, int count, DropoutKey dropout, boolean training) {
    if (count > capacity) throw new IllegalArgumentException(count + " windows of " + capacity);
    n = count;
    sortPlanes(x, first);
    firstConvolution(training);
    secondConvolution();
    float[] bias = weights.read(Layer.bias(Layer.C2));
    for (int w = 0; w < n; w++) {
      c2.get((long) w * plane1, rowsF, 0, shape.c2Rows() * f);
      pool2.forward(rowsF, bias, poolA, 0, training ? choice2 : null, w * plane2);
      r.put((long) w * plane2, poolA, 0, plane2);
    }
    for (int l = 0; l < DENSE; l++) dense(l, first, dropout);
    thirdConvolution();
    decode();
  }

  private void sortPlanes(float[] x, int first) {
    planes.clear();
    Arrays.fill(owns, 0);
    sharedCount = 0;
    for (int w = 0; w < n; w++) {
      planes.add(w, x, (first + w) * output);
      if (planes.shared(w) != Planes.SHARED) withShared[sharedCount++] = w;
      for (int z = 0; z < own.length; z++)
        if (planes.plane(w, z) != Planes.SHARED) own[z][owns[z]++] = w;
    }
  }

  private void firstConvolution(boolean training) {
    if (training && mask1 == null) {
      mask1 = new float[Math.multiplyExact(capacity * (own.length + 1), maskRows)];
      stack = new FloatBlock((long) capacity * own.length * plane1);
      shared = new FloatBlock((long) capacity * plane1);
    }
    float[] mask = training ? mask1 : null;
    long[] next = stackStarts();
    int sharedSoFar = 0;
    for (int w = 0; w < n; w++) {
      int common = planes.shared(w);
      if (common != Planes.SHARED) {
        weights.c1.forward(planes, common, response, rowsF);
        pool1.forward(response, weights.c1Bias(), poolB, mask, common * maskRows);
        long at = (long) sharedSoFar++ * plane1;
        weights.halved2.split(poolB, shape.pooled1(), scratch, sharedParts, at / 2);
        if (training) shared.put(at, poolB, 0, plane1);
      }
      for (int z = 0; z < own.length; z++) {
        int p = planes.plane(w, z);
        if (p == Planes.SHARED) continue;
        weights.c1.forward(planes, p, response, rowsF);
        pool1.forward(response, weights.c1Bias(), poolA, mask, p * maskRows);
        if (common != Planes.SHARED) Floats.subtract(poolB, 0, poolA, 0, plane1);
        long at = next[z]++ * plane1;
        weights.halved2.split(poolA, shape.pooled1(), scratch, stackParts, at / 2);
        if (training) stack.put(at, poolA, 0, plane1);
      }
    }
  }

  /** First plane of every TR in the stack. */
  private long[] stackStarts() {
    long[] starts = new long[own.length];
    for (int z = 1; z < starts.length; z++) starts[z] = starts[z - 1] + owns[z - 1];
    return starts;
  }

  private void secondConvolution() {
    int half = plane1 / 2;
    for (FloatBlock sum : sum2) sum.clear(0, (long) n * half);
    addConvolved(sharedParts, 0, withShared, sharedCount, weights.c2AllHalved, 0);
    long[] starts = stackStarts();
    for (int z = 0; z < own.length; z++)
      addConvolved(
          stackParts,
          starts[z] * half,
          own[z],
          owns[z],
          weights.c2Halved,
          z * weights.halved2.kernelLength());
    for (int w = 0; w < n; w++) {
      weights.halved2.join(sum2, (long) w * half, shape.pooled1() / 2, scratch, poolA);
      c2.put((long) w * plane1, poolA, 0, plane1);
    }
  }

  private void addConvolved(
      FloatBlock[] parts, long po, int[] windows, int count, FloatBlock kernel, long ko) {
    if (count == 0) return;
    boolean all = count == n;
    int half = plane1 / 2;
    weights.halved2.phases(
        gemm,
        parts,
        po,
        (long) count * shape.pooled1() / 2,
        kernel,
        ko,
        all ? 1 : 0,
        all ? sum2 : partial);
    if (all) return;
    for (int q = 0; q < 3; q++) {
      for (int i = 0; i < count; i++) {
        partial[q].get((long) i * half, poolA, 0, half);
        sum2[q].get((long) windows[i] * half, poolB, 0, half);
        Floats.add(poolA, 0, poolB, 0, half);
        sum2[q].put((long) windows[i] * half, poolB, 0, half);
      }
    }
  }

  private void dense(int l, int first, DropoutKey dropout) {
    int in = l == 0 ? f : h;
    FloatBlock from = l == 0 ? r : e[l - 1];
    int kernel = Layer.DENSE + 2 * l;
    int positions = shape.pooled2();
    gemm.multiply(
        false,
        false,
        (long) n * positions,
        h,
        in,
        from,
        0,
        in,
        weights.parameters,
        weights.offset(kernel),
        h,
        0,
        e[l],
        0,
        h);
    // The encoded layer, the last of them, is never dropped out.
    boolean drop = dropout != null && l < DENSE - 1;
    int size = positions * h;
    for (int w = 0; w < n; w++) {
      e[l].get((long) w * size, wide, 0, size);
      Floats.addAndRectify(wide, weights.denseBias(l), size);
      if (drop) Dropout.apply(Dropout.key(dropout.seed, dropout.step, l, first + w), wide, size);
      e[l].put((long) w * size, wide, 0, size);
      if (l == DENSE - 1)
        weights.halved3.split(wide, positions, scratch, encodedParts, (long) w * size / 2);
    }
  }

  private void thirdConvolution() {
    int half = shape.pooled2() / 2;
    weights.halved3.taps(gemm, encodedParts, (long) n * half, weights.c3Halved, sum3);
    for (int w = 0; w < n; w++) {
      weights.halved3.join(sum3, (long) w * plane2 / 2, half, scratch, poolA);
      c3.put((long) w * plane2, poolA, 0, plane2);
    }
  }

  private void decode() {
    float[] bias = weights.read(Layer.bias(Layer.C3));
    int row = weights.c4.taps() * f;
    int out = shape.outRows();
    int c3Rows = shape.c3Rows();
    int half = shape.kernel2();
    int firstRow = half + weights.c4.lowest();
    for (int w = 0; w < n; w++) {
      c3.get((long) w * plane2, wide2, 0, c3Rows * f);
      Arrays.fill(wide, 0, plane2, 0f);
      for (int i = 0; i < c3Rows; i++)
        for (int c = 0; c < f; c++) wide[(i + half) * f + c] = wide2[i * f + c] + bias[c];
      for (int q = 0; q < out; q++) System.arraycopy(wide, (q + firstRow) * f, wide2, q * row, row);
      col.put((long) w * out * row, wide2, 0, out * row);
    }
    int columns = 4 * shape.cells();
    gemm.multiply(
        false,
        false,
        (long) n * out,
        columns,
        row,
        col,
        0,
        row,
        weights.folded,
        0,
        columns,
        0,
        y,
        0,
        columns);
  }

  /**
   * The rebuilt windows, after {@link #forward}.
   *
   * @param into cells in the order (bin, dataset, TR), window {@code w} at {@code (first + w) · L ·
   *     D · T}
   */
  void rebuilt(float[] into, int first) {
    for (int w = 0; w < n; w++) {
      int at = (first + w) * output;
      y.get((long) w * output, into, at, output);
      Floats.add(weights.outputBias(), 0, into, at, output);
    }
  }

  /**
   * Gradient of the loss with respect to every parameter, without the L2 term, after {@link
   * #forward} with training.
   *
   * @param x the batch given to forward, which is also the target
   * @param sourceWeights weight of each cell (dataset, TR) in the loss
   * @param batch windows of the whole batch, that the mean is taken over
   * @param gradient overwritten, in the order of {@link Shape#parameters}
   * @return the windows' share of the loss
   */
  double backward(
      float[] x,
      int first,
      float[] sourceWeights,
      int batch,
      boolean dropped,
      FloatBlock gradient) {
    if (backward == null) backward = new Backward();
    return backward.run(x, first, sourceWeights, batch, dropped, gradient);
  }

  @Override
  public void close() {
    for (FloatBlock block : new FloatBlock[] {c2, r, c3, col, y}) block.close();
    for (FloatBlock[] blocks :
        new FloatBlock[][] {stackParts, sharedParts, encodedParts, partial, sum2, sum3})
      for (FloatBlock block : blocks) block.close();
    if (stack != null) {
      stack.close();
      shared.close();
    }
    for (FloatBlock block : e) block.close();
    if (backward != null) backward.close();
  }

  /** What dropout is keyed by. */
  record DropoutKey(long seed, long step) {}

  /** The matrices and steps that only training needs. */
  private final class Backward implements AutoCloseable {
    private final int lead2 = shape.kernel2() * f;
    private final int lead3 = shape.kernel() * f;
    private final FloatBlock dcol = new FloatBlock(col.length());
    private final FloatBlock foldedGradient = new FloatBlock(weights.c4.foldedLength());
    private final FloatBlock dc3 = new FloatBlock(lead3 + (long) capacity * plane2);
    private FloatBlock de = new FloatBlock(e[0].length());
    private FloatBlock deNext = new FloatBlock(e[0].length());
    private final FloatBlock dr = new FloatBlock((long) capacity * plane2);
    private final FloatBlock dc2 = new FloatBlock(lead2 + (long) capacity * plane1);
    private final FloatBlock gathered = new FloatBlock(lead2 + (long) capacity * plane1);
    private final FloatBlock dq = new FloatBlock((long) capacity * plane1);
    private final FloatBlock c2Shared = new FloatBlock(weights.c2Block());
    private final float[] ownSum = new float[capacity * plane1];
    private final DatasetConvolution.Gradient c1Gradient = weights.c1.newGradient();
    private final float[] dresponse = new float[response.length];
    private float[] scale;
    private int scaledFor;
    private final float[] c1Bias = new float[f];

    double run(
        float[] x,
        int first,
        float[] sourceWeights,
        int batch,
        boolean dropped,
        FloatBlock gradient) {
      double loss = loss(x, first, sourceWeights, batch, gradient);
      decoder(gradient);
      denseLayers(dropped, gradient);
      pooling2(gradient);
      firstLayers(gradient);
      return loss;
    }

    // y becomes the gradient of the loss with respect to the rebuilt windows.
    private double loss(
        float[] x, int first, float[] sourceWeights, int batch, FloatBlock gradient) {
      int cells = shape.cells();
      double count = (double) batch * output;
      if (scale == null || scaledFor != batch) {
        float[] row = new float[cells];
        for (int c = 0; c < cells; c++) row[c] = (float) (2 * sourceWeights[c] / count);
        scale = Floats.tile(row, shape.bins());
        scaledFor = batch;
      }
      float[] dbias = new float[cells];
      float[] squares = new float[cells];
      double sum = 0;
      for (int w = 0; w < n; w++) {
        y.get((long) w * output, wide, 0, output);
        Floats.error(wide, weights.outputBias(), x, (first + w) * output, output);
        Arrays.fill(squares, 0);
        Floats.addColumnSquares(wide, shape.bins(), squares);
        for (int c = 0; c < cells; c++) sum += (double) squares[c] * sourceWeights[c];
        Floats.multiply(wide, scale, output);
        Floats.addColumns(wide, 0, shape.bins(), dbias);
        y.put((long) w * output, wide, 0, output);
      }
      gradient.put(weights.offset(Layer.bias(Layer.C4)), dbias, 0, cells);
      return sum / count;
    }

    private void decoder(FloatBlock gradient) {
      int row = weights.c4.taps() * f;
      int out = shape.outRows();
      int columns = 4 * shape.cells();
      long rows = (long) n * out;
      gemm.multiply(
          true,
          false,
          row,
          columns,
          rows,
          col,
          0,
          row,
          y,
          0,
          columns,
          0,
          foldedGradient,
          0,
          columns);
      weights.c4.unfold(foldedGradient, gradient, weights.offset(Layer.C4));
      gemm.multiply(
          false,
          true,
          rows,
          row,
          columns,
          y,
          0,
          columns,
          weights.folded,
          0,
          columns,
          0,
          dcol,
          0,
          row);
      spreadDecoder(gradient, row, out);
      long tap = (long) h * f;
      int k = shape.kernel();
      long positions = (long) n * shape.pooled2();
      for (int j = 0; j < k; j++)
        gemm.multiply(
            true,
            false,
            h,
            f,
            positions - j,
            e[DENSE - 1],
            (long) j * h,
            h,
            dc3,
            lead3,
            f,
            0,
            gradient,
            weights.offset(Layer.C3) + j * tap,
            f);
      Convolution.inputGradient(
          gemm, dc3, lead3, positions, k, f, weights.c3Flipped(), 0, de, 0, h);
    }

    private void spreadDecoder(FloatBlock gradient, int row, int out) {
      int half = shape.kernel2();
      int firstRow = half + weights.c4.lowest();
      int valid = shape.c3Rows() * f;
      float[] dbias = new float[f];
      for (int w = 0; w < n; w++) {
        dcol.get((long) w * out * row, wide, 0, out * row);
        Arrays.fill(wide2, 0, plane2 + half * f, 0f);
        for (int q = 0; q < out; q++) {
          int to = (q + firstRow) * f;
          int from = q * row;
          for (int i = 0; i < row; i++) wide2[to + i] += wide[from + i];
        }
        for (int i = 0; i < shape.c3Rows(); i++)
          for (int c = 0; c < f; c++) dbias[c] += wide2[(i + half) * f + c];
        // Rows past the valid ones belong to the zero border.
        Arrays.fill(wide2, half * f + valid, plane2 + half * f, 0f);
        dc3.put(lead3 + (long) w * plane2, wide2, half * f, plane2);
      }
      gradient.put(weights.offset(Layer.bias(Layer.C3)), dbias, 0, f);
    }

    private void denseLayers(boolean dropped, FloatBlock gradient) {
      int positions = shape.pooled2();
      long rows = (long) n * positions;
      for (int l = DENSE - 1; l >= 0; l--) {
        int kernel = Layer.DENSE + 2 * l;
        // A dropped or negative element is 0 in e: one test serves ReLU and dropout.
        float kept = dropped && l < DENSE - 1 ? Dropout.SCALE : 1f;
        float[] dbias = new float[h];
        int size = positions * h;
        for (int w = 0; w < n; w++) {
          long at = (long) w * size;
          e[l].get(at, wide, 0, size);
          de.get(at, wide2, 0, size);
          Floats.whereActive(wide, wide2, kept, size);
          Floats.addColumns(wide2, 0, positions, dbias);
          de.put(at, wide2, 0, size);
        }
        gradient.put(weights.offset(Layer.bias(kernel)), dbias, 0, h);
        int in = l == 0 ? f : h;
        FloatBlock from = l == 0 ? r : e[l - 1];
        gemm.multiply(
            true,
            false,
            in,
            h,
            rows,
            from,
            0,
            in,
            de,
            0,
            h,
            0,
            gradient,
            weights.offset(kernel),
            h);
        FloatBlock into = l == 0 ? dr : deNext;
        gemm.multiply(
            false,
            true,
            rows,
            in,
            h,
            de,
            0,
            h,
            weights.parameters,
            weights.offset(kernel),
            h,
            0,
            into,
            0,
            in);
        if (l > 0) {
          FloatBlock swap = de;
          de = deNext;
          deNext = swap;
        }
      }
    }

    private void pooling2(FloatBlock gradient) {
      float[] dbias = new float[f];
      Arrays.fill(poolA, shape.c2Rows() * f, plane1, 0f);
      for (int w = 0; w < n; w++) {
        dr.get((long) w * plane2, wide, 0, plane2);
        pool2.backward(wide, 0, choice2, w * plane2, poolA, dbias);
        dc2.put(lead2 + (long) w * plane1, poolA, 0, plane1);
      }
      gradient.put(weights.offset(Layer.bias(Layer.C2)), dbias, 0, f);
    }

    private void firstLayers(FloatBlock gradient) {
      c1Gradient.clear();
      Arrays.fill(c1Bias, 0);
      Arrays.fill(ownSum, 0, n * plane1, 0f);
      long c2Offset = weights.offset(Layer.C2);
      long block = weights.c2Block();
      int k = shape.kernel2();
      FloatBlock dshared = gather(withShared, sharedCount);
      if (sharedCount > 0)
        Convolution.kernelGradient(
            gemm,
            shared,
            0,
            (long) sharedCount * shape.pooled1(),
            k,
            f,
            dshared,
            lead2,
            f,
            0,
            c2Shared,
            0);
      long[] starts = stackStarts();
      for (int z = 0; z < own.length; z++) {
        long to = c2Offset + z * block;
        if (sharedCount > 0) gradient.copy(to, c2Shared, 0, block);
        else if (owns[z] == 0) gradient.clear(to, block);
        if (owns[z] == 0) continue;
        FloatBlock dy = gather(own[z], owns[z]);
        Convolution.kernelGradient(
            gemm,
            stack,
            starts[z] * plane1,
            (long) owns[z] * shape.pooled1(),
            k,
            f,
            dy,
            lead2,
            f,
            sharedCount > 0 ? 1 : 0,
            gradient,
            to);
        ownPlanes(z, dy);
      }
      sharedPlanes();
      c1Gradient.store(gradient, weights.offset(Layer.C1));
      gradient.put(weights.offset(Layer.bias(Layer.C1)), c1Bias, 0, f);
    }

    /** dc2 of some windows in a row, with zeros before it; dc2 itself when they are all. */
    private FloatBlock gather(int[] windows, int count) {
      if (count == n) return dc2;
      for (int i = 0; i < count; i++)
        gathered.copy(lead2 + (long) i * plane1, dc2, lead2 + (long) windows[i] * plane1, plane1);
      return gathered;
    }

    private void ownPlanes(int z, FloatBlock dy) {
      Convolution.inputGradient(
          gemm,
          dy,
          lead2,
          (long) owns[z] * shape.pooled1(),
          shape.kernel2(),
          f,
          weights.c2Flipped(),
          z * weights.c2Block(),
          dq,
          0,
          f);
      for (int i = 0; i < owns[z]; i++) {
        int w = own[z][i];
        dq.get((long) i * plane1, poolA, 0, plane1);
        if (planes.shared(w) != Planes.SHARED) {
          Floats.add(poolA, 0, ownSum, w * plane1, plane1);
        }
        plane(planes.plane(w, z));
      }
    }

    // The like TRs of a window get what all TRs get less what the others got.
    private void sharedPlanes() {
      if (sharedCount == 0) return;
      FloatBlock dy = gather(withShared, sharedCount);
      Convolution.inputGradient(
          gemm,
          dy,
          lead2,
          (long) sharedCount * shape.pooled1(),
          shape.kernel2(),
          f,
          weights.c2AllFlipped(),
          0,
          dq,
          0,
          f);
      for (int i = 0; i < sharedCount; i++) {
        int w = withShared[i];
        dq.get((long) i * plane1, poolA, 0, plane1);
        Floats.subtract(ownSum, w * plane1, poolA, 0, plane1);
        plane(planes.shared(w));
      }
    }

    /** Adds a plane's part to the gradients of c1; its pooled gradient is in poolA. */
    private void plane(int p) {
      pool1.backward(poolA, mask1, p * maskRows, dresponse, c1Bias);
      weights.c1.backward(planes, p, dresponse, c1Gradient);
    }

    @Override
    public void close() {
      FloatBlock[] blocks = {
        dcol, foldedGradient, dc3, de, deNext, dr, dc2, gathered, dq, c2Shared
      };
      for (FloatBlock block : blocks) block.close();
    }
  }
}
