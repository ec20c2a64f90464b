package org.crelens.common.report;

import static org.crelens.libs.chart.Table.Column.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crelens.libs.chart.Table;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;

/**
 * How a run was made, as tables.
 *
 * @param tables parameters, versions; may be none
 */
record RunSettings(List<Table> tables) {
  /**
   * Where a run took place, and on how much: it changes no result, and so it must not change the
   * page.
   */
  private static final Pattern PLACE =
      Pattern.compile(
          "outdir|publish_mode|(.*_)?shards|max_(cpus|memory|time)|queue_size|submit_rate|poll_interval|scratch"
              + "|spot_attempts|(slurm|aws|google|k8s)_.*|registry|image_(tag|dir)");

  private static final Pattern VERSION = Pattern.compile("\\s+\"?([^:\"]+)\"?:\\s*(.+)");

  /** Levels of JSON that are read; parameters have three. */
  private static final int DEEPEST = 64;

  /** Name of the table of versions. */
  private static final String VERSIONS = "versions";

  /** Versions of the tools by their names; of several versions of one tool the last. */
  Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    for (Table table : tables)
      if (table.id().equals(VERSIONS))
        for (List<Object> row : table.rows())
          versions.put(row.get(1).toString(), row.get(2).toString());
    return versions;
  }

  /**
   * Reads what a run writes about itself.
   *
   * @param parameters {@code params.json}, or null
   * @param versions {@code versions.yml}, or null
   */
  static RunSettings of(Path parameters, Path versions) throws IOException {
    List<Table> tables = new ArrayList<>();
    if (parameters != null) tables.add(parameters(parameters));
    if (versions != null) tables.add(versions(versions));
    return new RunSettings(tables);
  }

  private static String read(Path file) throws IOException {
    StringWriter text = new StringWriter();
    try (Reader in = InputFile.reader(file)) {
      in.transferTo(text);
    }
    return text.toString();
  }

  /** How deeply brackets are nested; those in strings do not count. */
  private static int depth(String json) {
    int depth = 0;
    int deepest = 0;
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted && c == '\\') i++;
      else if (c == '"') quoted = !quoted;
      else if (!quoted && (c == '[' || c == '{')) deepest = Math.max(deepest, ++depth);
      else if (!quoted && (c == ']' || c == '}')) depth--;
    }
    return deepest;
  }

  private static Table parameters(Path file) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    try {
      String text = read(file);
      if (depth(text) > DEEPEST)
        throw new InputException(
            file,
            "JSON with more than " + DEEPEST + " levels",
            "expected pipeline_info/params.json of a run");
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      // Without the two parts of a run's params.json all of it is taken for parameters.
      JsonElement all = json.has("parameters") ? json.get("parameters") : json;
      parameters(all.getAsJsonObject())
          .forEach((name, value) -> rows.add(Arrays.asList("run", name, shown(value))));
      if (json.has("parameters"))
        for (Map.Entry<String, JsonElement> part : json.entrySet())
          if (!part.getKey().equals("parameters") && part.getValue().isJsonObject())
            items(part.getValue().getAsJsonObject(), rows);
    } catch (JsonParseException | IllegalStateException | ClassCastException e) {
      throw new InputException(
          file, "no JSON object of parameters", "expected pipeline_info/params.json of a run");
    }
    return new Table(
        "parameters",
        "Parameters",
        "Parameters of the run, followed by the settings of each item. Parameters that only say"
            + " where it ran are left out, because they change no result.",
        List.of(text("applies to"), text("parameter"), text("value")),
        rows);
  }

  // Beside the run's own parameters stand those that an item has for itself.
  private static void items(JsonObject items, List<List<Object>> rows) {
    sorted(items)
        .forEach(
            (item, settings) -> {
              if (settings.isJsonObject())
                sorted(settings.getAsJsonObject())
                    .forEach((name, value) -> rows.add(Arrays.asList(item, name, shown(value))));
            });
  }

  private static Map<String, JsonElement> parameters(JsonObject object) {
    Map<String, JsonElement> parameters = sorted(object);
    parameters.keySet().removeIf(name -> PLACE.matcher(name).matches());
    return parameters;
  }

  private static Map<String, JsonElement> sorted(JsonObject object) {
    return new TreeMap<>(object.asMap());
  }

  private static String shown(JsonElement value) {
    return value.isJsonPrimitive() ? value.getAsString() : value.toString();
  }

  // A name at the margin, below it tools and their versions: all that versions.yml holds.
  private static Table versions(Path file) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    String process = "";
    int number = 0;
    for (String line : read(file).lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#") || line.startsWith("---")) continue;
      Matcher version = VERSION.matcher(line);
      if (!Character.isWhitespace(line.charAt(0)) && line.stripTrailing().endsWith(":")) {
        process = line.strip().replaceAll("^\"|\"?:$", "");
      } else if (version.matches()) {
        rows.add(
            Arrays.asList(
                process, version.group(1), version.group(2).strip().replaceAll("^\"|\"$", "")));
      } else {
        throw new InputException(
            file,
            number,
            "'" + line + "'",
            "expected a process, or a tool and its version below it");
      }
    }
    return new Table(
        VERSIONS,
        "Versions",
        "What each step ran.",
        List.of(text("step"), text("tool"), text("version")),
        rows);
  }
}
