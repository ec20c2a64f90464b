package org.crelens.build.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.crelens.libs.cli.Tool;
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

  @TestFactory
  Stream<DynamicTest> everyRuleHolds() {
    return OURS.others()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)));
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
    Set<String> modules = new TreeSet<>();
    Pattern module = Pattern.compile("<module>([^<]+)</module>");
    String pom = Files.readString(tools.resolve("pom.xml"));
    for (String name : module.matcher(pom).results().map(found -> found.group(1)).toList())
      if (Files.isDirectory(tools.resolve(name).resolve("src/main/java")))
        modules.add(name.replace("-", "").replace('/', '.'));
    assertTrue(modules.size() > 15, () -> "modules found in " + tools + ": " + modules);
    modules.removeAll(CLASSES.stream().map(OURS::module).collect(Collectors.toSet()));
    assertTrue(modules.isEmpty(), () -> modules + " missing among the dependencies of this module");
  }

  /** The rules against classes that break each of them: a rule that cannot fail is none. */
  @TestFactory
  Stream<DynamicTest> everyRuleFindsWhatBreaksIt() {
    Rules wrong = new Rules("org.crelens.build.architecture.wrong");
    JavaClasses classes = new ClassFileImporter().importPackages(wrong.root());
    return Stream.concat(wrong.librariesUseWhatLiesBelow(), wrong.others())
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getDescription(),
                    () -> assertTrue(rule.evaluate(classes).hasViolation(), "nothing found")));
  }

  @Test
  void aModuleIsGroupAndFolder() {
    assertEquals("libs.cli", OURS.module(CLASSES.get(Tool.class)));
    assertEquals("", new Rules("org.other").module(CLASSES.get(Tool.class)));
  }

  /** Packages below a module belong to it: a nested one must not slip through the rules. */
  @Test
  void aNestedPackageBelongsToItsModule() {
    JavaClass nested =
        CLASSES.stream()
            .filter(type -> type.getPackageName().endsWith(".atypeak.tracks.bbi"))
            .findAny()
            .orElseThrow();
    assertEquals("atypeak.tracks", OURS.module(nested));
    assertTrue(OURS.isExecutable(nested));
  }
}
