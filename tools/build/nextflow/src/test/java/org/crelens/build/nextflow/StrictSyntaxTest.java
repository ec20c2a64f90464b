package org.crelens.build.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nextflow.config.control.ConfigParser;
import nextflow.script.control.Compiler;
import nextflow.script.control.ScriptParser;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every script and every configuration is accepted by the strict parser, which newer Nextflow uses
 * for all.
 */
class StrictSyntaxTest {

  @Test
  void everyScriptIsStrict() throws IOException {
    List<Path> scripts = Project.files(".nf");
    assertFalse(scripts.isEmpty());
    assertEquals(List.of(), scriptErrors(scripts));
  }

  @Test
  void everyConfigurationIsStrict() throws IOException {
    List<Path> configurations = Project.files(".config");
    assertFalse(configurations.isEmpty());
    assertEquals(List.of(), configErrors(configurations));
  }

  @Test
  void theGateSeesAnUndefinedName(@TempDir Path folder) throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("main.nf"), "workflow {\n    println(undefined_name)\n}\n");
    assertTrue(scriptErrors(List.of(script)).get(0).contains("undefined_name"));
  }

  @Test
  void theGateSeesALooseStatementInAConfiguration(@TempDir Path folder) throws IOException {
    Path config =
        Files.writeString(folder.resolve("nextflow.config"), "if (true) {\n    params.x = 1\n}\n");
    assertEquals(1, configErrors(List.of(config)).size());
  }

  private static List<String> scriptErrors(List<Path> files) throws IOException {
    ScriptParser parser = new ScriptParser();
    // Helper classes of lib/ are known to scripts by name, as at run time; the parser knows
    // compiled ones only.
    parser.compiler().compilationUnit().getClassLoader().addClasspath(Helpers.classes().toString());
    for (Path file : files) {
      parser.parse(file.toFile());
    }
    parser.analyze();
    return errors(parser.compiler());
  }

  private static List<String> configErrors(List<Path> files) throws IOException {
    ConfigParser parser = new ConfigParser();
    for (Path file : files) {
      parser.parse(file.toFile());
    }
    parser.analyze();
    return errors(parser.compiler());
  }

  private static List<String> errors(Compiler compiler) {
    List<String> found = new ArrayList<>();
    compiler
        .getSources()
        .values()
        .forEach(
            source -> {
              var messages = source.getErrorCollector().getErrors();
              if (messages == null) {
                return;
              }
              for (var message : messages) {
                if (message instanceof SyntaxErrorMessage syntax) {
                  found.add(
                      source.getName()
                          + ":"
                          + syntax.getCause().getStartLine()
                          + ": "
                          + syntax.getCause().getOriginalMessage());
                } else {
                  found.add(source.getName() + ": " + message.getClass().getSimpleName());
                }
              }
            });
    return found;
  }
}
