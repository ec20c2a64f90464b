package org.crelens.atypeak.splitpeaks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.io.Compressed;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SplitPeaksCommandTest {
  private static final String PEAKS =
      """
      chr2	3100	3300	b.t1.hela
      chr1	90	120	a.t2.CD34	7	.
      chr1	90	110	a.t2.hela	1000	+	x
      chr1	101	104	c.t3.with.dots
      chr1	3000	5001	a.t1.hela
      chr1	101	103	c.t1.CD34_condition1
      """;

  @TempDir Path folder;
  private Path peaks;
  private Path out;

  @BeforeEach
  void files() throws IOException {
    peaks = Files.writeString(folder.resolve("peaks.bed"), PEAKS);
    out = folder.resolve("split");
  }

  private Object[] args(Object... more) {
    List<Object> args = new ArrayList<>(List.of("--peaks", peaks, "--output", out));
    args.addAll(List.of(more));
    return args.toArray();
  }

  private CommandResult split(Object... more) {
    return CommandResult.of(new SplitPeaksCommand(), args(more));
  }

  private CommandResult refused(Object... more) throws IOException {
    return CommandResult.failing(folder, new SplitPeaksCommand(), args(more));
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = InputFile.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Peaks of each file, by its name without the suffix. */
  private Map<String, String> rows() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        assertTrue(name.endsWith(".peaks.bed.gz"), name);
        StringBuilder text = new StringBuilder();
        for (String line : text(file).split("(?<=\n)"))
          if (!line.startsWith("##")) text.append(line);
        rows.put(name.replace(".peaks.bed.gz", ""), text.toString());
      }
    }
    return rows;
  }

  private Map<String, byte[]> bytes() throws IOException {
    Map<String, byte[]> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList())
        bytes.put(file.getFileName().toString(), Files.readAllBytes(file));
    }
    return bytes;
  }

  private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> found) {
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
  }

  @Test
  void everyCellLineGetsItsLinesAsTheyWere() throws IOException {
    CommandResult ran = split().done();
    Map<String, String> expected = new TreeMap<>();
    expected.put(
        "hela",
        "chr2\t3100\t3300\tb.t1.hela\nchr1\t90\t110\ta.t2.hela\t1000\t+\tx\nchr1\t3000\t5001\ta.t1.hela\n");
    expected.put("CD34", "chr1\t90\t120\ta.t2.CD34\t7\t.\n");
    expected.put("with.dots", "chr1\t101\t104\tc.t3.with.dots\n");
    expected.put("CD34_condition1", "chr1\t101\t103\tc.t1.CD34_condition1\n");
    assertEquals(expected, rows());
    assertTrue(ran.err().contains("4 cell lines, 6 of 6 peaks read"), ran.err());
  }

  @Test
  void theFileSaysWhereItComesFromAndHowMuchItHolds() throws IOException {
    Files.writeString(peaks, "chr10\t50\t52\ta.t.hela\n");
    split().done();
    // printf 'chr10\t50\t52\ta.t.hela\n' | sha256sum; the same | gzip -c | tail -c 8 for the CRC
    String expected =
        """
        ##crelens-peaks=1
        ##cell_line=hela
        ##files=1
        ##sha256_peaks=5abeff7fff01ffed7915311f8a1447f39936f05183072e53f804904bbc164efa
        chr10	50	52	a.t.hela
        ##peaks=1
        ##crc32=%s
        """;
    assertEquals(expected.formatted("b6735f40"), text(out.resolve("hela.peaks.bed.gz")));
  }

  @Test
  void onlyWantedCellLinesAreWritten() throws IOException {
    split("--cell-line", "hela", "CD34").done();
    assertEquals(List.of("CD34", "hela"), List.copyOf(rows().keySet()));
    Map<String, byte[]> first = bytes();
    Path list = Files.writeString(folder.resolve("list"), "# two\n\nCD34\r\n hela \nhela\n");
    out = folder.resolve("other");
    split("--cell-lines", list).done();
    assertSame(first, bytes());
    // Which others are written changes nothing of a file.
    out = folder.resolve("one");
    split("--cell-line", "hela").done();
    assertArrayEquals(first.get("hela.peaks.bed.gz"), bytes().get("hela.peaks.bed.gz"));
  }

  @Test
  void severalFilesAreOneInTheirOrder() throws IOException {
    List<String> lines = PEAKS.lines().toList();
    peaks = Files.write(folder.resolve("a.bed"), lines.subList(0, 3));
    Path second = folder.resolve("b.bed.gz");
    Compressed.GZIP.write(second, String.join("\n", lines.subList(3, 6)));
    split("--peaks", second).done();
    assertTrue(rows().get("hela").endsWith("x\nchr1\t3000\t5001\ta.t1.hela\n"));
    List<String> head = text(out.resolve("hela.peaks.bed.gz")).lines().limit(5).toList();
    assertEquals("##files=2", head.get(2));
    List<String> digests = new ArrayList<>();
    for (Path file : List.of(peaks, second)) digests.add(InputFile.sha256(file));
    digests.sort(null);
    assertEquals("##sha256_peaks_1=" + digests.get(0), head.get(3));
    assertEquals("##sha256_peaks_2=" + digests.get(1), head.get(4));
  }

  @ParameterizedTest
  @EnumSource(Compressed.class)
  void inputsMayBeCompressed(Compressed how) throws IOException {
    split().done();
    Map<String, String> expected = rows();
    how.write(peaks, PEAKS);
    split().done();
    assertEquals(expected, rows());
  }

  @Test
  void headersAndLineEndsOfOtherProgramsArePassedOver() throws IOException {
    split().done();
    Map<String, String> expected = rows();
    String head = "#comment\ntrack name=\"x\"\nbrowser position chr1\n\n";
    Files.writeString(peaks, head + PEAKS.strip().replace("\n", "\r\ntrack x\r\n"));
    split().done();
    assertEquals(expected, rows());
  }

  @Test
  void aCarriageReturnInsideALineIsRefused() throws IOException {
    Files.writeString(peaks, "chr1\t1\t2\ta.t.x\t\r\r\nchr1\t1\t3\ta.t.x\n");
    refused()
        .says(3, peaks + ":1: byte 16 of the line is a carriage return", "expected LF or CR LF");
  }

  @Test
  void theSummaryListsEveryFile() throws IOException {
    Path summary = folder.resolve("summary.tsv");
    split("--output-summary", summary, "--cell-line", "hela", "--cell-line", "with.dots").done();
    assertEquals(
        List.of(
            "cell_line\tpeaks\tdatasets\ttrs\tfile",
            "hela\t3\t2\t2\thela.peaks.bed.gz",
            "with.dots\t1\t1\t1\twith.dots.peaks.bed.gz"),
        Files.readAllLines(summary));
  }

  @Test
  void manyBlocksAndFilesAreTheSameForAnyNumberOfThreads() throws IOException {
    // More files than are kept open at once, and a large one of several blocks.
    long seed = 7;
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    Map<String, StringBuilder> expected = new HashMap<>();
    for (int i = 0; i < 60_000; i++) {
      String cellLine = i % 3 == 0 ? "large" : "c" + random.nextInt(1200);
      int start = random.nextInt(100_000_000);
      String line = "chr1\t" + start + "\t" + (start + 200) + "\td.t." + cellLine;
      line += i == 900 ? "\t" + "long".repeat(40_000) + "\n" : "\n";
      text.append(line);
      expected.computeIfAbsent(cellLine, c -> new StringBuilder()).append(line);
    }
    Compressed.BGZIP.write(peaks, text.toString());
    split("--threads", 1).done();
    Map<String, byte[]> one = bytes();
    Map<String, String> rows = rows();
    assertEquals(1201, rows.size());
    for (Map.Entry<String, StringBuilder> e : expected.entrySet())
      assertEquals(e.getValue().toString(), rows.get(e.getKey()), "seed " + seed);
    for (int threads : new int[] {2, 5}) {
      split("--threads", threads).done();
      assertSame(one, bytes());
    }
  }

  @Test
  void cellLinesBecomeNamesOfFilesThatStayInTheFolder() throws IOException {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("T-47D", "T-47D");
    names.put("t.47=d~+@_", "t.47=d~+@_");
    names.put("..", "%2E.");
    names.put("-x", "%2Dx");
    names.put("a/../b", "a%2F..%2Fb");
    names.put("50%", "50%25");
    names.put("liver, adult", "liver%2C%20adult");
    names.put("é", "%C3%A9");
    StringBuilder text = new StringBuilder();
    names.keySet().forEach(name -> text.append("chr1\t1\t2\td.t." + name + "\n"));
    Files.writeString(peaks, text);
    split("--cell-line", "50%", "--cell-line", "a/../b").done();
    assertEquals(List.of("50%25", "a%2F..%2Fb"), List.copyOf(rows().keySet()));
    split().done();
    Map<String, String> rows = rows();
    assertEquals(names.size(), rows.size());
    names.forEach((name, file) -> assertEquals("chr1\t1\t2\td.t." + name + "\n", rows.get(file)));
    String longest = "é".repeat(33) + "xx";
    Files.writeString(peaks, "chr1\t1\t2\td.t." + longest + "\n");
    split().done();
    Files.writeString(peaks, "chr1\t1\t2\td.t.x\nchr1\t1\t2\td.t." + longest + "x\n");
    refused().says(3, "peaks.bed:2: cell line 'é", "too long to name a file", "--cell-line");
  }

  @Test
  void aCellLinePerPeakIsNotTakenForACatalogue() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 10_001; i++) text.append("chr1\t1\t2\td.t.peak" + i + "\n");
    Files.writeString(peaks, text);
    refused("--threads", 1)
        .says(3, "peaks.bed:10001: 'peak10001' would be one more than 10000 cell lines");
  }

  @Test
  void cellLinesWithoutPeaksNameThoseThatAreThere() throws IOException {
    refused("--cell-line", "CD3", "--cell-line", "hela")
        .says(
            3,
            "peaks.bed: no peak of cell line 'CD3' (present: CD34, CD34_condition1, hela, with.dots;",
            "names are matched exactly");
    refused("--cell-line", "y", "x").says(3, "no peak of cell lines 'x', 'y' (present: ");
  }

  @Test
  void badPeaksAreNamedByFileAndLine() throws IOException {
    badPeak("chr1\t40\t40\ta.t.hela", "end 40 is not greater than start 40");
    badPeak("chr1\t-4\t10\ta.t.hela", "start '-4' is not a coordinate");
    badPeak("chr1\t4\t10", "3 columns (expected BED: contig, start, end, name");
    badPeak("chr1\t4\t10\ta.hela", "name 'a.hela' has fewer than three fields", "dataset.tr.cell");
    badPeak("chr1\t4\t10\ta.t.", "name 'a.t.'");
    // Of a cell line that is not wanted, too.
    badPeak("chrQ\t40\t10\ta.t.other", "end 10 is not greater than start 40");
  }

  private void badPeak(String line, String... parts) throws IOException {
    Files.writeString(peaks, PEAKS + line + "\n" + "chr9\t1\t2\ta.t.hela\n");
    List<String> all = new ArrayList<>(List.of("peaks.bed:7: "));
    all.addAll(Arrays.asList(parts));
    refused("--cell-line", "hela").says(3, all.toArray(String[]::new));
  }

  @Test
  void missingEmptyAndCutInputsAreNamed() throws IOException {
    Files.writeString(peaks, "track x\n");
    refused().says(3, "peaks.bed: holds no peak", "expected BED: contig, start, end, name");
    Files.writeString(peaks, "");
    refused().says(3, "peaks.bed: is empty");
    byte[] whole = Compressed.GZIP.bytes(PEAKS.repeat(1000).getBytes(StandardCharsets.UTF_8));
    Files.write(peaks, Arrays.copyOf(whole, whole.length / 2));
    refused().says(3, "peaks.bed: ", "cut short");
    Path list = Files.writeString(folder.resolve("list"), "#\n");
    Files.writeString(peaks, PEAKS);
    refused("--cell-lines", list).says(3, "list: holds no cell line", "one name per line");
    peaks = folder.resolve("nowhere.bed");
    refused().says(3, "nowhere.bed: no such file");
  }

  @Test
  void aPipeIsReadOnceAndHasNoDigest() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no pipes here");
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.writeString(pipe, PEAKS, StandardCharsets.UTF_8);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    writer.start();
    peaks = pipe;
    split().done();
    writer.join();
    List<String> head = text(out.resolve("CD34.peaks.bed.gz")).lines().limit(4).toList();
    assertEquals("##files=1", head.get(2));
    assertTrue(head.get(3).startsWith("chr1\t"), head.get(3));
  }

  @Test
  void placesThatCannotBeWrittenToAreNamedAndNothingIsLeft() throws IOException {
    refused("--output-summary", folder.resolve("none/summary.tsv"))
        .says(4, "none/summary.tsv: its folder does not exist");
    out = folder.resolve("none/split");
    refused().says(4, "none/split: the folder that should hold it does not exist", "mkdir -p");
    out = peaks;
    refused().says(4, "peaks.bed: ");
  }

  @Test
  void aFullDiskIsSaidAndNothingIsLeft() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");
    for (int threads : new int[] {1, 3}) {
      Files.createDirectories(out);
      Path link = Outputs.unfinished(out.resolve("hela.peaks.bed.gz"));
      Files.createSymbolicLink(link, Path.of("/dev/full"));
      split("--threads", threads, "-q")
          .says(4, "hela.peaks.bed.gz: cannot be written: No space left on device", "free space");
      try (Stream<Path> left = Files.list(out)) {
        assertEquals(List.of(), left.toList());
      }
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() throws IOException {
    refused("--threads", 0).says(2, "--threads 0 is not between 1 and 1024");
    refused("--cell-line", " ").says(2, "--cell-line is blank");
    refused("--unknown").says(2, "--unknown");
    CommandResult.failing(folder, new SplitPeaksCommand(), "--peaks", peaks).says(2, "--output");
  }

  @Test
  void helpShowsAnExample() {
    CommandResult ran = CommandResult.of(new SplitPeaksCommand(), "--help").done();
    for (String part :
        List.of("--cell-lines=FILE", "become %XX", "A-Z a-z 0-9 . _ + @ =", "Example:"))
      assertTrue(ran.out().contains(part), ran.out());
  }
}
