package org.crelens.build.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groovy.util.ConfigObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nextflow.config.ConfigBuilder;
import org.junit.jupiter.api.Test;

/** The schema and the configuration speak of the same parameters, and each explains itself. */
class SchemaTest {

  @Test
  void everyParameterIsInTheSchemaAndTheOtherWayRound() throws IOException {
    Set<String> configured = new TreeSet<>();
    for (Object name : parameters(null).keySet()) {
      configured.add(name.toString());
    }
    assertEquals(configured, new TreeSet<>(schema().keySet()));
  }

  @Test
  void aDefaultThatStandsTwiceIsTheSame() throws IOException {
    Map<String, Map<String, Object>> schema = schema();
    parameters(null)
        .forEach(
            (name, value) -> {
              Object expected = schema.get(name.toString()).get("default");
              if (value != null && !(value instanceof Map)) {
                assertEquals(String.valueOf(expected), value.toString(), name.toString());
              }
            });
  }

  @Test
  void aParameterOfOneMethodIsNullInTheConfiguration() throws IOException {
    Map<?, ?> configured = parameters(null);
    int seen = 0;
    for (Map<String, Object> group : groups()) {
      if (group.get("method") == null) continue;
      for (Object name : (List<?>) group.get("names")) {
        assertNull(configured.get(name), name.toString());
        seen++;
      }
    }
    assertTrue(seen > 30, seen + " parameters of one method");
  }

  @Test
  void everyMethodHasASheetSchemaAConfigurationAndAClass() throws IOException {
    List<?> methods =
        (List<?>) Helpers.call("Schema.ofParameters(file).methods", Map.of("file", file()));
    assertEquals(List.of("atypeak"), methods);
    for (Object method : methods) {
      assertTrue(Files.exists(Project.ROOT.resolve("assets/schema/" + method + ".json")));
      assertTrue(Files.exists(Project.ROOT.resolve("conf/methods/" + method + ".config")));
      assertTrue(
          (boolean) Helpers.call("Method.of(name) instanceof Method", Map.of("name", method)));
    }
  }

  @Test
  void everyParameterHasATypeAndADescription() throws IOException {
    schema()
        .forEach(
            (name, property) -> {
              assertTrue(property.containsKey("type"), name);
              assertFalse(property.getOrDefault("description", "").toString().isBlank(), name);
            });
  }

  @Test
  void everyDefaultPassesItsOwnCheck() throws IOException {
    for (String name : schema().keySet()) {
      Object value = schema().get(name).getOrDefault("default", schema().get(name).get("fallback"));
      if (value != null) {
        assertNull(
            Helpers.call(
                "Schema.ofParameters(file).problem(name, value)",
                Map.of("file", file(), "name", name, "value", value)),
            name);
      }
    }
  }

  /** What launch forms and nf-core's tools look for. */
  @Test
  void theSchemaHasWhatLaunchFormsNeed() throws IOException {
    Map<String, Map<String, Object>> schema = schema();
    String text = Files.readString(file());
    assertTrue(text.contains("\"$id\": \"https://"), "$id");
    for (String group :
        List.of("input_output_options", "institutional_config_options", "generic_options")) {
      assertTrue(text.contains("\"#/$defs/" + group + "\""), group);
    }
    String sheet = schema.get("input").get("schema").toString();
    assertTrue(Files.exists(Project.ROOT.resolve(sheet)), sheet);
    Map<?, ?> columns =
        (Map<?, ?>)
            Helpers.call(
                "Schema.ofSheet(file).properties", Map.of("file", Project.ROOT.resolve(sheet)));
    schema.forEach(
        (name, property) -> {
          assertFalse(property.get("default") instanceof Map, name + ": a form cannot show it");
          assertFalse(
              property.containsKey("default") && columns.containsKey(name),
              name + ": its default would override presets");
        });
  }

  @Test
  void theParametersOfEveryProfilePassTheCheck() throws IOException {
    for (String profile :
        List.of(
            "local",
            "slurm",
            "awsbatch",
            "googlebatch",
            "k8s",
            "demo",
            "test",
            "test_full",
            "study")) {
      assertEquals(
          List.of(),
          Helpers.call(
              "Schema.ofParameters(file).check(params)",
              Map.of("file", file(), "params", parameters(profile))),
          profile);
    }
  }

  @Test
  void theSixCellLinesOfThePaperHaveTheirValues() throws IOException {
    Map<?, ?> presets = (Map<?, ?>) parameters(null).get("presets");
    assertEquals(Set.of("hela", "jurkat", "esc", "cd34", "mcf7", "k562"), presets.keySet());
    Map<?, ?> cd34 = (Map<?, ?>) presets.get("cd34");
    assertEquals(
        "16 64 0.003",
        cd34.get("filters") + " " + cd34.get("deep_dim") + " " + cd34.get("loss_floor"));
    Map<?, ?> k562 = (Map<?, ?>) presets.get("k562");
    assertEquals(
        "128 2048 100",
        k562.get("filters") + " " + k562.get("deep_dim") + " " + k562.get("sample_batches"));
  }

  private static Path file() {
    return Project.ROOT.resolve("nextflow_schema.json");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> groups() throws IOException {
    return (List<Map<String, Object>>)
        Helpers.call("Schema.ofParameters(file).groups", Map.of("file", file()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> schema() throws IOException {
    return (Map<String, Map<String, Object>>)
        Helpers.call("Schema.ofParameters(file).properties", Map.of("file", file()));
  }

  private static Map<?, ?> parameters(String profile) {
    ConfigBuilder builder =
        new ConfigBuilder().setBaseDir(Project.ROOT).setCurrentDir(Project.ROOT);
    if (profile != null) {
      builder.setProfile(profile);
    }
    builder.setUserConfigFiles(List.of(Project.ROOT.resolve("nextflow.config")));
    ConfigObject config = builder.buildConfigObject();
    return (Map<?, ?>) config.get("params");
  }
}
