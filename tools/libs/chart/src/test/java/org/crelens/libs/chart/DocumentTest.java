package org.crelens.libs.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentTest {
  private static void wrong(String part, Runnable make) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, make::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private static Section section(String id, String table) {
    return new Section(
        id,
        "Title",
        List.of(new Table(table, "T", "", List.of(Table.Column.text("a")), List.of(List.of("b")))));
  }

  private static DocumentBuilder builder() {
    return DocumentBuilder.ofItem("m", Noun.of("sample"), "x");
  }

  private static Track track(String path, String type, Map<String, String> hub) {
    return new Track("t", path, type, "label", "", "", true, hub);
  }

  @Test
  void idsStandForOneThing() {
    wrong(
        "two sections are called a",
        () -> builder().add(section("a", "b")).add(section("a", "c")).build());
    wrong(
        "two tables are called t",
        () -> builder().add(section("a", "t")).add(section("b", "t")).build());
    wrong("'../a' is no id", () -> section("../a", "t"));
    wrong("'' is no id", () -> section("", "t"));
  }

  @Test
  void tracksLieBelowTheResults() {
    for (String path : List.of("/etc/passwd", "../x.bb", "a/../../x.bb", "a//b.bb", "./a.bb"))
      wrong("does not lead to a file below", () -> track(path, "bigBed 9 +", Map.of()));
    wrong("path of track t is blank", () -> track("", "bigBed", Map.of()));
    wrong("neither bigBed nor bigWig", () -> track("a.bb", "bigBed\nhub x", Map.of()));
    assertTrue(track("a b/c.bw", "bigWig 0 1000", Map.of()).bigWig());
  }

  @Test
  void settingsOfATrackAreItsOwn() {
    for (String name : List.of("track", "bigDataUrl", "include", "a b", "x\ny", "html", "parent"))
      wrong("cannot have the setting", () -> track("a.bb", "bigBed 9 +", Map.of(name, "v")));
    assertEquals(
        "0:1000",
        track("a.bb", "bigBed 9 +", Map.of("filter.score", "0:1000")).hub().get("filter.score"));
  }

  @Test
  void wholeNumbersAreNumbersLikeAllOthers() {
    Table table =
        new Table(
            "t",
            "T",
            "",
            List.of(Table.Column.number("n", 0), Table.Column.number("m", 2)),
            List.of(Arrays.asList(12_345L, 7), Arrays.asList(null, new Table.Worded("< 1", 0.5))));
    assertEquals("12,345", table.columns().get(0).shown(table.rows().get(0).get(0)));
    assertEquals("7.00", table.columns().get(1).shown(table.rows().get(0).get(1)));
    assertEquals("–", table.columns().get(0).shown(table.rows().get(1).get(0)));
    assertEquals("< 1", table.columns().get(1).shown(table.rows().get(1).get(1)));
  }

  @Test
  void keyFiguresHaveUnits() {
    assertEquals("1,200 bp", new KeyFigure("a", "a", "", 1200, "bp", 0, false).shown());
    assertEquals("–", new KeyFigure("a", "a", "", Double.NaN, "bp", 0, false).shown());
    assertEquals("0.5000", new KeyFigure("a", "a", "", 0.5, "", 4, false).shown());
  }

  @Test
  void itemsAreCountedInWords() {
    assertEquals("1 cell line", Noun.of("cell line").count(1));
    assertEquals("2 cell lines", Noun.of("cell line").count(2));
    assertEquals("3 sets of tracks", new Noun("set of tracks", "sets of tracks").count(3));
    assertEquals("Cell lines", Noun.of("cell line").heading());
  }

  @Test
  void multiqcShowsLinesAndHeatmapsOnly() {
    Bars bars = new Bars("n", List.of("a"), new Axis("x", 0, 1, false), List.of());
    wrong("neither lines nor a heatmap", () -> new Figure("f", "F", "", bars).forMultiqc());
  }

  @Test
  void digestsAreDigests() {
    wrong("is no SHA-256", () -> builder().digest("model", "abc").build());
  }
}
