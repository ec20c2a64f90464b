package org.crelens.build.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.io.Compressed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue that was split gives the tensors of the whole one. */
class SplitCatalogueTest {
  private static final List<String> CELL_LINES = List.of("a", "a.b", "B-2", "ä/ö");

  @TempDir Path folder;

  @Test
  void aSplitCatalogueGivesTheTensorsOfTheWholeOneToTheByte() throws IOException {
    for (long seed = 1; seed <= 25; seed++) {
      Random random = new Random(seed);
      Path here = Files.createDirectory(folder.resolve("seed" + seed));
      Path regions = here.resolve("regions.bed");
      Files.writeString(regions, "chr1\t100\t7000\nchr2\t0\t3200\nchr10\t5\t4000\n");
      List<Object> peaks = new ArrayList<>();
      int files = 1 + random.nextInt(3);
      for (int f = 0; f < files; f++) {
        Compressed how = Compressed.values()[random.nextInt(Compressed.values().length)];
        peaks.add(how.write(here.resolve("peaks" + f), catalogue(random)));
      }
      Path split = here.resolve("split");
      List<Object> args = new ArrayList<>(List.of("--output", split, "--peaks"));
      args.addAll(peaks);
      args.addAll(List.of("--threads", 1 + random.nextInt(3)));
      Tools.run("split-peaks", args.toArray()).done();
      for (String cellLine : CELL_LINES) {
        String name = cellLine.replace("/", "%2F").replace("ä", "%C3%A4").replace("ö", "%C3%B6");
        Path own = split.resolve(name + ".peaks.bed.gz");
        same(here, regions, cellLine, peaks, List.of(own), "seed " + seed + " " + cellLine);
      }
    }
  }

  private static void same(
      Path here,
      Path regions,
      String cellLine,
      List<Object> whole,
      List<Object> split,
      String which)
      throws IOException {
    CommandResult one = tensorize(here.resolve("whole"), regions, cellLine, whole);
    CommandResult two = tensorize(here.resolve("split"), regions, cellLine, split);
    assertEquals(one.code(), two.code(), which + one.err() + two.err());
    if (one.code() != 0) return;
    for (String end : List.of(".gz", ".gz.tbi", ".tsv"))
      assertArrayEquals(
          Files.readAllBytes(here.resolve("whole" + end)),
          Files.readAllBytes(here.resolve("split" + end)),
          which + end);
    assertTrue(Tools.lines(here.resolve("split.gz")).size() > 12, which);
  }

  private static CommandResult tensorize(
      Path to, Path regions, String cellLine, List<Object> peaks) {
    List<Object> args = new ArrayList<>(List.of("--regions", regions, "--cell-line", cellLine));
    args.addAll(List.of("--output", to + ".gz", "--output-summary", to + ".tsv", "--peaks"));
    args.addAll(peaks);
    return Tools.run("tensorize", args.toArray());
  }

  /** Lines of several cell lines, in no order, with what other programs put between them. */
  private static String catalogue(Random random) {
    StringBuilder text = new StringBuilder();
    String end = random.nextBoolean() ? "\n" : "\r\n";
    String columns = random.nextBoolean() ? "" : "\t5\t.";
    int lines = 50 + random.nextInt(400);
    for (int i = 0; i < lines; i++) {
      if (random.nextInt(20) == 0)
        text.append(List.of("track x", "#", "", "browser y").get(random.nextInt(4))).append(end);
      int start = random.nextInt(8000);
      text.append(List.of("chr1", "chr2", "chr10", "chrUn").get(random.nextInt(4)))
          .append("\t" + start + "\t" + (start + 1 + random.nextInt(900)))
          .append("\td" + random.nextInt(4) + ".t" + random.nextInt(3) + ".")
          .append(CELL_LINES.get(i < 4 ? i : random.nextInt(CELL_LINES.size())))
          .append(columns);
      if (i + 1 < lines || random.nextBoolean()) text.append(end);
    }
    return text.toString();
  }

  @Test
  void aFileThatWasSplitTwiceStillNamesTheFirstCatalogue() throws IOException {
    Path regions = Files.writeString(folder.resolve("regions.bed"), "chr1\t0\t3200\n");
    Path peaks = folder.resolve("peaks.bed");
    Files.writeString(peaks, "chr1\t1\t9\td.t.a\nchr1\t2\t9\td.t.b\nchr1\t3\t9\td.t.a\n");
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Tools.run("split-peaks", "--peaks", peaks, "--output", first).done();
    Path once = first.resolve("a.peaks.bed.gz");
    Tools.run("split-peaks", "--peaks", once, "--output", second).done();
    Path twice = second.resolve("a.peaks.bed.gz");
    assertArrayEquals(Files.readAllBytes(once), Files.readAllBytes(twice));
    same(folder, regions, "a", List.of(peaks), List.of(twice), "split twice");
  }

  @Test
  void aSplitFileThatWasAlteredIsRefused() throws IOException {
    Path regions = Files.writeString(folder.resolve("regions.bed"), "chr1\t0\t3200\n");
    Path peaks = folder.resolve("peaks.bed");
    Files.writeString(peaks, "chr1\t1\t9\td.t.a\nchr1\t2\t9\td.u.a\n");
    Path split = folder.resolve("split");
    Tools.run("split-peaks", "--peaks", peaks, "--output", split).done();
    List<String> lines = Tools.lines(split.resolve("a.peaks.bed.gz"));
    Path altered = folder.resolve("altered.bed");
    List<Object> args = List.of("--regions", regions, "--peaks", altered, "--cell-line", "a");
    List<List<String>> wrong = new ArrayList<>();
    for (int i = 4; i < lines.size(); i++) {
      List<String> without = new ArrayList<>(lines);
      without.remove(i);
      wrong.add(without);
    }
    wrong.add(lines.stream().map(line -> line.replace("\t9\t", "\t8\t")).toList());
    List<String> twice = new ArrayList<>(lines);
    twice.addAll(lines);
    wrong.add(twice);
    for (List<String> text : wrong) {
      Files.write(altered, text);
      List<Object> all = new ArrayList<>(args);
      all.addAll(List.of("--output", folder.resolve("x.gz")));
      Tools.run("tensorize", all.toArray())
          .says(3, "altered.bed: its peaks are not those that split-peaks wrote", "start with ##");
    }
    // Without its header it is a file of peaks like any other, with a digest of its own.
    Files.write(altered, lines.stream().filter(line -> !line.startsWith("##")).toList());
    List<Object> all = new ArrayList<>(args);
    all.addAll(List.of("--output", folder.resolve("x.gz")));
    Tools.run("tensorize", all.toArray()).done();
    Files.write(altered, List.of("##crelens-peaks=7", "chr1\t1\t9\td.t.a"));
    Tools.run("tensorize", all.toArray())
        .says(3, "altered.bed:1: '##crelens-peaks=7' is not known");
    Files.write(altered, lines.stream().filter(line -> !line.startsWith("##files")).toList());
    Tools.run("tensorize", all.toArray()).says(3, "altered.bed: its header lacks ##files=");
  }
}
