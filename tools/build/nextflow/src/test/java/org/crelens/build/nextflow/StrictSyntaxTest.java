package org.crelens.build.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern UNDEFINED =
      Pattern.compile("(?<file>.+):(?<line>\\d+): `(?<name>\\w+)` is not defined");
  private static final Pattern INPUT = Pattern.compile("\\bval\\((\\w+)\\)");

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
    Set<String> inputs = inputsOfProcesses();
    assertEquals(
        List.of(),
        configErrors(configurations).stream()
            .filter(error -> !isFolderOfAnInput(error, inputs))
            .toList());
  }

  /**
   * Where a result is published follows from the inputs of its process. A setting may use them, but
   * the parser of 25.04.0 does not know that yet: names that are no input of any process stay
   * errors.
   */
  private static boolean isFolderOfAnInput(String error, Set<String> inputs) {
    Matcher undefined = UNDEFINED.matcher(error);
    if (!undefined.matches() || !inputs.contains(undefined.group("name"))) {
      return false;
    }
    try {
      String line =
          Files.readAllLines(Path.of(undefined.group("file")))
              .get(Integer.parseInt(undefined.group("line")) - 1);
      return line.contains("path: { \"${params.outdir}/");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> inputsOfProcesses() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path script : Project.files("main.nf")) {
      INPUT.matcher(Files.readString(script)).results().forEach(m -> names.add(m.group(1)));
    }
    return names;
  }

  @Test
  void theGateSeesANameInASettingThatIsNoInput(@TempDir Path folder) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("nextflow.config"),
            "process {\n    withName: A {\n"
                + "        publishDir = [path: { \"${params.outdir}/${mota.id}\" }]\n"
                + "        ext.x = { meta.id }\n    }\n}\n");
    Set<String> inputs = inputsOfProcesses();
    assertTrue(inputs.contains("meta"), inputs.toString());
    assertEquals(
        List.of(3, 4),
        configErrors(List.of(config)).stream()
            .filter(error -> !isFolderOfAnInput(error, inputs))
            .map(error -> Integer.valueOf(error.split(":")[1]))
            .toList());
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
