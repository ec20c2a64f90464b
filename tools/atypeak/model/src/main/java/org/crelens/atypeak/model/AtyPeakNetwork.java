package org.crelens.atypeak.model;

import java.util.List;
import java.util.OptionalLong;
import org.crelens.atypeak.data.Shape;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Network;
import org.crelens.libs.engine.ParameterArray;
import org.crelens.libs.engine.Workers;

/** The atyPeak network, as the engine trains it. */
final class AtyPeakNetwork implements Network<WindowBatch> {
  /** Factor of the squares of both encoder kernels (atyPeak specification, section 5). */
  private static final double L2 = 2.5e-3;

  private final Shape shape;
  private final float[] sourceWeights;
  private final OptionalLong dropoutSeed;

  /**
   * @param sourceWeights weight of each cell in the loss, dataset × TR
   * @param dropoutSeed where dropout begins; without it nothing is dropped
   */
  AtyPeakNetwork(Shape shape, float[] sourceWeights, OptionalLong dropoutSeed) {
    this.shape = shape;
    this.sourceWeights = sourceWeights.clone();
    this.dropoutSeed = dropoutSeed;
  }

  @Override
  public List<ParameterArray> layout() {
    return shape.parameters().stream()
        .map(p -> new ParameterArray(p.key(), p.length(), p.regularised() ? L2 : 0))
        .toList();
  }

  @Override
  public Instance<WindowBatch> with(FloatBlock parameters) {
    return new AtWork(new Weights(shape, parameters));
  }

  private final class AtWork implements Instance<WindowBatch> {
    private final Weights weights;

    AtWork(Weights weights) {
      this.weights = weights;
    }

    @Override
    public void prepare(Workers workers) {
      weights.prepare(true, workers);
    }

    @Override
    public Network.GradientPass<WindowBatch> pass(int capacity) {
      return new BothWays(new Pass(weights, capacity));
    }

    @Override
    public void close() {
      weights.close();
    }
  }

  private final class BothWays implements Network.GradientPass<WindowBatch> {
    private final Pass pass;

    BothWays(Pass pass) {
      this.pass = pass;
    }

    @Override
    public double gradient(
        WindowBatch batch, int first, int count, long step, FloatBlock gradient) {
      Pass.DropoutKey dropout =
          dropoutSeed.isPresent() ? new Pass.DropoutKey(dropoutSeed.getAsLong(), step) : null;
      pass.forward(batch.cells(), first, count, dropout, true);
      return pass.backward(
          batch.cells(), first, sourceWeights, batch.size(), dropout != null, gradient);
    }

    @Override
    public void close() {
      pass.close();
    }
  }
}
