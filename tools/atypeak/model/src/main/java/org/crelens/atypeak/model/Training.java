package org.crelens.atypeak.model;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.crelens.atypeak.data.Draw;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.atypeak.data.WorkUnits;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.cli.Version;
import org.crelens.libs.engine.AdamOptions;
import org.crelens.libs.engine.DivergedException;
import org.crelens.libs.engine.ParameterVector;
import org.crelens.libs.engine.Trainer;
import org.crelens.libs.engine.Workers;

/**
 * Trains a network on a tensor (atyPeak specification, section 6). The same tensor, options and
 * seed give the same model, to the byte, on any number of threads.
 */
public final class Training implements AutoCloseable {
  private final TrainingOptions options;
  private final Shape shape;
  private final Workers workers;
  private final Trainer<WindowBatch> trainer;
  private final float[] batch;

  /**
   * A network with fresh weights.
   *
   * @throws UsageException when sizes do not fit each other
   */
  public Training(TensorHeader header, TrainingOptions options, int threads) {
    this(header, options, threads, true);
  }

  /**
   * @param dropout false only to compare with a reference
   */
  Training(TensorHeader header, TrainingOptions options, int threads, boolean dropout) {
    this.options = options;
    this.shape = shape(header, options);
    long seed = options.seed();
    AtyPeakNetwork network =
        new AtyPeakNetwork(
            shape,
            options.cellWeights(header.axes()),
            dropout ? OptionalLong.of(seed) : OptionalLong.empty());
    workers = new Workers(threads);
    trainer =
        new Trainer<>(
            network,
            AdamOptions.keras(options.learningRate()),
            workers,
            options.batchSize(),
            WorkUnits.TRAINING_SLOTS);
    batch = new float[Math.multiplyExact(options.batchSize(), shape.windowCells())];
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
    trainer.setParameters(values);
  }

  /** A copy of all parameters. */
  float[] parameters() {
    try (ParameterVector copy = trainer.parameters()) {
      return copy.toArray();
    }
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
    return trainer.step(new WindowBatch(batch, n));
  }

  /**
   * Trains until early stopping or the last epoch.
   *
   * @param onEpoch told of each epoch and its loss
   * @throws UsageException when training diverges
   */
  public Model run(Tensor tensor, Reporter report, Trainer.EpochListener onEpoch) {
    Draw draw = options.drawAll() ? new Draw.AllWindows() : new Draw.WindowsWithPeaks();
    // A stream of its own: the number of initial weights must not shift the draws.
    SplittableRandom random = new SplittableRandom(options.seed() ^ 0xD7A3_15A7_00DL);
    WindowFiller[] fillers = new WindowFiller[workers.threads()];
    Trainer.Schedule schedule =
        new Trainer.Schedule(
            options.epochs(),
            options.batchesPerEpoch(),
            options.patience(),
            options.minDelta(),
            options.lossFloor());
    try {
      Trainer.Outcome outcome =
          trainer.train(schedule, () -> next(tensor, draw, random, fillers), report, onEpoch);
      return model(tensor.header(), outcome.losses(), stopped(outcome), outcome.keptEpoch());
    } catch (DivergedException e) {
      throw new UsageException(
          e.getMessage() + "; lower --learning-rate " + options.learningRate());
    }
  }

  private WindowBatch next(
      Tensor tensor, Draw draw, SplittableRandom random, WindowFiller[] fillers) {
    int[] drawn = draw.batch(tensor, options.batchSize(), random);
    workers.run(
        drawn.length,
        (i, thread) -> {
          if (fillers[thread] == null)
            fillers[thread] = new WindowFiller(tensor, tensor.header().crumb());
          fillers[thread].fill(drawn[i], batch, i * shape.windowCells());
        });
    return new WindowBatch(batch, drawn.length);
  }

  private String stopped(Trainer.Outcome outcome) {
    return switch (outcome.reason()) {
      case LAST_EPOCH -> "all epochs done";
      case NO_IMPROVEMENT -> "no improvement for " + options.patience() + " epochs";
      case LOSS_FLOOR -> "loss floor reached twice";
    };
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
        Path.of("model"),
        info,
        trainer.parameters(),
        trainer.optimizerState(),
        trainer.configuration());
  }

  @Override
  public void close() {
    workers.close();
    trainer.close();
  }
}
