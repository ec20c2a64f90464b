package org.crelens.libs.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.crelens.libs.io.LineSource;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static Path shared(String file) {
    Path path = Path.of(System.getProperty("crelens.shared", "shared")).resolve(file);
    assumeTrue(Files.exists(path), path + " is not at hand (property crelens.shared)");
    return path;
  }

  /** A row of the golden file: global number of the window, contig, start, end. */
  private record Row(int window, String contig, int start, int end) {}

  private static List<Row> golden() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (LineSource lines = new LineSource(shared("golden/tensors/makewindows_chr21_22.tsv"))) {
      lines.next();
      List<String> header = List.of(lines.text().split("\t"));
      while (lines.nextRecord())
        rows.add(
            new Row(
                lines.coordinate(header.indexOf("window"), "window"),
                lines.field(header.indexOf("chrom")),
                lines.coordinate(header.indexOf("start"), "start"),
                lines.coordinate(header.indexOf("end"), "end")));
    }
    assertEquals(4159, rows.size());
    return rows;
  }

  @Test
  void windowsAreThoseOfBedtools() throws IOException {
    Regions regions = Regions.read(shared("golden/tensors/crms_chr21_22.bed"));
    Windows windows = regions.windows(3200);
    List<Row> golden = golden();
    assertEquals(golden.size(), windows.size());
    for (int w = 0; w < windows.size(); w++) {
      Row row = golden.get(w);
      assertEquals(row.start(), windows.start(w), "window " + w);
      assertEquals(row.end(), windows.end(w), "window " + w);
      assertEquals(row.contig(), regions.intervals().get(windows.region(w)).contig());
    }
  }

  @Test
  void numbersCountAllWindowsOfAllRegions() throws IOException {
    Regions regions = Regions.read(shared("data/remap2018/crm.hg38.bed.gz"));
    assertEquals(65_535, regions.intervals().size());
    Windows windows = regions.windows(3200);
    assertEquals(107_867, windows.size());
    for (Row row : golden()) {
      int w = row.window();
      assertEquals(
          row,
          new Row(
              w,
              regions.intervals().get(windows.region(w)).contig(),
              windows.start(w),
              windows.end(w)));
    }
  }

  @Test
  void windowsTileEveryRegionInOrder() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Interval> intervals = new ArrayList<>();
      for (int c = 0; c < random.nextInt(30); c++)
        for (int at = 0, i = random.nextInt(4); i >= 0; i--) {
          at += random.nextInt(50);
          int end = at + 1 + random.nextInt(100);
          intervals.add(new Interval("chr" + (char) ('A' + c), at, end));
          at = end;
        }
      int length = 1 + random.nextInt(40);
      Windows windows = new Regions(intervals).windows(length);
      int w = 0;
      for (int i = 0; i < intervals.size(); i++)
        for (int at = intervals.get(i).start(); at < intervals.get(i).end(); at += length, w++) {
          assertEquals(i, windows.region(w), "seed " + seed);
          assertEquals(at, windows.start(w), "seed " + seed);
          assertEquals(
              Math.min(at + length, intervals.get(i).end()), windows.end(w), "seed " + seed);
        }
      assertEquals(w, windows.size(), "seed " + seed);
      int next = 0;
      for (int c = 0; c < windows.contigs().size(); c++) {
        assertEquals(next, windows.firstOf(c), "seed " + seed);
        assertTrue(windows.endOf(c) > next, "seed " + seed);
        for (; next < windows.endOf(c); next++)
          assertEquals(windows.contigs().get(c), intervals.get(windows.region(next)).contig());
      }
      assertEquals(windows.size(), next, "seed " + seed);
    }
  }

  @Test
  void aRegionAtTheEndOfTheNumberRangeDoesNotOverflow() {
    Interval last = new Interval("chr1", Integer.MAX_VALUE - 10, Integer.MAX_VALUE);
    Windows windows = new Regions(List.of(last)).windows(8);
    assertEquals(2, windows.size());
    assertEquals(Integer.MAX_VALUE - 2, windows.start(1));
    assertEquals(Integer.MAX_VALUE, windows.end(1));
    assertEquals(1, new Regions(List.of(last)).windows(Integer.MAX_VALUE).size());
  }

  @Test
  void aLengthBelowOneIsRefused() {
    Regions one = new Regions(List.of(new Interval("chr1", 1, 2)));
    assertThrows(IllegalArgumentException.class, () -> one.windows(0));
  }
}
