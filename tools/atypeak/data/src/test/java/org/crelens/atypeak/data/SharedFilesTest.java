package org.crelens.atypeak.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.genome.Interval;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.NameTable;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one tool writes the next one reads. */
class SharedFilesTest {
  private static final Source SOURCE = new Source("GSE1", "ctcf");

  @TempDir Path folder;

  private interface Writing {
    void to(Outputs outputs) throws IOException;
  }

  private static void write(Writing writing) throws IOException {
    try (Outputs outputs = new Outputs()) {
      writing.to(outputs);
      outputs.commit();
    }
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private Path text(String content) throws IOException {
    return Files.writeString(file("bad.tsv"), content);
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable reading) {
    InputException e = assertThrows(InputException.class, reading);
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void scoresOfWindows() throws IOException {
    WindowScores.Header header = new WindowScores.Header("x.y", 7, "abc", new Shard(2, 3));
    byte[] name = "GSE1.ctcf.x.y".getBytes(StandardCharsets.UTF_8);
    write(
        outputs -> {
          try (WindowScores.Writer out =
              new WindowScores.Writer(outputs, file("s.tsv.gz"), header)) {
            out.row(4, "chr1", 10, 20, name, 99.5f);
          }
        });
    assertEquals(header, WindowScores.readHeader(file("s.tsv.gz")));
    try (WindowScores.Reader rows = new WindowScores.Reader(file("s.tsv.gz"))) {
      NameTable names = new NameTable();
      assertTrue(rows.next());
      assertEquals("chr1", names.name(rows.contig(names)));
      assertEquals("GSE1.ctcf.x.y", names.name(rows.name(names)));
      assertEquals(10, rows.start());
      assertEquals(20, rows.end());
      assertEquals(99.5, rows.raw());
      assertEquals(100, rows.score(), "half to even");
      assertFalse(rows.next());
    }
  }

  @Test
  void aScoreFileNamesItsSlice() throws IOException {
    String header = "##crelens-scores=1\n##cell_line=x\n##seed=1\n##model=m\n##shard=%s\n";
    String columns = "window\tcontig\tstart\tend\tname\traw\tscore\n";
    for (String shard : List.of("4/3", "0/1", "1"))
      refused(
          "shard '" + shard + "'",
          () -> WindowScores.readHeader(text(header.formatted(shard) + columns)));
    refused(
        "'x/1' is not a number",
        () -> WindowScores.readHeader(text(header.formatted("x/1") + columns)));
    refused(
        "lacks ##model",
        () ->
            WindowScores.readHeader(
                text(header.replace("##model=m\n", "").formatted("1/1") + columns)));
  }

  @Test
  void statisticsOfScores() throws IOException {
    for (ScoreStatistics.By by : ScoreStatistics.By.values()) {
      String flag = by == ScoreStatistics.By.TR ? "no_spread" : null;
      ScoreStatistics.Row row =
          new ScoreStatistics.Row(
              "ctcf", "raw", 2, 1.5, Double.NaN, List.of(1.0, 1.25, 1.5, 1.75, 2.0), flag);
      write(
          outputs -> {
            try (ScoreStatistics.Writer out =
                new ScoreStatistics.Writer(outputs, file(by.fileName()), by)) {
              out.row(row);
            }
          });
      assertEquals(List.of(row), ScoreStatistics.read(file(by.fileName()), by));
    }
  }

  @Test
  void scoresOfRegions() throws IOException {
    RegionScores.Row row = new RegionScores.Row(new Interval("chr1", 5, 9), 3, 2, 2400, 800, 1000);
    write(
        outputs -> {
          try (RegionScores.Writer out = new RegionScores.Writer(outputs, file("r.tsv"))) {
            out.row(row);
          }
        });
    assertEquals(List.of(row), RegionScores.read(file("r.tsv")));
    String header = "contig\tstart\tend\tpeaks\tsources\tsum\tmean\tmax\n";
    refused("holds no region", () -> RegionScores.read(text(header)));
    refused(
        "region 5-9 of 0 peaks",
        () -> RegionScores.read(text(header + "c\t5\t9\t0\t0\t0\t0\t0\n")));
    refused(
        "region 9-9 of 1 peaks",
        () -> RegionScores.read(text(header + "c\t9\t9\t1\t1\t1\t1\t1\n")));
  }

  @Test
  void losses() throws IOException {
    write(outputs -> LossTable.write(outputs, file("loss.tsv"), List.of(0.5, 0.25), 2));
    assertEquals("epoch\tloss\tkept\n1\t0.5\t0\n2\t0.25\t1\n", Files.readString(file("loss.tsv")));
  }

  @Test
  void axes() throws IOException {
    Axes axes = new Axes(List.of("d2", "d1"), List.of("t1", "empty"));
    write(outputs -> AxesFile.write(outputs, file("axes.tsv"), axes));
    assertEquals(axes, AxesFile.read(file("axes.tsv")));
  }

  @Test
  void aSquareMatrix() throws IOException {
    double[][] values = {{1, Double.NaN}, {0.5, -2}};
    write(outputs -> new SquareMatrix(List.of("a", "b"), values).write(outputs, file("m.tsv")));
    SquareMatrix read = SquareMatrix.read(file("m.tsv"), "a matrix");
    assertEquals(List.of("a", "b"), read.names());
    assertArrayEquals(values, read.values());
    refused(
        "bad.tsv:2: row 'b' (expected a,",
        () -> SquareMatrix.read(text("name\ta\tb\nb\t1\t2\na\t1\t2\n"), "a matrix"));
    refused(
        "row 'b' (expected 1 rows",
        () -> SquareMatrix.read(text("name\ta\na\t1\nb\t1\n"), "a matrix"));
    refused(
        "1 rows (expected 2", () -> SquareMatrix.read(text("name\ta\tb\na\t1\t2\n"), "a matrix"));
  }

  @Test
  void totalsAndAbundanceOfTheQScore() throws IOException {
    List<QscoreFiles.Total> totals =
        List.of(
            new QscoreFiles.Total("1", 0.5, 40),
            new QscoreFiles.Total("1", 1.5, 40),
            QscoreFiles.Total.ofMean(1, 40));
    List<QscoreFiles.Abundance> abundance =
        List.of(
            new QscoreFiles.Abundance("GSE1", true, 0.25),
            new QscoreFiles.Abundance("ctcf", false, 0.5));
    write(
        outputs -> {
          QscoreFiles.writeTotals(outputs, folder, totals);
          QscoreFiles.writeAbundance(outputs, folder, abundance);
        });
    assertEquals(totals, QscoreFiles.readTotals(file(QscoreFiles.TOTAL)));
    assertEquals(abundance, QscoreFiles.readAbundance(file(QscoreFiles.ABUNDANCE)));
    assertTrue(totals.get(2).isMean());
    assertEquals(
        List.of("seed-1", "seed-2", "seed-1-2"), QscoreFiles.modelFolders(List.of("1", "2", "1")));
    refused(
        "holds no model",
        () -> QscoreFiles.readTotals(text("seed\ttotal_q\twindows\nmean\t1\t40\n")));
  }

  @Test
  void groupsOfSources() throws IOException {
    List<GroupFiles.Group> groups = List.of(new GroupFiles.Group("G1", 2, 1, 67, 0.5));
    List<GroupFiles.Member> members =
        List.of(
            new GroupFiles.Member("G1", SOURCE, false, 0.75, 0.25),
            new GroupFiles.Member("G1", new Source("GSE2", "tal1"), true, Double.NaN, -0.5));
    Axes axes = new Axes(List.of("GSE1"), List.of("ctcf", "tal1"));
    write(
        outputs -> {
          GroupFiles.writeGroups(outputs, folder, groups);
          GroupFiles.writeMembers(outputs, folder, members);
          GroupFiles.writeCut(outputs, folder, new double[] {Double.NaN, 0.25}, 2);
          GroupFiles.writeCorrelationGroups(
              outputs, folder, axes, new int[] {1}, new double[][] {{0.5, 1}});
        });
    assertEquals(groups, GroupFiles.readGroups(file(GroupFiles.GROUPS)));
    assertEquals(members, GroupFiles.readMembers(file(GroupFiles.MEMBERS)));
    assertEquals(
        List.of(new GroupFiles.Cut(1, Double.NaN, false), new GroupFiles.Cut(2, 0.25, true)),
        GroupFiles.readCut(file(GroupFiles.CUT)));
    List<String> rebuilt = new ArrayList<>();
    GroupFiles.readCorrelationGroups(
        file(GroupFiles.CORRELATION_GROUPS),
        List.of("GSE9.none", "GSE1.tal1"),
        (source, partner, value) -> rebuilt.add(source + " " + partner + " " + value));
    assertEquals(List.of("1 1 1.0"), rebuilt, "other partners are skipped");
    refused(
        "chooses no number",
        () -> GroupFiles.readCut(text("groups\tsilhouette\tchosen\n1\tnan\t0\n")));
    refused(
        "kind 'x' is not known",
        () ->
            GroupFiles.readMembers(
                text("group\tdataset\ttf\tkind\taffinity\tsilhouette\nG1\ta\tb\tx\t1\t1\n")));
  }

  @Test
  void phantoms() throws IOException {
    String[] colours = new String[1001];
    java.util.Arrays.fill(colours, "1,2,3");
    List<PhantomFiles.Count> counts = List.of(new PhantomFiles.Count(SOURCE, 9, 1));
    write(
        outputs -> {
          try (PhantomFiles.Writer out = new PhantomFiles.Writer(outputs, folder, colours)) {
            out.row("chr1", 5, 9, "GSE1.ctcf.x", 1.25);
          }
          PhantomFiles.writeCounts(outputs, folder, counts);
        });
    List<PhantomFiles.Phantom> read = new ArrayList<>();
    PhantomFiles.read(file(PhantomFiles.PHANTOMS), read::add);
    assertEquals(List.of(new PhantomFiles.Phantom(1, "chr1", 5, 9, "GSE1.ctcf.x", 1.25)), read);
    assertEquals(counts, PhantomFiles.readCounts(file(PhantomFiles.BY_SOURCE)));
  }

  @Test
  void kernelsAndUrExamples() throws IOException {
    write(
        outputs -> {
          try (NeuronFiles.KernelWriter out = new NeuronFiles.KernelWriter(outputs, folder)) {
            out.first(0, 3, "GSE1", 0.5f);
            out.second(1, "ctcf", 2);
          }
          try (NeuronFiles.UrExampleWriter out = new NeuronFiles.UrExampleWriter(outputs, folder)) {
            out.row(7, 0.25, "GSE1", "ctcf", 0.5f, 1f);
          }
        });
    List<String> rows = new ArrayList<>();
    NeuronFiles.readKernels(
        file(NeuronFiles.KERNELS),
        new NeuronFiles.Kernels() {
          @Override
          public void first(int filter, int bin, String dataset, double weight) {
            rows.add(filter + " " + bin + " " + dataset + " " + weight);
          }

          @Override
          public void second(int filter, String tr, double norm) {
            rows.add(filter + " " + tr + " " + norm);
          }
        });
    NeuronFiles.readUrExamples(
        file(NeuronFiles.UR_EXAMPLES),
        (neuron, activation, dataset, tr, mean) ->
            rows.add(neuron + " " + activation + " " + dataset + " " + tr + " " + mean));
    assertEquals(List.of("0 3 GSE1 0.5", "1 ctcf 2.0", "7 0.25 GSE1 ctcf 0.5"), rows);
  }

  @Test
  void exampleWindows() throws IOException {
    ExampleFiles.Place place = new ExampleFiles.Place("best", "chr1", 10, 30, -10, "GSE1", "ctcf");
    write(
        outputs -> {
          try (ExampleFiles.Writer out = ExampleFiles.Writer.examples(outputs, folder)) {
            out.source(place, new float[] {0, 1}, new float[] {0.25f, 0.5f}, null);
          }
        });
    List<String> rows = new ArrayList<>();
    ExampleFiles.readExamples(
        file(ExampleFiles.EXAMPLES),
        (of, bin, before, rebuilt) -> {
          assertEquals(place, of);
          rows.add(bin + " " + before + " " + rebuilt);
        });
    assertEquals(List.of("0 0.0 0.25", "1 1.0 0.5"), rows);
    // A place that is none cannot be shown.
    Path backwards =
        Files.writeString(
            folder.resolve("backwards.tsv"),
            "why\tcontig\tstart\tend\tbin_start\tdataset\ttf\tbin\tbefore\trebuilt\n"
                + "best\tchr1\t2000\t1000\t1000\td\tt\t0\t1\t1\n");
    InputException e =
        assertThrows(
            InputException.class,
            () -> ExampleFiles.readExamples(backwards, (of, bin, before, rebuilt) -> {}));
    assertTrue(e.getMessage().contains("backwards.tsv:2: a window chr1:2000-1000"), e.getMessage());
  }

  @Test
  void simulatedPeaks() throws IOException {
    SimulatedPeaks.Peak peak =
        new SimulatedPeaks.Peak(
            0,
            new Interval("sim1", 0, 100),
            -20,
            30,
            "d1",
            "t1",
            SimulatedPeaks.Kind.STACK,
            1,
            0,
            2,
            true);
    write(
        outputs -> {
          try (SimulatedPeaks.Writer out = new SimulatedPeaks.Writer(outputs, file("t.tsv"))) {
            out.row(peak);
          }
        });
    try (SimulatedPeaks.Reader read = new SimulatedPeaks.Reader(file("t.tsv"))) {
      assertTrue(read.next());
      assertEquals(0, read.regionNumber());
      assertEquals("sim1", read.contig());
      assertEquals(0, read.regionStart());
      assertEquals(100, read.regionEnd());
      assertEquals(-20, read.start());
      assertEquals(30, read.end());
      assertEquals("d1", read.dataset());
      assertEquals("t1", read.tr());
      assertEquals(SimulatedPeaks.Kind.STACK, read.kind());
      assertEquals(1, read.group());
      assertTrue(read.isCalled());
      assertFalse(read.next());
    }
  }
}
