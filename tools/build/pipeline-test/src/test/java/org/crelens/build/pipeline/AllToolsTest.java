package org.crelens.build.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.crelens.libs.cli.CommandResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A simulated catalogue through every executable, each reading what those before it wrote. */
class AllToolsTest {
  @TempDir static Path folder;

  /** The results as a run publishes them. */
  private static Path results;

  private static final Set<String> ran = new TreeSet<>();
  private static final List<Call> calls = new ArrayList<>();

  @BeforeAll
  static void runAll() throws IOException {
    results = folder.resolve("results");
    for (String part : List.of("intermediate", "model"))
      Files.createDirectories(results.resolve(part));
    Path regions = folder.resolve("regions.bed.gz");
    Path peaks = folder.resolve("peaks.bed.gz");
    Path truth = folder.resolve("truth.tsv.gz");
    run("simulate", "--cell-line", "demo", "--regions-count", 300, "--length", 800)
        .with("--datasets", 4, "--trs", 4, "--seed", 7, "--output-regions", regions)
        .with("--output-peaks", peaks, "--output-truth", truth)
        .done();
    run("split-peaks", "--peaks", peaks, "--output", folder.resolve("split")).done();
    Path tensor = results.resolve("intermediate/demo.tensor.bed.gz");
    Path sizes = results.resolve("intermediate/demo.tensor.tsv");
    run("tensorize", "--regions", regions, "--cell-line", "demo", "--window", 800)
        .with("--peaks", folder.resolve("split/demo.peaks.bed.gz"))
        .with("--output", tensor, "--output-summary", sizes)
        .done();
    run("resources", "--summary", sizes, "--filters", 4, "--deep-dim", 8, "--batch-size", 8)
        .with("--cpus", 2, "--output", folder.resolve("resources.tsv"))
        .done();
    Path crumbed = folder.resolve("crumbed.tensor.bed.gz");
    run("crumb", "--input", tensor, "--output", crumbed).done();
    Path model = results.resolve("model/demo.model.zip");
    run("train", "--tensor", crumbed, "--filters", 4, "--deep-dim", 8, "--batch-size", 8)
        .with("--batches-per-epoch", 4, "--epochs", 2, "--seed", 7)
        .with("--output", model, "--loss", results.resolve("model/loss.tsv"))
        .done();
    Path windows = folder.resolve("window.scores.tsv.gz");
    run("score", "--tensor", tensor, "--model", model, "--output", windows).done();
    Path raw = results.resolve("intermediate/demo.raw.bed.gz");
    run("merge-windows", "--scores", windows, "--output", raw).done();
    Path finals = results.resolve("demo.final.bed.gz");
    Path scores = results.resolve("demo.scores.tsv.gz");
    Path perRegion = results.resolve("regions.tsv.gz");
    Path factors = results.resolve("normalization_factors.tsv");
    run("normalize", "--raw", raw, "--tensor", tensor, "--model", model, "--regions", regions)
        .with("--sample-windows", 40, "--seed", 7, "--output-factors", factors)
        .with("--output-corr-group", results.resolve("intermediate/demo.corr-group.bed.gz"))
        .with("--output-final", finals, "--output-scores", scores)
        .with("--output-regions", perRegion)
        .with("--output-stats-tr", results.resolve("stats_tr.tsv"))
        .with("--output-stats-dataset", results.resolve("stats_dataset.tsv"))
        .done();
    run("qscore", "--tensor", tensor, "--model", model, "--windows", 40, "--seed", 7)
        .with("--output", results.resolve("q_score"))
        .done();
    run("interpret", "--tensor", tensor, "--model", model, "--factors", factors)
        .with("--output", results.resolve("interpretation"))
        .done();
    run("tracks", "--final-bed", finals, "--scores", scores, "--regions", perRegion)
        .with("--output-bigbed", results.resolve("demo.final.bb"))
        .with("--output-bigwig", results.resolve("demo.mean_score.bw"))
        .done();
    Path judged = folder.resolve("2a.document.json");
    run("judge", "--experiment", "2a", "--tensor", tensor, "--truth", truth, "--model", model)
        .with("--label", "8x8", "--output-measures", folder.resolve("2a.tsv"))
        .with("--output-document", judged)
        .done();
    summarize(results, folder.resolve("demo.document.json"));
    report(folder.resolve("report.html"), folder.resolve("demo.document.json"), judged);
  }

  private static void summarize(Path of, Path document) {
    run("summarize", "--results", of, "--cell-line", "demo", "--output", document).done();
  }

  private static void report(Path page, Path... documents) {
    run("report", "--output", page).with("--document").with((Object[]) documents).done();
  }

  private static Call run(String tool, Object... args) {
    ran.add(tool);
    return new Call(tool, List.of(args));
  }

  private record Call(String tool, List<Object> args) {
    Call with(Object... more) {
      return new Call(tool, Stream.concat(args.stream(), Stream.of(more)).toList());
    }

    void done() {
      Tools.run(tool, args.toArray()).done();
      calls.add(this);
    }

    /** Places of values in the arguments that are paths, of outputs or of inputs. */
    List<Integer> paths(boolean outputs) {
      List<Integer> places = new ArrayList<>();
      String option = "";
      for (int i = 0; i < args.size(); i++) {
        if (args.get(i) instanceof String text && text.startsWith("--")) option = text;
        boolean output = option.startsWith("--output") || option.equals("--loss");
        if (args.get(i) instanceof Path && output == outputs) places.add(i);
      }
      return places;
    }

    /** The same with another argument in this place. */
    Call replaced(int place, Path value) {
      List<Object> changed = new ArrayList<>(args);
      changed.set(place, value);
      return new Call(tool, changed);
    }
  }

  @Test
  void everyExecutableHasRun() throws IOException {
    Path bin = Path.of(System.getProperty("crelens.project"), "bin");
    try (Stream<Path> files = Files.list(bin)) {
      Set<String> executables =
          files
              .map(file -> file.getFileName().toString())
              // The script that starts Java, and the one that tells versions.
              .filter(name -> !name.equals("crelens-java") && !name.equals("tool-version"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(executables, ran);
    }
  }

  /** People copy examples from the help: the end of a line of 80 columns may break no command. */
  @Test
  void examplesOfHelpTextsCanBeCopied() {
    List<String> broken = new ArrayList<>();
    for (String tool : ran) {
      String help = Tools.run(tool, "--help").done().out();
      List<String> lines = help.substring(help.indexOf("Example:")).lines().skip(1).toList();
      assertTrue(lines.get(0).startsWith("  " + tool + " "), tool + " --help: " + lines.get(0));
      boolean goesOn = false;
      boolean own = false;
      for (String line : lines) {
        // What follows an empty line is prose.
        if (line.isBlank()) break;
        if (!(goesOn ? line.startsWith("      --") : line.matches("  [a-z-]+ --.*")))
          broken.add(tool + ": " + line);
        if (!goesOn) own = line.startsWith("  " + tool + " ");
        for (String word : line.trim().split(" "))
          if (own && word.startsWith("--") && help.indexOf(word) > help.indexOf("Example:"))
            broken.add(tool + ": " + word + " is no option");
        goesOn = line.endsWith("\\");
      }
    }
    assertEquals(List.of(), broken);
  }

  /** Every executable, whatever it reads and writes: an output must never cost an input. */
  @Test
  void noExecutableReplacesAnInput(@TempDir Path links) throws IOException {
    Set<String> refused = new TreeSet<>();
    for (Call call : calls) {
      List<Integer> outputs = call.paths(true);
      assertFalse(outputs.isEmpty(), call + " has no output that this test knows");
      for (int out : outputs)
        for (int in : call.paths(false)) {
          Path input = input((Path) call.args.get(in));
          Path link = links.resolve(refused.size() + "." + input.getFileName());
          // Named as it is, as a hard link, or as a symbolic one.
          if (out == outputs.get(0)) Files.createLink(link, input);
          else Files.createSymbolicLink(link, input);
          for (Path name : List.of(input, link)) {
            Path written = (Path) call.args.get(out);
            Call wrong =
                call.replaced(
                    out, Files.isDirectory(written) ? linked(written, links, name) : name);
            CommandResult result =
                CommandResult.failing(folder, Tools.command(call.tool), wrong.args.toArray());
            assertEquals(2, result.code(), wrong + ": " + result.err());
            assertTrue(result.err().contains("input"), wrong + ": " + result.err());
            assertFalse(result.err().contains("Exception"), wrong + ": " + result.err());
          }
          Files.delete(link);
          refused.add(call.tool);
        }
    }
    Set<String> withInputs = new TreeSet<>(ran);
    withInputs.remove("simulate");
    assertEquals(withInputs, refused);
  }

  @Test
  void noExecutableWritesTwoOutputsToOneFile() throws IOException {
    Set<String> refused = new TreeSet<>();
    for (Call call : calls) {
      List<Integer> files = new ArrayList<>();
      for (int out : call.paths(true))
        if (Files.isRegularFile((Path) call.args.get(out))) files.add(out);
      for (int i = 1; i < files.size(); i++) {
        Call wrong = call.replaced(files.get(i), (Path) call.args.get(files.get(0)));
        CommandResult result =
            CommandResult.failing(folder, Tools.command(call.tool), wrong.args.toArray());
        assertEquals(2, result.code(), wrong + ": " + result.err());
        assertTrue(result.err().contains("two"), wrong + ": " + result.err());
        refused.add(call.tool);
      }
    }
    assertTrue(
        refused.containsAll(List.of("simulate", "tensorize", "train", "normalize", "tracks")),
        refused.toString());
  }

  // A tool that reads a folder of results reads this of it.
  private static Path input(Path given) {
    return Files.isDirectory(given) ? given.resolve("demo.scores.tsv.gz") : given;
  }

  /** A folder like {@code written} in which each file is the input. */
  private static Path linked(Path written, Path links, Path input) throws IOException {
    Path folder = Files.createTempDirectory(links, "out");
    try (Stream<Path> files = Files.walk(written)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(written.relativize(file).toString());
        if (Files.isDirectory(file)) Files.createDirectories(copy);
        else Files.createLink(copy, input.toRealPath());
      }
    }
    return folder;
  }

  @Test
  void everySimulatedPeakInARegionGetsAScore() throws IOException {
    Set<String> simulated = places(folder.resolve("peaks.bed.gz"));
    assertTrue(simulated.size() > 1000, "only " + simulated.size() + " peaks");
    assertEquals(simulated, places(results.resolve("demo.final.bed.gz")));
    assertEquals(simulated.size(), Tools.rows(results.resolve("demo.scores.tsv.gz")).size());
  }

  private static Set<String> places(Path bed) throws IOException {
    return Tools.lines(bed).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> String.join(" ", List.of(line.split("\t")).subList(0, 4)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theNeedsOfTheLaterStepsAreKnownBeforeThem() throws IOException {
    Set<String> steps = new TreeSet<>();
    for (String[] row : Tools.rows(folder.resolve("resources.tsv"))) {
      steps.add(row[0]);
      for (int c = 1; c < 5; c++) assertTrue(Long.parseLong(row[c]) >= 1, String.join(" ", row));
    }
    assertTrue(
        steps.containsAll(
            List.of("train", "score", "merge-windows", "normalize", "qscore", "interpret")),
        steps.toString());
  }

  @Test
  void thePageShowsBothDocuments() throws IOException {
    String page = Files.readString(folder.resolve("report.html"));
    assertTrue(page.contains("demo"), "the cell line is not named");
    assertTrue(page.contains("2a"), "the experiment is not named");
    assertFalse(page.contains("is missing"), "a part is missing though every tool ran");
  }

  /** Whoever opens the page has to see what could not be shown, and why. */
  @ParameterizedTest
  @CsvSource({
    "demo.scores.tsv.gz, demo.scores.tsv.gz is missing",
    "regions.tsv.gz, regions.tsv.gz is missing",
    "normalization_factors.tsv, normalization_factors.tsv is missing",
    "stats_tr.tsv, stats_tr.tsv is missing",
    "stats_dataset.tsv, stats_dataset.tsv is missing",
    "intermediate/demo.tensor.bed.gz, intermediate/demo.tensor.bed.gz is missing",
    "q_score, q_score is missing",
    "q_score/total.txt, q_score/total.txt is missing",
    "model/demo.model.zip, model/demo.model.zip is missing",
    "interpretation, interpretation is missing",
    "interpretation/kernels.tsv.gz, interpretation/kernels.tsv.gz is missing",
    "interpretation/examples.tsv.gz, interpretation/examples.tsv.gz is missing",
    "interpretation/ur_examples.tsv.gz, interpretation/ur_examples.tsv.gz is missing",
    "interpretation/correlation_groups.tsv.gz, interpretation/correlation_groups.tsv.gz is missing",
    "interpretation/phantoms.bed.gz, interpretation/phantoms.bed.gz is missing"
  })
  void aRemovedPartIsNamedOnThePage(String part, String expected, @TempDir Path copy)
      throws IOException {
    Path of = copy.resolve("results");
    try (Stream<Path> files = Files.walk(results)) {
      for (Path file : files.toList()) {
        Path relative = results.relativize(file);
        if (!relative.startsWith(part)) Files.copy(file, of.resolve(relative.toString()));
      }
    }
    assertFalse(Files.exists(of.resolve(part)));
    Path document = copy.resolve("demo.document.json");
    Path page = copy.resolve("report.html");
    summarize(of, document);
    report(page, document);
    String text = Files.readString(page);
    assertTrue(text.contains(expected), "not on the page: " + expected);
  }
}
