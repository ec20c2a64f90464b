package org.crelens.libs.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.crelens.libs.io.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionsTest {
  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("regions.bed"), content);
  }

  private List<String> read(String content) throws IOException {
    return Regions.read(file(content)).intervals().stream().map(Interval::toString).toList();
  }

  private String refused(String content) throws IOException {
    Path file = file(content);
    String message = assertThrows(InputException.class, () -> Regions.read(file)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    return message.substring(file.toString().length());
  }

  @Test
  void regionsAreSortedByTheBytesOfTheirContigThenByNumber() throws IOException {
    assertEquals(
        List.of("chr1:90-100", "chr1:100-110", "chr10:5-6", "chr2:1-2", "chrX:1-2", "chré:1-2"),
        read("chrX\t1\t2\nchr2\t1\t2\nchré\t1\t2\nchr1\t100\t110\nchr10\t5\t6\nchr1\t90\t100\n"));
  }

  @Test
  void equalRegionsCollapse() throws IOException {
    assertEquals(List.of("chr1:1-5"), read("chr1\t1\t5\ta\nchr1\t1\t5\tb\nchr1\t1\t5\n"));
  }

  @Test
  void touchingRegionsDoNotOverlap() throws IOException {
    assertEquals(List.of("chr1:1-5", "chr1:5-9"), read("chr1\t5\t9\nchr1\t1\t5\n"));
  }

  @Test
  void ofOverlappingRegionsBothLinesAreNamed() throws IOException {
    String message = refused("chr1\t50\t60\n#\nchr2\t1\t9\nchr1\t1\t51\n");
    assertTrue(message.startsWith(":1: region chr1:50-60 overlaps chr1:1-51 of line 4"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "chr1\\t1 | :1: 2 columns (expected BED",
        "chr1 1 2 | fields are separated by tabs, not blanks",
        "\\t1\\t2 | :1: contig is empty",
        "\" \\t1\\t2\" | :1: contig is empty",
        "\u3000\\t1\\t2 | :1: contig is empty",
        "chr1\\t5\\t5 | :1: end 5 is not greater than start 5",
        "chr1\\t-1\\t5 | start '-1' is not a coordinate",
        "chr1\\t1\\t5.5 | end '5.5' is not a coordinate",
        "# only a comment | : holds no region",
      })
  void aBadLineIsNamedWithWhatWasExpected(String line, String message) throws IOException {
    String found = refused(line.replace("\\t", "\t"));
    assertTrue(found.contains(message), found);
  }

  @Test
  void anyOverlapIsFoundWhateverTheOrder() throws IOException {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Interval> drawn = new ArrayList<>();
      StringBuilder content = new StringBuilder();
      for (int i = 0; i < 6; i++) {
        int start = random.nextInt(60);
        Interval r = new Interval("chr" + random.nextInt(2), start, start + 1 + random.nextInt(10));
        drawn.add(r);
        content.append(r.contig() + "\t" + r.start() + "\t" + r.end() + "\n");
      }
      boolean overlap = false;
      for (Interval a : drawn) for (Interval b : drawn) overlap |= !a.equals(b) && a.overlap(b) > 0;
      Path file = file(content.toString());
      if (overlap) assertThrows(InputException.class, () -> Regions.read(file), "seed " + seed);
      else
        assertEquals(
            drawn.stream().distinct().sorted().toList(),
            Regions.read(file).intervals(),
            "seed " + seed);
    }
  }

  @Test
  void anIntervalThatIsNoneCannotBeMade() {
    assertThrows(IllegalArgumentException.class, () -> new Interval(" ", 1, 2));
    assertThrows(IllegalArgumentException.class, () -> new Interval("chr1", -1, 2));
    assertThrows(IllegalArgumentException.class, () -> new Interval("chr1", 2, 2));
  }

  @Test
  void overlapCountsTheBasesShared() {
    Interval a = new Interval("chr1", 10, 20);
    assertEquals(5, a.overlap(new Interval("chr1", 15, 40)));
    assertEquals(0, a.overlap(new Interval("chr1", 20, 40)));
    assertEquals(0, a.overlap(new Interval("chr2", 10, 20)));
  }

  @Test
  void aTableOfRegionsIsReadWhereItIsAllowed() throws IOException {
    Path table = folder.resolve("regions.tsv");
    Files.writeString(table, "contig\tstart\tend\tpeaks\nchr2\t5\t9\t1\nchr1\t1\t2\t3\n");
    assertEquals(
        List.of(new Interval("chr1", 1, 2), new Interval("chr2", 5, 9)),
        Regions.readBedOrTable(table).intervals());
    assertThrows(InputException.class, () -> Regions.read(table));
    Files.writeString(table, "chr2\t5\t9\ncontig\tstart\tend\n");
    assertThrows(InputException.class, () -> Regions.readBedOrTable(table));
  }
}
