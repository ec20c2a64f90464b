package org.crelens.build.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Whatever the tools are made of may be passed on under a permissive licence, and docs/licences.md
 * lists it. A new dependency whose licence is unknown, or asks for the source of what uses it,
 * fails the build. Licences are those of the POMs that lie beside the jars in Maven's repository.
 */
class LicencesTest {
  private static final Path PROJECT =
      Path.of(System.getProperty("crelens.project", "../../..")).toAbsolutePath().normalize();

  private static final Path PAGE = PROJECT.resolve("docs/licences.md");

  /** With {@code -Dcrelens.licences=write} the page is written anew instead. */
  private static final boolean WRITE = "write".equals(System.getProperty("crelens.licences"));

  /** Groups of what only tests use: it is not passed on. */
  private static final Pattern OF_TESTS =
      Pattern.compile("org\\.junit(\\..*)?|org\\.opentest4j|org\\.apiguardian|com\\.tngtech\\..*");

  private static final Set<String> PERMISSIVE =
      Set.of("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT-0", "ISC");

  /** Names as people write them, in lower case and without punctuation, and what SPDX says. */
  private static final Map<Pattern, String> SPDX =
      Map.of(
          Pattern.compile("(the )?apache (software )?(license )?(version |v)?2( 0)?"),
          "Apache-2.0",
          Pattern.compile("(the )?mit( license)?"),
          "MIT",
          Pattern.compile("(the )?(new )?bsd 3 clause( license)?"),
          "BSD-3-Clause",
          Pattern.compile("gnu general public license gpl version 2 or any later version"),
          "GPL-2.0-or-later",
          Pattern.compile("gplv2 with classpath exception"),
          "GPL-2.0-with-classpath-exception",
          Pattern.compile("lgpl version 2 1"),
          "LGPL-2.1",
          Pattern.compile("eclipse public license"),
          "EPL-1.0");

  /** Libraries under another licence that we know of; docs/licences.md says why they may stay. */
  private static final Map<String, String> KNOWN = Map.of("com.github.oshi:oshi-core", "EPL-1.0");

  /** A library as the page has it. */
  record Library(String name, String version, List<String> licences) {
    boolean permitted() {
      // Of several the user of a library has the choice.
      return licences.stream().anyMatch(PERMISSIVE::contains)
          || licences.equals(List.of(KNOWN.getOrDefault(name, "")));
    }

    String line() {
      return "| " + name + " | " + version + " | " + String.join(" or ", licences) + " |";
    }
  }

  /** A POM in a repository. */
  private record Pom(Element root) {
    static Optional<Pom> of(Path file) throws IOException {
      if (!Files.isRegularFile(file)) return Optional.empty();
      try {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return Optional.of(
            new Pom(factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement()));
      } catch (SAXException | ParserConfigurationException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }

    private static List<Element> children(Element of, String name) {
      List<Element> found = new ArrayList<>();
      for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling())
        if (node instanceof Element element && element.getTagName().equals(name))
          found.add(element);
      return found;
    }

    private static String text(Element of, String name) {
      return children(of, name).stream()
          .findFirst()
          .map(element -> element.getTextContent().strip())
          .orElse("");
    }

    Optional<Element> parent() {
      return children(root, "parent").stream().findFirst();
    }

    String group() {
      String own = text(root, "groupId");
      return own.isEmpty() ? parent().map(parent -> text(parent, "groupId")).orElse("") : own;
    }

    List<String> licences() {
      return children(root, "licenses").stream()
          .flatMap(all -> children(all, "license").stream())
          .map(licence -> text(licence, "name"))
          .toList();
    }
  }

  private static Path pom(Path repository, String group, String artefact, String version) {
    return repository
        .resolve(group.replace('.', '/'))
        .resolve(artefact)
        .resolve(version)
        .resolve(artefact + "-" + version + ".pom");
  }

  /** The library of a jar in a repository; a POM without licences has those of its parent. */
  private static Optional<Library> library(Path jar) throws IOException {
    Path folder = jar.getParent();
    String version = folder.getFileName().toString();
    String artefact = folder.getParent().getFileName().toString();
    Optional<Pom> pom = Pom.of(folder.resolve(artefact + "-" + version + ".pom"));
    if (pom.isEmpty()) return Optional.empty();
    String group = pom.get().group();
    Path repository = folder.getParent();
    for (int i = 0; i <= group.chars().filter(c -> c == '.').count(); i++)
      repository = repository.getParent();
    Path root = repository.getParent();
    while (pom.isPresent() && pom.get().licences().isEmpty()) {
      Optional<Element> parent = pom.get().parent();
      if (parent.isEmpty()) break;
      pom =
          Pom.of(
              pom(
                  root,
                  Pom.text(parent.get(), "groupId"),
                  Pom.text(parent.get(), "artifactId"),
                  Pom.text(parent.get(), "version")));
    }
    Set<String> licences = new TreeSet<>();
    pom.ifPresent(found -> found.licences().forEach(name -> licences.add(spdx(name))));
    return Optional.of(new Library(group + ":" + artefact, version, List.copyOf(licences)));
  }

  private static String spdx(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    return SPDX.entrySet().stream()
        .filter(known -> known.getKey().matcher(plain).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(name);
  }

  /** Libraries of all tools, by name. */
  private static List<Library> libraries() throws IOException {
    Map<String, Library> libraries = new TreeMap<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      if (!entry.endsWith(".jar")) continue;
      Optional<Library> library = library(jar);
      if (library.isEmpty()) {
        // Our own modules come as jars of a build folder when they are packaged.
        if (!jar.startsWith(PROJECT)) libraries.put(entry, new Library(entry, "", List.of()));
        continue;
      }
      String group = library.get().name().split(":")[0];
      if (!group.equals("org.crelens") && !OF_TESTS.matcher(group).matches())
        libraries.put(library.get().name(), library.get());
    }
    return List.copyOf(libraries.values());
  }

  @Test
  void everyDependencyHasAPermissiveLicence() throws IOException {
    assertEquals(
        List.of(),
        libraries().stream().filter(library -> !library.permitted()).map(Library::line).toList(),
        "licences that are unknown or not permissive");
  }

  @Test
  void thePageListsEveryDependency() throws IOException {
    List<String> listed = libraries().stream().map(Library::line).toList();
    assertTrue(listed.size() > 40, listed.toString());
    List<String> lines = Files.readAllLines(PAGE);
    if (WRITE) {
      int table = lines.indexOf("|---|---|---|") + 1;
      long rows = lines.stream().skip(table).takeWhile(line -> line.startsWith("| ")).count();
      Files.write(
          PAGE,
          Stream.of(
                  lines.subList(0, table), listed, lines.subList(table + (int) rows, lines.size()))
              .flatMap(List::stream)
              .toList());
      return;
    }
    assertEquals(
        listed,
        lines.stream().filter(line -> line.matches("\\| [^ ]+:.*")).toList(),
        "docs/licences.md is out of date; write it anew: mvn verify -Dcrelens.licences=write");
  }

  /** The rule works: what would come in with each of these POMs. */
  @Test
  void unknownAndCopyleftLicencesAreNoticed(@TempDir Path repository) throws IOException {
    assertTrue(made(repository, "a", licence("The Apache License, Version 2.0")).permitted());
    assertTrue(
        made(repository, "b", licence("LGPL, version 2.1"), licence("MIT License")).permitted());
    assertFalse(made(repository, "c").permitted(), "no licence at all");
    assertFalse(made(repository, "d", licence("GPL-3.0")).permitted());
    assertFalse(made(repository, "e", licence("Eclipse Public License")).permitted());
    assertFalse(made(repository, "f", licence("Our own terms")).permitted());
  }

  private static String licence(String name) {
    return "<license><name>" + name + "</name></license>";
  }

  private static Library made(Path repository, String artefact, String... licences)
      throws IOException {
    Path pom = pom(repository, "org.example.group", artefact, "1.0");
    Files.createDirectories(pom.getParent());
    Files.writeString(
        pom,
        "<project><groupId>org.example.group</groupId><licenses>"
            + String.join("", licences)
            + "</licenses></project>");
    return library(pom.resolveSibling(artefact + "-1.0.jar")).orElseThrow();
  }
}
