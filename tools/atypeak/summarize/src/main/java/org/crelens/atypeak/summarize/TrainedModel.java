package org.crelens.atypeak.summarize;

import java.util.List;
import java.util.Map;

/**
 * A trained model.
 *
 * @param seed where chance began
 * @param cellLine that it was trained on
 * @param version of crelens that trained it
 * @param options hyperparameters by name, as in the model file
 * @param losses per epoch
 * @param stopped why training ended
 * @param keptEpoch whose parameters are kept, from 1
 * @param parameters number of weights
 */
record TrainedModel(
    long seed,
    String cellLine,
    String version,
    Map<String, String> options,
    List<Double> losses,
    String stopped,
    int keptEpoch,
    long parameters) {
  /** The loss of the epoch whose parameters are kept; NaN when that is not known. */
  double keptLoss() {
    return keptEpoch >= 1 && keptEpoch <= losses.size() ? losses.get(keptEpoch - 1) : Double.NaN;
  }
}
