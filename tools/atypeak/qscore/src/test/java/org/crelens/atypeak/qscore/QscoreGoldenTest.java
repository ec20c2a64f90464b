package org.crelens.atypeak.qscore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.crelens.atypeak.model.GoldenScoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Q-score of the reference network on its 500 windows. */
class QscoreGoldenTest {
  // The reference was computed in double precision on float32 weights: rebuilt values agree to some
  // 1e-7, and a p-value of 1e-100 multiplies that by the square of its t.
  private static final double OF_INPUT = 1e-12;
  private static final double OF_REBUILT = 1e-6;
  private static final double OF_LOG_P = 1e-4;
  private static final double OF_SUMMARY = 1e-9;

  @TempDir Path folder;

  @Test
  void everyPartOfTheQScoreIsTheGoldenOne() throws IOException {
    Path golden = CommandResult.shared("golden/qscore");
    Path out = run(1, "--windows", "all", "--threads", 2);
    for (String part : List.of("C", "P", "R"))
      assertMatrix(golden.resolve(part + ".tsv"), out.resolve(part + ".tsv"), 0);
    assertMatrix(golden.resolve("corr.tsv"), out.resolve("correlation.tsv"), OF_INPUT);
    assertMatrix(golden.resolve("Q.tsv"), out.resolve("q_score.tsv"), OF_INPUT);
    assertWeights(golden.resolve("w.tsv"), out.resolve("abundance.tsv"));
    assertPairs(golden.resolve("pairs.tsv"), out.resolve("pairs.tsv"));
    assertPMatrix(golden.resolve("p_alone_both.tsv"), out.resolve("pairs.tsv"), 10);
    assertPMatrix(golden.resolve("p_phantom_none.tsv"), out.resolve("pairs.tsv"), 11);
    assertSummary(Files.readString(golden.resolve("summary.json")), out);
  }

  @Test
  void threadsChangeNoByte() throws IOException {
    TreeMap<String, String> one = contents(run(1, "--sample-batches", 30, "--threads", 1));
    assertEquals(one, contents(run(1, "--sample-batches", 30, "--threads", 3)));
  }

  @Test
  void severalModelsGetAFolderEachAndTheMeanOnTop() throws IOException {
    GoldenScoring reference = new GoldenScoring(CommandResult.shared("golden/scoring"));
    Path tensor = reference.tensor(folder);
    Path out = folder.resolve("both");
    CommandResult ran =
        CommandResult.with(
            "--tensor",
            tensor,
            "--model",
            reference.model(folder, 7),
            "--model",
            reference.model(folder, 8),
            "--windows",
            100,
            "--output",
            out);
    assertEquals(0, ran.code(), ran.err());
    List<String> total = Files.readAllLines(out.resolve("total.txt"));
    assertEquals("seed\ttotal_q\twindows", total.get(0));
    String q = total.get(1).split("\t")[1];
    assertEquals(
        List.of("7\t" + q + "\t100", "8\t" + q + "\t100", "mean\t" + q + "\t100"),
        total.subList(1, 4));
    String mean = Files.readString(out.resolve("q_score.tsv"));
    assertEquals(mean, Files.readString(out.resolve("seed-7/q_score.tsv")));
    assertEquals(
        contents(out.resolve("seed-7")).keySet(), contents(out.resolve("seed-8")).keySet());
  }

  private Path run(long seed, Object... options) throws IOException {
    GoldenScoring reference = new GoldenScoring(CommandResult.shared("golden/scoring"));
    Path out = Files.createTempDirectory(folder, "q").resolve("q_score");
    Object[] files = {
      "--tensor",
      reference.tensor(folder),
      "--model",
      reference.model(folder, seed),
      "--output",
      out
    };
    CommandResult ran =
        CommandResult.with(Stream.concat(Stream.of(files), Stream.of(options)).toArray());
    assertEquals(0, ran.code(), ran.err());
    return out;
  }

  private static TreeMap<String, String> contents(Path folder) throws IOException {
    TreeMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList())
        contents.put(file.getFileName().toString(), Files.readString(file));
    }
    return contents;
  }

  private static void assertMatrix(Path golden, Path ours, double tolerance) throws IOException {
    List<String[]> expected = CommandResult.rows(golden);
    List<String[]> rows = CommandResult.rows(ours);
    assertEquals(expected.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(expected.get(i)[0], rows.get(i)[0]);
      for (int j = 1; j < expected.get(i).length; j++)
        assertEquals(
            Double.parseDouble(expected.get(i)[j]),
            Double.parseDouble(rows.get(i)[j]),
            tolerance,
            ours.getFileName() + " " + rows.get(i)[0] + " " + j);
    }
  }

  private static void assertWeights(Path golden, Path abundance) throws IOException {
    double[] a =
        CommandResult.rows(abundance).stream()
            .mapToDouble(row -> Double.parseDouble(row[2]))
            .toArray();
    List<String[]> expected = CommandResult.rows(golden);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        double w = Double.parseDouble(expected.get(i)[j + 1]);
        if (w != 0) assertEquals(w, Math.sqrt(a[i] * a[j]), OF_INPUT);
      }
    }
  }

  private static void assertPairs(Path golden, Path ours) throws IOException {
    List<String[]> expected = CommandResult.rows(golden);
    List<String[]> rows = CommandResult.rows(ours);
    assertEquals(expected.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String[] gold = expected.get(i);
      String[] row = rows.get(i);
      for (int c = 0; c < 6; c++) assertEquals(gold[c], row[c]);
      String what = gold[0] + " " + gold[1];
      for (int c = 6; c < 10; c++) assertEquals(number(gold[c]), number(row[c]), OF_REBUILT, what);
      for (int c = 10; c < 12; c++)
        assertEquals(Math.log(number(gold[c])), Math.log(number(row[c])), OF_LOG_P, what);
    }
  }

  /** A p-value of each pair, at its row A and column B; whatever is no pair has none. */
  private static void assertPMatrix(Path golden, Path pairs, int column) throws IOException {
    Map<String, String> p = new HashMap<>();
    for (String[] row : CommandResult.rows(pairs)) p.put(row[0] + " " + row[1], row[column]);
    String[] names = Files.readAllLines(golden).get(0).split("\t", -1);
    List<String[]> rows = CommandResult.rows(golden);
    assertEquals(names.length - 1, rows.size());
    for (String[] row : rows) {
      assertEquals(names.length, row.length);
      for (int j = 1; j < row.length; j++) {
        String what = golden.getFileName() + " " + row[0] + " " + names[j];
        String ours = p.remove(row[0] + " " + names[j]);
        double log = ours == null ? Double.NaN : Math.log(number(ours));
        assertEquals(Math.log(number(row[j])), log, OF_LOG_P, what);
      }
    }
    assertTrue(p.isEmpty(), () -> "not in the golden matrix: " + p.keySet());
  }

  private static void assertSummary(String summary, Path out) throws IOException {
    List<String> total = Files.readAllLines(out.resolve("total.txt"));
    assertEquals(2, total.size());
    String[] row = total.get(1).split("\t");
    assertRelative(value(summary, "total_Q"), Double.parseDouble(row[1]));
    assertEquals(value(summary, "windows"), Integer.parseInt(row[2]));
    List<String[]> correlation = CommandResult.rows(out.resolve("correlation.tsv"));
    double mean =
        correlation.stream()
            .flatMap(cells -> Stream.of(cells).skip(1))
            .mapToDouble(QscoreGoldenTest::number)
            .filter(cell -> !Double.isNaN(cell))
            .average()
            .orElseThrow();
    assertRelative(value(summary, "mean_corr"), mean);
    assertRelative(value(summary, "p_threshold"), QScore.threshold(correlation.size()));
  }

  private static void assertRelative(double expected, double ours) {
    assertEquals(expected, ours, OF_SUMMARY * Math.abs(expected));
  }

  private static double value(String json, String key) {
    Matcher found = Pattern.compile("\"" + key + "\": *([^,\\s}]+)").matcher(json);
    assertTrue(found.find(), key);
    return Double.parseDouble(found.group(1));
  }

  private static double number(String text) {
    return text.isEmpty() || text.equals("nan") ? Double.NaN : Double.parseDouble(text);
  }
}
