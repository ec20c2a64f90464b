package org.crelens.atypeak.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.crelens.libs.chart.ColourRamp;
import org.crelens.libs.io.Numbers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizeCommandTest {
  @TempDir Path folder;
  Path raw;
  Path factors;
  Path out;

  @BeforeEach
  void files() throws IOException {
    raw =
        write(
            "raw.bed",
            "chr2\t5\t9\ta.t.x\t300\t.",
            "chr1\t20\t30\ta.t.x\t100\t.",
            "chr1\t10\t40\ta.t.x\t200\t.");
    factors = write("k.tsv", "dataset\ttf\tfinal_k", "a\tt\t2");
    out = folder.resolve("out");
  }

  @Test
  void scoresOfATrGetTheCentreAsMeanAndHalfOfItPerTwoDeviations() throws IOException {
    ok("--output-final", bed("final"));
    // 400, 200, 600: mean 400, deviation 200.
    assertEquals(
        List.of("chr1\t10\t40\ta.t.x\t750", "chr1\t20\t30\ta.t.x\t375", "chr2\t5\t9\ta.t.x\t1000"),
        columns(bed("final"), 5));
    assertTrue(Files.exists(folder.resolve("final.bed.gz.tbi")));
  }

  @Test
  void theCentreCanBeMoved() throws IOException {
    ok("--centre", 500, "--output-final", bed("final"));
    assertEquals(
        List.of("500", "250", "750"),
        CommandResult.lines(bed("final")).stream().map(line -> line.split("\t")[4]).toList());
  }

  @Test
  void theFinalBedHasThickEndsAndColours() throws IOException {
    ok("--output-final", bed("final"));
    String[] row = CommandResult.lines(bed("final")).get(0).split("\t");
    assertEquals(9, row.length);
    assertEquals(List.of(".", "10", "40"), List.of(row).subList(5, 8));
    assertEquals(ColourRamp.BROWSER.rgb(0.75), row[8]);
  }

  @Test
  void theCorrGroupBedKeepsItsSeventhColumnUnrounded() throws IOException {
    raw = write("raw7.bed", "chr1\t1\t2\ta.t.x\t101\t.\t100.6", "chr1\t1\t3\ta.t.x\t5\t.\t4.75");
    factors = write("k3.tsv", "dataset\ttr\tfinal_k", "a\tt\t0.5");
    ok("--output-corr-group", bed("corr"));
    // 50.5 rounds to the even 50, 2.5 to 2.
    assertEquals(
        List.of("chr1\t1\t2\ta.t.x\t50\t.\t50.3", "chr1\t1\t3\ta.t.x\t2\t.\t2.375"),
        CommandResult.lines(bed("corr")));
  }

  @Test
  void theScoreTableHoldsTheUnroundedChain() throws IOException {
    raw = write("raw7.bed", "chr1\t1\t2\ta.t.x\t101\t.\t100.5", "chr1\t1\t3\ta.t.x\t5\t.\t5.25");
    Path table = folder.resolve("scores.tsv");
    ok("--output-scores", table);
    assertEquals(
        "contig\tstart\tend\tname\tdataset\ttf\traw\traw_minus_source_median\tcorr_group\tfinal"
            + "\trank\tpercentile\tpercentile_in_tr",
        CommandResult.lines(table).get(0));
    String[] first = CommandResult.rows(table).get(0);
    double z = Math.sqrt(0.5);
    assertEquals(List.of("a", "t", "100.5", "47.625", "201"), List.of(first).subList(4, 9));
    assertEquals(750 * (1 + z / 2), Double.parseDouble(first[9]), 1e-9);
    assertEquals(List.of("1", "75", "75"), List.of(first).subList(10, 13));
  }

  @Test
  void aTrWithoutSpreadGetsTheCentreWithAWarning() throws IOException {
    raw = write("flat.bed", "chr1\t1\t2\ta.t.x\t7\t.", "chr1\t1\t3\ta.t.x\t7\t.");
    Path stats = folder.resolve("stats.tsv");
    CommandResult ran = ok("--output-final", bed("final"), "--output-stats-tr", stats);
    assertEquals("750", CommandResult.lines(bed("final")).get(0).split("\t")[4]);
    assertTrue(ran.err().contains("warning: the scores of t have no spread"), ran.err());
    assertTrue(CommandResult.rows(stats).stream().allMatch(row -> row[10].equals("no_spread")));
    ok("--as-original", "--output-final", bed("original"));
    assertEquals("0", CommandResult.lines(bed("original")).get(0).split("\t")[4]);
  }

  @Test
  void aSourceThatIsNotInTheTableGetsTheMeanFactorWithAWarning() throws IOException {
    factors = write("k2.tsv", "dataset\ttf\tfinal_k", "b\tt\t2", "c\tt\t4");
    CommandResult ran = ok("--output-corr-group", bed("corr"));
    assertEquals("600", CommandResult.lines(bed("corr")).get(0).split("\t")[4]);
    assertTrue(ran.err().contains("3 peaks of a.t"), ran.err());
  }

  @Test
  void factorsAreBoundedUnlessAsOriginal() throws IOException {
    factors =
        write("k2.tsv", "dataset\ttf\tfinal_k", "a\tt\t-3", "b\tt\t20", "c\tt\t0.01", "d\tt\t1");
    Path table = folder.resolve("bounded.tsv");
    CommandResult ran = ok("--output-factors", table);
    assertEquals(
        List.of("0.1 floored", "10 capped", "0.1 floored", "1 ok"),
        CommandResult.rows(table).stream().map(row -> row[5] + " " + row[6]).toList());
    assertTrue(ran.err().contains("k is floored for a.t, c.t"), ran.err());
    ok("--as-original", "--output-corr-group", bed("corr"));
    assertEquals("-600", CommandResult.lines(bed("corr")).get(0).split("\t")[4]);
  }

  @Test
  void aNegativeWeightOfAPublishedTableFloorsItsFactor() throws IOException {
    // Two negative weights give a positive product, which says nothing.
    factors =
        write(
            "k2.tsv",
            "dataset\ttf\tintra_group_weight\tinter_group_weight\toverlapping_group_weight\tfinal_k",
            "a\tt\t-2\t-2\t1\t4",
            "b\tt\tnan\t1\t1\tnan",
            "c\tt\t1\t1\t0.5\t0.5");
    Path table = folder.resolve("bounded.tsv");
    ok("--output-factors", table);
    assertEquals(
        List.of("0.1 floored", "0.3 undefined", "0.5 ok"),
        CommandResult.rows(table).stream().map(row -> row[5] + " " + row[6]).toList());
    byte[] once = Files.readAllBytes(table);
    factors = table;
    Path again = folder.resolve("again.tsv");
    ok("--output-factors", again);
    assertArrayEquals(once, Files.readAllBytes(again));
  }

  @Test
  void regionsAreRankedBySumThenMaximumThenPosition() throws IOException {
    raw =
        write(
            "r.bed",
            "chr1\t10\t20\ta.t.x\t100\t.",
            "chr1\t90\t110\ta.t.x\t200\t.",
            "chr1\t150\t160\tb.t.x\t300\t.",
            "chr1\t500\t510\ta.t.x\t200\t.",
            "chr9\t500\t510\ta.t.x\t200\t.");
    factors = write("k1.tsv", "dataset\ttf\tfinal_k", "a\tt\t1", "b\tt\t1");
    Path regions =
        write("regions.bed", "chr1\t300\t400", "chr1\t100\t200", "chr1\t0\t100", "chr1\t500\t501");
    Path table = folder.resolve("regions.tsv");
    ok("--regions", regions, "--output-regions", table, "--output-final", bed("final"));
    List<Integer> finals =
        CommandResult.lines(bed("final")).stream()
            .map(l -> Integer.parseInt(l.split("\t")[4]))
            .toList();
    // The second peak lies in two regions and counts in both; the last lies in none.
    int both = finals.get(1) + finals.get(2);
    int first = finals.get(0) + finals.get(1);
    assertEquals(
        List.of(
            "chr1\t100\t200\t2\t2\t" + both + "\t" + number(both / 2.0) + "\t" + finals.get(2),
            "chr1\t0\t100\t2\t1\t" + first + "\t" + number(first / 2.0) + "\t" + finals.get(1),
            "chr1\t500\t501\t1\t1\t750\t750\t750"),
        CommandResult.lines(table).subList(1, 4));
    assertEquals(4, CommandResult.lines(table).size());
  }

  private static String number(double value) {
    return Numbers.format(value);
  }

  @Test
  void statisticsNameEveryStage() throws IOException {
    Path stats = folder.resolve("stats.tsv");
    ok("--output-stats-dataset", stats);
    assertEquals(
        List.of(
            "dataset\tstage\tcount\tmean\tsd\tmin\tq1\tmedian\tq3\tmax",
            "a\traw\t3\t200\t100\t100\t150\t200\t250\t300",
            "a\tcorr_group\t3\t400\t200\t200\t300\t400\t500\t600"),
        CommandResult.lines(stats).subList(0, 3));
  }

  @Test
  void theOrderOfTheRawFileChangesNoByte() throws IOException {
    for (long seed = 1; seed <= 10; seed++) {
      Random random = new Random(seed);
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int start = random.nextInt(500);
        double score = random.nextInt(1400) + random.nextInt(8) / 8.0;
        lines.add(
            "chr%d\t%d\t%d\td%d.t%d.x\t%d\t.\t%s"
                .formatted(
                    random.nextInt(12),
                    start,
                    start + 1 + i,
                    random.nextInt(3),
                    random.nextInt(2),
                    (long) Math.rint(score),
                    score));
      }
      List<String> first = everything(lines, "first");
      Collections.shuffle(lines, random);
      assertEquals(first, everything(lines, "second"), "seed " + seed);
    }
  }

  private List<String> everything(List<String> lines, String name) throws IOException {
    raw = Files.write(folder.resolve(name), lines);
    Path scores = folder.resolve("scores.tsv.gz");
    Path stats = folder.resolve("stats.tsv");
    ok(
        "--output-final",
        bed("f"),
        "--output-corr-group",
        bed("c"),
        "--output-scores",
        scores,
        "--output-stats-tr",
        stats);
    List<String> all = new ArrayList<>();
    for (Path file : List.of(bed("f"), bed("c"), scores, stats))
      all.addAll(CommandResult.lines(file));
    return all;
  }

  @Test
  void badRawLinesAreNamedByFileAndLine() throws IOException {
    badRaw("chr1\t9\t5\ta.t.x\t1\t.", "end 5 is not greater than start 9");
    badRaw("chr1\t-1\t5\ta.t.x\t1\t.", "start '-1' is not a coordinate");
    badRaw("chr1\tq\t5\ta.t.x\t1\t.", "start 'q' is not a coordinate");
    badRaw("chr1\t1\t5\ta.t.x", "4 columns");
    badRaw("chr1\t1\t5\ta.t\t1\t.", "name 'a.t'");
    badRaw("chr1\t1\t5\ta.t.x\thigh\t.", "score 'high' is not a number");
    badRaw("chr1\t1\t5\ta.t.x\tNaN\t.", "score 'NaN'");
    badRaw("chr1\t1\t5\ta.t.y\t1\t.", "a peak of y after peaks of x");
    badRaw("chr1\t1\t5\ta.t.x\t1\t.\t900", "column 7 '900' is not score 1 unrounded");
  }

  private void badRaw(String line, String message) throws IOException {
    raw = write("bad.bed", "track name=x", "chr1\t1\t5\ta.t.x\t1\t.", line);
    refused(3, "bad.bed:3: " + message, "--raw", raw, "--factors", factors, "--output-final", out);
  }

  @Test
  void badFactorTablesAreNamedByFileAndLine() throws IOException {
    badFactors(1, "unknown column 'weight'", "dataset\ttf\tfinal_k\tweight", "a\tt\t1\t1");
    badFactors(1, "column 'dataset' is missing", "tf\tfinal_k", "t\t1");
    badFactors(1, "column 'final_k' is missing", "dataset\ttf", "a\tt");
    badFactors(1, "column 'tf' is there twice", "dataset\ttf\ttr\tfinal_k", "a\tt\tt\t1");
    badFactors(3, "weight 'much' is not a number", "dataset\ttf\tfinal_k", "a\tt\t1", "b\tt\tmuch");
    badFactors(3, "2 columns", "dataset\ttf\tfinal_k", "a\tt\t1", "b\tt");
    badFactors(3, "source a.t is on line 2", "dataset\ttf\tfinal_k", "a\tt\t1", "a\tt\t2");
    badFactors(2, "flag 'good'", "dataset\ttf\tfinal_k\tflag", "a\tt\t1\tgood");
  }

  private void badFactors(int line, String message, String... lines) throws IOException {
    Path bad = write("bad.tsv", lines);
    refused(
        3,
        "bad.tsv:" + line + ": " + message,
        "--raw",
        raw,
        "--factors",
        bad,
        "--output-final",
        out);
  }

  @Test
  void filesThatHoldNothingAreRefused() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    refused(3, "is empty", "--raw", empty, "--factors", factors, "--output-final", out);
    refused(3, "is empty", "--raw", raw, "--factors", empty, "--output-final", out);
    Path missing = folder.resolve("missing");
    refused(3, "no such file", "--raw", missing, "--factors", factors, "--output-final", out);
    refused(3, "no such file", "--raw", raw, "--factors", missing, "--output-final", out);
    Path header = write("header.tsv", "dataset\ttf\tfinal_k");
    refused(3, "holds no factor", "--raw", raw, "--factors", header, "--output-final", out);
    Path track = write("track.bed", "track name=x");
    refused(3, "holds no peak", "--raw", track, "--factors", factors, "--output-final", out);
  }

  @Test
  void aRawFileThatWasCutShortIsRefused() throws IOException {
    Path whole = folder.resolve("whole.bed.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(whole))) {
      gzip.write(Files.readAllBytes(raw));
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.bed.gz"), Arrays.copyOf(bytes, bytes.length - 9));
    refused(
        3,
        "compressed data end too early",
        "--raw",
        cut,
        "--factors",
        factors,
        "--output-final",
        out);
  }

  @Test
  void regionsWithoutAnyPeakAreRefusedWithBothContigs() throws IOException {
    Path regions = write("regions.bed", "1\t0\t1000");
    refused(
        3,
        "no region holds a peak; contigs here [1], of the peaks [chr1, chr2]",
        "--raw",
        raw,
        "--factors",
        factors,
        "--regions",
        regions,
        "--output-regions",
        out);
  }

  @Test
  void optionsThatDoNotFitAreRefused() {
    refused(2, "--raw", "--factors", factors, "--output-final", out);
    refused(2, "no output was asked for", "--raw", raw, "--factors", factors);
    refused(2, "give --tensor and --model, or --factors", "--raw", raw, "--output-final", out);
    refused(2, "give --tensor and --model", "--raw", raw, "--tensor", raw, "--output-final", out);
    String either = "--factors takes the place of --tensor and --model";
    refused(2, either, "--raw", raw, "--factors", factors, "--model", raw, "--output-final", out);
    refused(2, either, "--raw", raw, "--factors", factors, "--tensor", raw, "--output-final", out);
    refused(
        2,
        "needs no sample",
        "--raw",
        raw,
        "--factors",
        factors,
        "--sample-windows",
        5,
        "--output-final",
        out);
    refused(
        2,
        "need each other",
        "--raw",
        raw,
        "--factors",
        factors,
        "--regions",
        raw,
        "--output-final",
        out);
    refused(
        2,
        "name one file",
        "--raw",
        raw,
        "--factors",
        factors,
        "--output-final",
        out,
        "--output-scores",
        out);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    for (String centre : List.of("0", "-1", "1001", "NaN"))
      refused(
          2,
          "--centre",
          "--raw",
          raw,
          "--factors",
          factors,
          "--centre=" + centre,
          "--output-final",
          out);
    for (String n : List.of("0", "-3", "some"))
      refused(
          2,
          "--sample-windows",
          "--raw",
          raw,
          "--tensor",
          raw,
          "--model",
          raw,
          "--sample-windows=" + n,
          "--output-final",
          out);
    refused(
        2,
        "--sample-batches 0",
        "--raw",
        raw,
        "--tensor",
        raw,
        "--model",
        raw,
        "--sample-batches=0",
        "--output-final",
        out);
    refused(
        2,
        "--threads 0",
        "--raw",
        raw,
        "--tensor",
        raw,
        "--model",
        raw,
        "--threads=0",
        "--output-final",
        out);
    refused(
        2,
        "exclude each other",
        "--raw",
        raw,
        "--tensor",
        raw,
        "--model",
        raw,
        "--sample-batches=3",
        "--sample-windows=3",
        "--output-final",
        out);
  }

  @Test
  void anUnwritablePlaceLeavesNothingOfTheOtherOutputs() {
    refused(
        4,
        "its folder does not exist",
        "--raw",
        raw,
        "--factors",
        factors,
        "--output-final",
        out,
        "--output-scores",
        folder.resolve("none/scores.tsv"));
  }

  private CommandResult ok(Object... options) {
    Object[] files = {"--raw", raw, "--factors", factors};
    CommandResult ran =
        CommandResult.with(Stream.concat(Stream.of(files), Stream.of(options)).toArray());
    assertEquals(0, ran.code(), ran.err());
    return ran;
  }

  private void refused(int code, String message, Object... args) {
    CommandResult ran = CommandResult.with(args);
    assertEquals(code, ran.code(), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
    if (code > 2)
      assertEquals(
          1, ran.err().lines().filter(line -> !line.contains("warning")).count(), ran.err());
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(f -> f.getFileName().toString().contains("out")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path bed(String name) {
    return folder.resolve(name + ".bed.gz");
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static List<String> columns(Path bed, int n) throws IOException {
    return CommandResult.lines(bed).stream()
        .map(line -> String.join("\t", List.of(line.split("\t")).subList(0, n)))
        .toList();
  }
}
