package org.crelens.atypeak.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.libs.io.Outputs;

/** Model files that no training made, for tests of the tools that read them. */
public final class ModelFiles {
  private ModelFiles() {}

  /** Sizes of a network, the rest as usual. */
  public static TrainingOptions options(int filters, int deepDim, long seed) {
    TrainingOptions usual = TrainingOptions.defaults(seed);
    return new TrainingOptions(
        filters,
        deepDim,
        usual.kernel(),
        usual.learningRate(),
        usual.batchSize(),
        usual.batchesPerEpoch(),
        usual.epochs(),
        usual.patience(),
        usual.minDelta(),
        usual.lossFloor(),
        usual.drawAll(),
        Map.of(),
        Map.of(),
        Map.of(),
        seed);
  }

  /** A model with the weights that training starts from. */
  public static Path untrained(Path file, TensorHeader header, TrainingOptions options)
      throws IOException {
    ModelInfo info = info(header, options);
    return write(file, info, Training.initial(info.shape(), options.seed()));
  }

  /** A model with the reference weights of a folder of {@code c1_w.npy} … {@code c4_b.npy}. */
  public static Path reference(
      Path file, TensorHeader header, TrainingOptions options, Path weights) throws IOException {
    ModelInfo info = info(header, options);
    return write(file, info, GoldenWeights.npy(weights, info.shape()));
  }

  private static ModelInfo info(TensorHeader header, TrainingOptions options) {
    return new ModelInfo(
        ModelInfo.FORMAT,
        "reference",
        "reference",
        header.cellLine(),
        header.axes(),
        header.windowLength(),
        header.squish(),
        header.crumb(),
        options,
        List.of(),
        "",
        0,
        Map.of());
  }

  static Path write(Path file, ModelInfo info, float[] parameters) throws IOException {
    try (Outputs outputs = new Outputs();
        Model model = Model.of(info, parameters)) {
      model.write(outputs, file);
      outputs.commit();
    }
    return file;
  }
}
