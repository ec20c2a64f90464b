package org.crelens.common.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.crelens.libs.chart.Section;
import org.crelens.libs.cli.Ran;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.SummaryFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummariesTest {
  @TempDir Path folder;
  Path hela;
  Path demo;
  Path page;

  @BeforeEach
  void files() throws IOException {
    hela = summary("hela.json", RandomSummary.of("hela", 1, 5, 6, 20_000));
    demo = summary("demo.json", RandomSummary.of("demo", 2, 4, 4, 1_000));
    page = folder.resolve("report.html");
  }

  private Path summary(String name, CellLineSummary summary) throws IOException {
    return Files.writeString(folder.resolve(name), SummaryFile.json(summary));
  }

  private static Ran run(Object... args) {
    return Ran.of(new ReportCommand(), args);
  }

  @Test
  void everyFigureOfThePageIsAFile() throws IOException {
    run("--summary", hela, "--output", page, "--output-figures", folder.resolve("figures")).done();
    String html = Files.readString(page);
    List<String> missing = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("figures/hela"))) {
      List<String> names = files.map(f -> f.getFileName().toString().replace(".svg", "")).toList();
      for (String name : names)
        if (!html.contains("<figure id=\"c1-" + name + "\"")) missing.add(name);
      assertEquals(names.size(), html.split("<figure ").length - 1);
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void theOrderOfFilesChangesNothing() throws IOException {
    run("--summary", hela, demo, "--output", page, "--output-hub", folder.resolve("hub.txt"))
        .done();
    byte[] first = Files.readAllBytes(page);
    byte[] hub = Files.readAllBytes(folder.resolve("hub.txt"));
    run("--summary", demo, hela, "--output", page, "--output-hub", folder.resolve("hub.txt"))
        .done();
    assertArrayEquals(first, Files.readAllBytes(page));
    assertArrayEquals(hub, Files.readAllBytes(folder.resolve("hub.txt")));
  }

  @Test
  void thePageDoesNotGrowWithThePeaks() throws IOException {
    run("--summary", summary("few.json", RandomSummary.of("x", 7, 5, 6, 1_000)), "--output", page)
        .done();
    long few = Files.size(page);
    run(
            "--summary",
            summary("many.json", RandomSummary.of("x", 7, 5, 6, 50_000_000)),
            "--output",
            page)
        .done();
    assertTrue(
        Math.abs(Files.size(page) - few) < few / 20,
        "from " + few + " to " + Files.size(page) + " bytes");
  }

  @Test
  void partsThatAreMissingAreNamedAndTheRestIsShown() throws IOException {
    Path empty =
        Files.writeString(
            folder.resolve("empty.json"),
            "{\"format\":1,\"cellLine\":\"bare\",\"missing\":[{\"part\":\"qscore\",\"reason\":\"q_score is not there: run qscore\"}]}");
    run(
            "--summary",
            empty,
            hela,
            "--output",
            page,
            "--output-figures",
            folder.resolve("figures"),
            "--output-multiqc",
            folder.resolve("multiqc"))
        .done();
    String html = Files.readString(page);
    assertTrue(html.contains("The Q-score cannot be shown: q_score is not there: run qscore."));
    assertTrue(
        html.contains("Phantoms cannot be shown: the summary of this cell line does not hold it."));
    assertTrue(html.contains("<figure id=\"c2-loss\""), "the other cell line is shown");
  }

  @Test
  void aSummaryOfAStubRunSaysSo() throws IOException {
    Path stub =
        Files.writeString(
            folder.resolve("stub.json"),
            "{\"format\":1,\"cellLine\":\"bare\",\"missing\":[{\"part\":\"all\",\"reason\":\"this was a stub run\"}]}");
    run("--summary", stub, "--output", page).done();
    assertTrue(Files.readString(page).contains("Training cannot be shown: this was a stub run."));
  }

  @Test
  void eachPartCanBeMissingAlone() throws IOException {
    for (String part :
        List.of(
            "data",
            "models",
            "crm",
            "qscore",
            "factors",
            "statistics",
            "scores",
            "sources",
            "perRegion",
            "pairs",
            "examples",
            "best",
            "worst",
            "groups",
            "phantoms",
            "urExamples",
            "kernels",
            "digests",
            "warnings",
            "missing")) {
      var json = JsonParser.parseString(Files.readString(hela)).getAsJsonObject();
      json.remove(part);
      Path without = Files.writeString(folder.resolve("without.json"), json.toString());
      run(
              "--summary",
              without,
              "--output",
              page,
              "--output-hub",
              folder.resolve("hub.txt"),
              "--output-igv",
              folder.resolve("igv.xml"))
          .done();
    }
  }

  @Test
  void detailsOfWhatDoesNotFitAreLeftOutAndNamed() throws IOException {
    Inputs inputs = Inputs.of(List.of(hela, demo));
    Map<String, List<Section>> sections = new HashMap<>();
    inputs.summaries().forEach(s -> sections.put(s.cellLine(), Chapter.of(s)));
    RunInfo none = new RunInfo(List.of());
    String whole = Page.of("x", inputs, sections, Set.of(), none, Page.LIMIT).html();
    Page.Made made = Page.of("x", inputs, sections, Set.of(), none, whole.length() / 2 + 200_000L);
    assertEquals(1, made.leftOut().size());
    String cut = made.html();
    assertTrue(cut.length() < whole.length());
    assertTrue(cut.contains("not on this page: report with --cell-line"), "it is named");
    assertEquals(3, whole.split("<section class=\"panel\"").length - 1);
    assertEquals(2, cut.split("<section class=\"panel\"").length - 1);
  }

  private static String lead(String html) {
    return html.split("<p class=\"lead\">")[1].split("</p>")[0];
  }

  /** A summary with {@code parts} only, and without warnings. */
  private JsonObject quiet(Path of, String... parts) throws IOException {
    JsonObject json = JsonParser.parseString(Files.readString(of)).getAsJsonObject();
    json.remove("warnings");
    json.remove("missing");
    if (parts.length > 0)
      json.keySet()
          .retainAll(Stream.concat(Stream.of("format", "cellLine"), Stream.of(parts)).toList());
    return json;
  }

  @Test
  void whatIsNotKnownIsNoNumber() throws IOException {
    List<Path> trained = new ArrayList<>();
    for (Path of : List.of(hela, demo)) {
      JsonObject json = quiet(of, "data", "models");
      json.getAsJsonObject("data").addProperty("peaks", -1);
      json.getAsJsonObject("data").addProperty("regionsWithPeaks", -1);
      trained.add(
          Files.writeString(folder.resolve("trained_" + of.getFileName()), json.toString()));
    }
    Path multiqc = folder.resolve("multiqc");
    run("--summary", trained.get(0), trained.get(1), "--output", page, "--output-multiqc", multiqc)
        .done();
    String html = Files.readString(page);
    assertTrue(lead(html).startsWith("No scored peaks of 2 cell lines are known."), lead(html));
    assertFalse(lead(html).contains("Nothing found"), lead(html));
    assertFalse(html.contains("data-v=\"-1\""), "−1 in the overview");
    assertFalse(html.contains("<dt>peaks scored</dt>"));
    assertFalse(html.contains("<dt>regions with peaks</dt>"));
    assertTrue(html.contains("<dt>windows with peaks</dt>"), "the rest is told");
    JsonObject row =
        JsonParser.parseString(Files.readString(multiqc.resolve("crelens_summary_mqc.json")))
            .getAsJsonObject()
            .getAsJsonObject("data")
            .getAsJsonObject("hela");
    assertFalse(row.has("peaks"), row.toString());
    assertTrue(row.has("windows"), row.toString());
    // One of them scored: its peaks are not lessened by what is unknown of the other.
    run("--summary", trained.get(0), demo, "--output", page).done();
    String lead = lead(Files.readString(page));
    assertTrue(lead.startsWith("1,000 peaks of 1 of 2 cell lines scored."), lead);
  }

  @Test
  void pIsSortedByItsValue() throws IOException {
    JsonObject json = quiet(hela);
    List<Double> values = List.of(0.5, 1.4e-162, 0.0, 0.03);
    for (int i = 0; i < values.size(); i++)
      json.getAsJsonArray("pairs").get(i).getAsJsonObject().addProperty("p", values.get(i));
    run("--summary", Files.writeString(folder.resolve("p.json"), json.toString()), "--output", page)
        .done();
    String table = Files.readString(page).split("id=\"c1-pairs-table\"")[1].split("</table>")[0];
    List<Double> keys = new ArrayList<>();
    for (String row : table.split("<tbody>")[1].split("</tr>")) {
      String[] cells = row.split("data-v=\"");
      if (cells.length > 1) keys.add(Double.valueOf(cells[cells.length - 1].split("\"")[0]));
    }
    assertEquals(values, keys);
    assertTrue(table.contains(">&lt; 1e-300</td>"), table);
    assertTrue(
        table.contains("class=\"num\" aria-sort=\"none\"><button type=\"button\">p<"), table);
  }

  @Test
  void captionsOfGroupsAndFactorsSayWhatIsSo() throws IOException {
    run("--summary", hela, "--output", page).done();
    String html = Files.readString(page);
    assertTrue(
        html.contains(
            "Shared: sources of other groups whose mean affinity to the members is at least the members&#39; own."));
    assertFalse(html.contains("members that also belong"));
    assertTrue(
        html.contains(
            "Of several models the numbers are means and the flag is the gravest of any"));
  }
}
