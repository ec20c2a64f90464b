package org.crelens.atypeak.model;

import java.util.List;
import org.crelens.atypeak.data.Shape;
import org.crelens.libs.engine.Convolution;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Floats;
import org.crelens.libs.engine.HalvedConvolution;
import org.crelens.libs.engine.Matrix;
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

  /** Sizes of the first three convolutions. */
  final Convolution first;

  final Convolution second;
  final Convolution third;
  final HalvedConvolution halved2;
  final HalvedConvolution halved3;
  private final List<Shape.Parameter> layout;
  private final FloatBlock c2All;
  private final FloatBlock c2Halved;
  private final FloatBlock c2AllHalved;
  private final FloatBlock c3Halved;
  private final FloatBlock folded;
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
    int f = shape.filters();
    c1 = new DatasetConvolution(shape);
    c4 = new FoldedUpsampling(shape);
    first = new Convolution(shape.kernel(), shape.datasets(), f);
    second = new Convolution(shape.kernel2(), f, f);
    third = new Convolution(shape.kernel(), shape.deepDim(), f);
    halved2 = new HalvedConvolution(shape.kernel2(), f, f);
    halved3 = new HalvedConvolution(shape.kernel(), shape.deepDim(), f);
    c2All = new FloatBlock(second.kernelLength());
    c2Halved = new FloatBlock(halved2.kernelLength() * shape.trs());
    c2AllHalved = new FloatBlock(halved2.kernelLength());
    c3Halved = new FloatBlock(halved3.kernelLength());
    folded = new FloatBlock(c4.foldedLength());
  }

  /** Offset of a parameter, counted as in {@link Shape#parameters}. */
  long offset(int parameter) {
    return layout.get(parameter).offset();
  }

  float[] read(int parameter) {
    Shape.Parameter p = layout.get(parameter);
    float[] values = new float[(int) p.length()];
    parameters.get(p.offset(), values, 0, values.length);
    return values;
  }

  // Kernels in a block that is laid out as the parameters are: these themselves, or their gradient.

  /** Kernel of the second convolution for TR {@code z}, (k/2 · F) × F. */
  Matrix secondKernel(FloatBlock block, int z) {
    return second.kernel(block, offset(Layer.C2) + z * second.kernelLength());
  }

  /** Kernel of dense layer {@code l}, in × H. */
  Matrix denseKernel(FloatBlock block, int l) {
    int in = l == 0 ? shape.filters() : shape.deepDim();
    return Matrix.of(block, offset(Layer.DENSE + 2 * l), in, shape.deepDim());
  }

  /** Kernel of the third convolution, (k · H) × F. */
  Matrix thirdKernel(FloatBlock block) {
    return third.kernel(block, offset(Layer.C3));
  }

  /** Kernel of the first convolution, (k · D) × F. */
  Matrix firstKernel() {
    return first.kernel(parameters, offset(Layer.C1));
  }

  // What is derived from them.

  /** Kernel of the second convolution for TR {@code z}, as {@link #halved2} takes it. */
  Matrix secondHalved(int z) {
    return halved2.kernel(c2Halved, z * halved2.kernelLength());
  }

  /** The sum of these over all TRs. */
  Matrix allHalved() {
    return halved2.kernel(c2AllHalved, 0);
  }

  /** Kernel of the third convolution, as {@link #halved3} takes it. */
  Matrix thirdHalved() {
    return halved3.kernel(c3Halved, 0);
  }

  /** Kernel of the second convolution for TR {@code z}, turned; for training only. */
  Matrix secondFlipped(int z) {
    return second.flipped(c2Flipped, z * second.kernelLength());
  }

  /** The sum of these over all TRs; for training only. */
  Matrix allFlipped() {
    return second.flipped(c2AllFlipped, 0);
  }

  /** Kernel of the third convolution, turned; for training only. */
  Matrix thirdFlipped() {
    return third.flipped(c3Flipped, 0);
  }

  /** The decoder's folded kernel, (taps · F) × (4 · D · T). */
  Matrix folded() {
    return c4.folded(folded);
  }

  /** Derives everything anew from the parameters. */
  void prepare(boolean training, Workers workers) {
    if (training && c2Flipped == null) {
      c2Flipped = new FloatBlock(second.kernelLength() * shape.trs());
      c2AllFlipped = new FloatBlock(second.kernelLength());
      c3Flipped = new FloatBlock(third.kernelLength());
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
            Matrix all = second.kernel(c2All, 0);
            halved2.prepare(all, allHalved());
            if (training) second.flip(all, allFlipped());
          }
          for (int z = part; z < shape.trs(); z += parts)
            halved2.prepare(secondKernel(parameters, z), secondHalved(z));
          if (part == parts - 1) halved3.prepare(thirdKernel(parameters), thirdHalved());
          if (!training) return;
          for (int z = part; z < shape.trs(); z += parts)
            second.flip(secondKernel(parameters, z), secondFlipped(z));
          third.flip(thirdKernel(parameters), thirdFlipped(), part, parts);
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
    int n = (int) second.kernelLength();
    float[] sum = new float[n];
    float[] block = new float[n];
    for (int z = 0; z < shape.trs(); z++) {
      parameters.get(offset(Layer.C2) + (long) z * n, block, 0, n);
      Floats.add(block, 0, sum, 0, n);
    }
    c2All.put(0, sum, 0, n);
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
