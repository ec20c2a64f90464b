package org.crelens.atypeak.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorWriter;
import org.crelens.atypeak.model.GoldenScoring;
import org.crelens.atypeak.model.GoldenWeights;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.genome.Regions;
import org.crelens.libs.genome.Windows;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores of chromosome 22 by a network of hela's size, computed by another hand. */
class ScoreGoldenTest {
  @TempDir static Path folder;
  private static Path golden;
  private static List<String[]> reference;
  private static Path file;
  private static Path model;

  @BeforeAll
  static void files() throws IOException {
    golden = CommandResult.shared("golden/scoring");
    Windows windows =
        Regions.read(CommandResult.shared("data/remap2018/crm.hg38.bed.gz")).windows(3200);
    GoldenScoring scoring = new GoldenScoring(golden);
    model = scoring.model(folder, 1);
    file = folder.resolve("chr22.tensor.bed.gz");
    List<String> lines = Files.readAllLines(golden.resolve("raw_scores_chr22.tsv"));
    reference = lines.subList(1, lines.size()).stream().map(line -> line.split("\t")).toList();
    Axes axes = scoring.axes();
    try (Outputs outputs = new Outputs()) {
      try (TensorWriter out = new TensorWriter(outputs, file, scoring.header())) {
        for (String[] f : reference) {
          int w = Integer.parseInt(f[0]);
          String[] name = f[4].split("\\.", 3);
          int cell = axes.cell(name[0], name[1]);
          int start = Integer.parseInt(f[2]);
          int end = Integer.parseInt(f[3]);
          out.row(f[1], w, windows.start(w), windows.end(w), cell, start, end);
        }
      }
      outputs.commit();
    }
  }

  @Test
  void binsAreThoseOfTheReference() throws IOException {
    Tensor tensor = Tensor.read(file);
    int k = 0;
    for (int i = 0; i < tensor.size(); i++) {
      for (int r = tensor.rowFrom(i); r < tensor.rowFrom(i + 1); r++, k++) {
        String row = String.join(" ", reference.get(k));
        assertEquals(Integer.parseInt(reference.get(k)[5]), tensor.binFrom(i, r), row);
        assertEquals(Integer.parseInt(reference.get(k)[6]), tensor.binTo(i, r), row);
      }
    }
    assertEquals(reference.size(), k);
  }

  @Test
  void scoresAreThoseOfTheReference() throws IOException {
    Path scores = folder.resolve("chr22.scores.tsv.gz");
    CommandResult.of(new ScoreCommand(), "--tensor", file, "--model", model, "--output", scores)
        .done();
    List<String[]> ours = rows(scores);
    assertEquals(reference.size(), ours.size());
    int equal = 0;
    for (int k = 0; k < ours.size(); k++) {
      String[] mine = ours.get(k);
      String[] theirs = reference.get(k);
      for (int c = 0; c < 5; c++) assertEquals(theirs[c], mine[c]);
      double raw = Double.parseDouble(theirs[7]);
      assertEquals(raw, Double.parseDouble(mine[5]), 0.1, String.join(" ", mine));
      long score = Long.parseLong(theirs[8]);
      assertEquals(score, Long.parseLong(mine[6]), 1, String.join(" ", mine));
      if (Long.parseLong(mine[6]) == score) equal++;
    }
    assertTrue(equal >= 0.999 * ours.size(), equal + " of " + ours.size() + " scores are equal");
  }

  @Test
  void rebuiltWindowsAreThoseOfTheReference() throws IOException {
    float[] expected = GoldenWeights.readNpy(golden.resolve("net_out_first3_chr22.npy"));
    Tensor tensor = Tensor.read(file);
    Axes axes = tensor.header().axes();
    List<Integer> numbers = List.of(tensor.number(0), tensor.number(1), tensor.number(2));
    String ids = numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    Path dense = folder.resolve("dense.tsv");
    CommandResult.of(
            new ScoreCommand(),
            "--tensor",
            file,
            "--model",
            model,
            "--dense-windows",
            ids,
            "--dense-output",
            dense)
        .done();
    int cells = expected.length / 3;
    boolean[] seen = new boolean[expected.length];
    double largest = 0;
    for (float v : expected) largest = Math.max(largest, Math.abs(v));
    for (String[] f : rows(dense)) {
      int window = numbers.indexOf(Integer.valueOf(f[0]));
      for (int b = Integer.parseInt(f[1]); b < Integer.parseInt(f[2]); b++) {
        int at = window * cells + b * axes.cells() + axes.cell(f[3], f[4]);
        seen[at] = true;
        assertEquals(expected[at], Float.parseFloat(f[6]), 1e-4 * largest, String.join(" ", f));
      }
    }
    for (int at = 0; at < seen.length; at++) assertTrue(seen[at], "no row for cell " + at);
  }

  private static List<String[]> rows(Path table) throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (LineSource lines = new LineSource(table)) {
      while (lines.nextRecord()) rows.add(lines.text().split("\t"));
    }
    return rows.subList(1, rows.size());
  }
}
