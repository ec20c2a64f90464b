package org.crelens.atypeak.studypage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.crelens.libs.cli.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyPageCommandTest {
  private static final String HEADER = String.join("\t", Judgement.COLUMNS) + "\n";

  @TempDir Path folder;
  Path table;
  Path page;
  Path first;
  Path second;

  @BeforeEach
  void files() throws IOException {
    table = folder.resolve("study.tsv");
    page = folder.resolve("study.html");
    first =
        judged(
            "2a",
            "2a\tphantoms\t8x8\tphantoms of the group are high\t4.56789\t>=\t2\tpass\t100\n"
                + "2a\tauroc\t8x8\tstack & noise\t0.96\t.\t.\treported\t50\n");
    second = judged("S3a", "S3a\todds\todds\todds change nothing\t0.125\t>=\t0.8\tfail\t70\n");
  }

  private Path judged(String name, String rows) throws IOException {
    Path made = Files.createDirectory(folder.resolve(name));
    Files.writeString(made.resolve("measures.tsv"), HEADER + rows);
    Files.writeString(
        made.resolve("pictures.tsv"),
        "experiment\theading\tfile\ttitle\tcaption\n"
            + name
            + "\tHeading of "
            + name
            + "\tp.svg\tA < B\tHow to read "
            + name
            + "\n");
    Files.writeString(
        made.resolve("p.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>" + name + "</title></svg>\n");
    return made;
  }

  private Object[] options(Path... inputs) {
    List<Object> args = new java.util.ArrayList<>();
    for (Path input : inputs) args.addAll(List.of("--input", input));
    args.addAll(List.of("--output-table", table, "--output-page", page));
    return args.toArray();
  }

  @Test
  void theTableHoldsAllRowsInTheOrderGiven() throws IOException {
    Ran.of(new StudyPageCommand(), options(second, first)).done();
    List<String> rows = Files.readAllLines(table);
    assertEquals(HEADER.trim(), rows.get(0));
    assertEquals(
        List.of("S3a", "2a", "2a"), rows.stream().skip(1).map(r -> r.split("\t")[0]).toList());
  }

  @Test
  void thePageHoldsEveryPictureAndSaysWhatDoesNotHold() throws IOException {
    Ran ran = Ran.of(new StudyPageCommand(), options(first, second)).done();
    assertTrue(ran.err().contains("1 of 2 expectations hold"), ran.err());
    String html = Files.readString(page);
    assertTrue(html.contains("<title>2a</title>") && html.contains("<title>S3a</title>"));
    assertTrue(html.contains("1 of 2 expectations hold in 2 experiments"), html);
    assertTrue(html.contains("odds change nothing: measured 0.1250, expected ≥ 0.8"), html);
    assertTrue(html.contains("stack &amp; noise") && html.contains("A &lt; B"), html);
    assertTrue(html.contains("4.568"), html);
  }

  @Test
  void thePageStandsAlone() throws IOException {
    Ran.of(new StudyPageCommand(), options(first)).done();
    String html = Files.readString(page);
    assertFalse(html.contains("What does not reproduce"), html);
    for (String word : List.of("<script", "<link", "src=", "@import", "url("))
      assertFalse(html.contains(word), word);
  }

  @Test
  void theSameBytesEveryTime() throws IOException {
    Ran.of(new StudyPageCommand(), options(first, second)).done();
    byte[] once = Files.readAllBytes(page);
    Ran.of(new StudyPageCommand(), options(first, second)).done();
    assertArrayEquals(once, Files.readAllBytes(page));
  }

  @Test
  void whatIsMissingOrForeignIsRefused() throws IOException {
    Path absent = folder.resolve("absent");
    Ran.failing(folder, new StudyPageCommand(), options(absent))
        .says(3, "measures.tsv: no such file");
    Ran.failing(folder, new StudyPageCommand(), options(first, first))
        .says(2, "experiment 2a is given twice");
    Files.writeString(first.resolve("p.svg"), "<svg ><script>alert(1)</script></svg>");
    Ran.failing(folder, new StudyPageCommand(), options(first))
        .says(3, "p.svg: is no plain SVG picture");
    Files.delete(first.resolve("p.svg"));
    Ran.failing(folder, new StudyPageCommand(), options(first)).says(3, "p.svg: no such file");
    Files.writeString(second.resolve("measures.tsv"), "experiment\tother\n");
    Ran.failing(folder, new StudyPageCommand(), options(second))
        .says(3, "measures.tsv: does not start with the columns");
    Files.writeString(second.resolve("measures.tsv"), HEADER + "S3a\todds\n");
    Ran.failing(folder, new StudyPageCommand(), options(second))
        .says(3, "measures.tsv:2: 2 columns");
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsToldFirst() throws IOException {
    table = folder.resolve("none/study.tsv");
    Ran.failing(folder, new StudyPageCommand(), options(first)).says(4, "none");
  }
}
