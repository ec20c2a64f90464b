package org.crelens.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.crelens.cli.Tool;

/**
 * What may depend on what. A package below the root is a module: a library that is named here,
 * benchmarks, or an executable.
 *
 * @param root the package of all modules
 */
record Rules(String root) {
  /** Libraries, and the libraries that each may use. */
  static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "genome", Set.of(),
          "cli", Set.of("genome"),
          "tensor", Set.of("genome", "cli"),
          "network", Set.of("genome", "cli", "tensor"),
          "summary", Set.of("genome"));

  private static final String BENCHMARKS = "benchmarks";

  /** Module of a class: the package below the root; empty outside the root. */
  String module(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(root + ".")) return "";
    String below = name.substring(root.length() + 1);
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }

  boolean isExecutable(JavaClass type) {
    String module = module(type);
    return !module.isEmpty() && !LIBRARIES.containsKey(module) && !module.equals(BENCHMARKS);
  }

  private DescribedPredicate<JavaClass> executables() {
    return describe("belong to an executable", this::isExecutable);
  }

  private DescribedPredicate<JavaClass> insideOf(String module) {
    return describe("belong to " + module, type -> module(type).equals(module));
  }

  /** One rule per library: it uses those below it, never an executable. */
  Stream<ArchRule> librariesUseWhatLiesBelow() {
    return LIBRARIES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            library ->
                noClasses()
                    .that(insideOf(library.getKey()))
                    .should()
                    .dependOnClassesThat(
                        describe(
                            "are ours and neither of it nor of " + library.getValue(),
                            type ->
                                !module(type).isEmpty()
                                    && !module(type).equals(library.getKey())
                                    && !library.getValue().contains(module(type))))
                    .because("dependencies point one way: executables, libraries, genome"));
  }

  /** An executable uses libraries, and nothing of another executable. */
  ArchRule executablesStandAlone() {
    return slices()
        .matching(root + ".(*)..")
        .namingSlices("module $1")
        .that(describe("are executables", s -> s.stream().anyMatch(this::isExecutable)))
        .should()
        .notDependOnEachOther()
        .because("what two executables need belongs into a library");
  }

  /** Nobody builds on timings. */
  ArchRule nothingUsesBenchmarks() {
    return noClasses()
        .that(describe("are not benchmarks", type -> !module(type).equals(BENCHMARKS)))
        .should()
        .dependOnClassesThat(insideOf(BENCHMARKS))
        .because("benchmarks see everything and are seen by nothing");
  }

  /** The network library, and benchmarks, see Deeplearning4j, ND4J and the natives. */
  ArchRule onlyNetworkSeesTheEngine() {
    return noClasses()
        .that(
            describe(
                "belong neither to network nor to benchmarks",
                type -> !Set.of("network", BENCHMARKS).contains(module(type))))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "org.bytedeco.."))
        .because("the engine must be exchangeable, and images without it small");
  }

  /** Every executable extends {@link Tool} in a class that is named for it. */
  ArchRule toolsAreCommands() {
    return classes()
        .that(executables())
        .and()
        .areAssignableTo(Tool.class)
        .should()
        .haveSimpleNameEndingWith("Command")
        .because("the launchers start <Name>Command");
  }

  /** A job that ends the process cannot be called from a test, or from another job. */
  ArchRule onlyCommandsEndTheProcess() {
    return noClasses()
        .that(
            describe(
                "are neither commands nor benchmarks",
                type -> !type.isAssignableTo(Tool.class) && !module(type).equals(BENCHMARKS)))
        .should()
        .callMethod(System.class, "exit", int.class)
        .because("exit codes are made in one place, cli");
  }
}
