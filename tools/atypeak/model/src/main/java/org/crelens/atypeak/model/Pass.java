package org.crelens.atypeak.model;

import org.crelens.atypeak.data.Shape;
import org.crelens.libs.engine.FloatBlock;

/**
 * The network over a few windows at a time, on one thread: forward, and for training backward.
 * Strings the layers together, which hold every intermediate matrix; one per worker.
 */
final class Pass implements AutoCloseable {
  // Not private, so that tests can compare every layer with a reference's.
  final EncoderConvolutions convolutions;
  final DenseLayers dense;
  final Decoder decoder;
  private final Shape shape;
  private final int capacity;
  private Weights weights;
  private FloatBlock dr;
  private int n;

  /**
   * @param weights prepared for what the pass will do
   * @param capacity windows that fit
   */
  Pass(Weights weights, int capacity) {
    this.weights = weights;
    this.shape = weights.shape;
    this.capacity = capacity;
    Scratch scratch = Scratch.ofNetwork(shape);
    convolutions = new EncoderConvolutions(shape, capacity, scratch);
    dense = new DenseLayers(shape, DenseLayers.COUNT, capacity, scratch);
    decoder = new Decoder(shape, capacity, scratch);
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

  /**
   * Runs windows {@code first … first + count − 1} of a batch through the network.
   *
   * @param x dense windows of the batch, bin × dataset × TR each
   * @param dropout null for none, as in scoring
   * @param training whether a {@link #backward} follows
   */
  void forward(float[] x, int first, int count, DropoutKey dropout, boolean training) {
    if (count > capacity) throw new IllegalArgumentException(count + " windows of " + capacity);
    n = count;
    convolutions.forward(weights, x, first, n, training);
    dense.forward(
        weights,
        convolutions.r,
        first,
        n,
        dropout,
        (window, encoded) -> decoder.take(weights, window, encoded));
    decoder.forward(weights, n);
  }

  /**
   * The rebuilt windows, after {@link #forward}.
   *
   * @param into bin × dataset × TR each, window {@code w} at {@code (first + w) · L · D · T}
   */
  void rebuilt(float[] into, int first) {
    decoder.rebuilt(weights, into, first);
  }

  /**
   * Whether all that the rebuilt windows are made of lies in [−most, most], after {@link #forward}.
   */
  boolean within(float most) {
    return decoder.within(most);
  }

  /** Activations of the encoded layer for the first window, positions × H. */
  void encoded(float[] into) {
    dense.e[DenseLayers.COUNT - 1].get(0, into, 0, shape.pooled2() * shape.deepDim());
  }

  /**
   * Gradient of the loss with respect to every parameter, without the L2 term, after {@link
   * #forward} with training.
   *
   * @param x the batch given to forward, which is also the target
   * @param sourceWeights weight of each cell in the loss, dataset × TR
   * @param batch windows of the whole batch, that the mean is taken over
   * @param dropped whether forward dropped out
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
    if (dr == null) dr = new FloatBlock(convolutions.r.length());
    FloatBlock encoded = dense.e[DenseLayers.COUNT - 1];
    double loss =
        decoder.backward(
            weights, x, first, sourceWeights, batch, encoded, gradient, dense.lastGradient());
    dense.backward(weights, convolutions.r, n, dropped, gradient, dr);
    convolutions.backward(weights, dr, gradient);
    return loss;
  }

  @Override
  public void close() {
    convolutions.close();
    dense.close();
    decoder.close();
    if (dr != null) dr.close();
  }

  /**
   * What dropout is keyed by.
   *
   * @param seed of the training
   * @param step number of the batch since training began, from 0
   */
  record DropoutKey(long seed, long step) {}
}
