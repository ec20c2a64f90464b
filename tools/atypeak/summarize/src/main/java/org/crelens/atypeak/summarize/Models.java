package org.crelens.atypeak.summarize;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crelens.atypeak.data.ModelFile;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;

/**
 * Model files of a cell line, by seed.
 *
 * @param list what the files say of themselves
 */
record Models(List<Opened> list) {
  /**
   * A model file.
   *
   * @param said what it says of itself
   * @param summary the same for the summary
   * @param digest SHA-256 of the file
   */
  record Opened(ModelFile.Said said, TrainedModel summary, String digest) {}

  /** Reads {@code files}. */
  static Models read(List<Path> files) throws IOException {
    List<Opened> list = new ArrayList<>();
    for (Path file : files) list.add(read(file));
    list.sort(Comparator.comparingLong(model -> model.summary.seed()));
    return new Models(list);
  }

  private static Opened read(Path file) throws IOException {
    ModelFile.Said said = ModelFile.readInfo(file);
    if (said.options() == null
        || said.losses() == null
        || said.stopped() == null
        || said.cellLine() == null
        || said.crumb() == null
        || said.digests() == null) throw ModelFile.incomplete(file);
    TrainedModel summary =
        new TrainedModel(
            seed(file, said),
            said.cellLine(),
            said.version(),
            options(said.options()),
            said.losses(),
            said.stopped(),
            said.keptEpoch(),
            ModelFile.countParameters(file));
    return new Opened(said, summary, InputFile.sha256(file));
  }

  private static long seed(Path file, ModelFile.Said said) throws InputException {
    try {
      return said.options().get("seed").getAsLong();
    } catch (RuntimeException e) {
      throw ModelFile.incomplete(file);
    }
  }

  private static Map<String, String> options(Map<String, JsonElement> options) {
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
