package org.crelens.atypeak.model;

import java.util.List;
import java.util.Map;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Shape;
import org.crelens.libs.modelfile.ModelFile;

/**
 * What a model file says of itself.
 *
 * @param format version of the file
 * @param version of crelens that trained it
 * @param revision git revision of that
 * @param cellLine that it was trained on
 * @param axes datasets and TRs; a tensor must have the same
 * @param windowLength bases of a window
 * @param squish bases of a bin
 * @param crumb of the training windows
 * @param options hyperparameters
 * @param losses loss of every epoch
 * @param stopped why training ended
 * @param keptEpoch epoch whose weights are kept, from 1
 * @param digests SHA-256 of the inputs by role
 */
public record ModelInfo(
    int format,
    String version,
    String revision,
    String cellLine,
    Axes axes,
    int windowLength,
    int squish,
    Crumb crumb,
    TrainingOptions options,
    List<Double> losses,
    String stopped,
    int keptEpoch,
    Map<String, String> digests) {
  /** The version that this code writes and reads. */
  public static final int FORMAT = ModelFile.FORMAT;

  public ModelInfo {
    losses = List.copyOf(losses);
    digests = new java.util.TreeMap<>(digests);
  }

  /** Bins of a window. */
  public int bins() {
    return windowLength / squish;
  }

  /** Seed of the training. */
  public long seed() {
    return options.seed();
  }

  /** Sizes of the network. */
  public Shape shape() {
    return new Shape(
        bins(), axes.d(), axes.t(), options.filters(), options.deepDim(), options.kernel());
  }
}
