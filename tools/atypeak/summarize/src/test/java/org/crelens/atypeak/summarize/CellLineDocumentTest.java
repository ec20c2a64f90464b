package org.crelens.atypeak.summarize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.crelens.libs.chart.Bars;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.Boxes;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentFile;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Heatmap;
import org.crelens.libs.chart.KeyFigure;
import org.crelens.libs.chart.Lines;
import org.crelens.libs.chart.Mosaic;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Strips;
import org.crelens.libs.chart.Table;
import org.crelens.libs.chart.Track;
import org.crelens.libs.chart.Warning;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.cli.Reporter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file says that summarize writes, as whoever renders it reads it. */
class CellLineDocumentTest {
  @TempDir Path temporary;
  Path results;
  Path out;

  @BeforeEach
  void results() throws IOException {
    results = Files.createDirectory(temporary.resolve("x"));
    TinyResults.write(results);
    out = temporary.resolve("x.document.json");
  }

  private Document document() throws IOException {
    CommandResult.of(
            new SummarizeCommand(),
            "--results",
            results,
            "--cell-line",
            "x",
            "--pair",
            "t,u",
            "--output",
            out)
        .done();
    return DocumentFile.read(out);
  }

  private static Figure figure(Document document, String id) {
    return document.figures().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  private static Table table(Document document, String id) {
    return document.sections().stream()
        .flatMap(Section::tables)
        .filter(t -> t.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDocumentReadBackAndWrittenAgainIsTheSame() throws IOException {
    Document document = document();
    assertEquals(Files.readString(out), DocumentFile.json(document));
  }

  @Test
  void theSectionsComeInTheOrderOfReadingAndNothingIsMissing() throws IOException {
    Document document = document();
    assertEquals("atypeak", document.method());
    assertEquals("x", document.item());
    assertEquals(Document.Kind.ITEM, document.kind());
    assertEquals("cell line", document.noun().one());
    assertEquals(
        List.of(
            "next",
            "training",
            "data",
            "qscore",
            "factors",
            "scores",
            "sources",
            "regions",
            "pairs",
            "examples",
            "groups",
            "neurons",
            "phantoms",
            "options"),
        document.sections().stream().map(Section::id).toList());
    assertEquals(List.of(), document.missing());
    assertEquals("chr1:5001-5200", document.locus());
    assertTrue(
        document
            .lead()
            .startsWith(
                "5 of 8 peaks lie in regions and are scored. The run scored 5 peaks from 3 sources."
                    + " A source is"),
        document.lead());
  }

  @Test
  void keyFiguresCountWhatTheResultsHold() throws IOException {
    Map<String, Double> values =
        document().keyFigures().stream().collect(Collectors.toMap(KeyFigure::id, KeyFigure::value));
    assertEquals(
        Map.ofEntries(
            Map.entry("peaks", 5.0),
            Map.entry("catalogue", 8.0),
            Map.entry("in_regions", 62.5),
            Map.entry("windows", 2.0),
            Map.entry("regions", 2.0),
            Map.entry("datasets", 2.0),
            Map.entry("trs", 3.0),
            Map.entry("sources", 3.0),
            Map.entry("models", 1.0),
            Map.entry("epochs", 6.0),
            Map.entry("loss", 0.0011),
            Map.entry("total_q", 0.5),
            Map.entry("floored", 0.0),
            Map.entry("capped", 1.0),
            Map.entry("undefined", 0.0)),
        values);
  }

  @Test
  void keyFiguresThatAreNotKnownAreNotCountedAsNothing() throws IOException {
    Files.delete(results.resolve("intermediate/x.tensor.bed.gz"));
    Files.delete(results.resolve("normalization_factors.tsv"));
    List<String> unknown =
        document().keyFigures().stream().filter(f -> !f.known()).map(KeyFigure::id).toList();
    assertEquals(
        List.of(
            "regions", "windows", "datasets", "trs", "sources", "floored", "capped", "undefined"),
        unknown);
  }

  @Test
  void theLossHasAPointWhereTheWeightsWereKept() throws IOException {
    Lines lines = (Lines) figure(document(), "loss").plot();
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, lines.positions());
    assertEquals("seed 7", lines.series().get(0).name());
    assertEquals(0.0011, lines.series().get(0).values()[2]);
    assertEquals(2, lines.series().get(0).marked());
    assertTrue(lines.y().log());
  }

  @Test
  void regionsAreClassedByNumbersOfPeaksNotByLogarithms() throws IOException {
    Boxes boxes = (Boxes) figure(document(), "region_mean").plot();
    assertEquals(List.of("2–3", "4–7"), boxes.names());
    assertArrayEquals(new long[] {1, 1}, boxes.counts());
    assertEquals(500.05, boxes.values()[1][2]);
  }

  @Test
  void histogramsAreShownAsPercentages() throws IOException {
    Document document = document();
    Lines lines = (Lines) figure(document, "final_distribution").plot();
    assertEquals(100, Arrays.stream(lines.series().get(0).values()).sum(), 1e-4);
    assertEquals(40, lines.series().get(0).values()[37], 1e-4);
    assertEquals(750, lines.positions()[37]);
    assertEquals(
        List.of("loss", "raw_distribution", "final_distribution"),
        document.figures().stream().filter(Figure::multiqc).map(Figure::id).toList());
  }

  @Test
  void pairsOfTheQscoreThatAreNotJudgedStayEmpty() throws IOException {
    Heatmap heatmap = (Heatmap) figure(document(), "q_matrix").plot();
    assertEquals(2, heatmap.parted());
    assertArrayEquals(
        new double[] {Double.NaN, 0.5, Double.NaN, Double.NaN, Double.NaN}, heatmap.values()[0]);
    // The data's own correlations are shown of all pairs.
    Heatmap correlation = (Heatmap) figure(document(), "q_correlation").plot();
    assertEquals(0.2, correlation.values()[0][2]);
  }

  @Test
  void factorsStandBesideTheMediansOfTheirSource() throws IOException {
    Table factors = table(document(), "factors");
    assertEquals(
        Arrays.asList("a", "t", 3.0, 1.5, 1.0, 0.5, 0.75, "ok", 500.0, 750.25),
        factors.rows().get(0));
    assertEquals("capped", factors.rows().get(1).get(7));
    assertEquals(Table.Kind.FLAG, factors.columns().get(7).kind());
  }

  @Test
  void anExampleShowsPeaksWhatIsRebuiltAndScores() throws IOException {
    Figure figure = figure(document(), "example_01");
    assertEquals(
        "A window with one of the highest mean raw scores: chr1:5,001-5,200", figure.title());
    Strips strips = (Strips) figure.plot();
    assertEquals(List.of("a.t", "b.u"), strips.rows());
    assertArrayEquals(new boolean[] {false, true}, strips.faint());
    assertEquals(20, strips.positions().length);
    double[] peaks = strips.facets().get(0).values()[0];
    assertEquals(1, peaks[3]);
    assertEquals(Double.NaN, peaks[4]);
    assertEquals(0.75, strips.facets().get(1).values()[1][3]);
    assertEquals(750.25, strips.facets().get(2).values()[0][0]);
    assertEquals(1001, strips.facets().get(2).values()[0][10]);
  }

  @Test
  void sourcesOfAGroupStandTogether() throws IOException {
    Heatmap heatmap = (Heatmap) figure(document(), "affinity").plot();
    assertEquals(List.of("a.t", "b.u", "a.v"), heatmap.rows());
    assertArrayEquals(new double[] {0.5, 1, 0.125}, heatmap.values()[1]);
  }

  @Test
  void neuronsComeTheMostExcitableFirstAndKernelsAreTurned() throws IOException {
    Document document = document();
    Mosaic neurons = (Mosaic) figure(document, "ur_examples").plot();
    assertEquals(
        List.of("neuron 1", "neuron 0"), neurons.tiles().stream().map(Mosaic.Tile::name).toList());
    assertArrayEquals(new double[] {0.7, 0.8}, neurons.tiles().get(0).values()[1]);
    Mosaic kernels = (Mosaic) figure(document, "kernels").plot();
    assertEquals(List.of("bin 0", "bin 1"), kernels.columns());
    assertArrayEquals(new double[] {0.25, 0.75}, kernels.tiles().get(0).values()[0]);
    Heatmap norms = (Heatmap) figure(document, "tr_kernels").plot();
    assertArrayEquals(new double[] {3, 4}, norms.values()[0]);
  }

  @Test
  void phantomsAreCountedPerTrTheMostFirst() throws IOException {
    Document document = document();
    Bars bars = (Bars) figure(document, "phantoms_per_tr").plot();
    assertEquals(List.of("v", "u", "t"), bars.names());
    assertArrayEquals(new double[] {4, 2, 0}, bars.series().get(0).values());
    assertEquals(
        List.of(new Table.Place("chr1", 5000, 5040), "b.u.x", 1250.0),
        table(document, "phantoms").rows().get(0));
  }

  @Test
  void thePeaksToLookAtAreTheHighestAndTheLowestOneOfEachRegion() throws IOException {
    Document document = document();
    Table highest = table(document, "highest_peaks");
    assertEquals(
        Arrays.asList(
            new Table.Place("chr1", 5100, 5140),
            "t",
            "a",
            1001.0,
            600.0,
            new Table.Place("chr1", 5000, 5200),
            5.0),
        highest.rows().get(0));
    // The three peaks of the other region with the best scores would follow, were they not of one.
    assertEquals(new Table.Place("chr1", 100, 140), highest.rows().get(1).get(0));
    assertEquals(
        List.of(new Table.Place("chr1", 120, 160), new Table.Place("chr1", 5110, 5120)),
        table(document, "lowest_peaks").rows().stream().map(row -> row.get(0)).toList());
  }

  @Test
  void peaksWithoutRegionsAreListedAllTheSame() throws IOException {
    Files.delete(results.resolve("regions.tsv.gz"));
    Table highest = table(document(), "highest_peaks");
    assertEquals(3, highest.rows().size());
    assertEquals(null, highest.rows().get(0).get(5));
  }

  @Test
  void thatMostPeaksLieOutsideRegionsIsAWarningThatSaysWhatMayBeWrong() throws IOException {
    assertTrue(document().warnings().stream().noneMatch(w -> w.code().equals("few_in_regions")));
    TinyResults.counted(results, 12, 5);
    Warning warning =
        document().warnings().stream()
            .filter(w -> w.code().equals("few_in_regions"))
            .findFirst()
            .orElseThrow();
    assertEquals(Warning.Level.CAUTION, warning.level());
    assertTrue(
        warning.text().startsWith("5 of 12 peaks lie in regions and are scored, less than half"),
        warning.text());
    assertTrue(warning.remedy().contains("same assembly"), warning.remedy());
    assertTrue(warning.remedy().contains("regions you mean"), warning.remedy());
    TinyResults.counted(results, 1000, 5);
    assertEquals(
        Warning.Level.SERIOUS,
        document().warnings().stream()
            .filter(w -> w.code().equals("few_in_regions"))
            .findFirst()
            .orElseThrow()
            .level());
  }

  @Test
  void resultsOfARevisionThatDidNotCountSayNothingOfIt() throws IOException {
    Files.delete(results.resolve("intermediate/x.tensor.tsv"));
    Document document = document();
    assertTrue(document.lead().startsWith("The run scored 5 peaks"), document.lead());
    assertEquals(
        2,
        document.keyFigures().stream()
            .filter(f -> f.id().equals("catalogue") || f.id().equals("in_regions"))
            .filter(f -> !f.known())
            .count());
    TinyResults.counted(results, 0, 0);
    assertTrue(document().lead().startsWith("The run scored 5 peaks"));
  }

  @Test
  void optionsAreFoldedAway() throws IOException {
    Section options =
        document().sections().stream().filter(s -> s.id().equals("options")).findFirst().get();
    assertTrue(options.blocks().get(0) instanceof Block.Folded, options.toString());
  }

  @Test
  void aSessionOfIgvShowsPhantomsToo() throws IOException {
    assertTrue(document().tracks().stream().allMatch(Track::session));
  }

  @Test
  void tracksLieBelowTheResultsAndPhantomsAreOneOnlyWhereThereAreSome() throws IOException {
    List<Track> tracks = document().tracks();
    assertEquals(
        List.of("x/x.final.bb", "x/x.mean_score.bw", "x/x.phantoms.bb"),
        tracks.stream().map(Track::path).toList());
    // Values of phantoms reach 1.25.
    assertEquals("0.0:2.0", tracks.get(2).hub().get("filterLimits.value"));
    assertEquals("t,u,v", tracks.get(0).hub().get("filterValues.tr"));
    TinyResults.file(results, "interpretation/phantoms.bed.gz", "# none");
    TinyResults.file(
        results, "interpretation/phantoms_by_source.tsv", "dataset tf found written", "a t 0 0");
    assertEquals(List.of("final", "mean"), document().tracks().stream().map(Track::id).toList());
  }

  @Test
  void everyFigureAndTableSaysHowToReadIt() throws IOException {
    Document document = document();
    Stream<String> captions =
        Stream.concat(
            document.figures().stream().map(Figure::caption),
            document.sections().stream().flatMap(Section::tables).map(Table::caption));
    List<String> all = captions.toList();
    assertTrue(all.size() > 30, all.size() + " captions");
    for (String caption : all)
      assertTrue(caption.length() > 20 && caption.endsWith("."), "'" + caption + "'");
  }

  @Test
  void namesThatCannotBeListedInAHubAreLeftOut() throws IOException {
    CellLineResults gathered =
        new SummarizeJob(results, "x", List.of(), 1).gather(Reporter.silent());
    CatalogueSize size = gathered.size();
    CatalogueSize strange =
        new CatalogueSize(
            List.of("a,b", "c|d"),
            List.of("t", "u\nv", "w"),
            size.windows(),
            size.windowsWithPeaks(),
            size.regionsWithPeaks(),
            size.peaks(),
            size.sources(),
            size.windowLength(),
            size.squish());
    Map<String, String> hub = Tracks.finalScores("x", strange).hub();
    assertEquals("t,w", hub.get("filterValues.tr"));
    assertEquals(null, hub.get("filterValues.dataset"));
  }
}
