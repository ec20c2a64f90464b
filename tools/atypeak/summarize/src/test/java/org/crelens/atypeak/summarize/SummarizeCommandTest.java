package org.crelens.atypeak.summarize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.crelens.libs.cli.Ran;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.CellLineSummary.Crm;
import org.crelens.libs.summary.CellLineSummary.Example;
import org.crelens.libs.summary.CellLineSummary.ExampleSource;
import org.crelens.libs.summary.CellLineSummary.Histogram;
import org.crelens.libs.summary.CellLineSummary.Level;
import org.crelens.libs.summary.CellLineSummary.Missing;
import org.crelens.libs.summary.CellLineSummary.Model;
import org.crelens.libs.summary.CellLineSummary.Pair;
import org.crelens.libs.summary.CellLineSummary.Phantom;
import org.crelens.libs.summary.CellLineSummary.RegionScore;
import org.crelens.libs.summary.CellLineSummary.SourceScore;
import org.crelens.libs.summary.CellLineSummary.UrExample;
import org.crelens.libs.summary.SummaryFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class SummarizeCommandTest {
  @TempDir Path temporary;
  Path results;
  Path out;

  @BeforeEach
  void results() throws IOException {
    results = Files.createDirectory(temporary.resolve("x"));
    TinyResults.write(results);
    out = temporary.resolve("x.summary.json");
  }

  private Ran run(Object... options) {
    Object[] needed = {"--results", results, "--cell-line", "x", "--output", out};
    return Ran.of(
        new SummarizeCommand(), Stream.concat(Stream.of(needed), Stream.of(options)).toArray());
  }

  private CellLineSummary summary(Object... options) throws IOException {
    run(options).done();
    try (Reader reader = Files.newBufferedReader(out)) {
      return SummaryFile.read(reader, out);
    }
  }

  @Test
  void aWholeFolderIsMissingNothing() throws IOException {
    CellLineSummary summary = summary("--pair", "t,u");
    assertEquals(List.of(), summary.missing());
    assertEquals("x", summary.cellLine());
    assertEquals(CellLineSummary.FORMAT, summary.format());
    assertEquals(List.of("a", "b"), summary.data().datasets());
    assertEquals(4, summary.data().windows());
    assertEquals(2, summary.data().windowsWithPeaks());
    assertEquals(2, summary.data().regionsWithPeaks());
    assertEquals(5, summary.data().peaks());
    assertEquals(3, summary.data().sources());
    assertEquals(3, summary.digests().size());
    assertEquals("p", summary.digests().get("peaks"));
    assertEquals(64, summary.digests().get("model_seed_7").length());
  }

  @Test
  void aSummaryReadBackAndWrittenAgainIsTheSame() throws IOException {
    CellLineSummary summary = summary();
    assertEquals(Files.readString(out), SummaryFile.json(summary));
  }

  @Test
  void threadsChangeNoByte() throws IOException {
    run("--threads", 1).done();
    String one = Files.readString(out);
    run("--threads", 3).done();
    assertEquals(one, Files.readString(out));
  }

  @Test
  void windowsAreSummed() throws IOException {
    Crm crm = summary().crm();
    // Of 40 bins a.t covers 4 and 8, b.u 4, a.v 1.
    assertEquals(List.of(List.of(0.3, 0.0, 0.025), List.of(0.0, 0.1, 0.0)), crm.average().values());
    assertEquals(List.of(0.108333, 0.0333333), crm.datasetAbundance());
    assertEquals(List.of("t", "u", "v"), crm.trJaccard().rows());
    assertEquals(List.of(1.0, 0.5, 0.5), crm.trJaccard().values().get(0));
    assertEquals(1, crm.datasetCorrelation().values().get(0).get(0));
  }

  @Test
  void scoresAreCountedInBinsOfTwenty() throws IOException {
    CellLineSummary.Scores scores = summary().scores();
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
            new SourceScore("a", "t", 3, 500, 750.25),
            new SourceScore("a", "v", 1, 10, 750),
            new SourceScore("b", "u", 1, 1230, -20.5)),
        summary().sources());
  }

  @Test
  void regionsAreRankedAndClassed() throws IOException {
    CellLineSummary summary = summary();
    RegionScore large = new RegionScore("chr1", 5000, 5200, 5, 2, 2500.25, 500.05, 1000);
    assertEquals(large, summary.best().get(0));
    assertEquals(2, summary.best().size());
    // The other region has too few peaks.
    assertEquals(List.of(large), summary.worst());
    assertEquals(List.of(1, 2), summary.perRegion().stream().map(p -> p.log2()).toList());
    assertEquals(List.of(187.5, 187.5, 187.5, 187.5, 187.5), summary.perRegion().get(0).mean());
  }

  @Test
  void chosenPairsAreComparedByTheRegionsOfTheirPeaks() throws IOException {
    Pair pair = summary("--pair", "t,u", "--pair", "t,v").pairs().get(0);
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

  @Test
  void pairsThatAreNoneAreRefused() throws IOException {
    refused(2, "--pair t", "two TRs", "--pair", "t");
    refused(2, "'wxyz12'", "there are 3, among them t, u, v", "--pair", "t,wxyz12");
    refused(2, "one TR twice", "t,t", "--pair", "t,t");
    refused(2, "no such TR 'T'", "did you mean t, u, v?", "--pair", "t,T");
  }

  /** More peaks of v, in windows of their own: t is then twice with v and twice without. */
  private void addPeaks(String... rows) throws IOException {
    List<String> added = List.of(rows).stream().map(row -> row.replace(' ', '\t')).toList();
    Files.write(results.resolve("x.scores.tsv.gz"), added, StandardOpenOption.APPEND);
  }

  @Test
  void whereNoPairIsInEnoughWindowsThoseWithTwoPeaksEachWayAreTaken() throws IOException {
    addPeaks("chr1 150 190 b.t.x b t 300 0 1 300 2 1 1");
    List<Pair> pairs = summary().pairs();
    // t is with u, and with v, in a region of two peaks of t each; u and v have one peak.
    assertEquals(
        List.of("highest t,v", "lowest t,u"),
        pairs.stream().map(p -> p.why() + " " + p.a() + "," + p.b()).toList());
    for (Pair pair : pairs) {
      assertEquals(2, pair.nAlone());
      assertEquals(2, pair.nTogether());
      assertTrue(Double.isFinite(pair.effect()) && Double.isFinite(pair.p()), pair.toString());
    }
  }

  @Test
  void withoutThePairsToCompareTheReasonIsTold() throws IOException {
    CellLineSummary summary = summary();
    assertNull(summary.pairs());
    assertEquals(List.of("pairs"), summary.missing().stream().map(Missing::part).toList());
    assertTrue(summary.missing().get(0).reason().contains("no TR has 2 peaks in regions with"));
    Files.delete(results.resolve("intermediate/x.tensor.bed.gz"));
    delete(results.resolve("q_score"));
    String reason =
        summary().missing().stream()
            .filter(missing -> missing.part().equals("pairs"))
            .findFirst()
            .orElseThrow()
            .reason();
    assertTrue(reason.contains("neither the tensor nor q_score/ is there"), reason);
  }

  @Test
  void resultsOfAnotherCellLineAreRefused() throws IOException {
    Path alpha = Files.createDirectory(temporary.resolve("alpha"));
    TinyResults.write(alpha);
    Files.move(alpha.resolve("x.scores.tsv.gz"), alpha.resolve("alpha.scores.tsv.gz"));
    Files.move(
        alpha.resolve("intermediate/x.tensor.bed.gz"),
        alpha.resolve("intermediate/alpha.tensor.bed.gz"));
    results = alpha;
    ofCellLine("alph", "holds results of alpha, none of alph (did you mean --cell-line alpha?)");
    ofCellLine("Alpha", "holds results of alpha, none of Alpha (did you mean --cell-line alpha?)");
    ofCellLine("jurkat", "holds results of alpha, none of jurkat (expected <outdir>/jurkat");
    Files.createFile(alpha.resolve("aardvark.final.bed.gz"));
    ofCellLine("alph", "results of alpha, aardvark, none of alph (did you mean --cell-line alpha?");
    ofCellLine("alpha", "holds results of aardvark beside those of alpha (expected those of one");
    Files.delete(alpha.resolve("aardvark.final.bed.gz"));
    Files.delete(alpha.resolve("alpha.scores.tsv.gz"));
    ofCellLine("alph", "holds results of alpha, none of alph");
  }

  private void ofCellLine(String name, String message) throws IOException {
    Ran.failing(
            temporary,
            new SummarizeCommand(),
            "--results",
            results,
            "--cell-line",
            name,
            "--output",
            out)
        .says(3, "alpha: ", message);
  }

  @Test
  void theQscoreAndItsPartsAreTold() throws IOException {
    CellLineSummary.Qscore q = summary().qscore();
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
    CellLineSummary summary = summary("--pair", "t,u");
    assertEquals(List.of(), summary.missing());
    assertEquals(List.of(3L, 7L), summary.models().stream().map(Model::seed).toList());
    assertEquals(Map.of("3", 1.0, "7", 0.5, "mean", 0.75), summary.qscore().totals());
    assertEquals(0.5, summary.qscore().p().values().get(0).get(1));
    assertEquals(1, summary.qscore().r().values().get(0).get(1));
  }

  @Test
  void aModelTellsItsTraining() throws IOException {
    Model model = summary().models().get(0);
    assertEquals(7, model.seed());
    assertEquals(5, model.parameters());
    assertEquals(6, model.losses().size());
    assertEquals(3, model.keptEpoch());
    assertEquals("8", model.options().get("deepDim"));
    assertEquals("none", model.options().get("trWeights"));
    assertEquals("{\"a\":2.0}", model.options().get("datasetWeights"));
  }

  @Test
  void interpretationIsTold() throws IOException {
    CellLineSummary summary = summary();
    assertEquals(List.of("a.t", "b.u"), summary.groups().list().get(0).members());
    assertEquals(List.of("a.v"), summary.groups().list().get(0).shared());
    assertEquals(0.75, summary.groups().list().get(0).completeness());
    assertEquals(List.of("a.t", "a.v", "b.u"), summary.groups().r().rows());
    assertEquals(List.of(0.9, Double.NaN, 0.5), summary.groups().r().values().get(0));
    assertTrue(
        summary
            .groups()
            .method()
            .endsWith("Cut into 2: the number of the highest mean silhouette (0.50)."),
        summary.groups().method());
    assertEquals(0.125, summary.groups().affinity().values().get(1).get(2));

    assertEquals(6, summary.phantoms().found());
    assertEquals(3, summary.phantoms().count());
    assertEquals(List.of(0L, 2L, 4L), summary.phantoms().byTr());
    assertEquals(
        List.of(
            new Phantom("chr1", 5000, 5040, "b.u.x", 1250),
            new Phantom("chr1", 200, 240, "b.u.x", 600),
            new Phantom("chr1", 5050, 5060, "a.v.x", 600)),
        summary.phantoms().top());

    assertEquals(2, summary.urExamples().neurons());
    assertEquals(
        new UrExample(1, 2.5, List.of(0.5, 0.6, 0.7, 0.8)), summary.urExamples().list().get(0));
    assertEquals(List.of("t", "u"), summary.urExamples().trs());
    assertEquals(List.of(List.of(0.25, 0.5, 0.75, 1.0)), summary.kernels().list());
    assertEquals(List.of(List.of(3.0, 4.0)), summary.kernels().trs());
    assertEquals(2, summary.kernels().positions());
  }

  @Test
  void examplesCarryTheScoresOfTheirPeaks() throws IOException {
    Example example = summary().examples().get(0);
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
    Map<String, List<String>> parts = new TreeMap<>();
    parts.put("x.scores.tsv.gz", List.of("scores", "sources", "pairs"));
    parts.put("regions.tsv.gz", List.of("perRegion", "best", "worst", "pairs"));
    parts.put("normalization_factors.tsv", List.of("factors"));
    parts.put("stats_tr.tsv", List.of("statistics"));
    parts.put("stats_dataset.tsv", List.of("statistics"));
    parts.put("intermediate/x.tensor.bed.gz", List.of("data", "crm"));
    parts.put("q_score", List.of("qscore"));
    parts.put("q_score/P.tsv", List.of("qscore"));
    parts.put("q_score/total.txt", List.of("qscore"));
    parts.put("model", List.of("models"));
    parts.put("interpretation/affinity.tsv", List.of("groups"));
    parts.put("interpretation/groups.tsv", List.of("groups"));
    parts.put("interpretation/groups_cut.tsv", List.of("groups"));
    parts.put("interpretation/group_members.tsv", List.of("groups"));
    parts.put("interpretation/correlation_groups.tsv.gz", List.of("groups"));
    parts.put("interpretation/phantoms.bed.gz", List.of("phantoms"));
    parts.put("interpretation/phantoms_by_source.tsv", List.of("phantoms"));
    parts.put("interpretation/ur_examples.tsv.gz", List.of("urExamples"));
    parts.put("interpretation/kernels.tsv.gz", List.of("kernels"));
    parts.put("interpretation/examples.tsv.gz", List.of("examples"));
    parts.put("interpretation", List.of("groups", "phantoms", "urExamples", "kernels", "examples"));
    return parts.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> without(e.getKey(), e.getValue())));
  }

  private void without(String name, List<String> parts) throws Exception {
    delete(results);
    TinyResults.write(results);
    CellLineSummary whole = summary("--pair", "t,u");
    delete(results.resolve(name));
    CellLineSummary summary = summary("--pair", "t,u");
    assertEquals(
        parts.stream().sorted().toList(),
        summary.missing().stream().map(Missing::part).distinct().sorted().toList());
    for (Missing missing : summary.missing())
      assertTrue(missing.reason().contains(" is not there: "), missing.reason());
    for (var component : CellLineSummary.class.getRecordComponents()) {
      Object value = component.getAccessor().invoke(summary);
      if (component.getName().equals("statistics")) {
        if (name.equals("stats_tr.tsv")) assertNull(summary.statistics().trs());
        if (name.equals("stats_dataset.tsv")) assertNull(summary.statistics().datasets());
      } else if (parts.contains(component.getName())) {
        assertNull(value, component.getName());
      } else if (component.getAccessor().invoke(whole) != null) {
        assertTrue(value != null, component.getName() + " is gone without " + name);
      }
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }

  /** As a pipeline puts inputs in place. */
  @Test
  void aFolderOfLinksIsReadAsItsFiles() throws IOException {
    String whole = Files.readString(written());
    Path links = Files.createDirectory(temporary.resolve("links"));
    try (Stream<Path> files = Files.list(results)) {
      for (Path file : files.toList())
        Files.createSymbolicLink(links.resolve(file.getFileName()), file);
    }
    results = links;
    assertEquals(whole, Files.readString(written()));
  }

  private Path written() {
    run().done();
    return out;
  }

  @Test
  void anInterpretationWithoutExamplesIsNotDamaged() throws IOException {
    Path examples = results.resolve("interpretation/examples.tsv.gz");
    Files.write(examples, Files.readAllLines(examples).subList(0, 1));
    assertEquals(List.of(), summary().examples());
  }

  @Test
  void aPairWithoutPeaksHasNothingToCompare() throws IOException {
    Path scores = results.resolve("x.scores.tsv.gz");
    Files.write(
        scores, Files.readAllLines(scores).stream().filter(row -> !row.contains("a.v.x")).toList());
    Pair pair = summary("--pair", "t,v").pairs().get(0);
    assertEquals(3, pair.nAlone());
    assertEquals(0, pair.nTogether());
    assertEquals(Double.NaN, pair.effect());
    assertEquals(Double.NaN, pair.meanTogether());
  }

  @Test
  void aFolderWithNothingOfTheCellLineIsRefused() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    Ran.failing(
            temporary,
            new SummarizeCommand(),
            "--results",
            empty,
            "--cell-line",
            "x",
            "--output",
            out)
        .says(3, "empty: holds no result of x", "--cell-line");
    Ran.failing(
            temporary,
            new SummarizeCommand(),
            "--results",
            temporary.resolve("none"),
            "--cell-line",
            "x",
            "--output",
            out)
        .says(3, "none: no such folder");
    Ran.failing(
            temporary,
            new SummarizeCommand(),
            "--results",
            results,
            "--cell-line",
            "x",
            "--output",
            temporary.resolve("no/o.json"))
        .says(4, "no/o.json");
  }

  @Test
  void damagedFilesAreToldWithTheirLine() throws IOException {
    damaged("x.scores.tsv.gz", "\t500\t", "\tfive\t", "x.scores.tsv.gz:4", "raw 'five'");
    damaged("x.scores.tsv.gz", "b.u.x", "b.u.y", "x.scores.tsv.gz:3", "a peak of y");
    damaged("x.scores.tsv.gz", "\tfinal\t", "\tlast\t", "x.scores.tsv.gz:1", "no column 'final'");
    damaged("regions.tsv.gz", "\t187.5", "", "regions.tsv.gz:3", "7 columns", "expected 8");
    damaged("normalization_factors.tsv", "\tok", "\tfine", "factors.tsv:2", "flag 'fine'");
    damaged("stats_tr.tsv", "562.5", "x", "stats_tr.tsv:3", "q1 'x'");
    damaged("q_score/P.tsv", "\nb", "\nz", "P.tsv:3", "row 'z'", "expected b");
    damaged("q_score/C.tsv", "\nv\t0\t0\t1\t1\t0", "", "C.tsv:5", "4 rows");
    damaged("intermediate/x.tensor.bed.gz", "b.u.x", "b.w.x", "x.tensor.bed.gz:15", "b.w.x");
    damaged("interpretation/group_members.tsv", "shared", "guest", "members.tsv:4", "guest");
    damaged("interpretation/kernels.tsv.gz", "c2", "c3", "kernels.tsv.gz:6", "layer 'c3'");
    damaged("interpretation/phantoms.bed.gz", "\t1.25", "", "phantoms.bed.gz:2", "9 columns");
    damaged(
        "interpretation/examples.tsv.gz",
        "\t5000\ta",
        "\tx\ta",
        "examples.tsv.gz:2",
        "bin_start 'x'");
    Files.writeString(results.resolve("model/seed-7/x.model.zip"), "no zip");
    refused(3, "x.model.zip", "cannot be read as a model");
  }

  private void damaged(String name, String text, String by, String... parts) throws IOException {
    Path file = results.resolve(name);
    String whole = Files.readString(file);
    String altered = whole.replaceFirst(java.util.regex.Pattern.quote(text), by);
    assertTrue(!whole.equals(altered), name + " does not hold " + text);
    Files.writeString(file, altered);
    refused(3, parts[0], parts[1]);
    Files.writeString(file, whole);
  }

  private void refused(int code, String found, String other, Object... options) throws IOException {
    List<Object> args = new ArrayList<>(List.of("--results", results, "--cell-line", "x"));
    args.addAll(List.of("--output", out));
    args.addAll(List.of(options));
    Ran.failing(temporary, new SummarizeCommand(), args.toArray()).says(code, found, other);
  }

  @Test
  void warningsComeTheGravestFirst() throws IOException {
    List<Level> levels = summary().warnings().stream().map(w -> w.level()).toList();
    assertArrayEquals(levels.stream().sorted().toArray(), levels.toArray());
    assertEquals(Level.SERIOUS, levels.get(0));
    assertEquals(
        List.of(
            "few_windows", "unseen", "capped", "no_spread", "rare_sources", "stopped", "one_seed"),
        summary().warnings().stream().map(w -> w.code()).toList());
  }
}
