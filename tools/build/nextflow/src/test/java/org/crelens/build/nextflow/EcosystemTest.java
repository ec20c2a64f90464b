package org.crelens.build.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groovy.json.JsonSlurper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nextflow.config.ConfigBuilder;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Files that other services read: each is well-formed and says what the manifest says. */
class EcosystemTest {

  private static Map<?, ?> manifest() {
    ConfigBuilder builder =
        new ConfigBuilder().setBaseDir(Project.ROOT).setCurrentDir(Project.ROOT);
    builder.setUserConfigFiles(List.of(Project.ROOT.resolve("nextflow.config")));
    return (Map<?, ?>) builder.buildConfigObject().get("manifest");
  }

  private static String text(String file) throws IOException {
    return Files.readString(Project.ROOT.resolve(file));
  }

  private static Map<?, ?> yaml(String file) throws IOException {
    return (Map<?, ?>) new Yaml().load(text(file));
  }

  @Test
  void theToolsHaveTheVersionOfThePipeline() throws IOException {
    Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(text("tools/pom.xml"));
    assertTrue(version.find());
    assertEquals(manifest().get("version"), version.group(1));
  }

  @Test
  void theCitationIsThatOfThisVersion() throws IOException {
    Map<?, ?> citation = yaml("CITATION.cff");
    assertEquals("1.2.0", citation.get("cff-version"));
    assertEquals(manifest().get("name"), citation.get("title"));
    assertEquals(manifest().get("version"), citation.get("version").toString());
    assertEquals(manifest().get("license"), citation.get("license"));
    assertFalse(citation.get("message").toString().isBlank());
    assertEquals(
        contributor(), ((Map<?, ?>) ((List<?>) citation.get("authors")).get(0)).get("name"));
    for (Object reference : (List<?>) citation.get("references")) {
      String doi = ((Map<?, ?>) reference).get("doi").toString();
      assertTrue(text("CITATIONS.md").contains(doi), doi);
    }
  }

  private static Object contributor() {
    return ((Map<?, ?>) ((List<?>) manifest().get("contributors")).get(0)).get("name");
  }

  @Test
  void theCrateNamesThisWorkflowAndFilesThatThereAre() throws IOException {
    Map<?, ?> crate = (Map<?, ?>) new JsonSlurper().parseText(text("ro-crate-metadata.json"));
    Map<Object, Map<?, ?>> parts = new HashMap<>();
    for (Object part : (List<?>) crate.get("@graph"))
      parts.put(((Map<?, ?>) part).get("@id"), (Map<?, ?>) part);
    Map<?, ?> root = parts.get("./");
    String script = manifest().get("mainScript").toString();
    assertEquals(script, id(root.get("mainEntity")));
    for (Map<?, ?> one : List.of(root, parts.get(script))) {
      assertEquals(manifest().get("version"), one.get("version"));
      assertEquals(manifest().get("license"), one.get("license"));
      assertEquals(manifest().get("name"), one.get("name"));
      assertEquals(contributor(), parts.get(id(one.get("creator"))).get("name"));
    }
    assertEquals(manifest().get("description"), root.get("description"));
    assertEquals("!>=" + parts.get("#nextflow").get("version"), manifest().get("nextflowVersion"));
    for (Object part : (List<?>) root.get("hasPart")) {
      Object path = id(part);
      assertTrue(Files.exists(Project.ROOT.resolve(path.toString())), path + " is not there");
      assertTrue(parts.containsKey(path), path + " is not described");
    }
  }

  private static Object id(Object reference) {
    return ((Map<?, ?>) reference).get("@id");
  }

  /** Of the results of the test run. */
  @Test
  void everyReportForThePlatformIsWrittenByARun() throws IOException {
    List<String> results = text("tests/snapshots/test.txt").lines().toList();
    Map<?, ?> reports = (Map<?, ?>) yaml("tower.yml").get("reports");
    reports.forEach(
        (pattern, shown) -> {
          PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
          assertTrue(
              results.stream().anyMatch(file -> matcher.matches(Path.of(file))),
              "no result is called " + pattern);
          assertFalse(((Map<?, ?>) shown).get("display").toString().isBlank());
        });
    assertTrue(reports.containsKey("report.html"));
  }

  /** An error in the workflow's file would mean that nothing is tested. */
  @Test
  void theWorkflowOfActionsRunsWhatCiRuns() throws IOException {
    // In YAML 1.1 the word on is a truth.
    Map<?, ?> workflow = yaml(".github/workflows/ci.yml");
    Map<?, ?> test = (Map<?, ?>) ((Map<?, ?>) workflow.get("jobs")).get("test");
    assertTrue(
        ((List<?>) test.get("steps"))
            .stream()
                .map(step -> String.valueOf(((Map<?, ?>) step).get("run")))
                .anyMatch(command -> command.endsWith("bash .ci/run")));
    assertTrue(Files.isRegularFile(Project.ROOT.resolve(".ci/run")));
    assertEquals(Map.of("contents", "read"), workflow.get("permissions"));
  }
}
