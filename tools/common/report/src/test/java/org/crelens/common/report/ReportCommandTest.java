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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentBuilder;
import org.crelens.libs.chart.DocumentFile;
import org.crelens.libs.chart.KeyFigure;
import org.crelens.libs.chart.MissingPart;
import org.crelens.libs.chart.Noun;
import org.crelens.libs.chart.RandomDocument;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;
import org.crelens.libs.chart.Warning;
import org.crelens.libs.cli.CommandResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir Path folder;
  Path hela;
  Path demo;
  Path whole;
  Path page;

  @BeforeEach
  void files() throws IOException {
    hela = document("hela.document.json", RandomDocument.of("hela", 1, 5, 6));
    demo = document("demo.document.json", RandomDocument.of("demo", 2, 4, 4));
    whole = document("run.document.json", RandomDocument.run(3, List.of("demo", "hela")));
    page = folder.resolve("report.html");
  }

  private Path document(String name, Document document) throws IOException {
    return Files.writeString(folder.resolve(name), DocumentFile.json(document));
  }

  private static DocumentBuilder quiet(String item) {
    return DocumentBuilder.ofItem("testing", Noun.of("sample"), item);
  }

  private static CommandResult run(Object... args) {
    return CommandResult.of(new ReportCommand(), args);
  }

  private void refused(int code, List<?> args, String... parts) throws IOException {
    CommandResult.failing(folder, new ReportCommand(), args.toArray()).says(code, parts);
  }

  private List<?> args(Path... documents) {
    List<Object> args = new ArrayList<>(List.of("--output", page, "--document"));
    args.addAll(Arrays.asList(documents));
    return args;
  }

  private static String lead(String html) {
    return html.split("<p class=\"lead\">")[1].split("</p>")[0];
  }

  @Test
  void everythingIsWritten() throws IOException {
    Path info =
        Files.writeString(
            folder.resolve("params.json"),
            "{\"parameters\":{\"crumb\":0.1,\"seed\":\"<b>\",\"outdir\":\"/here\"},\"items\":{\"hela\":{\"filters\":32}}}");
    Path versions =
        Files.writeString(
            folder.resolve("versions.yml"), "ATYPEAK:TRAIN:\n    train: 0.1.0 (abc)\n");
    run(
            "--document",
            hela,
            demo,
            whole,
            "--run-info",
            info,
            "--versions",
            versions,
            "--output",
            page,
            "--output-figures",
            folder.resolve("figures"),
            "--output-multiqc",
            folder.resolve("multiqc"),
            "--output-hub",
            folder.resolve("hub.txt"),
            "--output-igv",
            folder.resolve("igv.xml"),
            "--title",
            "My run")
        .done();
    String html = Files.readString(page);
    assertTrue(html.contains("<title>My run</title>"));
    assertTrue(html.contains("testing · 2 samples</p>"), "items have the name that documents give");
    assertTrue(html.contains("&lt;b&gt;"), "parameters are shown");
    assertTrue(html.contains("<td>filters</td>"), "those of an item, too");
    assertFalse(html.contains("/here"), "where it ran changes no result");
    assertTrue(html.contains("ATYPEAK:TRAIN"), "versions are shown");
    // In the order of names, whatever the order of the files.
    assertTrue(html.indexOf("href=\"#c1\">demo<") < html.indexOf("href=\"#c2\">hela<"));
    // The comparison of items comes before the items, with links to them.
    int compared = html.indexOf("id=\"run-comparison-section\"");
    assertTrue(compared > 0 && compared < html.indexOf("id=\"c1\""));
    assertTrue(html.indexOf("<td><a href=\"#c2\">hela</a></td>", compared) > 0);
    assertTrue(Files.exists(folder.resolve("figures/hela/loss.svg")));
    assertTrue(Files.exists(folder.resolve("figures/demo/example_01.svg")));
    assertTrue(Files.exists(folder.resolve("figures/run/medians.svg")));
    assertTrue(
        Files.readString(folder.resolve("hub.txt")).contains("bigDataUrl folder_/hela.final.bb"));
    assertTrue(
        Files.readString(folder.resolve("igv.xml")).contains("path=\"folder_/hela.mean.bw\""));
  }

  @Test
  void everyFigureOfThePageIsAFile() throws IOException {
    run("--document", hela, "--output", page, "--output-figures", folder.resolve("figures")).done();
    String html = Files.readString(page);
    try (Stream<Path> files = Files.list(folder.resolve("figures/hela"))) {
      List<String> names = files.map(f -> f.getFileName().toString().replace(".svg", "")).toList();
      List<String> missing =
          names.stream().filter(name -> !html.contains("<figure id=\"c1-" + name + "\"")).toList();
      assertEquals(List.of(), missing);
      assertEquals(names.size(), html.split("<figure ").length - 1);
    }
  }

  @Test
  void theOrderOfFilesChangesNothing() throws IOException {
    Path hub = folder.resolve("hub.txt");
    run("--document", hela, demo, whole, "--output", page, "--output-hub", hub).done();
    byte[] first = Files.readAllBytes(page);
    byte[] tracks = Files.readAllBytes(hub);
    run("--document", whole, demo, hela, "--output", page, "--output-hub", hub).done();
    assertArrayEquals(first, Files.readAllBytes(page));
    assertArrayEquals(tracks, Files.readAllBytes(hub));
  }

  @Test
  void resultsAreSearchedForDocuments() throws IOException {
    Path results = Files.createDirectories(folder.resolve("results"));
    Files.copy(
        hela, Files.createDirectories(results.resolve("hela")).resolve("hela.document.json"));
    Files.copy(
        demo,
        Files.createDirectories(results.resolve("demo/intermediate"))
            .resolve("demo.document.json"));
    Files.copy(whole, results.resolve("run.document.json"));
    Files.createFile(
        Files.createDirectories(results.resolve("k562/model")).resolve("k562.model.zip"));
    Files.createFile(
        Files.createDirectories(results.resolve("pipeline_info")).resolve("params.json"));
    CommandResult ran = run("--results", results, "--output", page).done();
    assertTrue(ran.err().contains("warning: k562 has results and no document"), ran.err());
    assertFalse(ran.err().contains("pipeline_info"), ran.err());
    String html = Files.readString(page);
    assertTrue(html.contains("k562 has results and no document"), "the page names it");
    assertTrue(html.contains("href=\"#c2\">hela<"));
    assertTrue(html.contains("run-comparison-section"));
  }

  @Test
  void partsThatAreMissingAreNamedWithTheirReason() throws IOException {
    Path bare =
        document(
            "bare.json",
            quiet("bare").add(new MissingPart("The Q-value", "its file is gone: make it")).build());
    run("--document", bare, hela, "--output", page).done();
    String html = Files.readString(page);
    String chapter = html.split("id=\"c1\"")[1].split("id=\"c2\"")[0];
    assertTrue(chapter.contains("The Q-value cannot be shown: its file is gone: make it"), chapter);
    String gaps = html.split("id=\"overview-gaps-table\"")[1].split("</table>")[0];
    assertTrue(gaps.contains("<td>The Q-value</td><td>its file is gone: make it</td>"), gaps);
    assertTrue(html.contains("<figure id=\"c2-loss\""), "the other item is shown");
  }

  @Test
  void aReasonThatASectionGivesIsNotRepeated() throws IOException {
    org.crelens.libs.chart.Block note =
        org.crelens.libs.chart.Block.Note.missing("No kernels: there is no model.");
    Document document =
        quiet("x")
            .add(new Section("s", "Kernels", List.of(note)))
            .add(new MissingPart("kernels", "there is no model"))
            .build();
    run("--document", document("x.json", document), "--output", page).done();
    String chapter = Files.readString(page).split("id=\"c1\"")[1];
    assertEquals(2, chapter.split("there is no model", -1).length, "once in the chapter");
  }

  @Test
  void warningsComeWithTheirRemedyTheGravestFirst() throws IOException {
    Document document =
        quiet("x")
            .add(new Warning(Warning.Level.NOTE, "a", "Said by the way.", ""))
            .add(new Warning(Warning.Level.CAUTION, "b", "Look at this.", "Look twice."))
            .add(new Warning(Warning.Level.SERIOUS, "c", "This is wrong.", "Mend it."))
            .build();
    run("--document", document("x.json", document), "--output", page).done();
    String html = Files.readString(page);
    String chapter = html.split("id=\"c1\"")[1];
    int serious = chapter.indexOf("This is wrong. <em>Mend it.</em>");
    int caution = chapter.indexOf("Look at this. <em>Look twice.</em>");
    int note = chapter.indexOf("Said by the way.</span>");
    assertTrue(0 < serious && serious < caution && caution < note, chapter);
    assertTrue(lead(html).contains("1 serious warning, 1 caution: read them"), lead(html));
  }

  @Test
  void theVerdictSaysWhatItRestsOn() throws IOException {
    run("--document", document("x.json", quiet("x").build()), "--output", page).done();
    assertEquals(
        "There is no warning that speaks against the results.", lead(Files.readString(page)));
    Document gap = quiet("x").lead("All is well.").add(new MissingPart("a", "b")).build();
    run("--document", document("x.json", gap), "--output", page).done();
    assertEquals(
        "All is well. There is no warning, but not everything could be looked at. 1 part is"
            + " missing, as listed below.",
        lead(Files.readString(page)));
  }

  @Test
  void whatIsNotKnownIsNoNumber() throws IOException {
    Path a =
        document(
            "a.json",
            quiet("a")
                .add(new KeyFigure("peaks", "peaks", "How many", Double.NaN, "", 0, true))
                .add(new KeyFigure("loss", "last loss", "", 0.00123, "", -1, true))
                .build());
    Path b =
        document(
            "b.json",
            quiet("b")
                .add(new KeyFigure("peaks", "peaks", "How many", 1234, "", 0, true))
                .add(new KeyFigure("size", "size", "", 5, "bp", 0, false))
                .build());
    Path multiqc = folder.resolve("multiqc");
    run("--document", a, b, "--output", page, "--output-multiqc", multiqc).done();
    String html = Files.readString(page);
    String table = html.split("id=\"overview-items-table\"")[1].split("</table>")[0];
    assertTrue(table.contains("<button type=\"button\">size, bp</button>"), table);
    assertTrue(
        table.contains(
            "<td><a href=\"#c1\">a</a></td><td class=\"num\" data-v=\"nan\">–</td><td class=\"num\""
                + " data-v=\"0.00123\">0.00123</td>"),
        table);
    assertTrue(html.contains("<dt>peaks</dt><dd>How many.</dd>"), "what the columns mean");
    String chapter = html.split("id=\"c1\"")[1].split("id=\"c2\"")[0];
    assertFalse(chapter.contains("<dt>peaks</dt>"));
    assertTrue(chapter.contains("<dt>last loss</dt><dd>0.00123</dd>"));
    JsonObject content =
        JsonParser.parseString(Files.readString(multiqc.resolve("crelens_summary_mqc.json")))
            .getAsJsonObject();
    JsonObject data = content.getAsJsonObject("data");
    assertFalse(data.getAsJsonObject("a").has("peaks"), data.toString());
    assertEquals(1234, data.getAsJsonObject("b").get("peaks").getAsInt());
    assertFalse(data.getAsJsonObject("b").has("size"), "not flagged for MultiQC");
    assertEquals(Set.of("peaks", "loss", "warnings"), content.getAsJsonObject("headers").keySet());
  }

  @Test
  void multiqcGetsTheFiguresThatAreFlaggedForIt() throws IOException {
    Path multiqc = folder.resolve("multiqc");
    run("--document", hela, demo, whole, "--output", page, "--output-multiqc", multiqc).done();
    try (Stream<Path> files = Files.list(multiqc)) {
      assertEquals(
          Set.of(
              "crelens_general_mqc.json",
              "crelens_mqc_versions.yml",
              "crelens_summary_mqc.json",
              "crelens_loss_mqc.yaml",
              "crelens_histogram_mqc.yaml",
              "crelens_medians_mqc.json"),
          files.map(f -> f.getFileName().toString()).collect(Collectors.toSet()));
    }
    String loss = Files.readString(multiqc.resolve("crelens_loss_mqc.yaml"));
    for (String line : List.of("hela seed", "hela other", "demo seed", "demo other"))
      assertTrue(loss.contains("  \"" + line + "\":\n    "), loss);
    JsonObject medians =
        JsonParser.parseString(Files.readString(multiqc.resolve("crelens_medians_mqc.json")))
            .getAsJsonObject();
    assertEquals(2, medians.getAsJsonArray("data").size());
    assertEquals(3, medians.getAsJsonArray("xcats").size());
  }

  @Test
  void multiqcGetsGeneralStatisticsAndVersions() throws IOException {
    Path versions =
        Files.writeString(
            folder.resolve("versions.yml"), "ATYPEAK:TRAIN:\n    train: 0.1.0 (abc)\n");
    Path multiqc = folder.resolve("multiqc");
    run(
            "--document",
            hela,
            demo,
            whole,
            "--versions",
            versions,
            "--output",
            page,
            "--output-multiqc",
            multiqc)
        .done();
    assertEquals(
        "\"crelens\":\n"
            + "    \"crelens\":\n"
            + "        - \"0.1.0 (abc)\"\n"
            + "    \"train\":\n"
            + "        - \"0.1.0 (abc)\"\n",
        Files.readString(multiqc.resolve("crelens_mqc_versions.yml")));
    JsonObject general =
        JsonParser.parseString(Files.readString(multiqc.resolve("crelens_general_mqc.json")))
            .getAsJsonObject();
    assertEquals("generalstats", general.get("plot_type").getAsString());
    assertEquals(Set.of("demo", "hela"), general.getAsJsonObject("data").keySet());
    assertEquals(Set.of("peaks", "loss"), general.getAsJsonObject("headers").keySet());
    assertFalse(
        general.getAsJsonObject("headers").getAsJsonObject("peaks").get("hidden").getAsBoolean());
  }

  @Test
  void placesLeadToTheBrowsersThatTheReportWritesFilesFor() throws IOException {
    run("--document", hela, "--output", page).done();
    String html = Files.readString(page);
    String table = html.split("id=\"c1-places-table\"")[1].split("</table>")[0];
    assertFalse(table.contains("<a "), "without an assembly there are no links");
    assertTrue(html.contains("Name it when you run again (for example --genome hg38)"));
    run(
            "--document",
            hela,
            "--output",
            page,
            "--genome",
            "mm39",
            "--output-hub",
            Files.createDirectory(folder.resolve("my hubs")).resolve("hub.txt"),
            "--output-igv",
            folder.resolve("igv.xml"))
        .done();
    html = Files.readString(page);
    table = html.split("id=\"c1-places-table\"")[1].split("</table>")[0];
    assertTrue(
        table.contains(
            "href=\"https://genome.ucsc.edu/cgi-bin/hgTracks?db=mm39&amp;position=chr0%3A"),
        table);
    assertTrue(table.contains("href=\"http://localhost:60151/goto?locus=chr0%3A"), table);
    assertTrue(html.contains(" data-hub=\"my%20hubs/hub.txt\""), "relative to the page");
    assertTrue(html.contains("<code>igv.xml</code>"));
    // A reader's click is the only way out of the page.
    assertEquals(
        List.of(),
        java.util.regex.Pattern.compile(
                "(src|href|action)=\"https?:[^\"]*\"(?! target=| data-file)")
            .matcher(html)
            .results()
            .map(m -> m.group())
            .toList());
  }

  @Test
  void settingsAreFoldedAway() throws IOException {
    Path info = Files.writeString(folder.resolve("params.json"), "{\"seed\":1}");
    run("--document", hela, whole, "--run-info", info, "--output", page).done();
    String html = Files.readString(page);
    for (String id : List.of("overview-parameters", "run-origin-digests", "c1-options"))
      assertTrue(
          html.split("<div class=\"tbl\" id=\"" + id + "-table\"")[0]
              .strip()
              .endsWith("</summary>"),
          id);
  }

  @Test
  void detailsThatDoNotFitAreLeftOutAndNamed() throws IOException {
    RunDocuments documents = RunDocuments.of(List.of(hela, demo));
    PageWriter writer =
        new PageWriter("x", documents, new RunSettings(List.of()), BrowserLinks.NONE);
    String all = writer.write(Set.of(), PageWriter.LIMIT).html();
    PageWriter.Written cut = writer.write(Set.of(), all.length() + 195_000L);
    assertEquals(1, cut.leftOut().size());
    assertTrue(cut.html().length() < all.length());
    assertTrue(cut.html().contains("not on this page: report with --item " + cut.leftOut().get(0)));
    assertEquals(3, all.split("<section class=\"panel\"").length - 1);
    assertEquals(2, cut.html().split("<section class=\"panel\"").length - 1);
  }

  @Test
  void chaptersAreOfTheItemsAskedFor() throws IOException {
    run("--document", hela, demo, "--item", "hela", "--output", page).done();
    String html = Files.readString(page);
    assertTrue(html.contains("href=\"#c1\">hela<"));
    assertTrue(html.contains("not on this page: report with --item demo"));
    refused(
        2,
        List.of("--document", hela, "--item", "hella", "--output", folder.resolve("new.html")),
        "--item hella",
        "hela");
  }

  @Test
  void aRunWithoutItemsIsShown() throws IOException {
    run("--document", whole, "--output", page, "--output-figures", folder.resolve("figures"))
        .done();
    String html = Files.readString(page);
    assertTrue(html.contains("run-comparison-section"));
    assertTrue(lead(html).startsWith("What all of them have in common."), lead(html));
    assertTrue(html.contains("<td>hela</td>"), "a name without a chapter is no link");
  }

  @Test
  void filesThatAreNoDocumentsAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.json"), "no document at all");
    Path other = Files.writeString(folder.resolve("other.json"), "{\"a\":1}");
    Path old = Files.writeString(folder.resolve("old.json"), "{\"format\":99}");
    Path foreign =
        document("foreign.json", DocumentBuilder.ofItem("other", Noun.of("factor"), "x").build());
    refused(3, args(text), "text.json: no JSON");
    refused(3, args(other), "other.json: no document", "make it again");
    refused(3, args(old), "old.json: no document", "format 1, not 99");
    refused(3, args(folder.resolve("absent.json")), "absent.json: no such file");
    refused(3, args(hela, hela), "both of the sample hela");
    refused(3, args(whole, whole), "both about a run");
    refused(3, args(hela, foreign), "is of the method other", "documents of one run");
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    refused(2, List.of("--output", page), "either --document", "or --results");
    refused(
        2, List.of("--document", hela, "--results", folder, "--output", page), "either --document");
    refused(
        2, List.of("--document", hela, "--genome", "hg 38", "--output", page), "--genome 'hg 38'");
    refused(2, List.of("--document", hela, "--title", " ", "--output", page), "--title is blank");
    refused(3, List.of("--results", folder.resolve("none"), "--output", page), "no such folder");
    Path bare = Files.createDirectory(folder.resolve("bare"));
    refused(3, List.of("--results", bare, "--output", page), "no documents");
    refused(
        4,
        List.of("--document", hela, "--output", folder.resolve("none/report.html")),
        "its folder does not exist");
    refused(
        4,
        List.of("--document", hela, "--output", page, "--output-figures", hela),
        "hela.document");
    Path list = Files.writeString(folder.resolve("list.json"), "[1,2]");
    refused(
        3,
        List.of("--document", hela, "--run-info", list, "--output", page),
        "list.json: no JSON object of parameters");
    // Deep enough to overflow the stack of whoever writes it out again.
    Path deep =
        Files.writeString(
            folder.resolve("deep.json"),
            "{\"a\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}");
    refused(
        3,
        List.of("--document", hela, "--run-info", deep, "--output", page),
        "deep.json: JSON with more than 64 levels");
    Path yml = Files.writeString(folder.resolve("versions.yml"), "A:\nno version\n");
    refused(
        3,
        List.of("--document", hela, "--versions", yml, "--output", page),
        "versions.yml:2: 'no version'");
  }

  @Test
  void numbersInWordsAreSortedByTheirValue() throws IOException {
    List<List<Object>> rows =
        List.of(List.of(0.5), List.of(1.4e-162), List.of(new Table.Worded("< 1e-300", 0)));
    Table table = new Table("p", "P", "", List.of(Table.Column.number("p", -1)), rows);
    Document document = quiet("x").add(new Section("s", "S", List.of(table))).build();
    run("--document", document("x.json", document), "--output", page).done();
    String html = Files.readString(page).split("id=\"c1-p-table\"")[1].split("</table>")[0];
    assertTrue(html.contains("data-v=\"0\">&lt; 1e-300</td>"), html);
    assertTrue(html.contains("data-v=\"1.4E-162\""), html);
    assertTrue(html.contains("class=\"num\" aria-sort=\"none\"><button type=\"button\">p<"), html);
  }

  @Test
  void figuresOfEarlierReportsAreNamed() throws IOException {
    Path figures = folder.resolve("figures");
    run("--document", hela, demo, "--output", page, "--output-figures", figures).done();
    Path old = Files.writeString(figures.resolve("demo/pair_99.svg"), "<svg/>");
    Files.writeString(Files.createDirectory(figures.resolve("mine")).resolve("notes.txt"), "");
    CommandResult ran =
        run("--document", demo, "--output", page, "--output-figures", figures).done();
    assertTrue(
        ran.err()
            .contains("holds figures that are not of this report: demo/pair_99.svg, hela; remove"),
        ran.err());
    assertTrue(Files.exists(old), "nothing is removed");
    assertTrue(Files.exists(figures.resolve("hela/loss.svg")), "nothing is removed");
    Files.delete(old);
    ran = run("--document", hela, demo, "--output", page, "--output-figures", figures).done();
    assertFalse(ran.err().contains("not of this report"), ran.err());
  }

  /** Headings go down by one level at a time, and no anchor is used twice. */
  @Test
  void thePageCanBeReadByHeadings() throws IOException {
    run("--document", hela, demo, whole, "--output", page).done();
    String html = Files.readString(page);
    int before = 0;
    java.util.regex.Matcher headings =
        java.util.regex.Pattern.compile("<h([1-6])[ >]").matcher(html);
    while (headings.find()) {
      int level = Integer.parseInt(headings.group(1));
      assertTrue(level <= before + 1, "h" + level + " after h" + before);
      before = level;
    }
    List<String> ids =
        java.util.regex.Pattern.compile(" id=\"([^\"]*)\"")
            .matcher(html)
            .results()
            .map(m -> m.group(1))
            .toList();
    assertEquals(ids.size(), Set.copyOf(ids).size(), "ids used twice");
  }
}
