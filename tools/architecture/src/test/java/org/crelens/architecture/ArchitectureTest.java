package org.crelens.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.crelens.cli.Tool;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
  private static final Rules OURS = new Rules("org.crelens");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.crelens");

  private static Stream<String> executables() {
    return CLASSES.stream().filter(OURS::isExecutable).map(OURS::module).distinct().sorted();
  }

  @TestFactory
  Stream<DynamicTest> librariesUseWhatLiesBelow() {
    return OURS.librariesUseWhatLiesBelow()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)));
  }

  @Test
  void executablesStandAlone() {
    OURS.executablesStandAlone().check(CLASSES);
  }

  @Test
  void nothingUsesBenchmarks() {
    OURS.nothingUsesBenchmarks().check(CLASSES);
  }

  @Test
  void onlyNetworkSeesTheEngine() {
    OURS.onlyNetworkSeesTheEngine().check(CLASSES);
  }

  @Test
  void toolsAreCommands() {
    OURS.toolsAreCommands().check(CLASSES);
  }

  @Test
  void onlyCommandsEndTheProcess() {
    OURS.onlyCommandsEndTheProcess().check(CLASSES);
  }

  @TestFactory
  Stream<DynamicTest> everyExecutableHasOneCommand() {
    return executables()
        .map(
            module ->
                DynamicTest.dynamicTest(
                    module,
                    () ->
                        assertEquals(
                            1,
                            CLASSES.stream()
                                .filter(type -> OURS.module(type).equals(module))
                                .filter(type -> type.isAssignableTo(Tool.class))
                                .count(),
                            "classes of " + module + " that extend Tool")));
  }

  @Test
  void everyModuleWithJavaIsSeenByTheseTests() throws IOException {
    Path tools = Path.of(System.getProperty("crelens.project", "..")).resolve("tools");
    assumeTrue(Files.exists(tools.resolve("pom.xml")), tools + " is not at hand (crelens.project)");
    Set<String> packages = new TreeSet<>();
    Pattern module = Pattern.compile("<module>([^<]+)</module>");
    String pom = Files.readString(tools.resolve("pom.xml"));
    for (String name : module.matcher(pom).results().map(ArchitectureTest::name).toList()) {
      Path source = tools.resolve(name).resolve("src/main/java/org/crelens");
      if (Files.isDirectory(source)) packages.addAll(folders(source));
    }
    Set<String> seen = CLASSES.stream().map(OURS::module).collect(Collectors.toSet());
    packages.removeAll(seen);
    assertTrue(
        packages.isEmpty(), () -> packages + " missing among the dependencies of this module");
  }

  private static String name(MatchResult module) {
    return module.group(1);
  }

  private static List<String> folders(Path parent) {
    try (Stream<Path> files = Files.list(parent)) {
      return files.filter(Files::isDirectory).map(f -> f.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules against classes that break each of them: a rule that cannot fail is none. */
  @TestFactory
  Stream<DynamicTest> everyRuleFindsWhatBreaksIt() {
    Rules wrong = new Rules("org.crelens.architecture.wrong");
    JavaClasses classes = new ClassFileImporter().importPackages(wrong.root());
    Stream<ArchRule> others =
        Stream.of(
            wrong.executablesStandAlone(),
            wrong.nothingUsesBenchmarks(),
            wrong.onlyNetworkSeesTheEngine(),
            wrong.toolsAreCommands(),
            wrong.onlyCommandsEndTheProcess());
    return Stream.concat(wrong.librariesUseWhatLiesBelow(), others)
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getDescription(),
                    () -> assertTrue(rule.evaluate(classes).hasViolation(), "nothing found")));
  }

  @Test
  void aModuleIsThePackageBelowTheRoot() {
    JavaClass tool = CLASSES.get(Tool.class);
    assertEquals("cli", OURS.module(tool));
    assertEquals("", new Rules("org.other").module(tool));
  }
}
