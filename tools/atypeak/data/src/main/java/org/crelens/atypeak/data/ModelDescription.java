package org.crelens.atypeak.data;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.crelens.libs.io.InputException;
import org.crelens.libs.modelfile.ModelFile;

/**
 * What an atyPeak model says of itself, as far as tools ask that do not run it. Fields that a file
 * lacks are null or 0, but for its axes.
 *
 * @param version of crelens that trained it
 * @param cellLine that it was trained on
 * @param axes datasets and TRs, never null
 * @param windowLength bases of a window
 * @param squish bases of a bin
 * @param crumb of the training windows
 * @param options hyperparameters by name
 * @param losses of every epoch
 * @param stopped why training ended
 * @param keptEpoch epoch whose weights are kept, from 1
 * @param digests SHA-256 of the inputs by role
 */
public record ModelDescription(
    String version,
    String cellLine,
    Axes axes,
    int windowLength,
    int squish,
    Crumb crumb,
    Map<String, JsonElement> options,
    List<Double> losses,
    String stopped,
    int keptEpoch,
    Map<String, String> digests) {
  /** Name of the method, where a model file names one. */
  public static final String METHOD = "atypeak";

  /**
   * Reads the description of a model file, and nothing else of it.
   *
   * @throws InputException when the file is no model of atyPeak, damaged, or of another format
   */
  public static ModelDescription read(Path file) throws IOException {
    try (ModelFile model = ModelFile.open(file)) {
      ModelDescription description = model.description(METHOD, ModelDescription.class);
      if (description.axes == null) throw ModelFile.incomplete(file);
      if (description.losses != null)
        requireLosses(file, description.losses, description.keptEpoch);
      return description;
    }
  }

  /**
   * Checks how training went, as a model file tells it.
   *
   * @throws InputException when a loss is no number, or the epoch that was kept is none of them
   */
  public static void requireLosses(Path file, List<Double> losses, int keptEpoch)
      throws InputException {
    for (Double loss : losses)
      if (loss == null || !Double.isFinite(loss)) throw ModelFile.incomplete(file);
    if (keptEpoch < 0 || keptEpoch > losses.size()) throw ModelFile.incomplete(file);
  }

  /**
   * Sizes of the network.
   *
   * @param file that was read, for messages
   * @throws InputException when a size is missing, or the sizes make no network
   */
  public Shape shape(Path file) throws InputException {
    if (windowLength < 1 || squish < 1 || windowLength % squish != 0)
      throw ModelFile.incomplete(file);
    try {
      return new Shape(
          windowLength / squish,
          axes.d(),
          axes.t(),
          option(file, "filters"),
          option(file, "deepDim"),
          option(file, "kernel"));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InputException(
          file,
          "the sizes in its " + ModelFile.DESCRIPTION + " make no network: " + e.getMessage(),
          ModelFile.EXPECTED);
    }
  }

  /**
   * A hyperparameter that is a whole number.
   *
   * @param file that was read, for messages
   * @throws InputException when it is missing or something else
   */
  public int option(Path file, String name) throws InputException {
    JsonElement value = options == null ? null : options.get(name);
    if (value == null) throw ModelFile.incomplete(file);
    try {
      return value.getAsInt();
    } catch (RuntimeException e) {
      throw ModelFile.incomplete(file);
    }
  }
}
