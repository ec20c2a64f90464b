package org.crelens.build.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seven regions through all tools: what docs/atypeak/formats.md promises of every file holds. */
class SevenRegionsTest {
  private static final String REGIONS =
      """
      chrB	700	701
      chrA	100	3300
      chrA	5000	8201
      chrA	9000	9015
      chrA	10000	16500
      chrB	0	500
      chrB	20000	23200
      """;

  @TempDir Path folder;

  /**
   * The results of one run.
   *
   * @param at where they lie
   * @param cellLine whose they are
   */
  private record Run(Path at, String cellLine) {
    Path file(String name) {
      return at.resolve(name);
    }
  }

  private Run run(String name, Path regions, Path peaks, String cellLine, int threads, int shards)
      throws IOException {
    Run run = new Run(Files.createDirectory(folder.resolve(name)), cellLine);
    Path tensor = run.file("x.tensor.bed.gz");
    tool("split-peaks", "--peaks", peaks, "--cell-line", cellLine, "--threads", threads)
        .and("--output", run.file("split"), "--output-summary", run.file("split.tsv"))
        .run();
    Path own = run.file("split/" + cellLine + ".peaks.bed.gz");
    tool("tensorize", "--regions", regions, "--peaks", own, "--cell-line", cellLine)
        .and("--output", tensor, "--output-summary", run.file("x.tensor.tsv"))
        .run();
    Path crumbed = run.file("x.crumbed.tensor.bed.gz");
    tool("crumb", "--input", tensor).and("--output", crumbed).run();
    Path model = run.file("x.model.zip");
    tool("train", "--tensor", crumbed, "--filters", 3, "--deep-dim", 5, "--learning-rate", 1e-2)
        .and("--batch-size", 6, "--batches-per-epoch", 4, "--epochs", 3, "--threads", threads)
        .and("--output", model, "--loss", run.file("loss.tsv"))
        .run();
    List<Object> scores = new ArrayList<>();
    for (int shard = 1; shard <= shards; shard++) {
      Path one = run.file("x." + shard + ".scores.tsv.gz");
      tool("score", "--tensor", tensor, "--model", model, "--shard", shard + "/" + shards)
          .and("--threads", threads, "--output", one)
          .run();
      scores.add(one);
    }
    Path raw = run.file("x.raw.bed.gz");
    tool("merge-windows", "--scores").and(scores.toArray()).and("--output", raw).run();
    tool("normalize", "--raw", raw, "--tensor", tensor, "--model", model, "--threads", threads)
        .and("--regions", regions, "--sample-windows", "all")
        .and("--output-factors", run.file("factors.tsv"))
        .and("--output-corr-group", run.file("x.corr-group.bed.gz"))
        .and("--output-final", run.file("x.final.bed.gz"))
        .and("--output-scores", run.file("scores.tsv.gz"))
        .and("--output-regions", run.file("regions.tsv.gz"))
        .and("--output-stats-tr", run.file("stats_tr.tsv"))
        .and("--output-stats-dataset", run.file("stats_dataset.tsv"))
        .run();
    tool("qscore", "--tensor", tensor, "--model", model, "--windows", "all")
        .and("--threads", threads, "--output", run.file("q_score"))
        .run();
    return run;
  }

  private static Call tool(String name, Object... args) {
    return new Call(name, new ArrayList<>(List.of(args)));
  }

  private record Call(String name, List<Object> args) {
    Call and(Object... more) {
      args.addAll(List.of(more));
      return this;
    }

    void run() {
      Tools.run(name, args.toArray()).done();
    }
  }

  /** Peaks of two groups that keep together, over windows and borders, and of another cell line. */
  private static String peaks() {
    StringBuilder text = new StringBuilder("track name=x\n");
    int[][] regions = {{100, 3300}, {5000, 8201}, {10000, 16500}, {0, 500}, {20000, 23200}};
    for (int r = 0; r < regions.length; r++) {
      String contig = r < 3 ? "chrA" : "chrB";
      for (int step = 0; step < 4; step++) {
        int at = regions[r][0] + step * (regions[r][1] - regions[r][0]) / 4;
        for (String tr : step % 2 == 0 ? List.of("t1", "t2") : List.of("t3", "t1"))
          for (String dataset : step < 2 ? List.of("d1", "d2") : List.of("d2", "d3"))
            text.append(line(contig, at - 20 * r, at + 130 + 10 * step, dataset, tr, "tiny"));
      }
      text.append(line(contig, regions[r][0], regions[r][1], "d9", "t9", "other"));
    }
    text.append(line("chrB", 700, 701, "d1", "t1", "tiny"));
    text.append(line("chrA", 9014, 9100, "d3", "t2", "tiny"))
        .append(line("chrA", 9014, 9100, "d3", "t2", "tiny"));
    // Outside of all regions, and on a contig without any.
    text.append(line("chrA", 9015, 9100, "d4", "t2", "tiny"));
    text.append(line("chrC", 5, 9, "d4", "t2", "tiny"));
    return text.toString();
  }

  private static String line(
      String contig, int start, int end, String dataset, String tr, String cellLine) {
    return contig
        + "\t"
        + Math.max(start, 0)
        + "\t"
        + end
        + "\t"
        + dataset
        + "."
        + tr
        + "."
        + cellLine
        + "\n";
  }

  private Run own(String name, int threads, int shards) throws IOException {
    Path regions = Files.writeString(folder.resolve("regions.bed"), REGIONS);
    Path peaks = Files.writeString(folder.resolve("peaks.bed"), peaks());
    return run(name, regions, peaks, "tiny", threads, shards);
  }

  @Test
  void everyFileIsAsItsFormatSays() throws IOException {
    check(own("run", 1, 1), REGIONS, peaks());
  }

  @Test
  void theSyntheticCatalogueComesThroughAsWell() throws IOException {
    Path golden = CommandResult.shared("golden/synthetic");
    Path regions = golden.resolve("crms.bed");
    Path peaks = golden.resolve("peaks.bed");
    Run run = run("run", regions, peaks, "syn", 1, 1);
    check(run, Files.readString(regions), Files.readString(peaks));
  }

  private static void check(Run run, String regions, String peaks) throws IOException {
    TreeSet<String> expected = inRegions(run.cellLine(), regions, peaks);
    for (String bed : List.of("x.raw.bed.gz", "x.corr-group.bed.gz", "x.final.bed.gz")) {
      List<String> lines = Tools.lines(run.file(bed));
      assertEquals(expected, new TreeSet<>(lines.stream().map(l -> first(l, 4)).toList()), bed);
      assertEquals(expected.size(), lines.size(), bed);
      assertTrue(Files.exists(run.file(bed + ".tbi")), bed);
    }
    for (String line : Tools.lines(run.file("x.final.bed.gz"))) {
      String[] f = line.split("\t");
      assertEquals(9, f.length, line);
      assertTrue(Integer.parseInt(f[4]) >= 0 && Integer.parseInt(f[4]) <= 1000, line);
      assertEquals(List.of(".", f[1], f[2]), List.of(f[5], f[6], f[7]), line);
      assertTrue(f[8].matches("\\d{1,3},\\d{1,3},\\d{1,3}"), line);
    }
    for (String bed : List.of("x.raw.bed.gz", "x.corr-group.bed.gz"))
      for (String line : Tools.lines(run.file(bed))) {
        String[] f = line.split("\t");
        assertEquals(7, f.length, line);
        // Half a point is rounded away before k, of at most 10, and half behind it.
        assertEquals(Integer.parseInt(f[4]), Double.parseDouble(f[6]), 6, line);
      }
    checkColumns(run);
    List<String[]> scores = Tools.rows(run.file("scores.tsv.gz"));
    assertEquals(expected.size(), scores.size());
    double ranks = scores.stream().mapToDouble(f -> Double.parseDouble(f[10])).sum();
    assertEquals(expected.size() * (expected.size() + 1) / 2.0, ranks, 1e-6);
    long peaksInRegions =
        Tools.rows(run.file("regions.tsv.gz")).stream().mapToLong(f -> Long.parseLong(f[3])).sum();
    assertTrue(peaksInRegions >= expected.size(), "a peak may touch several regions");
  }

  /** Columns of every table, as docs/atypeak/formats.md lists them. */
  private static void checkColumns(Run run) throws IOException {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("split.tsv", "cell_line peaks datasets trs file");
    columns.put("x.tensor.tsv", "field value");
    columns.put("x.1.scores.tsv.gz", "window contig start end name raw score");
    columns.put("loss.tsv", "epoch loss kept");
    columns.put(
        "factors.tsv",
        "dataset tf intra_group_weight inter_group_weight overlapping_group_weight final_k flag");
    columns.put(
        "scores.tsv.gz",
        "contig start end name dataset tf raw raw_minus_source_median corr_group final rank"
            + " percentile percentile_in_tr");
    columns.put("regions.tsv.gz", "contig start end peaks sources sum mean max");
    columns.put("stats_tr.tsv", "tf stage count mean sd min q1 median q3 max flag");
    columns.put("stats_dataset.tsv", "dataset stage count mean sd min q1 median q3 max");
    columns.put("q_score/total.txt", "seed total_q windows");
    columns.put("q_score/abundance.tsv", "name kind abundance");
    columns.put(
        "q_score/pairs.tsv",
        "A B n_alone n_both n_phantom n_none mean_alone mean_both mean_phantom mean_none"
            + " p_alone_both p_phantom_none");
    for (Map.Entry<String, String> table : columns.entrySet()) {
      List<String> lines =
          Tools.lines(run.file(table.getKey())).stream().filter(l -> !l.startsWith("#")).toList();
      assertEquals(table.getValue(), lines.get(0).replace('\t', ' '), table.getKey());
      int fields = table.getValue().split(" ").length;
      for (String line : lines)
        assertEquals(fields, line.split("\t", -1).length, table.getKey() + ": " + line);
    }
    for (String matrix : List.of("q_score", "correlation", "C", "P", "R")) {
      List<String> lines = Tools.lines(run.file("q_score/" + matrix + ".tsv"));
      assertTrue(lines.get(0).startsWith("name\t"), matrix);
      for (String line : lines)
        assertEquals(lines.size(), line.split("\t", -1).length, matrix + ": " + line);
    }
  }

  private static String first(String line, int columns) {
    return String.join("\t", List.of(line.split("\t")).subList(0, columns));
  }

  /** Place and name of every peak of the cell line that shares a base with a region. */
  private static TreeSet<String> inRegions(String cellLine, String regions, String peaks) {
    TreeSet<String> in = new TreeSet<>();
    for (String peak : peaks.lines().filter(l -> l.split("\t").length > 3).toList()) {
      String[] p = peak.split("\t");
      if (!p[3].endsWith("." + cellLine)) continue;
      for (String region : regions.lines().toList()) {
        String[] r = region.split("\t");
        boolean overlap =
            r[0].equals(p[0])
                && Integer.parseInt(p[1]) < Integer.parseInt(r[2])
                && Integer.parseInt(r[1]) < Integer.parseInt(p[2]);
        if (overlap) in.add(first(peak, 4));
      }
    }
    return in;
  }

  @Test
  void theSameInputGivesTheSameBytesForAnyThreadsAndShards() throws IOException {
    Map<String, byte[]> one = results(own("one", 1, 1));
    assertTrue(one.size() > 20, one.keySet().toString());
    for (int n : new int[] {2, 3}) {
      Map<String, byte[]> other = results(own("run" + n, n, n));
      assertEquals(one.keySet(), other.keySet());
      one.forEach((name, bytes) -> assertArrayEquals(bytes, other.get(name), name));
    }
  }

  /** Every file but the shards of scores, whose number differs. */
  private static Map<String, byte[]> results(Run run) throws IOException {
    Map<String, byte[]> results = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run.at())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = run.at().relativize(file).toString();
        assertTrue(!file.getFileName().toString().startsWith("."), "left behind: " + name);
        if (!name.contains("scores.tsv") || name.equals("scores.tsv.gz"))
          results.put(name, Files.readAllBytes(file));
      }
    }
    return results;
  }

  @Test
  void aModelScoresOtherPeaksThroughItsAxes() throws IOException {
    Run run = own("run", 1, 1);
    Path model = run.file("x.model.zip");
    Path peaks =
        Files.writeString(folder.resolve("few.bed"), line("chrA", 200, 300, "d2", "t1", "tiny"));
    Path tensor = folder.resolve("few.tensor.bed.gz");
    Path scores = folder.resolve("few.scores.tsv.gz");
    Path regions = folder.resolve("regions.bed");
    tool("tensorize", "--regions", regions, "--peaks", peaks, "--cell-line", "tiny")
        .and("--output", tensor)
        .run();
    assertEquals(
        3, Tools.run("score", "--tensor", tensor, "--model", model, "--output", scores).code());
    tool("tensorize", "--regions", regions, "--peaks", peaks, "--cell-line", "tiny")
        .and("--axes", model, "--output", tensor)
        .run();
    tool("score", "--tensor", tensor, "--model", model).and("--output", scores).run();
    assertEquals(1, Tools.rows(scores).size());
  }

  @Test
  void aFullDiskIsSaidAndLeavesNothing() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");
    Run run = own("run", 1, 1);
    Path tensor = run.file("x.tensor.bed.gz");
    Path model = run.file("x.model.zip");
    Path scores = run.file("x.1.scores.tsv.gz");
    Path regions = folder.resolve("regions.bed");
    Path peaks = folder.resolve("peaks.bed");
    // A folder of files: it writes through a link in the place of one of them.
    Path split = Files.createDirectory(folder.resolve("split"));
    link(split.resolve("tiny.peaks.bed.gz"));
    says(Tools.run("split-peaks", "--peaks", peaks, "--output", split, "-q"));
    full("f.gz", "tensorize", "--regions", regions, "--peaks", peaks, "--cell-line", "tiny");
    full("f.gz", "crumb", "--input", tensor);
    Object[] tiny = {"--tensor", tensor, "--filters", 2, "--deep-dim", 2, "--epochs", 1};
    full("f.gz", "train", tiny);
    full("f.gz", "score", "--tensor", tensor, "--model", model);
    full("f.gz", "merge-windows", "--scores", scores);
    // normalize and qscore look at their places first, which takes the links away; they write
    // through the same classes.
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> left = files.filter(f -> f.getFileName().toString().startsWith(".")).toList();
      assertEquals(List.of(), left);
    }
    assertTrue(Files.notExists(folder.resolve("f.gz")));
  }

  /** Runs a tool whose output goes to the device that is always full. */
  private void full(String output, String tool, Object... args) throws IOException {
    Path target = folder.resolve(output);
    link(target);
    List<Object> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--output", target, "-q"));
    says(Tools.run(tool, all.toArray()));
  }

  /** The hidden file that an output is written to, as a link. */
  private static Path link(Path target) throws IOException {
    return Files.createSymbolicLink(Outputs.unfinished(target), Path.of("/dev/full"));
  }

  private static void says(CommandResult ran) {
    ran.says(4, "cannot be written: No space left on device", "free space");
  }
}
