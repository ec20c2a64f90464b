package org.crelens.common.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentFile;
import org.crelens.libs.chart.RandomDocument;
import org.crelens.libs.cli.CommandResult;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Names come from catalogues that anybody may have written: none may get out of its place. */
class HostileNamesTest {
  private static final List<String> PARTS =
      List.of(
          "</script><script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "\" onload=\"alert(1)",
          "' x='",
          "&amp;",
          "&lt;",
          "]]>",
          "<!--",
          "-->",
          "</style>",
          "</svg>",
          "\u2028",
          "\u2029",
          "\u0000",
          "\u0007",
          "\u007f",
          "\ud800",
          "\uffff",
          "𝕏",
          "é",
          "漢字",
          "\u202e",
          "\n",
          "\r\n",
          "\t",
          "../../",
          "..",
          "/",
          "\\",
          "$(touch x)",
          "`x`",
          "${name}",
          "$1",
          "%s",
          "%2e",
          "a,b",
          "a|b",
          " ",
          "",
          "{}",
          "[",
          "track x\nbigDataUrl http://example.org",
          "javascript:alert(1)");

  private static final Pattern SCRIPT =
      Pattern.compile(
          "<script(?: type=\"application/json\")?(?: id=\"\\w+\")?>(.*?)</script>", Pattern.DOTALL);

  /** A setting, the name of a line, or a point of it. */
  private static final Pattern YAML =
      Pattern.compile("[a-z_]+: .*|data:|  \"([^\"\\\\]|\\\\.)*\":|    [0-9.]+: -?[0-9.]+");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> namesStayText() {
    return Stream.iterate(1L, seed -> seed + 1)
        .limit(12)
        .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed)));
  }

  private static String hostile(Random random, String plain) {
    StringBuilder name = new StringBuilder(plain);
    for (int i = random.nextInt(3); i >= 0; i--) {
      String part = PARTS.get(random.nextInt(PARTS.size()));
      name.insert(random.nextBoolean() ? 0 : name.length(), part);
    }
    return name.toString();
  }

  private void check(long seed) throws Exception {
    Path here = Files.createDirectory(folder.resolve("seed" + seed));
    Random random = new Random(seed);
    java.util.Map<String, String> known = new java.util.HashMap<>();
    Document hostile =
        RandomDocument.of(
            "x", seed, 3, 4, plain -> known.computeIfAbsent(plain, p -> hostile(random, p)));
    Document plain = RandomDocument.of("x", seed, 3, 4);
    // A lone surrogate cannot be written as UTF-8: only what a file can hold comes in.
    Path in =
        Files.write(
            here.resolve("in.json"), DocumentFile.json(hostile).getBytes(StandardCharsets.UTF_8));
    Path benign = Files.writeString(here.resolve("benign.json"), DocumentFile.json(plain));
    Path out = Files.createDirectory(here.resolve("out"));
    Path before = Files.createDirectory(here.resolve("before"));
    run(benign, before);
    run(in, out);

    String html = Files.readString(out.resolve("report.html"));
    assertEquals(
        structure(Files.readString(before.resolve("report.html"))),
        structure(html),
        "elements of the page");
    Matcher scripts = SCRIPT.matcher(html);
    int count = 0;
    while (scripts.find()) {
      count++;
      if (scripts.group().startsWith("<script type")) JsonParser.parseString(scripts.group(1));
    }
    assertEquals(
        html.split("<script").length - 1, count, "every script element ends where it should");
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".svg") || name.endsWith(".xml")) parse(file);
        if (name.endsWith(".yaml"))
          for (String line : Files.readAllLines(file))
            assertTrue(YAML.matcher(line).matches(), file + ": " + line);
        if (name.endsWith(".json")) JsonParser.parseString(Files.readString(file));
      }
    }
    assertEquals(
        names(before.resolve("figures"), 2).size(),
        names(out.resolve("figures"), 2).size(),
        "figures stay in one folder");
    assertEquals(
        Set.of("before", "benign.json", "in.json", "out"), names(here, 1), "nothing lies outside");
    hub(Files.readString(before.resolve("hub.txt")), Files.readString(out.resolve("hub.txt")));
  }

  private static void run(Path in, Path out) {
    CommandResult.of(
            new ReportCommand(),
            "--document",
            in,
            "--output",
            out.resolve("report.html"),
            "--output-figures",
            out.resolve("figures"),
            "--output-multiqc",
            out.resolve("multiqc"),
            "--output-hub",
            out.resolve("hub.txt"),
            "--output-igv",
            out.resolve("igv.xml"))
        .done();
  }

  private static Set<String> names(Path folder, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      Set<String> names = new TreeSet<>();
      files
          .filter(f -> !f.equals(folder))
          .forEach(f -> names.add(depth == 1 ? f.getFileName().toString() : f.toString()));
      return names;
    }
  }

  /**
   * Tags of the page and the names of their attributes; text, and the content of scripts, apart.
   */
  private static List<String> structure(String html) {
    String bare = SCRIPT.matcher(html).replaceAll("<script></script>");
    return Pattern.compile("<[^>]*>")
        .matcher(bare)
        .results()
        .map(m -> m.group().replaceAll("=\"[^\"]*\"", "").replaceAll("\\s+", " "))
        // Classes of cells, and legends that take more lines, depend on the length of names.
        .map(tag -> tag.replace("<td class>", "<td>"))
        .toList();
  }

  private static void parse(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    org.w3c.dom.Document document = factory.newDocumentBuilder().parse(file.toFile());
    for (String element : List.of("script", "img", "foreignObject"))
      assertEquals(
          0, document.getElementsByTagName(element).getLength(), file + " has a " + element);
  }

  private static void hub(String before, String hub) {
    // The same settings in the same order, but for lists of values, which may be empty.
    assertEquals(settings(before), settings(hub));
    for (String line : hub.lines().toList()) {
      if (line.startsWith("track ")) assertTrue(line.matches("track [A-Za-z][A-Za-z0-9_]*"), line);
      if (line.startsWith("bigDataUrl ")) {
        assertTrue(line.matches("bigDataUrl [A-Za-z0-9._~%-]+/[A-Za-z0-9._~%-]+"), line);
        assertFalse(line.matches("bigDataUrl \\.\\.?/.*"), line);
      }
    }
  }

  private static List<String> settings(String hub) {
    return hub.lines()
        .map(line -> line.split(" ")[0])
        .filter(name -> !name.matches("filter(Values|Type|Label)\\.(tr|dataset)"))
        .toList();
  }
}
