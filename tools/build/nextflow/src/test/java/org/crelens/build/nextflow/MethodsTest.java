package org.crelens.build.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parameters of a schema with two methods: whose they are, and whose help shows them. */
class MethodsTest {

  private static final String SCHEMA =
      """
      {"$defs": {
        "common": {"title": "Common", "properties": {
          "method": {"type": "string", "enum": ["atypeak", "other"], "default": "atypeak", "description": "d"},
          "seed": {"type": "integer", "description": "d"}}},
        "atypeak_network": {"title": "Network", "properties": {
          "filters": {"type": "integer", "default": 32, "description": "d"},
          "rate": {"type": "number", "default": 0.0001, "description": "d"},
          "pairs": {"type": "string", "description": "d"}}},
        "other_network": {"title": "Layers", "properties": {
          "layers": {"type": "integer", "default": 2, "description": "d"},
          "flag": {"type": "boolean", "default": false, "description": "d"}}}
      }}
      """;

  @TempDir Path folder;

  @Test
  void aValueForAnotherMethodIsRefused() throws IOException {
    assertEquals(
        List.of(
            "--layers: belongs to method other, and this run is of atypeak; leave it out, or give"
                + " --method other",
            "--flag: belongs to method other, and this run is of atypeak; leave it out, or give"
                + " --method other"),
        foreign("atypeak", Map.of("filters", 8, "layers", 3, "flag", true, "seed", 1)));
    assertEquals(1, foreign("other", Map.of("pairs", "a,b", "layers", 3)).size());
  }

  @Test
  void theDefaultOfTheSchemaIsNoValueHoweverItIsWritten() throws IOException {
    assertEquals(List.of(), foreign("other", Map.of("filters", "32", "rate", "1e-4")));
    assertEquals(List.of(), foreign("atypeak", Map.of("layers", 2, "flag", "false")));
    assertEquals(1, foreign("other", Map.of("rate", "1e-3")).size());
  }

  @Test
  void nullIsNoValue() throws IOException {
    Map<String, Object> params = new HashMap<>();
    params.put("layers", null);
    assertEquals(List.of(), foreign("atypeak", params));
  }

  @Test
  void aMethodSeesItsOwnParametersAndTheCommonOnes() throws IOException {
    assertEquals(
        List.of("method", "seed", "layers", "flag"),
        List.copyOf(
            ((Map<?, ?>) Helpers.call("Schema.ofParameters(file).ofMethod('other')", schema()))
                .keySet()));
  }

  @Test
  void theHelpOfAMethodLeavesOutThoseOfTheOthers() throws IOException {
    String help =
        (String)
            Helpers.call(
                "Schema.ofParameters(file).help('1', 'atypeak', new AtypeakMethod())", schema());
    assertTrue(help.contains("--filters") && help.contains("--seed"), help);
    assertFalse(help.contains("--layers"), help);
    assertTrue(help.contains("Other methods: other."), help);
  }

  @SuppressWarnings("unchecked")
  private List<String> foreign(String method, Map<String, Object> params) throws IOException {
    Map<String, Object> variables = new HashMap<>(schema());
    variables.put("name", method);
    variables.put("params", params);
    return (List<String>)
        Helpers.call("Schema.ofParameters(file).foreign(name, params)", variables);
  }

  private Map<String, Object> schema() throws IOException {
    return Map.of("file", Files.writeString(folder.resolve("schema.json"), SCHEMA));
  }
}
