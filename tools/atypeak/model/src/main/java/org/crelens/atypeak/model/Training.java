package org.crelens.atypeak.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.crelens.atypeak.data.Draw;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.cli.Version;
import org.crelens.libs.engine.EarlyStopping;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.ParameterVector;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Trains a network on a tensor (spec, section 6). The same tensor, options and seed give the same
 * model, to the byte, at any number of threads.
 */
public final class Training implements AutoCloseable {
  // Adam as Keras has it: lr · √(1 − β2ᵗ) / (1 − β1ᵗ) · m / (√v + ε).
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-7;

  /** An epoch's loss, in losses of the untrained network, from which training has failed. */
  private static final double DIVERGED = 1000;

  private final TrainingOptions options;
  private final Shape shape;
  private final MultiLayerNetwork network;
  private final AtyPeakNetwork layer;
  private final INDArray input;
  private final FloatBlock inputBlock;
  private final float[] batch;
  private double untrained = Double.NaN;

  /**
   * A network with fresh weights.
   *
   * @throws UsageException when sizes do not fit each other
   */
  public Training(TensorHeader header, TrainingOptions options, int threads) {
    this(header, options, threads, true);
  }

  Training(TensorHeader header, TrainingOptions options, int threads, boolean dropout) {
    this.options = options;
    this.shape = shape(header, options);
    long seed = options.seed();
    AtyPeakLayer conf =
        new AtyPeakLayer(
            shape,
            options.cellWeights(header.axes()),
            dropout,
            seed,
            new Adam(options.learningRate(), BETA1, BETA2, EPSILON));
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .seed(seed)
            // The loss is a mean already.
            .miniBatch(false)
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE)
            .list()
            .layer(conf)
            .build();
    network = new MultiLayerNetwork(configuration);
    network.init();
    layer = (AtyPeakNetwork) network.getLayer(0);
    layer.configure(threads, options.batchSize());
    int cells = shape.windowCells();
    input = Nd4j.createUninitialized(DataType.FLOAT, options.batchSize(), cells);
    inputBlock = new FloatBlock(input);
    batch = new float[Math.multiplyExact(options.batchSize(), cells)];
    setParameters(initial(shape, seed));
  }

  /**
   * Sizes of the network that would be trained.
   *
   * @throws UsageException when sizes do not fit each other
   */
  public static Shape shape(TensorHeader header, TrainingOptions options) {
    try {
      Shape shape =
          new Shape(
              header.bins(),
              header.axes().d(),
              header.axes().t(),
              options.filters(),
              options.deepDim(),
              options.kernel());
      UsageException.require(
          (long) options.batchSize() * shape.windowCells() < Integer.MAX_VALUE,
          "--batch-size "
              + options.batchSize()
              + " is too large for windows of "
              + shape.windowCells()
              + " cells");
      return shape;
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          e.getMessage()
              + " (see --filters, --deep-dim and --kernel; --window and --squish of tensorize)");
    }
  }

  /** Glorot-uniform kernels within {@link Shape.Parameter#limit}, zero biases. */
  static float[] initial(Shape shape, long seed) {
    float[] weights = new float[(int) shape.parameterCount()];
    SplittableRandom random = new SplittableRandom(seed);
    for (Shape.Parameter p : shape.parameters()) {
      if (p.limit() == 0) continue;
      for (long i = p.offset(); i < p.offset() + p.length(); i++)
        weights[(int) i] = (float) ((2 * random.nextDouble() - 1) * p.limit());
    }
    return weights;
  }

  /** Sets all parameters, in the order of the flat vector. */
  void setParameters(float[] values) {
    new FloatBlock(network.params()).put(0, values, 0, values.length);
  }

  /** A copy of all parameters. */
  float[] parameters() {
    float[] copy = new float[(int) shape.parameterCount()];
    new FloatBlock(network.params()).get(0, copy, 0, copy.length);
    return copy;
  }

  /** Sizes of the network. */
  public Shape shape() {
    return shape;
  }

  /** Room for a batch: batch size × (L · D · T), cells in the order (bin, dataset, TR). */
  public float[] batch() {
    return batch;
  }

  /**
   * One step of Adam on the first {@code n} windows of {@link #batch}.
   *
   * @return the loss before the step, L2 terms included
   */
  public double step(int n) {
    inputBlock.put(0, batch, 0, n * shape.windowCells());
    INDArray rows =
        n == options.batchSize()
            ? input
            : input.get(NDArrayIndex.interval(0, n), NDArrayIndex.all());
    network.fit(rows, rows);
    return network.score();
  }

  /**
   * Trains until early stopping or the last epoch.
   *
   * @param onEpoch told of each epoch and its loss
   */
  public Model run(Tensor tensor, Reporter report, EpochListener onEpoch) {
    Draw draw = options.drawAll() ? new Draw.AllWindows() : new Draw.WindowsWithPeaks();
    // A stream of its own: the number of initial weights must not shift the draws.
    SplittableRandom random = new SplittableRandom(options.seed() ^ 0xD7A3_15A7_00DL);
    EarlyStopping stopping =
        new EarlyStopping(options.patience(), options.minDelta(), options.lossFloor());
    WindowFiller[] fillers = new WindowFiller[layer.engine().workers().threads()];
    List<Double> losses = new ArrayList<>();
    INDArray bestParameters = null;
    INDArray bestState = null;
    int kept = 0;
    String stopped = "all epochs done";
    report.progress("training", 0, options.epochs());
    for (int epoch = 1; epoch <= options.epochs(); epoch++) {
      double loss = epoch(tensor, draw, random, fillers);
      // Adam at a wild rate runs off without an overflow: no answer is a thousand times worse than
      // that of untrained weights unless it does.
      if (!Double.isFinite(loss) || loss > DIVERGED * untrained)
        throw new UsageException(
            "training diverged: the loss of epoch "
                + epoch
                + " is "
                + loss
                + "; lower --learning-rate "
                + options.learningRate());
      losses.add(loss);
      onEpoch.epoch(epoch, loss);
      report.progress("training", epoch, options.epochs());
      EarlyStopping.Verdict verdict = stopping.epoch(loss);
      kept = epoch;
      if (verdict == EarlyStopping.Verdict.STOP_AT_FLOOR) {
        stopped = "loss floor reached twice";
        break;
      }
      if (verdict == EarlyStopping.Verdict.IMPROVED) {
        bestParameters = keep(bestParameters, network.params());
        bestState = keep(bestState, network.getUpdater().getStateViewArray());
      } else if (verdict == EarlyStopping.Verdict.STOP_AND_RESTORE) {
        network.params().assign(bestParameters);
        network.getUpdater().getStateViewArray().assign(bestState);
        kept = epoch - options.patience();
        stopped = "no improvement for " + options.patience() + " epochs";
        break;
      }
    }
    return model(tensor.header(), losses, stopped, kept);
  }

  private static INDArray keep(INDArray place, INDArray values) {
    return place == null ? values.dup() : place.assign(values);
  }

  private double epoch(Tensor tensor, Draw draw, SplittableRandom random, WindowFiller[] fillers) {
    double sum = 0;
    long windows = 0;
    for (int b = 0; b < options.batchesPerEpoch(); b++) {
      int[] drawn = draw.batch(tensor, options.batchSize(), random);
      layer
          .engine()
          .workers()
          .run(
              drawn.length,
              (i, thread) -> {
                if (fillers[thread] == null)
                  fillers[thread] = new WindowFiller(tensor, tensor.header().crumb());
                fillers[thread].fill(drawn[i], batch, i * shape.windowCells());
              });
      double loss = step(drawn.length);
      if (Double.isNaN(untrained)) untrained = loss;
      sum += loss * drawn.length;
      windows += drawn.length;
    }
    return sum / windows;
  }

  /** The network as it stands, as a model without epochs: for benchmarks and tests. */
  public Model snapshot(TensorHeader header) {
    return model(header, List.of(), "not trained", 0);
  }

  private Model model(TensorHeader header, List<Double> losses, String stopped, int kept) {
    ModelInfo info =
        new ModelInfo(
            ModelInfo.FORMAT,
            Version.version(),
            Version.revision(),
            header.cellLine(),
            header.axes(),
            header.windowLength(),
            header.squish(),
            header.crumb(),
            options,
            losses,
            stopped,
            kept,
            header.digests());
    return new Model(
        info,
        ParameterVector.of(network.params().toFloatVector()),
        ParameterVector.of(network.getUpdater().getStateViewArray().toFloatVector()),
        network.getLayerWiseConfigurations().toJson());
  }

  @Override
  public void close() {
    layer.close();
    input.close();
  }

  /** Told of every epoch. */
  public interface EpochListener {
    /**
     * @param epoch from 1
     * @param loss mean of its steps' losses before each update, weighted by windows
     */
    void epoch(int epoch, double loss);
  }
}
