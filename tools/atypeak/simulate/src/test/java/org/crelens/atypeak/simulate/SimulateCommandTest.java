package org.crelens.atypeak.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.crelens.atypeak.data.PeakName;
import org.crelens.libs.cli.ExitCode;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.genome.Regions;
import org.crelens.libs.io.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int simulate(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--output-regions", path("r.bed"), "--output-peaks", path("p.bed.gz")));
    return Tool.run(
        new SimulateCommand(),
        new PrintWriter(out),
        new PrintWriter(err),
        all.toArray(String[]::new));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private List<String> lines(String name) throws IOException {
    try (InputStream in = InputFile.open(folder.resolve(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void theBedHoldsTheCalledPeaksOfTheTruthClippedToTheirRegions() throws IOException {
    assertEquals(
        ExitCode.OK,
        simulate(
            "--regions-count",
            "2000",
            "--cell-line",
            "my.line",
            "--shift=-600,600",
            "--output-truth",
            path("t")),
        err::toString);
    Set<String> expected = new HashSet<>();
    int outside = 0;
    List<String> truth = lines("t");
    assertEquals(
        "region\tchrom\tregion_start\tregion_end\tstart\tend\tdataset\ttf\tkind\tgroup\tround\tdraw\tcalled",
        truth.get(0));
    for (String line : truth.subList(1, truth.size())) {
      String[] f = line.split("\t", -1);
      int from = Math.max(Integer.parseInt(f[4]), Integer.parseInt(f[2]));
      int to = Math.min(Integer.parseInt(f[5]), Integer.parseInt(f[3]));
      boolean called = from < to && !f[8].equals("dropped");
      if (from >= to) outside++;
      assertEquals(called ? "1" : "0", f[12], line);
      if (called)
        expected.add(f[1] + "\t" + from + "\t" + to + "\t" + f[6] + "." + f[7] + ".my.line");
    }
    List<String> peaks = lines("p.bed.gz");
    assertEquals(expected, new HashSet<>(peaks));
    assertEquals(expected.size(), peaks.size(), "a peak is written once");
    assertTrue(outside > 0, "the truth keeps peaks outside their region");
  }

  @Test
  void thePeaksAreSorted() throws IOException {
    assertEquals(ExitCode.OK, simulate("--regions-count", "200"), err::toString);
    record Row(String contig, int start, int end, String name) {}
    List<Row> rows =
        lines("p.bed.gz").stream()
            .map(l -> l.split("\t"))
            .map(f -> new Row(f[0], Integer.parseInt(f[1]), Integer.parseInt(f[2]), f[3]))
            .toList();
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(
        java.util.Comparator.comparing(Row::contig)
            .thenComparingInt(Row::start)
            .thenComparingInt(Row::end)
            .thenComparing(Row::name));
    assertEquals(sorted, rows);
    for (Row row : rows) assertEquals("sim", PeakName.parse(row.name()).cellLine());
  }

  @Test
  void theRegionsAreReadableAndAsLongAsAsked() throws IOException {
    assertEquals(ExitCode.OK, simulate("--regions-count", "50", "--length", "640"), err::toString);
    Regions regions = Regions.read(folder.resolve("r.bed"));
    assertEquals(50, regions.intervals().size());
    assertTrue(regions.intervals().stream().allMatch(r -> r.length() == 640));
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherDoesNot() throws IOException {
    byte[][] bytes = new byte[3][];
    for (int i = 0; i < 3; i++) {
      assertEquals(
          ExitCode.OK,
          simulate("--regions-count", "100", "--seed", i < 2 ? "7" : "8"),
          err::toString);
      bytes[i] = Files.readAllBytes(folder.resolve("p.bed.gz"));
    }
    assertArrayEquals(bytes[0], bytes[1]);
    assertFalse(Arrays.equals(bytes[0], bytes[2]));
  }

  @Test
  void theVariantSetsWhatIsNotGivenOnItsOwn() throws IOException {
    simulate("--regions-count", "200", "--variant", "implementation");
    List<String> implementation = lines("p.bed.gz");
    simulate("--regions-count", "200", "--replacement", "--shift=-200,0", "--extra-noise", "0");
    assertEquals(implementation, lines("p.bed.gz"));
    simulate(
        "--regions-count",
        "200",
        "--variant",
        "implementation",
        "--no-replacement",
        "--shift=-200,200",
        "--extra-noise",
        "1");
    List<String> overridden = lines("p.bed.gz");
    simulate("--regions-count", "200");
    assertEquals(overridden, lines("p.bed.gz"));
  }

  @Test
  void emptyTrsAreOnTheAxisAndNowhereElse() throws IOException {
    assertEquals(
        ExitCode.OK,
        simulate("--regions-count", "200", "--empty-trs", "12", "--output-axes", path("axes.tsv")),
        err::toString);
    List<String> axes = lines("axes.tsv");
    assertEquals(20, axes.stream().filter(l -> l.startsWith("tr\t")).count());
    assertEquals("tr\tt20", axes.get(axes.size() - 1));
    Set<String> seen = new HashSet<>();
    for (String line : lines("p.bed.gz")) seen.add(PeakName.parse(line.split("\t")[3]).tr());
    assertEquals(Set.of("t01", "t02", "t03", "t04", "t05", "t06", "t07", "t08"), seen);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--regions-count=0 | --regions-count 0 is not between 1 and 10000000",
        "--length=0 | --length 0 is not between 1 and 10000000",
        "--datasets=1 | --datasets 1 is not between 2 and 10000",
        "--trs=1 | --trs 1 is not between 2 and 10000",
        "--empty-trs=-1 | --empty-trs -1 is not between 0 and 10000",
        "--empty-trs=2 | --empty-trs 2 needs --output-axes",
        "--reliable=9 | --reliable 9 is not between 1 and 8",
        "--watermark=1.5 | --watermark 1.5 is not between 0 and 1",
        "--watermark=NaN | --watermark NaN is not between 0 and 1",
        "--stack-mean=-1 | --stack-mean -1.0 is not between 0 and 20",
        "--noise-mean=101 | --noise-mean 101.0 is not between 0 and 100",
        "--extra-noise=-1 | --extra-noise -1 is not between 0 and 1000",
        "--groups=thirds | is not one of halves, equal:N, fours:N, overlapping",
        "--groups=equal:3 | allowed: [1, 2, 4, 8]",
        "--groups=equal:0 | N a whole number from 1",
        "--groups=fours:3 | allowed: 1 to 2",
        "--odds=1.5 | --odds 1.5 is not between 0 and 1",
        "--odds=0.5,0.4 | not to 1",
        "--odds=0.5,0.3,0.2 | 3 shares for 2 groups",
        "--shift=5 | is not FROM,TO",
        "--shift=5,1 | with FROM at most TO",
        "--variant=draft | is not one of paper, implementation",
        "--cell-line=a b | is not a name without blanks",
        "--seed=x | --seed",
      })
  void anOptionOutOfRangeIsRefusedWithWhatIsAllowed(String option, String message)
      throws IOException {
    assertEquals(ExitCode.USAGE, simulate(option));
    assertTrue(err.toString().contains(message), err::toString);
    assertFalse(err.toString().contains("\tat "), err::toString);
    assertEquals(List.of(), left());
  }

  @Test
  void aMissingFolderLeavesNothingBehind() throws IOException {
    int code = simulate("--output-truth", path("no/such/t.tsv"), "--regions-count", "10");
    assertEquals(ExitCode.OUTPUT, code);
    assertTrue(err.toString().contains("its folder does not exist"), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertEquals(List.of(), left());
  }

  @Test
  void twoOutputsOfOnePathAreRefused() throws IOException {
    assertEquals(ExitCode.USAGE, simulate("--output-truth", path("./r.bed")));
    assertTrue(err.toString().contains("is named for two outputs"), err::toString);
    assertEquals(List.of(), left());
  }
}
