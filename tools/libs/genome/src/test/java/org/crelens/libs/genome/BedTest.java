package org.crelens.libs.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedTest {
  @TempDir Path folder;

  private void check(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("x.bed"), text);
    try (LineSource lines = new LineSource(file)) {
      while (lines.next()) Bed.require(lines, 3, "BED: contig, start, end");
    }
  }

  @Test
  void intervalsUpToTheEndOfTabixAreTaken() throws IOException {
    check("chr1\t0\t1\nchr1\t1\t536870912\tname\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chr1;1;536870913|end 536870913 lies beyond",
        "chr1;5;5|end 5 is not greater than start 5",
        "chr1;-5;5|start '-5' is not a coordinate",
        "chr1;5|2 columns (expected BED: contig, start, end)",
        "chr1 1 5|separated by tabs, not blanks",
        "chr1,1,5|1 column (expected BED: contig, start, end; fields are separated by tabs, not commas)",
        "chr,chr;x,y|2 columns (expected BED: contig, start, end)",
        "chrom;chromStart;chromEnd|'chromStart' and 'chromEnd' stand for start and end (expected BED: contig, start, end; if this is a line with the names of columns, remove it or begin it with #)",
        "chr1;x;5|start 'x' is not a coordinate",
        "' ;1;5'|contig is empty"
      })
  void anythingElseIsRefusedWithItsLine(String line, String message) {
    InputException e =
        assertThrows(
            InputException.class, () -> check("chr1\t1\t2\n" + line.replace(';', '\t') + "\n"));
    assertTrue(e.getMessage().startsWith(folder.resolve("x.bed") + ":2: "), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void sizesOfContigsAreReadFromAFastaIndexToo() throws IOException {
    Path file = Files.writeString(folder.resolve("x.fai"), "chr1\t248956422\t112\t70\t71\n");
    ContigSizes sizes = ContigSizes.read(file);
    assertEquals(248_956_422, sizes.of("chr1").getAsInt());
    assertTrue(sizes.of("1").isEmpty());
  }
}
