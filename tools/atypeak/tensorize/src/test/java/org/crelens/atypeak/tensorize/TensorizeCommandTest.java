package org.crelens.atypeak.tensorize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.model.ModelFiles;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.io.Compressed;
import org.crelens.libs.io.LineSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorizeCommandTest {
  // chr1: windows 0 (100-3300), 1 (3300-3600) and 2 (5000-5010); chr10: 3; chr2: 4.
  private static final String REGIONS =
      """
      chr2	0	3200
      chr1	5000	5010	second
      chr1	100	3600	first	0	.
      chr10	50	60
      """;

  private static final String PEAKS =
      """
      chr2	3100	3300	b.t1.hela
      chr1	90	120	a.t2.hela
      chr1	90	110	a.t2.hela
      chr1	3000	5001	b.t1.hela	5	.
      chr1	90	120	a.t1.hela
      chr10	0	55	B.t1.hela
      chr1	3600	5000	a.t9.hela
      chr7	1	2	z.z.hela
      chr1	101	102	c.t1.CD34_condition1
      chr1	101	103	c.t1.CD34
      chr1	101	104	c.t3.with.dots
      """;

  private static final List<String> ROWS =
      List.of(
          "chr1 100 110 a.t2.hela 1 0 100 3300 90 110",
          "chr1 100 120 a.t1.hela 1 0 100 3300 90 120",
          "chr1 100 120 a.t2.hela 1 0 100 3300 90 120",
          "chr1 3000 3300 b.t1.hela 1 0 100 3300 3000 5001",
          "chr1 3300 3600 b.t1.hela 1 1 3300 3600 3000 5001",
          "chr1 5000 5001 b.t1.hela 1 2 5000 5010 3000 5001",
          "chr10 50 55 B.t1.hela 1 3 50 60 0 55",
          "chr2 3100 3200 b.t1.hela 1 4 0 3200 3100 3300");

  @TempDir Path folder;
  private Path regions;
  private Path peaks;
  private Path out;

  @BeforeEach
  void files() throws IOException {
    regions = Files.writeString(folder.resolve("regions.bed"), REGIONS);
    peaks = Files.writeString(folder.resolve("peaks.bed"), PEAKS);
    out = folder.resolve("x.tensor.bed.gz");
  }

  private CommandResult tensorize(Object... more) {
    return tensorizeOf("hela", more);
  }

  private CommandResult tensorizeOf(String cellLine, Object... more) {
    List<Object> args = new ArrayList<>(List.of("--regions", regions, "--peaks", peaks));
    args.addAll(List.of("--cell-line", cellLine, "--output", out));
    args.addAll(List.of(more));
    return CommandResult.of(new TensorizeCommand(), args.toArray());
  }

  private CommandResult refused(Object... more) throws IOException {
    List<Object> args = new ArrayList<>(List.of("--regions", regions, "--peaks", peaks));
    args.addAll(List.of("--cell-line", "hela", "--output", out));
    args.addAll(List.of(more));
    return CommandResult.failing(folder, new TensorizeCommand(), args.toArray());
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineSource source = new LineSource(file)) {
      while (source.next()) lines.add(source.text());
    }
    return lines;
  }

  private List<String> rows() throws IOException {
    return lines(out).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replace('\t', ' '))
        .toList();
  }

  private TensorHeader header() throws IOException {
    return Tensor.readHeader(out);
  }

  @Test
  void peaksAreClippedToEveryWindowThatTheyOverlap() throws IOException {
    tensorize().done();
    assertEquals(ROWS, rows());
    assertTrue(Files.exists(folder.resolve("x.tensor.bed.gz.tbi")));
    assertEquals(5, header().windows());
  }

  @Test
  void axesHoldWhatHasAPeakInARegionInByteOrder() throws IOException {
    // t9 lies between regions, z on a contig without any.
    tensorize().done();
    assertEquals(new Axes(List.of("B", "a", "b"), List.of("t1", "t2")), header().axes());
  }

  @Test
  void theSummaryCountsWhatTheTensorHolds() throws IOException {
    Path summary = folder.resolve("x.tensor.tsv");
    tensorize("--output-summary", summary).done();
    String expected =
        """
        field value
        cell_line hela
        windows 5
        windows_with_peaks 5
        peaks 6
        rows 8
        datasets 3
        trs 2
        sources 4
        window 3200
        squish 10
        bins 320
        peaks_of_cell_line 8
        peaks_in_regions 6
        """;
    assertEquals(expected, Files.readString(summary).replace('\t', ' '));
    // Of what was chosen only: B.t1 alone in window 3, b.t1 over three windows and in the last.
    Path list = Files.writeString(folder.resolve("list"), "B\nb\n");
    tensorize("--sources", list, "--squish", 8, "--output-summary", summary).done();
    String fewer =
        """
        field value
        cell_line hela
        windows 5
        windows_with_peaks 5
        peaks 3
        rows 5
        datasets 2
        trs 1
        sources 2
        window 3200
        squish 8
        bins 400
        peaks_of_cell_line 8
        peaks_in_regions 6
        """;
    assertEquals(fewer, Files.readString(summary).replace('\t', ' '));
    Files.writeString(list, "B\n");
    tensorize("--sources", list, "--output-summary", summary).done();
    List<String> lines = Files.readAllLines(summary);
    assertEquals("windows_with_peaks\t1", lines.get(3));
    assertEquals("sources\t1", lines.get(8));
  }

  @Test
  void moreWindowsThanCanBeCountedAreRefused() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = 1; c <= 5; c++) text.append("chr" + c + "\t0\t536870912\n");
    Files.writeString(regions, text);
    refused("--window", 1, "--squish", 1).says(2, "into 2,684,354,560 windows", "2,147,483,647");
  }

  // n peaks, of which the first lie in the region chr1:100-3600.
  private void peaksInRegions(int inRegions, int n) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < n; i++) {
      int start = i < inRegions ? 200 + i : 1_000_000 + i;
      text.append("chr1\t" + start + "\t" + (start + 50) + "\ta.t1.hela\n");
    }
    Files.writeString(peaks, text);
  }

  @Test
  void howManyPeaksAreScoredIsSaid() throws IOException {
    String said = tensorize().done().err();
    assertTrue(said.contains("hela: 6 of 8 peaks lie in regions and are scored\n"), said);
    Path list = Files.writeString(folder.resolve("list"), "B\n");
    said = tensorize("--sources", list).done().err();
    assertTrue(
        said.contains(
            "hela: 6 of 8 peaks lie in regions; 1 of them, those of the sources kept, are scored\n"),
        said);
    peaksInRegions(2000, 4000);
    said = tensorize().done().err();
    assertTrue(said.contains("hela: 2,000 of 4,000 peaks lie in regions and are scored\n"), said);
  }

  @Test
  void aCatalogueWithFewPeaksInRegionsIsWarnedOf() throws IOException {
    peaksInRegions(49, 99);
    String said = tensorize("-q").done().err();
    assertTrue(
        said.contains(
            "warning: hela: 49 of 99 peaks lie in regions and are scored (are peaks and regions of the same assembly"),
        said);
    peaksInRegions(50, 100);
    assertEquals("", tensorize("-q").done().err());
  }

  @Test
  void aCatalogueWithHardlyAnyPeakInRegionsIsRefusedUnlessAskedFor() throws IOException {
    peaksInRegions(4, 81);
    refused()
        .says(
            3,
            peaks + ": only 4 of 81 peaks of 'hela' lie in regions of " + regions,
            "same assembly",
            "--allow-few-peaks-in-regions");
    String said = tensorize("-q", "--allow-few-peaks-in-regions").done().err();
    assertTrue(said.contains("warning: hela: 4 of 81 peaks lie in regions"), said);
    peaksInRegions(4, 80);
    tensorize().done();
  }

  @Test
  void theSummaryComesWithTheTensorOrNotAtAll() throws IOException {
    Path nowhere = folder.resolve("none/x.tensor.tsv");
    refused("--output-summary", nowhere).says(4, nowhere + ": its folder does not exist");
    refused("--output-summary", out).says(2, out + ": is named for two outputs");
    Files.writeString(peaks, "chr1\tx\n");
    refused("--output-summary", folder.resolve("x.tensor.tsv")).says(3, "peaks.bed:1: 2 columns");
  }

  @Test
  void theOrderOfTheInputDoesNotMatter() throws IOException {
    List<String> lines = new ArrayList<>(PEAKS.lines().toList());
    for (long seed = 1; seed <= 10; seed++) {
      Collections.shuffle(lines, new Random(seed));
      Files.write(peaks, lines);
      tensorize().done();
      assertEquals(ROWS, rows(), "seed " + seed);
    }
  }

  @Test
  void severalFilesAreOneInAnyOrder() throws IOException {
    List<String> lines = PEAKS.lines().toList();
    Path a = Files.write(folder.resolve("a.bed"), lines.subList(0, 4));
    Path b = Files.write(folder.resolve("b.bed"), lines.subList(4, lines.size()));
    peaks = a;
    tensorize("--peaks", b).done();
    byte[] first = Files.readAllBytes(out);
    assertEquals(ROWS, rows());
    peaks = b;
    tensorize("--peaks", a).done();
    assertArrayEquals(first, Files.readAllBytes(out));
  }

  @ParameterizedTest
  @EnumSource(Compressed.class)
  void inputsMayBeCompressed(Compressed how) throws IOException {
    how.write(regions, REGIONS);
    how.write(peaks, PEAKS);
    tensorize().done();
    assertEquals(ROWS, rows());
  }

  @Test
  void headersLineEndsAndColumnsOfOtherProgramsArePassedOver() throws IOException {
    String head = "#comment\ntrack name=\"x\"\nbrowser position chr1\n\n";
    Files.writeString(regions, head + REGIONS.replace("\n", "\r\n"));
    Files.writeString(
        peaks, head + PEAKS.strip().replace("\n", "\t1000\t+\t5\t6\t0,0,0\r\ntrack x\r\n"));
    tensorize().done();
    assertEquals(ROWS, rows());
  }

  @Test
  void theCellLineIsMatchedWholeAndExactly() throws IOException {
    tensorizeOf("CD34").done();
    assertEquals(List.of("chr1 101 103 c.t1.CD34 1 0 100 3300 101 103"), rows());
    tensorizeOf("CD34_condition1").done();
    assertEquals(List.of("chr1 101 102 c.t1.CD34_condition1 1 0 100 3300 101 102"), rows());
    tensorizeOf("with.dots").done();
    assertEquals(List.of("chr1 101 104 c.t3.with.dots 1 0 100 3300 101 104"), rows());
  }

  @Test
  void equalRegionsAreOne() throws IOException {
    Files.writeString(regions, REGIONS + REGIONS);
    tensorize().done();
    assertEquals(ROWS, rows());
    assertEquals(5, header().windows());
  }

  @Test
  void equalPeaksStayApart() throws IOException {
    // merge-windows makes one of them; their number counts in its mean as in the original's.
    Files.writeString(peaks, "chr10\t50\t52\ta.t.hela\n".repeat(2));
    tensorize().done();
    assertEquals(2, rows().size());
  }

  @Test
  void sourcesAreListedByPairDatasetOrTr() throws IOException {
    Path list = Files.writeString(folder.resolve("list"), "a.t1\nb\tt1\n# B.t1\n");
    tensorize("--sources", list).done();
    assertEquals(new Axes(List.of("a", "b"), List.of("t1")), header().axes());
    Files.writeString(list, "t2\nB\n");
    CommandResult ran = tensorize("--sources", list).done();
    assertEquals(new Axes(List.of("B", "a"), List.of("t1", "t2")), header().axes());
    // a.t1 lies on both axes, but was not chosen.
    assertEquals(3, rows().size());
    assertTrue(ran.err().contains("a.t1 (1 peaks)"), ran.err());
    Files.writeString(list, "a\nnone.t1\n");
    CommandResult warned = tensorize("--sources", list).done();
    assertTrue(warned.err().contains("list:2: source 'none.t1' has no peak here"), warned.err());
  }

  @Test
  void sourcesWithFewPeaksAreDroppedAndNamed() throws IOException {
    // b.t1 has two peaks though it makes four rows, a.t2 two.
    CommandResult ran = tensorize("--min-peaks", 2).done();
    assertEquals(new Axes(List.of("a", "b"), List.of("t1", "t2")), header().axes());
    assertEquals(6, rows().size());
    assertTrue(ran.err().contains("B.t1 (1 peaks)"), ran.err());
    refused("--min-peaks", 3).says(3, "no source is left", "--min-peaks");
  }

  @Test
  void theTrsWithMostPeaksAreKept() throws IOException {
    tensorize("--top-trs", 1).done();
    assertEquals(List.of("t1"), header().axes().trs());
    tensorize("--top-trs", 9).done();
    assertEquals(List.of("t1", "t2"), header().axes().trs());
  }

  @Test
  void ofTrsWithAsManyPeaksTheFirstByNameIsKept() throws IOException {
    Files.writeString(peaks, "chr10\t50\t51\ta.u.hela\nchr10\t50\t51\ta.T.hela\n");
    tensorize("--top-trs", 1).done();
    assertEquals(List.of("T"), header().axes().trs());
  }

  @Test
  void axesCanComeFromATableAModelOrATensorFile() throws IOException {
    Axes axes = new Axes(List.of("b", "none", "a"), List.of("t2", "t1"));
    Path table = folder.resolve("axes.tsv");
    Files.writeString(table, "axis\tname\ndataset\tb\ndataset\tnone\ndataset\ta\ntf\tt2\ntr\tt1\n");
    CommandResult ran = tensorize("--axes", table).done();
    assertEquals(axes, header().axes());
    // The slice of 'none' is empty; B is not on the axes.
    assertEquals(ROWS.stream().filter(row -> !row.contains("B.")).toList(), rows());
    assertTrue(ran.err().contains("B.t1 (1 peaks)"), ran.err());
    Path packed = folder.resolve("axes.tsv.gz");
    Compressed.GZIP.write(packed, Files.readString(table));
    tensorize("--axes", packed).done();
    assertEquals(axes, header().axes());
    Path other = Files.move(out, folder.resolve("other.tensor.bed.gz"));
    tensorize("--axes", other).done();
    assertEquals(axes, header().axes());
    Path model =
        ModelFiles.untrained(
            folder.resolve("m.model.zip"), Tensor.readHeader(other), ModelFiles.options(2, 2, 1));
    tensorize("--axes", model).done();
    assertEquals(axes, header().axes());
  }

  @Test
  void axesWithoutAnyOfThePeaksAreRefused() throws IOException {
    Path table = Files.writeString(folder.resolve("axes"), "dataset\tq\ntr\tt1\n");
    refused("--axes", table).says(3, "axes: none of its sources has a peak", "such as b.t1.hela");
  }

  @Test
  void badTablesOfAxesAreRefused() throws IOException {
    Path table = folder.resolve("axes");
    Files.writeString(table, "dataset\ta\nplace\tb\n");
    refused("--axes", table).says(3, "axes:2: axis 'place'", "dataset or tr");
    Files.writeString(table, "dataset\ta\textra\n");
    refused("--axes", table).says(3, "axes:1: 3 columns", "expected axis and name");
    Files.writeString(table, "dataset\ta\ndataset\ta\ntr\tt\n");
    refused("--axes", table).says(3, "axes: a dataset is named twice");
    Files.writeString(table, "dataset\ta\n");
    refused("--axes", table).says(3, "axes: there is no TR");
  }

  @Test
  void windowsAndBinsCanHaveOtherLengths() throws IOException {
    tensorize("--window", 1000, "--squish", 8).done();
    assertEquals(4 + 1 + 1 + 4, header().windows());
    assertEquals(125, header().bins());
    assertTrue(rows().contains("chr1 3100 3600 b.t1.hela 1 3 3100 3600 3000 5001"), out.toString());
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
    tensorize().done();
    writer.join();
    assertEquals(ROWS, rows());
    assertEquals(java.util.Set.of("regions"), header().digests().keySet());
  }

  @Test
  void digestsAreThoseOfTheFilesAsTheyLie() throws IOException {
    Files.writeString(peaks, "chr10\t50\t52\ta.t.hela\n");
    tensorize().done();
    // printf 'chr10\t50\t52\ta.t.hela\n' | sha256sum
    assertEquals(
        "5abeff7fff01ffed7915311f8a1447f39936f05183072e53f804904bbc164efa",
        header().digests().get("peaks"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--regions", "--peaks", "--sources", "--axes"})
  void aMissingOrEmptyInputIsNamed(String option) throws IOException {
    Path nowhere = folder.resolve("nowhere.bed");
    Path empty = Files.createFile(folder.resolve("empty.bed"));
    for (Path bad : List.of(nowhere, empty, folder)) {
      Object[] args = {option, bad};
      if (option.equals("--regions")) regions = bad;
      else if (option.equals("--peaks")) peaks = bad;
      Object[] more = option.equals("--regions") || option.equals("--peaks") ? new Object[0] : args;
      String found = bad == nowhere ? "no such file" : bad == empty ? "is empty" : "is a folder";
      refused(more).says(3, bad + ": " + found);
    }
  }

  @Test
  void filesWithoutARowAreRefused() throws IOException {
    Files.writeString(regions, "# nothing\n");
    refused().says(3, "regions.bed: holds no region", "expected BED: contig, start, end");
    Files.writeString(regions, REGIONS);
    Files.writeString(peaks, "track x\n");
    refused().says(3, "peaks.bed: holds no peak", "expected BED: contig, start, end, name");
    Files.writeString(peaks, PEAKS);
    Path list = Files.writeString(folder.resolve("list"), "\n");
    refused("--sources", list).says(3, "list: holds no source", "expected dataset.tr");
  }

  @Test
  void badRegionsAreNamedByFileAndLine() throws IOException {
    badRegion("chr1\t40\t40", "end 40 is not greater than start 40");
    badRegion("chr1\t40\t10", "end 10 is not greater than start 40");
    badRegion("chr1\t-4\t10", "start '-4' is not a coordinate");
    badRegion("chr1\t4\tx", "end 'x' is not a coordinate");
    badRegion("chr1\t4\t3000000000", "end '3000000000' is not a coordinate");
    badRegion("chr1\t4\t1e3", "end '1e3' is not a coordinate");
    badRegion("chr1\t4", "2 columns (expected BED: contig, start, end");
    badRegion("chr1 4 10", "fields are separated by tabs, not blanks");
    badRegion("\t4\t10", "contig is empty");
    badRegion("chr1\t3000\t4000", "overlaps chr1:100-3600 of line 3", "regions must not overlap");
  }

  private void badRegion(String line, String... parts) throws IOException {
    Files.writeString(regions, REGIONS + line + "\n" + "chr9\t1\t2\n");
    List<String> all = new ArrayList<>(List.of("regions.bed:5: "));
    all.addAll(Arrays.asList(parts));
    refused().says(3, all.toArray(String[]::new));
  }

  @Test
  void badPeaksAreNamedByFileAndLine() throws IOException {
    badPeak("chr1\t40\t40\ta.t.hela", "end 40 is not greater than start 40");
    badPeak("chr1\t-4\t10\ta.t.hela", "start '-4' is not a coordinate");
    badPeak("chr1\t4\tx\ta.t.hela", "end 'x' is not a coordinate");
    badPeak("chr1\t4\t10", "3 columns (expected BED: contig, start, end, name");
    badPeak("chr1\t4\t10\ta.hela", "name 'a.hela' has fewer than three fields", "dataset.tr.cell");
    badPeak("chr1\t4\t10\t", "name '' has fewer than three fields");
    badPeak("chr1\t4\t10\t.t.hela", "name '.t.hela'");
    badPeak("chr1\t4\t10\ta..hela", "name 'a..hela'");
    badPeak("chr1\t4\t10\ta.t.", "name 'a.t.'");
    // Bad lines of another cell line, and on contigs without regions, are bad too.
    badPeak("chrQ\t40\t10\ta.t.other", "end 10 is not greater than start 40");
  }

  private void badPeak(String line, String... parts) throws IOException {
    Files.writeString(peaks, PEAKS + line + "\n" + "chr9\t1\t2\ta.t.hela\n");
    List<String> all = new ArrayList<>(List.of("peaks.bed:12: "));
    all.addAll(Arrays.asList(parts));
    refused().says(3, all.toArray(String[]::new));
  }

  @ParameterizedTest
  @EnumSource(
      value = Compressed.class,
      names = {"GZIP", "BGZIP", "XZ"})
  void aTruncatedInputIsNamed(Compressed how) throws IOException {
    StringBuilder many = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++)
      many.append("chr1\t").append(random.nextInt(1_000_000)).append("\t2000000\ta.t.hela\n");
    byte[] whole = how.bytes(many.toString().getBytes(StandardCharsets.UTF_8));
    Files.write(peaks, Arrays.copyOf(whole, whole.length / 2));
    refused().says(3, "peaks.bed: ", "cut short");
    Files.write(peaks, Arrays.copyOf(whole, whole.length - 1));
    refused().says(3, "peaks.bed: ", "cut short");
  }

  @Test
  void aCellLineWithoutPeaksNamesThoseThatAreThere() throws IOException {
    List<Object> args = List.of("--regions", regions, "--peaks", peaks, "--cell-line", "CD3");
    List<Object> all = new ArrayList<>(args);
    all.addAll(List.of("--output", out));
    CommandResult.failing(folder, new TensorizeCommand(), all.toArray())
        .says(3, "peaks.bed: no peak of cell line 'CD3'", "CD34, CD34_condition1, hela, with.dots");
  }

  @Test
  void noOverlapNamesContigsOfBothSides() throws IOException {
    Files.writeString(peaks, "1\t150\t160\ta.t.hela\n2\t5\t9\ta.t.hela\n");
    refused()
        .says(
            3,
            "peaks.bed: no peak of 'hela' overlaps a region of " + regions,
            "contigs of the peaks: 1, 2; of the regions: chr1, chr10, chr2",
            "prefix 'chr'");
    Files.writeString(peaks, "chr1\t9150\t9160\ta.t.hela\n");
    refused().says(3, "contigs of the peaks: chr1; of the regions: chr1", "same assembly?");
  }

  @Test
  void optionsOutOfRangeAreRefused() throws IOException {
    refused("--window", 0).says(2, "--window 0 is not between 1 and 1000000");
    refused("--window", 1_000_001).says(2, "--window 1000001");
    refused("--window", "wide").says(2, "--window", "wide");
    refused("--squish", 0).says(2, "--squish 0 does not divide --window 3200");
    refused("--squish", 7).says(2, "--squish 7 does not divide --window 3200");
    refused("--min-peaks", -1).says(2, "--min-peaks -1 is negative");
    refused("--top-trs", 0).says(2, "--top-trs 0 is not 1 or more");
    refused("--axes", peaks, "--top-trs", 3).says(2, "--axes", "does not go with");
    refused("--unknown").says(2, "--unknown");
    List<Object> blank = List.of("--regions", regions, "--peaks", peaks, "--cell-line", " ");
    List<Object> args = new ArrayList<>(blank);
    args.addAll(List.of("--output", out));
    CommandResult.failing(folder, new TensorizeCommand(), args.toArray())
        .says(2, "--cell-line is blank");
    CommandResult.failing(folder, new TensorizeCommand(), "--peaks", peaks).says(2, "--regions");
  }

  @Test
  void theOutputNeedsANameThatCanBeIndexedAndAPlace() throws IOException {
    out = folder.resolve("x.tensor.bed");
    refused().says(2, "--output", "must end in .gz");
    out = folder.resolve("none/x.tensor.bed.gz");
    refused().says(4, out + ": its folder does not exist", "mkdir -p");
    out = Files.createDirectory(folder.resolve("folder.gz"));
    refused().says(4, "folder.gz: is a folder");
  }

  @Test
  void anEarlierOutputStaysWhenARunFails() throws IOException {
    tensorize().done();
    Files.writeString(peaks, "chr1\tx\n");
    refused().says(3, "peaks.bed:1: 2 columns");
  }

  @Test
  void helpShowsAnExampleAndDefaults() {
    CommandResult ran = CommandResult.of(new TensorizeCommand(), "--help").done();
    for (String part : List.of("--squish", "default: 10", "default: 3200", "Example:"))
      assertTrue(ran.out().contains(part), ran.out());
  }
}
