package org.crelens.build.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.model.GoldenWeights;
import org.crelens.atypeak.model.ModelFiles;
import org.crelens.libs.genome.Regions;
import org.crelens.libs.genome.Windows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A simulated catalogue through the tools, each step compared with {@code tests/golden/values}:
 * what {@code tests/golden/reference.py} computed without any of our code. The data are part of the
 * repository, so that this runs in every clone.
 */
class SimulatedGoldenTest {
  private static final int WINDOW = 800;

  @TempDir static Path folder;
  private static Path golden;
  private static Path file;
  private static Path model;
  private static Tensor tensor;
  private static List<Integer> windows;

  @BeforeAll
  static void tensorize() throws IOException {
    golden = Path.of(System.getProperty("crelens.project"), "tests", "golden", "values");
    file = folder.resolve("sim.tensor.bed.gz");
    Path split = folder.resolve("split");
    Path peaks = golden.resolve("peaks.bed");
    Tools.run("split-peaks", "--peaks", peaks, "--cell-line", "sim", "--output", split).done();
    Tools.run(
            "tensorize",
            "--regions",
            golden.resolve("regions.bed"),
            "--peaks",
            split.resolve("sim.peaks.bed.gz"),
            "--cell-line",
            "sim",
            "--window",
            WINDOW,
            "--output",
            file)
        .done();
    tensor = Tensor.read(file);
    windows = IntStream.range(0, tensor.header().windows()).boxed().toList();
    model =
        ModelFiles.reference(
            folder.resolve("sim.model.zip"),
            // The model was trained on crumbed windows; the tensor itself is not crumbed.
            tensor.header().withCrumb(new Crumb(0.1, Crumb.Order.CRUMB_FIRST)),
            ModelFiles.options(4, 6, 1),
            golden.resolve("weights"));
  }

  @Test
  void windowsAreCutAndNumberedAsInTheReference() throws IOException {
    Windows cut = Regions.read(golden.resolve("regions.bed")).windows(WINDOW);
    List<String> ours = new ArrayList<>();
    for (int c = 0; c < cut.contigs().size(); c++)
      for (int w = cut.firstOf(c); w < cut.endOf(c); w++)
        ours.add(
            w
                + ("\t" + cut.contigs().get(c) + "\t" + cut.start(w) + "\t" + cut.end(w))
                + ("\t" + cut.region(w)));
    List<String> lines = Files.readAllLines(golden.resolve("windows.tsv"));
    assertEquals(lines.subList(1, lines.size()), ours);
    assertEquals(ours.size(), tensor.header().windows());
  }

  @Test
  void binaryWindowsAreThoseOfTheReference() throws IOException {
    checkTensor("binary.tsv", Crumb.NONE, "--crumb", "0");
  }

  @Test
  void crumbedWindowsAreThoseOfTheReference() throws IOException {
    checkTensor("crumbed.tsv", new Crumb(0.1, Crumb.Order.CRUMB_FIRST));
  }

  @Test
  void windowsCrumbedAfterSquishingAreThoseOfTheReference() throws IOException {
    Crumb crumb = new Crumb(0.1, Crumb.Order.SQUISH_FIRST);
    checkTensor("crumbed_after_squish.tsv", crumb, "--squish-first");
  }

  private static void checkTensor(String table, Crumb crumb, Object... options) throws IOException {
    Dense expected = Dense.table(golden.resolve(table), tensor, windows, 5);
    expected.assertSame("filled, " + table, Dense.filled(tensor, crumb, windows));
    Path dense = folder.resolve("dense." + table);
    List<Object> args = new ArrayList<>(List.of(options));
    args.addAll(List.of("--input", file, "--dense-windows", ids(), "--dense-output", dense));
    Tools.run("crumb", args.toArray()).done();
    expected.assertSame("crumb, " + table, Dense.table(dense, tensor, windows, 5));
  }

  private static String ids() {
    return windows.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  @Test
  void rebuiltWindowsAreThoseOfTheReference() throws IOException {
    Path table = folder.resolve("rebuilt.tsv");
    score("--dense-windows", ids(), "--dense-output", table);
    Dense rebuilt = Dense.table(table, tensor, windows, 6);
    float[] expected = GoldenWeights.readNpy(golden.resolve("rebuilt.npy"));
    int cells = expected.length / windows.size();
    for (int window : windows) {
      // Nothing is rebuilt of a window without peaks: there is nothing to score.
      if (tensor.indexOf(window) < 0) continue;
      for (int i = 0; i < cells; i++)
        assertEquals(
            expected[window * cells + i],
            rebuilt.window(window)[i],
            1e-5,
            "window " + window + ", cell " + i);
    }
  }

  private static void score(Object... options) {
    List<Object> args = new ArrayList<>(List.of("--tensor", file, "--model", model));
    args.addAll(List.of(options));
    Tools.run("score", args.toArray()).done();
  }

  @Test
  void scoresOfWindowsAndPeaksAreThoseOfTheReference() throws IOException {
    Path scores = folder.resolve("window.scores.tsv.gz");
    score("--output", scores);
    Map<String, String[]> ours = byKey(Tools.rows(scores), 5);
    Map<String, String[]> expected = byKey(Tools.rows(golden.resolve("window_scores.tsv")), 5);
    assertEquals(expected.keySet(), ours.keySet());
    expected.forEach(
        (key, row) -> {
          assertEquals(number(row[5]), number(ours.get(key)[5]), 0.01, key);
          assertEquals(number(row[6]), number(ours.get(key)[6]), 1, key);
        });
    Path raw = folder.resolve("sim.raw.bed.gz");
    Tools.run("merge-windows", "--scores", scores, "--output", raw).done();
    checkBed(raw, 4);
    checkNormalisation(raw);
  }

  /** Factors, scores of the two steps of the normalisation: from raw scores to final ones. */
  private static void checkNormalisation(Path raw) throws IOException {
    Path factors = folder.resolve("factors.tsv");
    Path grouped = folder.resolve("sim.corr-group.bed.gz");
    Path finals = folder.resolve("sim.final.bed.gz");
    Tools.run(
            "normalize",
            "--raw",
            raw,
            "--tensor",
            file,
            "--model",
            model,
            "--sample-windows",
            "all",
            "--output-factors",
            factors,
            "--output-corr-group",
            grouped,
            "--output-final",
            finals)
        .done();
    List<String[]> expected = Tools.rows(golden.resolve("factors.tsv"));
    List<String[]> ours = Tools.rows(factors);
    assertEquals(expected.size(), ours.size());
    for (int i = 0; i < expected.size(); i++) {
      String[] row = expected.get(i);
      String source = row[0] + "." + row[1];
      assertEquals(source, ours.get(i)[0] + "." + ours.get(i)[1]);
      for (int c = 2; c < 6; c++)
        assertEquals(
            number(row[c]), number(ours.get(i)[c]), 1e-4 * Math.abs(number(row[c])), source);
      assertEquals(row[6], ours.get(i)[6], source);
    }
    checkBed(grouped, 5);
    checkBed(finals, 6);
  }

  /** Compares column 5 of a BED with a column of scores.tsv: within 1, and 99 of 100 equal. */
  private static void checkBed(Path bed, int column) throws IOException {
    Map<String, String[]> expected =
        byKey(Tools.rows(golden.resolve("scores.tsv")), 4, row -> row[column]);
    List<String[]> rows = Tools.lines(bed).stream().map(line -> line.split("\t")).toList();
    Map<String, String[]> ours = byKey(rows, 4, row -> row[4]);
    assertEquals(expected.keySet(), ours.keySet());
    int equal = 0;
    for (Map.Entry<String, String[]> e : expected.entrySet()) {
      double theirs = number(e.getValue()[0]);
      double mine = number(ours.get(e.getKey())[0]);
      assertEquals(theirs, mine, 1, bed.getFileName() + ": " + e.getKey());
      if (theirs == mine) equal++;
    }
    assertTrue(equal >= 0.99 * ours.size(), equal + " of " + ours.size() + " scores are equal");
  }

  @Test
  void qScoreIsThatOfTheReference() throws IOException {
    Path out = folder.resolve("q_score");
    Tools.run("qscore", "--tensor", file, "--model", model, "--windows", "all", "--output", out)
        .done();
    Path reference = golden.resolve("q_score");
    for (String matrix : List.of("C", "P", "R")) checkTable(reference, out, matrix, 1, 0);
    for (String matrix : List.of("correlation", "q_score"))
      checkTable(reference, out, matrix, 1, 1e-9);
    checkTable(reference, out, "abundance", 2, 1e-9);
    // n of each group exactly, means as near as float32 comes, p-values by their size.
    List<String[]> pairs = Tools.rows(reference.resolve("pairs.tsv"));
    List<String[]> ours = Tools.rows(out.resolve("pairs.tsv"));
    assertEquals(pairs.size(), ours.size());
    for (int i = 0; i < pairs.size(); i++) {
      String pair = String.join(" ", pairs.get(i));
      for (int c = 0; c < 6; c++) assertEquals(pairs.get(i)[c], ours.get(i)[c], pair);
      for (int c = 6; c < 10; c++)
        assertEquals(number(pairs.get(i)[c]), number(ours.get(i)[c]), 1e-6, pair);
      for (int c = 10; c < 12; c++)
        assertEquals(
            Math.log(number(pairs.get(i)[c])), Math.log(number(ours.get(i)[c])), 1e-3, pair);
    }
    String[] total = Tools.rows(reference.resolve("total.tsv")).get(0);
    String[] own = Tools.rows(out.resolve("total.txt")).get(0);
    assertEquals(number(total[0]), number(own[1]), 1e-9);
    assertEquals(total[1], own[2]);
  }

  private static void checkTable(Path reference, Path out, String name, int from, double tolerance)
      throws IOException {
    List<String[]> expected = Tools.rows(reference.resolve(name + ".tsv"));
    List<String[]> ours = Tools.rows(out.resolve(name + ".tsv"));
    assertEquals(expected.size(), ours.size(), name);
    for (int i = 0; i < expected.size(); i++) {
      String[] row = expected.get(i);
      assertEquals(row.length, ours.get(i).length, name);
      for (int c = 0; c < row.length; c++) {
        String cell = name + " " + row[0] + " " + c;
        if (c < from) assertEquals(row[c], ours.get(i)[c], cell);
        else assertEquals(number(row[c]), number(ours.get(i)[c]), tolerance, cell);
      }
    }
  }

  @Test
  void correlationGroupsAreThoseOfTheReference() throws IOException {
    Path out = folder.resolve("interpretation");
    Tools.run("interpret", "--tensor", file, "--model", model, "--output", out).done();
    Map<String, String[]> expected = byKey(Tools.rows(golden.resolve("correlation_groups.tsv")), 2);
    Map<String, String[]> ours = byKey(Tools.rows(out.resolve("correlation_groups.tsv.gz")), 2);
    assertEquals(expected.keySet(), ours.keySet());
    expected.forEach(
        (key, row) -> assertEquals(number(row[2]), number(ours.get(key)[2]), 1e-5, key));
  }

  private static Map<String, String[]> byKey(List<String[]> rows, int columns) {
    return rows.stream()
        .collect(
            Collectors.toMap(row -> key(row, columns), Function.identity(), (a, b) -> same(a, b)));
  }

  private static Map<String, String[]> byKey(
      List<String[]> rows, int columns, Function<String[], String> value) {
    return rows.stream()
        .collect(
            Collectors.toMap(row -> key(row, columns), row -> new String[] {value.apply(row)}));
  }

  private static String key(String[] row, int columns) {
    return String.join(" ", List.of(row).subList(0, columns));
  }

  /** The same peak twice in one window has the same score. */
  private static String[] same(String[] a, String[] b) {
    assertEquals(List.of(a), List.of(b));
    return a;
  }

  private static double number(String text) {
    return text.isEmpty() || text.equals("nan") ? Double.NaN : Double.parseDouble(text);
  }
}
