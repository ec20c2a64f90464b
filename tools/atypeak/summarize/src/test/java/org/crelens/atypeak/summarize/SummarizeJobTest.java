package org.crelens.atypeak.summarize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.crelens.atypeak.data.RegionScores;
import org.crelens.atypeak.summarize.PhantomPeaks.Phantom;
import org.crelens.atypeak.summarize.UrExamples.UrExample;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.Warning.Level;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.genome.Interval;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class SummarizeJobTest {
  @TempDir Path temporary;
  Path results;

  @BeforeEach
  void results() throws IOException {
    results = Files.createDirectory(temporary.resolve("x"));
    TinyResults.write(results);
  }

  private CellLineResults gather(String... pairs) throws IOException {
    return new SummarizeJob(results, "x", List.of(pairs), 2).gather(Reporter.silent());
  }

  @Test
  void aWholeFolderIsMissingNothing() throws IOException {
    CellLineResults gathered = gather("t,u");
    assertEquals(List.of(), gathered.gaps());
    assertEquals("x", gathered.cellLine());
    assertEquals(List.of("a", "b"), gathered.size().datasets());
    assertEquals(4, gathered.size().windows());
    assertEquals(2, gathered.size().windowsWithPeaks());
    assertEquals(2, gathered.size().regionsWithPeaks());
    assertEquals(5, gathered.size().peaks());
    assertEquals(3, gathered.size().sources());
    assertEquals(3, gathered.digests().size());
    assertEquals("p", gathered.digests().get("peaks"));
    assertEquals(64, gathered.digests().get("model_seed_7").length());
  }

  @Test
  void windowsAreSummed() throws IOException {
    CatalogueMatrices crm = gather().matrices();
    // Of 40 bins a.t covers 4 and 8, b.u 4, a.v 1.
    assertEquals(List.of(List.of(0.3, 0.0, 0.025), List.of(0.0, 0.1, 0.0)), crm.average().values());
    assertEquals(List.of(0.108333, 0.0333333), crm.datasetAbundance());
    assertEquals(List.of("t", "u", "v"), crm.trJaccard().rows());
    assertEquals(List.of(1.0, 0.5, 0.5), crm.trJaccard().values().get(0));
    assertEquals(1, crm.datasetCorrelation().values().get(0).get(0));
  }

  @Test
  void scoresAreCountedInBinsOfTwenty() throws IOException {
    ScoreHistograms scores = gather().histograms();
    // Raw scores above 1200 and final ones beyond 0 and 1000 fall into the outermost bins.
    assertEquals(Map.of(0, 1L, 20, 1L, 25, 1L, 30, 1L, 59, 1L), filled(scores.raw()));
    assertEquals(Map.of(0, 1L, 18, 1L, 37, 2L, 49, 1L), filled(scores.finals()));
    assertEquals(List.of("t", "u", "v"), scores.finalByTr().stream().map(Histogram::name).toList());
    assertEquals(Map.of(18, 1L, 37, 1L, 49, 1L), filled(scores.finalByTr().get(0)));
    assertEquals(Map.of(0, 1L), filled(scores.finalByDataset().get(1)));
    assertEquals(60, scores.rawByDataset().get(0).counts().size());
  }

  private static Map<Integer, Long> filled(Histogram histogram) {
    assertEquals(20, histogram.width());
    return IntStream.range(0, histogram.counts().size())
        .boxed()
        .filter(b -> histogram.counts().get(b) > 0)
        .collect(Collectors.toMap(b -> b, b -> histogram.counts().get(b)));
  }

  @Test
  void mediansAreOfEachSource() throws IOException {
    assertEquals(
        List.of(
            new SourceMedians("a", "t", 3, 500, 750.25),
            new SourceMedians("a", "v", 1, 10, 750),
            new SourceMedians("b", "u", 1, 1230, -20.5)),
        gather().sources());
  }

  @Test
  void regionsAreRankedAndClassed() throws IOException {
    CellLineResults gathered = gather();
    RegionScores.Row large =
        new RegionScores.Row(new Interval("chr1", 5000, 5200), 5, 2, 2500.25, 500.05, 1000);
    assertEquals(large, gathered.best().get(0));
    assertEquals(2, gathered.best().size());
    // The other region has too few peaks.
    assertEquals(List.of(large), gathered.worst());
    assertEquals(
        List.of("2–3", "4–7"), gathered.regionClasses().stream().map(RegionClass::name).toList());
    assertEquals(
        List.of(187.5, 187.5, 187.5, 187.5, 187.5), gathered.regionClasses().get(0).mean());
  }

  @Test
  void chosenPairsAreComparedByTheRegionsOfTheirPeaks() throws IOException {
    PairResult pair = gather("t,u", "t,v").pairs().get(0);
    assertEquals("t", pair.a());
    assertEquals("chosen", pair.why());
    assertEquals(2, pair.nAlone());
    assertEquals(1, pair.nTogether());
    assertEquals((750.25 + 1001) / 2, pair.meanAlone());
    assertEquals(375, pair.meanTogether());
    assertEquals(-1, pair.effect());
    assertEquals(2 / 3.0, pair.p(), 1e-12);
    assertEquals(Map.of(37, 1L, 49, 1L), filled(pair.alone()));
  }

  /** More peaks of v, in windows of their own: t is then twice with v and twice without. */
  private void addPeaks(String... rows) throws IOException {
    List<String> added = List.of(rows).stream().map(row -> row.replace(' ', '\t')).toList();
    Files.write(results.resolve("x.scores.tsv.gz"), added, StandardOpenOption.APPEND);
  }

  @Test
  void whereNoPairIsInEnoughWindowsThoseWithTwoPeaksEachWayAreTaken() throws IOException {
    addPeaks("chr1 150 190 b.t.x b t 300 0 1 300 2 1 1");
    List<PairResult> pairs = gather().pairs();
    // t is with u, and with v, in a region of two peaks of t each; u and v have one peak.
    assertEquals(
        List.of("highest t,v", "lowest t,u"),
        pairs.stream().map(p -> p.why() + " " + p.a() + "," + p.b()).toList());
    for (PairResult pair : pairs) {
      assertEquals(2, pair.nAlone());
      assertEquals(2, pair.nTogether());
      assertTrue(Double.isFinite(pair.effect()) && Double.isFinite(pair.p()), pair.toString());
    }
  }

  @Test
  void withoutThePairsToCompareTheReasonIsTold() throws IOException {
    CellLineResults gathered = gather();
    assertNull(gathered.pairs());
    assertEquals(List.of(ResultPart.PAIRS), gathered.gaps().stream().map(Gap::part).toList());
    assertTrue(gathered.gaps().get(0).reason().contains("No TR has 2 peaks in regions with"));
    Files.delete(results.resolve("intermediate/x.tensor.bed.gz"));
    delete(results.resolve("q_score"));
    String reason =
        gather().gaps().stream()
            .filter(missing -> missing.part() == ResultPart.PAIRS)
            .findFirst()
            .orElseThrow()
            .reason();
    assertTrue(reason.contains("Both the tensor and q_score/ are missing"), reason);
  }

  @Test
  void theQscoreAndItsPartsAreTold() throws IOException {
    QscoreResult q = gather().qscore();
    assertEquals(Map.of("7", 0.5), q.totals());
    assertEquals(3, q.windows());
    assertEquals(List.of("a", "b", "t", "u", "v"), q.q().rows());
    assertEquals(List.of(0.0, 0.5, 0.0, 0.0, 0.0), q.q().values().get(0));
    assertEquals(List.of(0.0, 0.0, 0.0, 1.0, 1.0), q.c().values().get(2));
    assertEquals(Double.NaN, q.correlation().values().get(0).get(4));
  }

  @Test
  void severalModelsAreToldByTheirSeedsAndTheMeansOfTheirParts() throws IOException {
    TinyResults.model(results, 3, "x", List.of(0.5, 0.2, 0.1), "all epochs done");
    for (String name : List.of("C", "P", "R", "correlation", "abundance"))
      for (String seed : List.of("3", "7")) {
        Path folder = Files.createDirectories(results.resolve("q_score/seed-" + seed));
        Path from = results.resolve("q_score/" + name + ".tsv");
        String text = Files.readString(from);
        if (name.equals("P") && seed.equals("3")) text = text.replaceFirst("a\t0\t1", "a\t0\t0");
        Files.writeString(folder.resolve(name + ".tsv"), text);
      }
    for (String name : List.of("C", "P", "R", "correlation", "abundance"))
      Files.delete(results.resolve("q_score/" + name + ".tsv"));
    TinyResults.file(
        results, "q_score/total.txt", "seed total_q windows", "3 1 3", "7 0.5 3", "mean 0.75 3");
    CellLineResults gathered = gather("t,u");
    assertEquals(List.of(), gathered.gaps());
    assertEquals(List.of(3L, 7L), gathered.models().stream().map(TrainedModel::seed).toList());
    assertEquals(Map.of("3", 1.0, "7", 0.5, "mean", 0.75), gathered.qscore().totals());
    assertEquals(0.5, gathered.qscore().p().values().get(0).get(1));
    assertEquals(1, gathered.qscore().r().values().get(0).get(1));
  }

  @Test
  void aModelTellsItsTraining() throws IOException {
    TrainedModel model = gather().models().get(0);
    assertEquals(7, model.seed());
    assertEquals(626, model.parameters());
    assertEquals(6, model.losses().size());
    assertEquals(3, model.keptEpoch());
    assertEquals("8", model.options().get("deepDim"));
    assertEquals("none", model.options().get("trWeights"));
    assertEquals("{\"a\":2.0}", model.options().get("datasetWeights"));
  }

  @Test
  void interpretationIsTold() throws IOException {
    CellLineResults gathered = gather();
    assertEquals(List.of("a.t", "b.u"), gathered.groups().list().get(0).members());
    assertEquals(List.of("a.v"), gathered.groups().list().get(0).shared());
    assertEquals(0.75, gathered.groups().list().get(0).completeness());
    assertEquals(List.of("a.t", "a.v", "b.u"), gathered.groups().r().rows());
    assertEquals(List.of(0.9, Double.NaN, 0.5), gathered.groups().r().values().get(0));
    assertTrue(
        gathered
            .groups()
            .method()
            .endsWith(
                "The tree was cut into 2 groups: the number with the highest mean silhouette"
                    + " (0.50)."),
        gathered.groups().method());
    assertEquals(0.125, gathered.groups().affinity().values().get(1).get(2));

    assertEquals(6, gathered.phantoms().found());
    assertEquals(3, gathered.phantoms().count());
    assertEquals(List.of(0L, 2L, 4L), gathered.phantoms().byTr());
    assertEquals(
        List.of(
            new Phantom("chr1", 5000, 5040, "b.u.x", 1250),
            new Phantom("chr1", 200, 240, "b.u.x", 600),
            new Phantom("chr1", 5050, 5060, "a.v.x", 600)),
        gathered.phantoms().top());

    assertEquals(2, gathered.urExamples().neurons());
    assertEquals(
        new UrExample(1, 2.5, List.of(0.5, 0.6, 0.7, 0.8)), gathered.urExamples().list().get(0));
    assertEquals(List.of("t", "u"), gathered.urExamples().trs());
    assertEquals(List.of(List.of(0.25, 0.5, 0.75, 1.0)), gathered.kernels().list());
    assertEquals(List.of(List.of(3.0, 4.0)), gathered.kernels().trs());
    assertEquals(2, gathered.kernels().positions());
  }

  @Test
  void examplesCarryTheScoresOfTheirPeaks() throws IOException {
    ExampleWindow example = gather().examples().get(0);
    assertEquals(10, example.binLength());
    assertEquals(5000, example.binStart());
    ExampleSource source = example.sources().get(0);
    assertEquals(List.of(0, 4, 10, 14), source.present());
    assertEquals(List.of(500.0, 600.0), source.raw());
    assertEquals(List.of(750.25, 1001.0), source.finals());
    assertEquals(20, source.rebuilt().size());
    ExampleSource phantom = example.sources().get(1);
    assertEquals(List.of(), phantom.present());
    assertEquals(0.75, phantom.rebuilt().get(3));
  }

  /** The file that is taken away, the parts that are then missing, and others that stay. */
  @TestFactory
  Stream<DynamicTest> aMissingFileIsToldAndTheRestShown() {
    Map<String, Set<ResultPart>> parts = new TreeMap<>();
    parts.put(
        "x.scores.tsv.gz",
        Set.of(ResultPart.PEAKS, ResultPart.SCORES, ResultPart.SOURCES, ResultPart.PAIRS));
    parts.put(
        "regions.tsv.gz",
        Set.of(
            ResultPart.REGION_CLASSES,
            ResultPart.BEST_REGIONS,
            ResultPart.WORST_REGIONS,
            ResultPart.PAIRS));
    parts.put("normalization_factors.tsv", Set.of(ResultPart.FACTORS));
    parts.put("stats_tr.tsv", Set.of(ResultPart.STATISTICS));
    parts.put("stats_dataset.tsv", Set.of(ResultPart.STATISTICS));
    parts.put("intermediate/x.tensor.bed.gz", Set.of(ResultPart.CATALOGUE, ResultPart.MATRICES));
    parts.put("q_score", Set.of(ResultPart.QSCORE));
    parts.put("q_score/P.tsv", Set.of(ResultPart.QSCORE));
    parts.put("q_score/total.txt", Set.of(ResultPart.QSCORE));
    parts.put("model", Set.of(ResultPart.TRAINING));
    parts.put("interpretation/affinity.tsv", Set.of(ResultPart.GROUPS));
    parts.put("interpretation/groups.tsv", Set.of(ResultPart.GROUPS));
    parts.put("interpretation/groups_cut.tsv", Set.of(ResultPart.GROUPS));
    parts.put("interpretation/group_members.tsv", Set.of(ResultPart.GROUPS));
    parts.put("interpretation/correlation_groups.tsv.gz", Set.of(ResultPart.GROUPS));
    parts.put("interpretation/phantoms.bed.gz", Set.of(ResultPart.PHANTOMS));
    parts.put("interpretation/phantoms_by_source.tsv", Set.of(ResultPart.PHANTOMS));
    parts.put("interpretation/ur_examples.tsv.gz", Set.of(ResultPart.UR_EXAMPLES));
    parts.put("interpretation/kernels.tsv.gz", Set.of(ResultPart.KERNELS));
    parts.put("interpretation/examples.tsv.gz", Set.of(ResultPart.EXAMPLES));
    parts.put(
        "interpretation",
        Set.of(
            ResultPart.GROUPS,
            ResultPart.PHANTOMS,
            ResultPart.UR_EXAMPLES,
            ResultPart.KERNELS,
            ResultPart.EXAMPLES));
    return parts.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> without(e.getKey(), e.getValue())));
  }

  private void without(String name, Set<ResultPart> parts) throws Exception {
    delete(results);
    TinyResults.write(results);
    CellLineResults whole = gather("t,u");
    delete(results.resolve(name));
    CellLineResults gathered = gather("t,u");
    assertEquals(parts, gathered.gaps().stream().map(Gap::part).collect(Collectors.toSet()));
    for (Gap missing : gathered.gaps())
      assertTrue(missing.reason().contains(" is missing"), missing.reason());
    for (var component : CellLineResults.class.getRecordComponents()) {
      Object value = component.getAccessor().invoke(gathered);
      if (component.getName().equals("statistics")) {
        if (name.equals("stats_tr.tsv")) assertNull(gathered.statistics().trs());
        if (name.equals("stats_dataset.tsv")) assertNull(gathered.statistics().datasets());
      } else if (parts.stream().anyMatch(part -> component(part).equals(component.getName()))) {
        assertNull(value, component.getName());
      } else if (component.getAccessor().invoke(whole) != null) {
        assertTrue(value != null, component.getName() + " is gone without " + name);
      }
    }
    Document document = CellLineDocument.of(gathered);
    for (ResultPart part : parts) {
      assertTrue(
          document.missing().stream().anyMatch(missing -> missing.part().equals(part.title())),
          part.title());
      // Sizes have no section: they are key figures.
      if (part != ResultPart.CATALOGUE)
        assertTrue(
            notes(document).anyMatch(note -> note.text().startsWith(part.title() + " cannot be")),
            part.title());
    }
    assertEquals(parts.contains(ResultPart.SCORES), document.tracks().isEmpty());
  }

  private static Stream<Block.Note> notes(Document document) {
    return document.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .filter(block -> block instanceof Block.Note note && note.kind() == Block.Note.Kind.MISSING)
        .map(Block.Note.class::cast);
  }

  private static String component(ResultPart part) {
    return switch (part) {
      case CATALOGUE -> "size";
      case MATRICES -> "matrices";
      case TRAINING -> "models";
      case QSCORE -> "qscore";
      case FACTORS -> "factors";
      case STATISTICS -> "statistics";
      case SCORES -> "histograms";
      case SOURCES -> "sources";
      case REGION_CLASSES -> "regionClasses";
      case BEST_REGIONS -> "best";
      case WORST_REGIONS -> "worst";
      case PAIRS -> "pairs";
      case PEAKS -> "peaks";
      case EXAMPLES -> "examples";
      case GROUPS -> "groups";
      case UR_EXAMPLES -> "urExamples";
      case KERNELS -> "kernels";
      case PHANTOMS -> "phantoms";
    };
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }

  @Test
  void anInterpretationWithoutExamplesIsNotDamaged() throws IOException {
    Path examples = results.resolve("interpretation/examples.tsv.gz");
    Files.write(examples, Files.readAllLines(examples).subList(0, 1));
    assertEquals(List.of(), gather().examples());
  }

  @Test
  void aPairWithoutPeaksHasNothingToCompare() throws IOException {
    Path scores = results.resolve("x.scores.tsv.gz");
    Files.write(
        scores, Files.readAllLines(scores).stream().filter(row -> !row.contains("a.v.x")).toList());
    PairResult pair = gather("t,v").pairs().get(0);
    assertEquals(3, pair.nAlone());
    assertEquals(0, pair.nTogether());
    assertEquals(Double.NaN, pair.effect());
    assertEquals(Double.NaN, pair.meanTogether());
  }

  @Test
  void warningsComeTheGravestFirst() throws IOException {
    List<Level> levels = gather().warnings().stream().map(w -> w.level()).toList();
    assertArrayEquals(levels.stream().sorted().toArray(), levels.toArray());
    assertEquals(Level.SERIOUS, levels.get(0));
    assertEquals(
        List.of(
            "few_windows", "unseen", "capped", "no_spread", "rare_sources", "stopped", "one_seed"),
        gather().warnings().stream().map(w -> w.code()).toList());
  }
}
