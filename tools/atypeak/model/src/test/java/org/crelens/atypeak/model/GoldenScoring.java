package org.crelens.atypeak.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.TensorWriter;
import org.crelens.libs.io.Outputs;

/** The reference network of golden/scoring and the 500 windows it was judged on, as our files. */
public final class GoldenScoring {
  private final Path golden;
  private final JsonObject manifest;

  /** Reads the manifest of {@code golden}, the folder scoring. */
  public GoldenScoring(Path golden) throws IOException {
    this.golden = golden;
    manifest =
        JsonParser.parseString(Files.readString(golden.resolve("weights/manifest.json")))
            .getAsJsonObject();
  }

  /** Datasets and TRs of the reference network. */
  public Axes axes() {
    return new Axes(names("datasets"), names("tfs"));
  }

  private List<String> names(String key) {
    JsonArray array = manifest.getAsJsonArray(key);
    return StreamSupport.stream(array.spliterator(), false).map(e -> e.getAsString()).toList();
  }

  /** The reference weights as a model file, said to be trained with {@code seed}. */
  public Path model(Path folder, long seed) throws IOException {
    Path file = folder.resolve("reference-" + seed + ".model.zip");
    return ModelFiles.reference(
        file, header(), TrainingOptions.defaults(seed), golden.resolve("weights"));
  }

  /** What the tensor files of this reference say of themselves. */
  public TensorHeader header() {
    Crumb crumb = new Crumb(0.1, Crumb.Order.CRUMB_FIRST);
    return new TensorHeader("hela", 107_867, 3200, 10, crumb, axes(), Map.of());
  }

  /** The 500 windows as a tensor file. */
  public Path tensor(Path folder) throws IOException {
    Axes axes = axes();
    Map<Integer, int[]> windows = new HashMap<>();
    for (String line : body("diag_windows.tsv")) {
      String[] f = line.split("\t");
      windows.put(
          Integer.valueOf(f[0]), new int[] {Integer.parseInt(f[2]), Integer.parseInt(f[3])});
    }
    List<String[]> peaks = new ArrayList<>();
    for (String line : Files.readAllLines(golden.resolve("diag_peaks.bed")))
      peaks.add(line.split("\t"));
    peaks.sort(
        Comparator.comparingInt((String[] f) -> Integer.parseInt(f[4]))
            .thenComparingInt(
                f -> Math.max(Integer.parseInt(f[1]), windows.get(Integer.valueOf(f[4]))[0])));
    Path file = folder.resolve("golden.tensor.bed.gz");
    try (Outputs outputs = new Outputs()) {
      try (TensorWriter out = new TensorWriter(outputs, file, header())) {
        for (String[] f : peaks) {
          int[] window = windows.get(Integer.valueOf(f[4]));
          String[] source = f[3].split("\\.", 3);
          out.row(
              f[0],
              Integer.parseInt(f[4]),
              window[0],
              window[1],
              axes.cell(source[0], source[1]),
              Integer.parseInt(f[1]),
              Integer.parseInt(f[2]));
        }
      }
      outputs.commit();
    }
    return file;
  }

  private List<String> body(String table) throws IOException {
    List<String> lines = Files.readAllLines(golden.resolve(table));
    return lines.subList(1, lines.size());
  }
}
