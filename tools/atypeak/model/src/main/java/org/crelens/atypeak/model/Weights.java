package org.crelens.atypeak.model;

import java.util.List;
import org.crelens.atypeak.data.Shape;
import org.crelens.libs.engine.Convolution;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Floats;
import org.crelens.libs.engine.HalvedConvolution;
import org.crelens.libs.engine.Workers;

/**
 * The parameters of a network and what the passes derive from them: the folded decoder, the summed
 * TR kernel, kernels turned for the backward pass. {@link #prepare} is called whenever the
 * parameters changed.
 */
final class Weights implements AutoCloseable {
  final Shape shape;
  final FloatBlock parameters;
  final DatasetConvolution c1;
  final FoldedUpsampling c4;
  final FloatBlock c2All;
  final HalvedConvolution halved2;
  final HalvedConvolution halved3;
  final FloatBlock c2Halved;
  final FloatBlock c2AllHalved;
  final FloatBlock c3Halved;
  final FloatBlock folded;
  private final List<Shape.Parameter> layout;
  private final float[][] denseBias = new float[4][];
  private float[] outputBias;
  private float[] c1Bias;
  private FloatBlock c2Flipped;
  private FloatBlock c2AllFlipped;
  private FloatBlock c3Flipped;

  Weights(Shape shape, FloatBlock parameters) {
    this.shape = shape;
    this.parameters = parameters;
    this.layout = shape.parameters();
    c1 = new DatasetConvolution(shape);
    c4 = new FoldedUpsampling(shape);
    c2All = new FloatBlock(c2Block());
    halved2 = new HalvedConvolution(shape.kernel2(), shape.filters(), shape.filters());
    halved3 = new HalvedConvolution(shape.kernel(), shape.deepDim(), shape.filters());
    c2Halved = new FloatBlock(halved2.kernelLength() * shape.trs());
    c2AllHalved = new FloatBlock(halved2.kernelLength());
    c3Halved = new FloatBlock(halved3.kernelLength());
    folded = new FloatBlock(c4.foldedLength());
  }

  /** Offset of a parameter, counted as in {@link Shape#parameters}. */
  long offset(int parameter) {
    return layout.get(parameter).offset();
  }

  /** Numbers of one TR's block of c2: k/2 · F · F. */
  long c2Block() {
    return (long) shape.kernel2() * shape.filters() * shape.filters();
  }

  float[] read(int parameter) {
    Shape.Parameter p = layout.get(parameter);
    float[] values = new float[(int) p.length()];
    parameters.get(p.offset(), values, 0, values.length);
    return values;
  }

  FloatBlock c2Flipped() {
    return c2Flipped;
  }

  FloatBlock c2AllFlipped() {
    return c2AllFlipped;
  }

  FloatBlock c3Flipped() {
    return c3Flipped;
  }

  /** Derives everything anew from the parameters. */
  void prepare(boolean training, Workers workers) {
    int f = shape.filters();
    if (training && c2Flipped == null) {
      c2Flipped = new FloatBlock(c2Block() * shape.trs());
      c2AllFlipped = new FloatBlock(c2Block());
      c3Flipped = new FloatBlock((long) shape.kernel() * shape.deepDim() * f);
    }
    int parts = workers.threads();
    workers.run(
        parts,
        (part, thread) -> {
          c4.fold(parameters, offset(Layer.C4), folded, part, parts);
          if (part == 0) {
            c1.load(parameters, offset(Layer.C1));
            loadBiases();
            sumC2();
            halved2.prepare(c2All, 0, c2AllHalved, 0);
            if (training) Convolution.flip(c2All, 0, shape.kernel2(), f, f, c2AllFlipped, 0);
          }
          for (int z = part; z < shape.trs(); z += parts)
            halved2.prepare(
                parameters, offset(Layer.C2) + z * c2Block(), c2Halved, z * halved2.kernelLength());
          if (part == parts - 1) halved3.prepare(parameters, offset(Layer.C3), c3Halved, 0);
          if (!training) return;
          for (int z = part; z < shape.trs(); z += parts)
            Convolution.flip(
                parameters,
                offset(Layer.C2) + z * c2Block(),
                shape.kernel2(),
                f,
                f,
                c2Flipped,
                z * c2Block());
          flipC3(part, parts);
        });
  }

  // Repeated for every position, so that they are added in one long loop.
  private void loadBiases() {
    c1Bias = Floats.tile(read(Layer.bias(Layer.C1)), (shape.c1Rows() + 1) / 2);
    for (int l = 0; l < denseBias.length; l++)
      denseBias[l] = Floats.tile(read(Layer.bias(Layer.DENSE + 2 * l)), shape.pooled2());
    outputBias = Floats.tile(read(Layer.bias(Layer.C4)), shape.bins());
  }

  /** Bias of the first convolution, even positions × F. */
  float[] c1Bias() {
    return c1Bias;
  }

  /** Bias of a dense layer, positions × H. */
  float[] denseBias(int l) {
    return denseBias[l];
  }

  /** Bias of the rebuilt window, L × D·T. */
  float[] outputBias() {
    return outputBias;
  }

  private void sumC2() {
    int n = (int) c2Block();
    float[] sum = new float[n];
    float[] block = new float[n];
    for (int z = 0; z < shape.trs(); z++) {
      parameters.get(offset(Layer.C2) + (long) z * n, block, 0, n);
      for (int i = 0; i < n; i++) sum[i] += block[i];
    }
    c2All.put(0, sum, 0, n);
  }

  private void flipC3(int part, int parts) {
    int h = shape.deepDim();
    int f = shape.filters();
    int k = shape.kernel();
    long tap = (long) h * f;
    for (int j = part; j < k; j += parts)
      Convolution.flip(
          parameters, offset(Layer.C3) + j * tap, 1, h, f, c3Flipped, (k - 1 - j) * tap);
  }

  @Override
  public void close() {
    c2All.close();
    folded.close();
    c2Halved.close();
    c2AllHalved.close();
    c3Halved.close();
    if (c2Flipped != null) {
      c2Flipped.close();
      c2AllFlipped.close();
      c3Flipped.close();
    }
  }

  /** Places of kernels in {@link Shape#parameters}; each bias follows its kernel. */
  static final class Layer {
    static final int C1 = 0;
    static final int C2 = 2;
    static final int DENSE = 4;
    static final int C3 = 12;
    static final int C4 = 14;

    private Layer() {}

    static int bias(int kernel) {
      return kernel + 1;
    }
  }
}
