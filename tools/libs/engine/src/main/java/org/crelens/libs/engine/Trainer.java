package org.crelens.libs.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.crelens.libs.cli.Reporter;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Trains a {@link Network} with Adam: single steps, or epochs until early stopping. The same
 * network, initial parameters and batches give the same parameters, to the byte, on any number of
 * threads.
 *
 * @param <B> a batch of examples
 */
public final class Trainer<B extends Network.Batch> implements AutoCloseable {
  /** An epoch's loss, in losses of the untrained network, from which training has failed. */
  private static final double DIVERGED = 1000;

  private final MultiLayerNetwork network;
  private final Supplier<BatchGradient<B>> newGradients;
  private BatchGradient<B> gradients;
  private INDArray rows;
  private B batch;
  private double untrained = Double.NaN;

  /**
   * A trainer of a network whose parameters are all 0 until {@link #setParameters} is called.
   *
   * @param workers who compute gradients; they stay open
   * @param largest most examples of a batch
   * @param slots pieces that a batch is cut into, the most threads that work on it; more of them
   *     keep more cores busy with smaller products, and results depend on the number
   */
  public Trainer(Network<B> network, AdamOptions adam, Workers workers, int largest, int slots) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            // Nothing is drawn from it, but the default is the clock, which the model file would
            // tell.
            .seed(0)
            // The loss is a mean already.
            .miniBatch(false)
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE)
            .list()
            .layer(
                new NetworkLayer(
                    network.layout(),
                    new Adam(adam.learningRate(), adam.beta1(), adam.beta2(), adam.epsilon())))
            .build();
    this.network = new MultiLayerNetwork(configuration);
    this.network.init();
    NetworkLayerRun layer = (NetworkLayerRun) this.network.getLayer(0);
    // Made at the first step: a network that is only saved needs none of these matrices.
    newGradients =
        () -> new BatchGradient<>(network.with(layer.parameterBlock()), workers, largest, slots);
    layer.attach((step, gradient) -> gradients.compute(batch, step, gradient));
  }

  /** Sets all parameters, in the order of {@link Network#layout}. */
  public void setParameters(float[] values) {
    FloatBlock parameters = new FloatBlock(network.params());
    if (values.length != parameters.length())
      throw new IllegalArgumentException(
          values.length + " values for " + parameters.length() + " parameters");
    parameters.put(0, values, 0, values.length);
  }

  /** A copy of all parameters; the caller closes it. */
  public ParameterVector parameters() {
    return new ParameterVector(network.params().dup());
  }

  /** A copy of what the optimiser remembers of earlier steps; the caller closes it. */
  public ParameterVector optimizerState() {
    return new ParameterVector(network.getUpdater().getStateViewArray().dup());
  }

  /** The configuration in Deeplearning4j's JSON. */
  public String configuration() {
    return network.getLayerWiseConfigurations().toJson();
  }

  /**
   * One step of Adam.
   *
   * @return the loss before the step, L2 terms included
   */
  public double step(B examples) {
    if (gradients == null) gradients = newGradients.get();
    batch = examples;
    if (rows == null || rows.size(0) != examples.size())
      rows = Nd4j.zeros(DataType.FLOAT, examples.size(), 1);
    network.fit(rows, rows);
    batch = null;
    return network.score();
  }

  /**
   * Trains until early stopping or the last epoch.
   *
   * @param batches makes each batch; called by one thread, when the batch before is done with
   * @param report shows progress in epochs
   * @param onEpoch told of each epoch and its loss
   * @throws DivergedException when the loss runs off
   */
  public Outcome train(
      Schedule schedule, Supplier<B> batches, Reporter report, EpochListener onEpoch) {
    EarlyStopping stopping =
        new EarlyStopping(schedule.patience(), schedule.minDelta(), schedule.lossFloor());
    List<Double> losses = new ArrayList<>();
    INDArray bestParameters = null;
    INDArray bestState = null;
    report.progress("training", 0, schedule.epochs());
    for (int epoch = 1; epoch <= schedule.epochs(); epoch++) {
      double loss = epoch(schedule.batchesPerEpoch(), batches);
      // Adam at a wild rate runs off without an overflow: no loss is a thousand times that of
      // untrained weights unless it does.
      if (!Double.isFinite(loss) || loss > DIVERGED * untrained)
        throw new DivergedException(epoch, loss);
      losses.add(loss);
      onEpoch.epoch(epoch, loss);
      report.progress("training", epoch, schedule.epochs());
      switch (stopping.epoch(loss)) {
        case IMPROVED -> {
          bestParameters = keep(bestParameters, network.params());
          bestState = keep(bestState, network.getUpdater().getStateViewArray());
        }
        case STOP_AND_RESTORE -> {
          network.params().assign(bestParameters);
          network.getUpdater().getStateViewArray().assign(bestState);
          return new Outcome(losses, Reason.NO_IMPROVEMENT, epoch - schedule.patience());
        }
        case STOP_AT_FLOOR -> {
          return new Outcome(losses, Reason.LOSS_FLOOR, epoch);
        }
        case CONTINUE -> {}
      }
    }
    return new Outcome(losses, Reason.LAST_EPOCH, losses.size());
  }

  private static INDArray keep(INDArray place, INDArray values) {
    return place == null ? values.dup() : place.assign(values);
  }

  private double epoch(int count, Supplier<B> batches) {
    double sum = 0;
    long examples = 0;
    for (int b = 0; b < count; b++) {
      B next = batches.get();
      double loss = step(next);
      if (Double.isNaN(untrained)) untrained = loss;
      sum += loss * next.size();
      examples += next.size();
    }
    return sum / examples;
  }

  @Override
  public void close() {
    if (gradients != null) gradients.close();
  }

  /**
   * How long to train.
   *
   * @param epochs at most
   * @param batchesPerEpoch steps per epoch
   * @param patience epochs without an improvement before training stops
   * @param minDelta by how much a loss has to fall to count as an improvement
   * @param lossFloor training also stops at the second epoch whose loss is below; 0 for none
   */
  public record Schedule(
      int epochs, int batchesPerEpoch, int patience, double minDelta, double lossFloor) {}

  /**
   * How training went.
   *
   * @param losses mean loss of every epoch
   * @param reason why it ended
   * @param keptEpoch epoch whose parameters are kept, from 1
   */
  public record Outcome(List<Double> losses, Reason reason, int keptEpoch) {
    public Outcome {
      losses = List.copyOf(losses);
    }
  }

  /** Why training ended. */
  public enum Reason {
    /** All epochs are done; the last parameters are kept. */
    LAST_EPOCH,
    /** Patience ran out; the parameters of the last improvement are kept. */
    NO_IMPROVEMENT,
    /** The loss was below the floor twice; the last parameters are kept. */
    LOSS_FLOOR
  }

  /** Told of every epoch. */
  public interface EpochListener {
    /**
     * @param epoch from 1
     * @param loss mean of its steps' losses before each update, weighted by examples
     */
    void epoch(int epoch, double loss);
  }
}
