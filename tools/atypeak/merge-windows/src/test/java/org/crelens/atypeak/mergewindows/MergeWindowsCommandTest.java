package org.crelens.atypeak.mergewindows;

import static org.crelens.atypeak.mergewindows.ScoreFiles.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.crelens.libs.io.LineSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeWindowsCommandTest {
  @TempDir Path folder;
  Path out;

  @BeforeEach
  void output() {
    out = folder.resolve("raw.bed.gz");
  }

  @Test
  void aPeakOverTwoWindowsGetsTheMeanOfBoth() throws IOException {
    Path a =
        shard(
            "a",
            "1/1",
            row(0, 10, 400, "d.t.syn", 100.4, 100),
            row(1, 10, 400, "d.t.syn", 103, 103));
    assertEquals(0, CommandResult.with("--scores", a, "--output", out).code());
    assertEquals(List.of("chr1\t10\t400\td.t.syn\t102\t.\t101.7"), lines(out));
    assertTrue(Files.exists(folder.resolve("raw.bed.gz.tbi")));
  }

  @Test
  void aPeakBeyondTheReachOfTabixIsRefused() throws IOException {
    Path a = shard("a", "1/1", row(0, 10, 536_870_912, "d.t.syn", 100, 100));
    assertEquals(0, CommandResult.with("--scores", a, "--output", out).code());
    Files.delete(out);
    Path b = shard("a", "1/1", row(0, 10, 536_870_913, "d.t.syn", 100, 100));
    CommandResult result = CommandResult.with("--scores", b, "--output", out);
    assertEquals(3, result.code(), result.err());
    assertTrue(result.err().contains("end 536870913 lies beyond 536870912"), result.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void controlCharactersAndForeignNumbersAreRefused() throws IOException {
    for (String row :
        new String[] {
          "0\tchr1\t5\t9\td.t.syn\t0x1p3\t8",
          "0\tchr1\t5\t9\td.t.syn\t1\u00008\t8",
          "0\tchr1\t5\t9\td.t\r.syn\t8\t8",
          "0\tchr\u001b1\t5\t9\td.t.syn\t8\t8",
          "0\t\t5\t9\td.t.syn\t8\t8"
        }) {
      CommandResult result =
          CommandResult.with("--scores", shard("a", "1/1", row), "--output", out);
      assertEquals(3, result.code(), result.err());
      assertEquals(1, result.err().lines().count(), result.err());
      assertFalse(Files.exists(out));
    }
  }

  @Test
  void aHalfGoesToTheEvenNumber() throws IOException {
    Path a =
        shard(
            "a",
            "1/1",
            row(0, 10, 40, "d.t.syn", 100, 100),
            row(0, 10, 40, "d.t.syn", 101, 101),
            row(0, 20, 40, "d.t.syn", 101, 101),
            row(1, 20, 40, "d.t.syn", 102, 102));
    assertEquals(0, CommandResult.with("--scores", a, "--output", out).code());
    assertEquals("100", lines(out).get(0).split("\t")[4]);
    assertEquals("102", lines(out).get(1).split("\t")[4]);
  }

  @Test
  void scoresOfSeveralModelsAreAveragedUnroundedAndRoundedOnce() throws IOException {
    // Rounded first, 100 and 101 and 101 would give 101; unrounded they give 100.47.
    Path a = model("a", 1, "m1", "1/1", row(0, 10, 40, "d.t.syn", 100.40, 100));
    Path b = model("b", 2, "m2", "1/1", row(0, 10, 40, "d.t.syn", 100.50, 101));
    Path c = model("c", 3, "m3", "1/1", row(0, 10, 40, "d.t.syn", 100.51, 101));
    assertEquals(0, CommandResult.with("--scores", c, a, b, "--output", out).code());
    assertEquals(
        List.of("chr1\t10\t40\td.t.syn\t100\t.\t" + (100.40 + 100.50 + 100.51) / 3), lines(out));
  }

  @Test
  void contigsAndNamesAreOrderedByBytes() throws IOException {
    Path a =
        shard(
            "a",
            "1/1",
            "0\tchr2\t5\t9\td.t.syn\t1\t1",
            "1\tchr10\t5\t9\td.a.syn\t1\t1",
            "1\tchr10\t5\t9\td.B.syn\t1\t1",
            "1\tchr10\t5\t8\td.z.syn\t1\t1");
    assertEquals(0, CommandResult.with("--scores", a, "--output", out).code());
    assertEquals(
        List.of("chr10 5 8 d.z.syn", "chr10 5 9 d.B.syn", "chr10 5 9 d.a.syn", "chr2 5 9 d.t.syn"),
        lines(out).stream()
            .map(line -> String.join(" ", List.of(line.split("\t")).subList(0, 4)))
            .toList());
  }

  @Test
  void anyCutIntoShardsAndAnyOrderOfFilesGivesTheSameBytes() throws IOException {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      List<Path> whole = new ArrayList<>();
      List<Path> cut = new ArrayList<>();
      List<List<String>> models = randomModels(random);
      int shards = 1 + random.nextInt(5);
      for (int m = 0; m < models.size(); m++) {
        List<String> rows = models.get(m);
        whole.add(model("w" + m, m, "m" + m, "1/1", rows.toArray(String[]::new)));
        for (int s = 0; s < shards; s++) {
          List<String> slice =
              rows.subList(rows.size() * s / shards, rows.size() * (s + 1) / shards);
          String name = "c" + m + "." + s;
          String part = s + 1 + "/" + shards;
          cut.add(model(name, m, "m" + m, part, slice.toArray(String[]::new)));
        }
      }
      Path one = merged(whole, "one");
      Collections.shuffle(cut, random);
      Path many = merged(cut, "many");
      assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(many), "seed " + seed);
    }
  }

  @Test
  void everyPeakComesOnceWithAScoreBetweenItsWindows() throws IOException {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      List<String> rows = randomModels(random).get(0);
      Path merged = merged(List.of(shard("r", "1/1", rows.toArray(String[]::new))), "merged");
      long peaks = rows.stream().map(MergeWindowsCommandTest::peak).distinct().count();
      List<String> lines = lines(merged);
      assertEquals(peaks, lines.size(), "seed " + seed);
      for (String line : lines) {
        String[] f = line.split("\t");
        long[] scores =
            rows.stream()
                .filter(r -> peak(r).equals(f[1] + "-" + f[2] + f[3]))
                .mapToLong(r -> Long.parseLong(r.split("\t")[6]))
                .sorted()
                .toArray();
        long score = Long.parseLong(f[4]);
        assertTrue(
            score >= scores[0] && score <= scores[scores.length - 1], "seed " + seed + ": " + line);
      }
    }
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    Path a = shard("a", "1/3", row(0, 10, 40, "d.t.syn", 1, 1));
    Path c = shard("c", "3/3", row(2, 10, 40, "d.t.syn", 1, 1));
    refused(3, "shard 2/3 is missing", "--scores", a, c, "--output", out);
  }

  @Test
  void aShardMayNotComeTwice() throws IOException {
    Path a = shard("a", "1/1", row(0, 10, 40, "d.t.syn", 1, 1));
    Path b = shard("b", "1/1", row(0, 10, 40, "d.t.syn", 1, 1));
    refused(3, "holds the same shard 1/1 as", "--scores", a, b, "--output", out);
  }

  @Test
  void shardsOfOneModelMustBeCutAlike() throws IOException {
    Path a = shard("a", "1/2", row(0, 10, 40, "d.t.syn", 1, 1));
    Path b = shard("b", "2/3", row(0, 10, 40, "d.t.syn", 1, 1));
    refused(
        3, "is a shard of 3, but the same model has one of 2", "--scores", a, b, "--output", out);
  }

  @Test
  void cellLinesAreNotMixed() throws IOException {
    Path a = shard("a", "1/2", row(0, 10, 40, "d.t.syn", 1, 1));
    Path b = ScoreFiles.write(folder.resolve("b"), "hela", 1, "m", "2/2", List.of());
    refused(3, "merge one cell line at a time", "--scores", a, b, "--output", out);
  }

  @Test
  void modelsMustHaveScoredTheSamePeaks() throws IOException {
    Path a = model("a", 1, "m1", "1/1", row(0, 10, 40, "d.t.syn", 1, 1));
    Path b = model("b", 2, "m2", "1/1", row(0, 11, 40, "d.t.syn", 1, 1));
    refused(
        3, "all models must have scored the same tensor file", "--scores", a, b, "--output", out);
  }

  @Test
  void aMissingFileIsNamed() {
    refused(
        3, "nowhere.tsv: no such file", "--scores", folder.resolve("nowhere.tsv"), "--output", out);
  }

  @Test
  void anEmptyFileIsNamed() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.tsv"));
    refused(3, "empty.tsv: is empty", "--scores", empty, "--output", out);
  }

  @Test
  void aShardThatWasCutShortIsRefused() throws IOException {
    Path whole = folder.resolve("whole.tsv.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(whole))) {
      gzip.write(Files.readAllBytes(shard("a", "1/1", row(0, 10, 40, "d.t.syn", 1, 1))));
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.tsv.gz"), Arrays.copyOf(bytes, bytes.length - 9));
    refused(3, "compressed data end too early", "--scores", cut, "--output", out);
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    Path bed = Files.writeString(folder.resolve("x.bed"), "chr1\t1\t2\td.t.syn\n");
    refused(3, "x.bed:1: does not start with ##crelens-scores=1", "--scores", bed, "--output", out);
  }

  @Test
  void shardsWithoutAnyScoreAreRefused() throws IOException {
    refused(3, "no shard holds a score", "--scores", shard("a", "1/1"), "--output", out);
  }

  @Test
  void badRowsAreNamedByFileAndLine() throws IOException {
    badRow("0\tchr1\t40\t10\td.t.syn\t1\t1", "end 10 is not greater than start 40");
    badRow("0\tchr1\t-4\t10\td.t.syn\t1\t1", "start '-4' is not a whole number of 0 or more");
    badRow("0\tchr1\t4\t10\tdt\t1\t1", "name 'dt'");
    badRow("0\tchr1\t4\t10\td.t.hela\t1\t1", "name 'd.t.hela' (expected a peak of syn)");
    badRow("0\tchr1\t4\t10\td.t.syn\tx\t1", "raw 'x' is not a number");
    badRow("0\tchr1\t4\t10\td.t.syn\tNaN\t1", "raw 'NaN'");
    badRow("0\tchr1\t4\t10\td.t.syn\t1\t1.5", "score '1.5'");
    badRow("0\tchr1\t4\t10\td.t.syn\t1", "6 columns");
  }

  private void badRow(String row, String message) throws IOException {
    Path a = shard("bad", "1/1", row(0, 1, 2, "d.t.syn", 1, 1), row);
    refused(3, "bad:8: " + message, "--scores", a, "--output", out);
  }

  @Test
  void rowsMustComeByWindow() throws IOException {
    Path a = shard("a", "1/1", row(3, 1, 2, "d.t.syn", 1, 1), row(2, 1, 2, "d.t.syn", 1, 1));
    refused(3, "a:8: window 2 after 3", "--scores", a, "--output", out);
  }

  @Test
  void anOutputWithoutFolderIsRefusedBeforeAnyRowIsRead() throws IOException {
    Path a = shard("a", "1/1", "not a row");
    Path lost = folder.resolve("none/raw.bed.gz");
    refused(4, "its folder does not exist", "--scores", a, "--output", lost);
  }

  @Test
  void scoresMustBeGiven() {
    refused(2, "--scores", "--output", out);
  }

  private void refused(int code, String message, Object... args) {
    CommandResult ran = CommandResult.with(args);
    assertEquals(code, ran.code(), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
    if (code > 2) assertEquals(1, ran.err().lines().count(), ran.err());
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(f -> f.getFileName().toString().contains("raw.bed")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Two or three models' scores of the same random peaks, some of them twice or in two windows. */
  private static List<List<String>> randomModels(Random random) {
    List<List<String>> models = new ArrayList<>();
    int n = 2 + random.nextInt(2);
    for (int m = 0; m < n; m++) models.add(new ArrayList<>());
    for (int w = 0; w < 30; w++) {
      for (int p = random.nextInt(4); p > 0; p--) {
        int start = random.nextInt(3) + w / 2 * 10;
        String name = "d" + random.nextInt(2) + ".t" + random.nextInt(2) + ".syn";
        for (List<String> rows : models) {
          double raw = random.nextDouble() * 1500;
          rows.add(row(w, start, start + 7, name, raw, (long) Math.rint(raw)));
        }
      }
    }
    for (List<String> rows : models) rows.add(row(99, 5, 6, "d.t.syn", 1, 1));
    return models;
  }

  private static String peak(String row) {
    String[] f = row.split("\t");
    return f[2] + "-" + f[3] + f[4];
  }

  private Path merged(List<Path> scores, String name) {
    Path target = folder.resolve(name + ".bed.gz");
    List<Object> args = new ArrayList<>(List.of("--output", target, "--scores"));
    args.addAll(scores);
    CommandResult ran = CommandResult.with(args.toArray());
    assertEquals(0, ran.code(), ran.err());
    return target;
  }

  private Path shard(String name, String shard, String... rows) throws IOException {
    return model(name, 1, "m", shard, rows);
  }

  private Path model(String name, long seed, String model, String shard, String... rows)
      throws IOException {
    return ScoreFiles.write(folder.resolve(name), seed, model, shard, List.of(rows));
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineSource source = new LineSource(file)) {
      while (source.next()) lines.add(source.text());
    }
    return lines;
  }
}
