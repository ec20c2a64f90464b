package org.crelens.build.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.model.GoldenWeights;
import org.crelens.atypeak.model.ModelFiles;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.genome.Regions;
import org.crelens.libs.genome.Windows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seven regions full of edge cases, as another hand tensorized, crumbed, rebuilt and scored them.
 */
class SyntheticGoldenTest {
  private static final List<Integer> WINDOWS = IntStream.range(0, 10).boxed().toList();
  private static final String IDS = "0,1,2,3,4,5,6,7,8,9";

  @TempDir static Path folder;
  private static Path golden;
  private static Path file;
  private static Path model;
  private static Tensor tensor;

  @BeforeAll
  static void tensorize() throws IOException {
    golden = CommandResult.shared("golden/synthetic");
    file = folder.resolve("syn.tensor.bed.gz");
    Tools.run(
            "tensorize",
            "--regions",
            golden.resolve("crms.bed"),
            "--peaks",
            golden.resolve("peaks.bed"),
            "--cell-line",
            "syn",
            "--output",
            file)
        .done();
    tensor = Tensor.read(file);
    model =
        ModelFiles.reference(
            folder.resolve("syn.model.zip"),
            tensor.header(),
            ModelFiles.options(4, 8, 1),
            golden.resolve("weights"));
  }

  @Test
  void windowsAreThoseOfTheReference() throws IOException {
    Windows windows = Regions.read(golden.resolve("crms.bed")).windows(3200);
    List<String> ours = new ArrayList<>();
    for (int c = 0; c < windows.contigs().size(); c++)
      for (int w = windows.firstOf(c); w < windows.endOf(c); w++)
        ours.add(
            w
                + ("\t" + windows.contigs().get(c))
                + ("\t" + windows.start(w) + "\t" + windows.end(w) + "\t" + windows.region(w)));
    List<String> lines = Files.readAllLines(golden.resolve("windows.tsv"));
    assertEquals(lines.subList(1, lines.size()), ours);
    assertEquals(10, tensor.header().windows());
  }

  @Test
  void binaryWindowsAreThoseOfTheReference() throws IOException {
    check("binary.tsv", Crumb.NONE, "--crumb", "0");
  }

  @Test
  void crumbedWindowsAreThoseOfTheReference() throws IOException {
    check("crumbed.tsv", new Crumb(0.1, Crumb.Order.CRUMB_FIRST));
  }

  @Test
  void windowsCrumbedAfterSquishingAreThoseOfTheReference() throws IOException {
    check("crumbed_after_squish.tsv", new Crumb(0.1, Crumb.Order.SQUISH_FIRST), "--squish-first");
  }

  private static void check(String table, Crumb crumb, Object... options) throws IOException {
    Dense expected = Dense.table(golden.resolve(table), tensor, WINDOWS, 5);
    expected.assertSame("filled, " + table, Dense.filled(tensor, crumb, WINDOWS));
    Path dense = folder.resolve("dense." + table + ".gz");
    List<Object> args = new ArrayList<>(List.of(options));
    args.addAll(List.of("--input", file, "--dense-windows", IDS, "--dense-output", dense));
    Tools.run("crumb", args.toArray()).done();
    expected.assertSame("crumb, " + table, Dense.table(dense, tensor, WINDOWS, 5));
  }

  @Test
  void rebuiltWindowsAreThoseOfTheReference() throws IOException {
    Path table = folder.resolve("rebuilt.tsv");
    Tools.run(
            "score",
            "--tensor",
            file,
            "--model",
            model,
            "--dense-windows",
            IDS,
            "--dense-output",
            table)
        .done();
    Dense.table(golden.resolve("binary.tsv"), tensor, WINDOWS, 5)
        .assertSame("value", Dense.table(table, tensor, WINDOWS, 5));
    Dense rebuilt = Dense.table(table, tensor, WINDOWS, 6);
    float[] expected = GoldenWeights.readNpy(golden.resolve("net_out.npy"));
    int cells = expected.length / WINDOWS.size();
    double largest = 0;
    for (float v : expected) largest = Math.max(largest, Math.abs(v));
    for (int i = 0; i < expected.length; i++) {
      float ours = rebuilt.window(i / cells)[i % cells];
      assertEquals(
          expected[i], ours, 1e-4 * largest, "window " + i / cells + ", cell " + i % cells);
    }
  }

  @Test
  void scoresAndTheirMergeAreThoseOfTheReference() throws IOException {
    Path scores = folder.resolve("syn.scores.tsv.gz");
    Tools.run("score", "--tensor", file, "--model", model, "--output", scores).done();
    List<String> expected = keyed(Tools.rows(golden.resolve("raw_scores.tsv")), 5);
    List<String> ours = keyed(Tools.rows(scores), 6);
    assertScores(expected, ours);
    Path raw = folder.resolve("syn.raw.bed.gz");
    Tools.run("merge-windows", "--scores", scores, "--output", raw).done();
    assertScores(bed(golden.resolve("merged_scores.bed")), bed(raw));
  }

  /** Window, place and name of each row, then its score; in an order of their own. */
  private static List<String> keyed(List<String[]> rows, int score) {
    return rows.stream()
        .map(f -> String.join("\t", f[0], f[1], f[2], f[3], f[4], f[score]))
        .sorted()
        .toList();
  }

  private static List<String> bed(Path file) throws IOException {
    return Tools.lines(file).stream()
        .map(line -> line.split("\t"))
        .map(f -> String.join("\t", f[0], f[1], f[2], f[3], f[4]))
        .sorted()
        .toList();
  }

  /** The same peaks, scores within 1 of each other, and 999 of 1000 equal. */
  private static void assertScores(List<String> expected, List<String> ours) {
    assertEquals(expected.size(), ours.size());
    int equal = 0;
    for (int i = 0; i < ours.size(); i++) {
      int mine = ours.get(i).lastIndexOf('\t');
      int theirs = expected.get(i).lastIndexOf('\t');
      assertEquals(expected.get(i).substring(0, theirs), ours.get(i).substring(0, mine));
      long score = Long.parseLong(ours.get(i).substring(mine + 1));
      long reference = Long.parseLong(expected.get(i).substring(theirs + 1));
      assertEquals(reference, score, 1, ours.get(i));
      if (reference == score) equal++;
    }
    assertTrue(equal >= 0.999 * ours.size(), equal + " of " + ours.size() + " scores are equal");
  }
}
