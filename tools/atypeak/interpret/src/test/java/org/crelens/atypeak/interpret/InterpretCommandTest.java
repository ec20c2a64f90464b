package org.crelens.atypeak.interpret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.model.ModelFiles;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.genome.Interval;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpretCommandTest {
  private static final TensorHeader HEADER =
      Tables.header(40, List.of("gse1", "gse2"), List.of("brd4", "myc", "yy1"));

  @TempDir Path folder;
  Path tensor;
  Path model;
  Path out;

  @BeforeEach
  void files() throws IOException {
    List<Object[]> rows = new ArrayList<>();
    for (int w = 0; w < 38; w++) {
      String contig = w < 30 ? "chr1" : "chr2";
      int start = 1000 * w;
      // Every third window is short.
      int end = start + (w % 3 == 2 ? 615 : 800);
      for (int p = 0; p < 1 + w % 4; p++)
        rows.add(new Object[] {contig, w, start, end, (w + p) % 5, start + 100 * p, start + 350});
    }
    tensor = Tables.write(folder.resolve("x.tensor.bed.gz"), HEADER, rows);
    model = ModelFiles.untrained(folder.resolve("m.zip"), HEADER, ModelFiles.options(4, 20, 3));
    out = folder.resolve("interpretation");
  }

  private CommandResult run(Object... more) {
    List<Object> args = new ArrayList<>(List.of("--tensor", tensor, "--model", model));
    args.addAll(List.of("--output", out));
    args.addAll(Arrays.asList(more));
    return CommandResult.of(new InterpretCommand(), args.toArray());
  }

  private void refused(int code, String[] parts, Object... more) throws IOException {
    List<Object> args = new ArrayList<>(List.of("--tensor", tensor, "--model", model));
    args.addAll(List.of("--output", out));
    args.addAll(Arrays.asList(more));
    CommandResult ran = CommandResult.failing(folder, new InterpretCommand(), args.toArray());
    ran.says(code, parts);
  }

  private static String[] parts(String... parts) {
    return parts;
  }

  @Test
  void everyTableHasTheColumnsOfTheDocumentation() throws IOException {
    run("--ur-examples", 3, "--region", "chr1:2,000-3,100", "--only", "brd4,yy1").done();
    Map<String, String> headers =
        Map.of(
            "correlation_groups.tsv.gz", "source partner value",
            "groups_cut.tsv", "groups silhouette chosen",
            "groups.tsv", "group members shared windows completeness",
            "group_members.tsv", "group dataset tf kind affinity silhouette",
            "ur_examples.tsv.gz", "neuron activation dataset tf mean max",
            "kernels.tsv.gz", "layer filter bin dataset tf value",
            "encoded.tsv.gz", "window position neuron value",
            "phantoms_by_source.tsv", "dataset tf found written",
            "examples.tsv.gz", "why contig start end bin_start dataset tf bin before rebuilt",
            "rebuilt.tsv.gz",
                "variant contig start end bin_start dataset tf bin before rebuilt full");
    for (Map.Entry<String, String> e : headers.entrySet())
      assertEquals(
          e.getValue(), String.join(" ", Tables.read(out.resolve(e.getKey())).get(0)), e.getKey());
    assertEquals(
        "name gse1.brd4 gse1.myc gse1.yy1 gse2.brd4 gse2.myc",
        String.join(" ", Tables.read(out.resolve("affinity.tsv")).get(0)));
    try (Stream<Path> files = Files.list(out)) {
      // Those above, the affinity, and the phantoms with their index.
      assertEquals(headers.size() + 3, files.count());
    }
    // Five seen sources, six pairs, 20 bins of a kernel.
    assertEquals(1 + 5 * 6, Tables.read(out.resolve("correlation_groups.tsv.gz")).size());
    assertEquals(1 + 3 * 6, Tables.read(out.resolve("ur_examples.tsv.gz")).size());
    assertEquals(1 + 4 * 20 * 2 + 4 * 3, Tables.read(out.resolve("kernels.tsv.gz")).size());
  }

  @Test
  void threadsChangeNoByteAndTheSeedOnlyUrExamples() throws IOException {
    Object[] args = {
      "--phantom-threshold", 0.01, "--region", "chr2:30000-31000", "--without", "myc", "--threads"
    };
    Map<String, List<Byte>> one = bytes(args, 1, "--seed", 1);
    assertSameFiles(one, bytes(args, 3, "--seed", 1));
    Map<String, List<Byte>> other = bytes(args, 2, "--seed", 2);
    one.keySet().forEach(f -> assertEquals(f.startsWith("ur_"), !one.get(f).equals(other.get(f))));
  }

  /** Says which file differs, and spares the reader its bytes. */
  private static void assertSameFiles(Map<String, List<Byte>> a, Map<String, List<Byte>> b) {
    assertEquals(a.keySet(), b.keySet());
    a.forEach((file, content) -> assertTrue(content.equals(b.get(file)), file));
  }

  private Map<String, List<Byte>> bytes(Object[] args, Object... more) throws IOException {
    List<Object> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(Arrays.asList(more));
    run(all.toArray()).done();
    Map<String, List<Byte>> contents = new HashMap<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        List<Byte> content = new ArrayList<>();
        for (byte b : Files.readAllBytes(file)) content.add(b);
        contents.put(file.getFileName().toString(), content);
      }
    }
    return contents;
  }

  @Test
  void phantomsLieInTheirWindowsInOrderAndAreCounted() throws IOException {
    run("--phantom-threshold", 0.001, "--ur-examples", 0).done();
    List<String[]> rows = Tables.read(out.resolve("phantoms.bed.gz"));
    assertTrue(rows.size() > 20, rows.size() + " phantoms");
    String contig = "";
    int before = 0;
    for (String[] row : rows) {
      assertEquals(10, row.length);
      int start = Integer.parseInt(row[1]);
      int end = Integer.parseInt(row[2]);
      int window = start / 1000;
      assertTrue(start < end && end <= 1000 * window + (window % 3 == 2 ? 615 : 800), row[1]);
      if (!row[0].equals(contig)) before = 0;
      assertTrue(start >= before, row[1]);
      contig = row[0];
      before = start;
      double value = Double.parseDouble(row[9]);
      assertTrue(value >= 0.001);
      assertEquals(Math.min(1000, Math.rint(1000 * value)), Integer.parseInt(row[4]));
      assertTrue(row[3].endsWith(".x"));
    }
    List<String[]> bySource = Tables.read(out.resolve("phantoms_by_source.tsv"));
    assertEquals(1 + 5, bySource.size());
    long written = bySource.stream().skip(1).mapToLong(r -> Long.parseLong(r[3])).sum();
    assertEquals(rows.size(), written);

    run("--phantom-threshold", 0.001, "--ur-examples", 0, "--phantoms", 5).done();
    List<String[]> few = Tables.read(out.resolve("phantoms.bed.gz"));
    double[] all = rows.stream().mapToDouble(r -> Double.parseDouble(r[9])).sorted().toArray();
    double[] best = few.stream().mapToDouble(r -> Double.parseDouble(r[9])).sorted().toArray();
    assertArrayEquals(Arrays.copyOfRange(all, all.length - 5, all.length), best);

    run("--phantom-threshold", 0.001, "--ur-examples", 0, "--unseen-sources").done();
    assertEquals(1 + 6, Tables.read(out.resolve("phantoms_by_source.tsv")).size());
  }

  @Test
  void factorsScalePhantomsAndUnknownSourcesGetTheMean() throws IOException {
    run("--phantom-threshold", 0.001, "--ur-examples", 0).done();
    Map<String, Double> plain = strongest();
    Path table = folder.resolve("k.tsv");
    Files.writeString(
        table, "dataset\ttf\tfinal_k\ngse1\tbrd4\t4\ngse1\tmyc\t2\ngse1\tyy1\t1\ngse2\tbrd4\t1\n");
    CommandResult ran =
        run("--phantom-threshold", 0.001, "--ur-examples", 0, "--factors", table).done();
    assertTrue(ran.err().contains("warning: 1 sources are not in the k table"), ran.err());
    Map<String, Double> scaled = strongest();
    assertTrue(plain.size() >= 3, plain.toString());
    Map<String, Double> k = Map.of("gse1.brd4.x", 4.0, "gse1.myc.x", 2.0, "gse2.myc.x", 2.0);
    plain.forEach(
        (name, value) ->
            assertEquals(value * k.getOrDefault(name, 1.0), scaled.get(name), 1e-9, name));
    Files.writeString(table, "dataset\ttf\tfinal_k\nother\tbrd4\t4\n");
    out = folder.resolve("second");
    refused(3, parts("k.tsv", "holds no source of the tensor"), "--factors", table);
  }

  private Map<String, Double> strongest() throws IOException {
    Map<String, Double> most = new HashMap<>();
    for (String[] row : Tables.read(out.resolve("phantoms.bed.gz")))
      most.merge(row[3], Double.parseDouble(row[9]), Math::max);
    return most;
  }

  @Test
  void examplesShowPeaksAndPhantomsBinByBin() throws IOException {
    run("--ur-examples", 0, "--example-peaks", 3, "--region", "chr1:2000-2001").done();
    List<String[]> rows = Tables.read(out.resolve("examples.tsv.gz"));
    Map<String, List<String[]>> windows = new HashMap<>();
    for (String[] row : rows.subList(1, rows.size()))
      windows
          .computeIfAbsent(row[0] + " " + row[1] + ":" + row[2], w -> new ArrayList<>())
          .add(row);
    assertEquals(7, windows.size(), windows.keySet().toString());
    List<String[]> chosen = windows.get("chosen chr1:2000");
    // Three peaks of cells 2, 3, 4; of the five sources two are left to be phantoms.
    assertEquals(80 * 5, chosen.size());
    for (String[] row : chosen) {
      assertEquals("2615", row[3]);
      assertEquals("1815", row[4]);
      int cell = (row[5].equals("gse2") ? 3 : 0) + List.of("brd4", "myc", "yy1").indexOf(row[6]);
      int from = 2000 + 100 * (cell - 2);
      int base = 1815 + 10 * Integer.parseInt(row[7]);
      boolean peak = cell >= 2 && base + 10 > from && base < 2350;
      assertEquals(peak ? "1" : "0", row[8], String.join(" ", row));
    }
    assertEquals("gse1 yy1", chosen.get(0)[5] + " " + chosen.get(0)[6]);
    List<String[]> encoded = Tables.read(out.resolve("encoded.tsv.gz"));
    assertTrue(encoded.stream().anyMatch(r -> r[0].equals("chr1:2000-2615")));
    for (String[] row : encoded.subList(1, encoded.size()))
      assertTrue(Double.parseDouble(row[3]) > 0);
  }

  @Test
  void variantsStandBesideTheWhole() throws IOException {
    run(
            "--ur-examples",
            0,
            "--region",
            "chr1:2000-4100",
            "--without",
            "brd4",
            "--only",
            "myc, yy1",
            "--without",
            "yy1")
        .done();
    Map<String, String> whole = new HashMap<>();
    for (String[] row : Tables.read(out.resolve("examples.tsv.gz")))
      if (row[0].equals("chosen")) whole.put(key(row), row[9]);
    List<String[]> rows = Tables.read(out.resolve("rebuilt.tsv.gz"));
    List<String> names = rows.stream().skip(1).map(r -> r[0]).distinct().toList();
    assertEquals(List.of("only:myc,yy1", "without:brd4", "without:yy1"), names);
    assertEquals(3 * whole.size(), rows.size() - 1);
    int changed = 0;
    for (String[] row : rows.subList(1, rows.size())) {
      assertEquals(whole.get(key(row)), row[10]);
      boolean left = row[0].equals("without:yy1") ? !row[6].equals("yy1") : !row[6].equals("brd4");
      if (!left) assertEquals("0", row[8]);
      if (!row[9].equals(row[10])) changed++;
    }
    assertTrue(changed > 0);
  }

  private static String key(String[] row) {
    return String.join(" ", Arrays.copyOfRange(row, 1, 8));
  }

  @Test
  void namesThatDoNotExistAreRefusedWithNearOnes() throws IOException {
    refused(
        2,
        parts("--source GSE1.Bdr4: no such source", "did you mean gse1.brd4, gse2.brd4?"),
        "--source",
        "GSE1.Bdr4");
    refused(
        2,
        parts("--only byy1: no such TR", "did you mean yy1?"),
        "--region",
        "chr1:0-100",
        "--only",
        "myc,byy1");
    refused(
        2,
        parts("--without something: no such TR; there are 3, among them brd4, myc, yy1"),
        "--region",
        "chr1:0-100",
        "--without",
        "something");
    refused(
        2,
        parts(
            "no window lies there; no peak lies on a contig 1; there are 2, among them chr1, chr2"),
        "--region",
        "1:0-100");
  }

  @Test
  void whatLeavesNothingIsSaid() throws IOException {
    refused(2, parts("--region chr1:900-950", "no window lies there"), "--region", "chr1:900-950");
    refused(2, parts("--window chr2:1-2"), "--window", "chr2:1-2");
    // Window 0 holds cell 0 only.
    refused(
        2,
        parts("--only myc: nothing is left of chr1:0-100, whose peaks are of brd4"),
        "--region",
        "chr1:0-100",
        "--only",
        "myc");
    refused(2, parts("name it with --region"), "--without", "myc");
  }

  @Test
  void valuesOutOfRangeAreRefused() throws IOException {
    refused(2, parts("--groups 6", "5 sources"), "--groups", 6);
    refused(2, parts("--groups 0"), "--groups", 0);
    refused(2, parts("--ur-examples some"), "--ur-examples", "some");
    refused(2, parts("--phantoms 100001"), "--phantoms", 100001);
    refused(2, parts("--phantom-threshold 0"), "--phantom-threshold", 0);
    refused(2, parts("--examples -1"), "--examples=-1");
    refused(2, parts("--example-peaks 0"), "--example-peaks", 0);
    refused(2, parts("--ur-examples -1"), "--ur-examples=-1");
    refused(2, parts("'chr1' is no interval"), "--region", "chr1");
    refused(2, parts("end 5 is not greater than start 5"), "--region", "chr1:5-5");
    refused(
        2,
        parts("a coordinate of 'chr1:1-9999999999' is too large"),
        "--region",
        "chr1:1-9999999999");
  }

  @Test
  void moreNeuronsThanTheModelHasAreAllOfThem() throws IOException {
    CommandResult ran = run("--ur-examples", 21).done();
    assertTrue(ran.err().contains("--ur-examples 21: the model has 20 neurons; all"), ran.err());
    assertEquals(20, neurons());
    ran = run("--ur-examples", "20").done();
    assertFalse(ran.err().contains("the model has"), ran.err());
    assertEquals(20, neurons());
    ran = run().done();
    assertFalse(ran.err().contains("the model has"), ran.err());
    assertEquals(20, neurons());
  }

  @Test
  void allNeuronsAreAllAlsoBeyondTheFirst256() throws IOException {
    model = ModelFiles.untrained(folder.resolve("l.zip"), HEADER, ModelFiles.options(4, 270, 3));
    run().done();
    assertEquals(256, neurons());
    CommandResult ran = run("--ur-examples", "all").done();
    assertFalse(ran.err().contains("the model has"), ran.err());
    assertEquals(270, neurons());
  }

  private long neurons() throws IOException {
    return Tables.read(out.resolve("ur_examples.tsv.gz")).stream()
        .skip(1)
        .map(r -> r[0])
        .distinct()
        .count();
  }

  @Test
  void aRegionWhoseWindowsMayBeEmptyIsWarnedOfAndShowsNothing() throws IOException {
    // Of 40 windows the last two are empty.
    Object[] few = {"--ur-examples", 0, "--examples", 0};
    for (String place : List.of("chr2:40000-40100", "chr3:0-10")) {
      List<Object> args = new ArrayList<>(Arrays.asList(few));
      args.addAll(List.of("--region", place, "--region", place, "--without", "myc"));
      CommandResult ran = run(args.toArray()).done();
      List<String> warnings =
          ran.err().lines().filter(line -> line.contains("warning: --region")).toList();
      assertEquals(1, warnings.size(), ran.err());
      assertTrue(warnings.get(0).contains(place + ": no peak lies in the windows there"));
      for (String file : List.of("examples", "rebuilt", "encoded"))
        assertEquals(1, Tables.read(out.resolve(file + ".tsv.gz")).size(), file);
    }
    // Another region is shown nevertheless.
    run(
            "--ur-examples",
            0,
            "--examples",
            0,
            "--region",
            "chr2:40000-40100",
            "--region",
            "chr1:2000-2001",
            "--window",
            "chr2:40000-40100")
        .done();
    List<String> shown =
        Tables.read(out.resolve("examples.tsv.gz")).stream()
            .skip(1)
            .map(r -> r[1] + ":" + r[2])
            .distinct()
            .toList();
    assertEquals(List.of("chr1:2000"), shown);
    assertEquals(1, Tables.read(out.resolve("encoded.tsv.gz")).size());
  }

  @Test
  void emptyWindowsAreLookedForBetweenTheirNeighbours() throws IOException {
    List<Object[]> rows = new ArrayList<>();
    for (int w : new int[] {0, 1, 4, 5})
      rows.add(
          new Object[] {
            w < 5 ? "chr1" : "chr3", w, 1000 * w, 1000 * w + 800, 0, 1000 * w, 1000 * w + 9
          });
    TensorHeader six = Tables.header(6, List.of("gse1", "gse2"), List.of("brd4", "myc", "yy1"));
    TensorLookup chosen =
        new TensorLookup(Tables.tensor(folder.resolve("six.tensor.bed.gz"), six, rows));
    for (String place : List.of("chr1:1800-4000", "chr1:2100-2101"))
      assertEquals(
          List.of(),
          chosen.windows("--region", List.of(Interval.parse(place)), Reporter.silent()),
          place);
    for (String place :
        List.of(
            "chr0:0-9",
            "chr1:800-1000",
            "chr1:4800-9000",
            "chr2:0-9",
            "chr3:0-5000",
            "chr3:5800-5801",
            "chr4:1-2"))
      assertThrows(
          UsageException.class,
          () -> chosen.windows("--region", List.of(Interval.parse(place)), Reporter.silent()),
          place);
    assertEquals(
        List.of(1, 2),
        chosen.windows("--region", List.of(Interval.parse("chr1:1799-4001")), Reporter.silent()));
  }

  @Test
  void whatIsNamedTwiceIsWrittenOnce() throws IOException {
    Object[] once = {
      "--ur-examples",
      0,
      "--source",
      "gse1.yy1",
      "--window",
      "chr1:0-10",
      "--region",
      "chr1:2000-4100",
      "--only",
      "myc,yy1",
      "--only",
      "yy1",
      "--without",
      "brd4"
    };
    List<Object> twice = new ArrayList<>(Arrays.asList(once));
    twice.addAll(Arrays.asList(once).subList(2, once.length));
    // The same variant, spelled otherwise.
    twice.addAll(List.of("--only", "yy1, myc,yy1"));
    Map<String, List<Byte>> plain = bytes(once);
    assertSameFiles(plain, bytes(twice.toArray()));
    assertEquals(
        List.of("only:myc,yy1", "only:yy1", "without:brd4"),
        Tables.read(out.resolve("rebuilt.tsv.gz")).stream()
            .skip(1)
            .map(r -> r[0])
            .distinct()
            .toList());
  }

  @Test
  void rebuiltRegionsOfAnEarlierRunAreGone() throws IOException {
    run("--ur-examples", 0, "--region", "chr1:2000-2001", "--without", "yy1").done();
    assertTrue(Files.exists(out.resolve("rebuilt.tsv.gz")));
    refused(2, parts("--groups 6"), "--groups", 6);
    assertTrue(Files.exists(out.resolve("rebuilt.tsv.gz")));
    Files.writeString(out.resolve("notes.txt"), "of somebody");
    run("--ur-examples", 0, "--region", "chr1:2000-2001").done();
    assertFalse(Files.exists(out.resolve("rebuilt.tsv.gz")));
    assertTrue(Files.exists(out.resolve("notes.txt")));
  }

  @Test
  void aModelOfOtherAxesIsRefused() throws IOException {
    TensorHeader other = Tables.header(1, List.of("gse1", "gse2"), List.of("brd4", "myc", "p53"));
    Path foreign =
        ModelFiles.untrained(folder.resolve("f.zip"), other, ModelFiles.options(4, 20, 3));
    refused(3, parts("axes differ from the model's"), "--model", foreign);
  }

  @Test
  void memoryThatCannotSufficeIsToldWithTheFigureNeeded() throws IOException {
    InterpretCommand command = new InterpretCommand();
    command.limits = new MemoryLimits(1 << 20, 1 << 30, 1 << 30);
    CommandResult.failing(folder, command, "--tensor", tensor, "--model", model, "--output", out)
        .says(137, "CRELENS_MEMORY_MB=");
  }
}
