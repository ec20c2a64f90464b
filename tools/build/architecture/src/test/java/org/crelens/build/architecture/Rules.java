package org.crelens.build.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.crelens.libs.cli.Tool;

/**
 * What may depend on what. Packages below the root have two levels that matter: a group ({@code
 * libs}, {@code common}, {@code build}, or the name of a method), and in it a module. All else
 * below a module belongs to that module.
 *
 * @param root the package of all groups
 */
record Rules(String root) {
  /** Libraries that know no method, and the libraries that each may use. */
  static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("io", Set.of()),
          Map.entry("stats", Set.of()),
          Map.entry("cli", Set.of("io")),
          Map.entry("genome", Set.of("io")),
          Map.entry("modelfile", Set.of("io")),
          Map.entry("chart", Set.of("io", "stats")),
          Map.entry("sequence", Set.of("genome", "io", "stats")),
          Map.entry("signal", Set.of("genome", "io", "stats")),
          Map.entry("motif", Set.of("genome", "io", "stats", "sequence")),
          Map.entry("engine", Set.of("cli", "io", "stats", "modelfile")));

  private static final String LIBS = "libs";
  private static final String COMMON = "common";
  private static final String BUILD = "build";
  private static final String DATA = "data";
  private static final String MODEL = "model";
  private static final String ENGINE = "libs.engine";

  /** Group and module of a class, {@code atypeak.train}; empty outside the root. */
  String module(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(root + ".")) return "";
    String[] parts = name.substring(root.length() + 1).split("\\.", 3);
    return parts.length == 1 ? parts[0] : parts[0] + "." + parts[1];
  }

  private static String group(String module) {
    int dot = module.indexOf('.');
    return dot < 0 ? module : module.substring(0, dot);
  }

  private static String name(String module) {
    return module.substring(module.indexOf('.') + 1);
  }

  private static boolean ofMethod(String module) {
    return !module.isEmpty() && !Set.of(LIBS, COMMON, BUILD).contains(group(module));
  }

  private static boolean methodLibrary(String module) {
    return ofMethod(module) && Set.of(DATA, MODEL).contains(name(module));
  }

  boolean isExecutable(JavaClass type) {
    String module = module(type);
    return group(module).equals(COMMON) || ofMethod(module) && !methodLibrary(module);
  }

  private DescribedPredicate<JavaClass> module(String description, Condition condition) {
    return describe(description, type -> condition.test(module(type)));
  }

  /** A condition on group and module. */
  private interface Condition {
    boolean test(String module);
  }

  /** Ours, and neither the module itself nor allowed. */
  private DescribedPredicate<JavaClass> foreign(String self, String allowed, Condition condition) {
    return module(
        "are ours and neither of it nor of " + allowed,
        other -> !other.isEmpty() && !other.equals(self) && !condition.test(other));
  }

  /** One rule per library: it uses those below it, never a method or an executable. */
  Stream<ArchRule> librariesUseWhatLiesBelow() {
    return LIBRARIES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            library -> {
              String self = LIBS + "." + library.getKey();
              Set<String> below = library.getValue();
              return noClasses()
                  .that(module("belong to " + self, self::equals))
                  .should()
                  .dependOnClassesThat(
                      foreign(
                          self,
                          below.toString(),
                          other -> group(other).equals(LIBS) && below.contains(name(other))))
                  .because("libraries know no method, and their dependencies point one way")
                  .allowEmptyShould(true);
            });
  }

  /** A library that is not named here would be under no rule. */
  ArchRule everyLibraryIsNamed() {
    return classes()
        .should(
            ArchConditions.be(
                module(
                    "of no library, or of one with a rule",
                    m -> !group(m).equals(LIBS) || LIBRARIES.containsKey(name(m)))))
        .because("what a library may use is decided in LIBRARIES");
  }

  /** The data library of a method uses libraries, and not the engine: its tools need no natives. */
  ArchRule dataIsFreeOfNatives() {
    return noClasses()
        .that(module("belong to data of a method", m -> ofMethod(m) && name(m).equals(DATA)))
        .should()
        .dependOnClassesThat(
            module(
                "are ours and no library, or the engine",
                m ->
                    !m.isEmpty()
                        && (!group(m).equals(LIBS) || m.equals(ENGINE))
                        && !(ofMethod(m) && name(m).equals(DATA))))
        .because("a tool without a network has an image without natives");
  }

  /** The model library of a method uses libraries and the method's data. */
  ArchRule modelUsesLibrariesAndData() {
    return noClasses()
        .that(module("belong to model of a method", m -> ofMethod(m) && name(m).equals(MODEL)))
        .should()
        .dependOnClassesThat(
            module(
                "are ours and neither a library nor data or model of a method",
                m -> !m.isEmpty() && !group(m).equals(LIBS) && !methodLibrary(m)))
        .because("a library never uses an executable");
  }

  /** Nothing of one method uses another method. */
  ArchRule methodsStandAlone() {
    return noClasses()
        .that(module("belong to a method", Rules::ofMethod))
        .should(
            Uses.of(
                "use another method",
                (from, to) ->
                    ofMethod(module(to)) && !group(module(from)).equals(group(module(to)))))
        .because("what two methods need belongs into a library");
  }

  /** An executable uses libraries and its own method's data and model, never another executable. */
  ArchRule executablesStandAlone() {
    return noClasses()
        .that(describe("are executables", this::isExecutable))
        .should(
            Uses.of(
                "use another executable",
                (from, to) -> isExecutable(to) && !module(from).equals(module(to))))
        .because("what two executables need belongs into a library");
  }

  /** An executable that serves all methods knows none. */
  ArchRule commonKnowsNoMethod() {
    return noClasses()
        .that(module("belong to common", m -> group(m).equals(COMMON)))
        .should()
        .dependOnClassesThat(module("belong to a method", Rules::ofMethod))
        .because("what serves a single method lives with it");
  }

  /** Nobody builds on benchmarks or on tests of the whole. */
  ArchRule nothingUsesTheBuild() {
    return noClasses()
        .that(module("are not of the build", m -> !m.isEmpty() && !group(m).equals(BUILD)))
        .should()
        .dependOnClassesThat(module("belong to the build", m -> group(m).equals(BUILD)))
        .because("benchmarks see everything and are seen by nothing");
  }

  /** The engine library, and benchmarks, see Deeplearning4j, ND4J and the natives. */
  ArchRule onlyTheEngineSeesNatives() {
    return noClasses()
        .that(
            module(
                "belong neither to the engine nor to the build",
                m -> !m.equals(ENGINE) && !group(m).equals(BUILD)))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "org.bytedeco.."))
        .because("the engine must be exchangeable, and images without it small");
  }

  /** Every executable extends {@link Tool} in a class that is named for it. */
  ArchRule toolsAreCommands() {
    return classes()
        .that(describe("are executables", this::isExecutable))
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
                "are neither commands nor of the build",
                type -> !type.isAssignableTo(Tool.class) && !group(module(type)).equals(BUILD)))
        .should()
        .callMethod(System.class, "exit", int.class)
        .because("exit codes are made in one place, cli");
  }

  /**
   * Inputs are opened in one place, where each is noted so that no output replaces it, and where a
   * damaged one is told. Resources of the jar are no inputs.
   */
  ArchRule inputsAreOpenedInOnePlace() {
    Set<String> opening =
        Set.of(
            "newInputStream",
            "newBufferedReader",
            "readString",
            "readAllBytes",
            "readAllLines",
            "lines");
    return noClasses()
        .that(
            module(
                "belong neither to io nor to the build",
                m -> !m.equals(LIBS + ".io") && !group(m).equals(BUILD)))
        .should()
        .callMethodWhere(
            describe(
                "opens a file without InputFile",
                call ->
                    call.getTargetOwner().isEquivalentTo(Files.class)
                        && opening.contains(call.getName())))
        .orShould()
        .dependOnClassesThat(
            describe(
                "open files",
                type ->
                    type.isEquivalentTo(FileInputStream.class)
                        || type.isEquivalentTo(FileReader.class)
                        || type.isEquivalentTo(RandomAccessFile.class)))
        .because("Outputs can spare only inputs that it knows");
  }

  /** All rules but those of single libraries. */
  Stream<ArchRule> others() {
    return Stream.of(
        everyLibraryIsNamed(),
        dataIsFreeOfNatives(),
        modelUsesLibrariesAndData(),
        methodsStandAlone(),
        executablesStandAlone(),
        commonKnowsNoMethod(),
        nothingUsesTheBuild(),
        onlyTheEngineSeesNatives(),
        toolsAreCommands(),
        onlyCommandsEndTheProcess(),
        inputsAreOpenedInOnePlace());
  }
}
