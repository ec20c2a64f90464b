package org.crelens.libs.engine;

import java.util.List;

/**
 * A network whose parameters lie in one flat vector, as {@link Trainer} trains it. A method
 * implements this once; optimiser, regularisation, early stopping and the epochs are the engine's.
 *
 * <p>The work is shared like this. {@link #layout} says what the vector consists of. {@link #with}
 * binds the network to a vector that the optimiser changes in place. Before every batch, {@link
 * Instance#prepare} derives what all examples need from the parameters, such as transposed kernels.
 * Then the batch is cut into slots, and each {@link GradientPass} computes loss and gradient of a
 * few examples on one thread.
 *
 * <p>Chance, for instance in dropout or in sampling, must come from the number of the step and the
 * place of the example in its batch, and never from the thread: then results are the same on any
 * number of threads.
 *
 * @param <B> a batch of examples with their targets, in whatever form suits the network
 */
public interface Network<B extends Network.Batch> {
  /** The arrays that the vector consists of, in its order and without gaps. */
  List<ParameterArray> layout();

  /**
   * The network at work.
   *
   * @param parameters the vector; its content changes between batches
   */
  Instance<B> with(FloatBlock parameters);

  /** Some examples with their targets. */
  interface Batch {
    /** How many examples there are. */
    int size();
  }

  /** A network that is bound to a vector of parameters. */
  interface Instance<B extends Batch> extends AutoCloseable {
    /** Derives anew what the passes share; called whenever the parameters changed. */
    void prepare(Workers workers);

    /** Matrices for a forward and backward pass over up to {@code capacity} examples. */
    GradientPass<B> pass(int capacity);

    @Override
    void close();
  }

  /** Forward and backward for a few examples. Used by one thread at a time. */
  interface GradientPass<B extends Batch> extends AutoCloseable {
    /**
     * Loss and gradient of examples {@code first … first + count − 1}. Both are shares of the mean
     * over the whole batch, so that those of all parts add up; both are without the L2 term.
     *
     * @param step number of the batch since training began, from 0
     * @param gradient overwritten, in the order of {@link #layout}
     * @return the examples' share of the loss
     */
    double gradient(B batch, int first, int count, long step, FloatBlock gradient);

    @Override
    void close();
  }
}
