package org.crelens.libs.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import htsjdk.tribble.readers.TabixReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextOutputTest {
  @TempDir Path folder;

  private record Interval(String contig, int start, int end) implements Comparable<Interval> {
    @Override
    public int compareTo(Interval other) {
      return Comparator.comparing(Interval::contig)
          .thenComparingInt(Interval::start)
          .thenComparingInt(Interval::end)
          .compare(this, other);
    }

    int overlap(Interval other) {
      return contig.equals(other.contig)
          ? Math.max(0, Math.min(end, other.end) - Math.max(start, other.start))
          : 0;
    }

    @Override
    public String toString() {
      return contig + ":" + start + "-" + end;
    }
  }

  private static List<Interval> intervals(long seed, int count) {
    Random random = new Random(seed);
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int start = random.nextInt(3_000_000);
      intervals.add(
          new Interval("chr" + random.nextInt(3), start, start + 1 + random.nextInt(50_000)));
    }
    intervals.sort(null);
    return intervals;
  }

  private Path bed(String name, List<Interval> intervals) throws IOException {
    Path file = folder.resolve(name);
    try (Outputs outputs = new Outputs()) {
      try (TextOutput out = TextOutput.bed(outputs, file)) {
        out.add("## a header line");
        out.endLine();
        for (Interval i : intervals) {
          out.add(i.contig()).tab().add(i.start()).tab().add(i.end());
          out.endLine(i.contig(), i.start(), i.end());
        }
      }
      outputs.commit();
    }
    return file;
  }

  @Test
  void anyGzipReaderReadsIt() throws IOException {
    List<Interval> intervals = intervals(1, 20_000);
    Path file = bed("a.bed.gz", intervals);
    StringBuilder expected = new StringBuilder("## a header line\n");
    for (Interval i : intervals)
      expected.append(i.contig() + "\t" + i.start() + "\t" + i.end() + "\n");
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      assertEquals(expected.toString(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void theSameRowsGiveTheSameBytes() throws Exception {
    List<Interval> intervals = intervals(2, 5000);
    Path one = bed("one.bed.gz", intervals);
    Thread.sleep(1100); // gzip headers count seconds
    Path two = bed("two.bed.gz", intervals);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("one.bed.gz.tbi")),
        Files.readAllBytes(folder.resolve("two.bed.gz.tbi")));
  }

  @Test
  void theIndexFindsWhatASearchOfAllRowsFinds() throws IOException {
    List<Interval> intervals = intervals(3, 20_000);
    Path file = bed("a.bed.gz", intervals);
    Random random = new Random(4);
    try (TabixReader reader = new TabixReader(file.toString())) {
      for (int i = 0; i < 200; i++) {
        int start = random.nextInt(3_000_000);
        Interval query =
            new Interval("chr" + random.nextInt(3), start, start + 1 + random.nextInt(3000));
        List<String> expected =
            intervals.stream()
                .filter(r -> r.overlap(query) > 0)
                .map(r -> r.contig() + "\t" + r.start() + "\t" + r.end())
                .toList();
        List<String> found = new ArrayList<>();
        // Text queries are 1-based and closed.
        TabixReader.Iterator rows =
            reader.query(query.contig() + ":" + (query.start() + 1) + "-" + query.end());
        for (String row = rows.next(); row != null; row = rows.next()) found.add(row);
        assertEquals(expected, found, query::toString);
      }
    }
  }

  @Test
  void aPlainNameGivesPlainTextAndNoIndex() throws IOException {
    Path file = folder.resolve("a.bed");
    try (Outputs outputs = new Outputs()) {
      try (TextOutput out = TextOutput.bedOrPlain(outputs, file)) {
        out.add("chr1").tab().add(0).tab().add(7);
        out.endLine("chr1", 0, 7);
      }
      outputs.commit();
    }
    assertEquals("chr1\t0\t7\n", Files.readString(file));
    assertFalse(Files.exists(folder.resolve("a.bed.tbi")));
  }

  @Test
  void anIndexOfPlainTextIsRefused() {
    try (Outputs outputs = new Outputs()) {
      OutputException e =
          assertThrows(
              OutputException.class, () -> TextOutput.bed(outputs, folder.resolve("a.bed")));
      assertTrue(e.getMessage().contains("ends in .gz"), e.getMessage());
    }
    assertFalse(Files.exists(folder.resolve("a.bed")));
  }

  @Test
  void everyNumberReadsBackAsItWas() throws IOException {
    Random random = new Random(6);
    List<Integer> ints = new ArrayList<>(List.of(0, 9, 10, 99, 100, Integer.MAX_VALUE, -1));
    ints.add(Integer.MIN_VALUE);
    List<Double> doubles = new ArrayList<>(List.of(0.0, 1.0, -2.5, 1e300, Double.MIN_VALUE));
    for (int i = 0; i < 2000; i++) {
      ints.add(random.nextInt() >> random.nextInt(32));
      doubles.add(Double.longBitsToDouble(random.nextLong()));
    }
    doubles.removeIf(d -> d.isNaN() || d.isInfinite());
    Path file = folder.resolve("numbers.tsv");
    try (Outputs outputs = new Outputs()) {
      try (TextOutput out = TextOutput.table(outputs, file)) {
        for (int v : ints) {
          out.add(v);
          out.endLine();
        }
        for (double v : doubles) {
          out.add(v);
          out.endLine();
        }
      }
      outputs.commit();
    }
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < ints.size(); i++)
      assertEquals(ints.get(i).intValue(), Integer.parseInt(lines.get(i)));
    for (int i = 0; i < doubles.size(); i++)
      assertEquals(doubles.get(i), Double.parseDouble(lines.get(ints.size() + i)), 0);
  }

  @Test
  void rowsAreCellsBetweenTabs() throws IOException {
    Path file = folder.resolve("rows.tsv");
    try (Outputs outputs = new Outputs()) {
      try (TextOutput out = TextOutput.table(outputs, file)) {
        out.row("a", 1, 0.5, 0.1f, Double.NaN, "x".repeat(5000));
      }
      outputs.commit();
    }
    assertEquals("a\t1\t0.5\t0.1\tnan\t" + "x".repeat(5000) + "\n", Files.readString(file));
  }
}
