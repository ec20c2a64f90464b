package org.crelens.atypeak.summarize;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crelens.atypeak.data.ModelDescription;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.modelfile.ModelFile;

/**
 * Model files of a cell line, by seed.
 *
 * @param list what the files say of themselves
 */
record Models(List<Opened> list) {
  /**
   * A model file.
   *
   * @param description what it says of itself
   * @param summary the same for the summary
   * @param digest SHA-256 of the file
   */
  record Opened(ModelDescription description, TrainedModel summary, String digest) {}

  /** Options that warnings compute with. */
  private static final List<String> NUMBERS = List.of("patience", "minDelta", "epochs");

  /** Reads {@code files}. */
  static Models read(List<Path> files) throws IOException {
    List<Opened> list = new ArrayList<>();
    for (Path file : files) list.add(read(file));
    list.sort(Comparator.comparingLong(model -> model.summary.seed()));
    return new Models(list);
  }

  private static Opened read(Path file) throws IOException {
    ModelDescription description = ModelDescription.read(file);
    if (description.options() == null
        || description.losses() == null
        || description.stopped() == null
        || description.cellLine() == null
        || description.crumb() == null
        || description.digests() == null) throw ModelFile.incomplete(file);
    TrainedModel summary =
        new TrainedModel(
            seed(file, description),
            description.cellLine(),
            description.version(),
            options(file, description.options()),
            description.losses(),
            description.stopped(),
            description.keptEpoch(),
            description.shape(file).parameterCount());
    return new Opened(description, summary, InputFile.sha256(file));
  }

  private static long seed(Path file, ModelDescription description) throws InputException {
    try {
      return description.options().get("seed").getAsLong();
    } catch (RuntimeException e) {
      throw ModelFile.incomplete(file);
    }
  }

  private static Map<String, String> options(Path file, Map<String, JsonElement> options)
      throws InputException {
    for (String name : NUMBERS) {
      JsonElement value = options.get(name);
      if (value == null) continue;
      boolean number = value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
      if (!number || !Double.isFinite(value.getAsDouble())) throw ModelFile.incomplete(file);
    }
    Map<String, String> texts = new TreeMap<>();
    options.forEach(
        (name, value) ->
            texts.put(
                name, value.isJsonPrimitive() ? value.getAsString() : weights(value.toString())));
    return texts;
  }

  // Weights are maps; most models have none.
  private static String weights(String json) {
    return json.equals("{}") ? "none" : json;
  }
}
