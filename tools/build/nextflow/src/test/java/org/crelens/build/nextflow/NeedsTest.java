package org.crelens.build.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tasks need, and which items have left which step. */
class NeedsTest {

  @TempDir Path folder;

  @Test
  void aTableIsReadByItsColumnNamesAndRoundedUp() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("x.tsv"),
            "step\tmemory_mb\tcpus\tseconds\tshards\ntrain\t1280\t4\t12.2\t1\nscore\t1024\t4\t1500\t7\n");
    assertEquals(
        Map.of(
            "train", Map.of("memory_mb", 1280L, "cpus", 4L, "seconds", 13L, "shards", 1L),
            "score", Map.of("memory_mb", 1024L, "cpus", 4L, "seconds", 1500L, "shards", 7L)),
        Helpers.call("Needs.read(table)", Map.of("table", table)));
  }

  @Test
  void ofTwoTablesAboutAStepTheLargerNeedHolds() throws IOException {
    assertEquals(
        List.of(3000L, 1024L),
        Helpers.call(
            "Needs.keep('x', [judge: [memory_mb: 2000L]]);"
                + " Needs.keep('x', [judge: [memory_mb: 3000L], train: [memory_mb: 1024L]]);"
                + " Needs.keep('x', [judge: [memory_mb: 1000L]]);"
                + " [Needs.memory('x', 'judge'), Needs.memory('x', 'train')]",
            Map.of()));
  }

  @Test
  void aStepThatNoTableKnowsIsAnError() {
    assertThrows(
        IllegalStateException.class,
        () -> Helpers.call("Needs.memory('nobody', 'train')", Map.of()));
  }

  @Test
  void theLastWordsCountThePeaksInRegions() throws IOException {
    String table = "field\tvalue\npeaks\t%d\npeaks_of_cell_line\t%d\npeaks_in_regions\t%d\n";
    Path all = Files.writeString(folder.resolve("a"), table.formatted(1500, 2000, 1500));
    Path kept = Files.writeString(folder.resolve("b"), table.formatted(70, 2000, 100));
    Path old = Files.writeString(folder.resolve("c"), "field\tvalue\npeaks\t96\n");
    assertEquals(
        List.of(
            "a: 1,500 of 2,000 peaks lie in regions and are scored",
            "b: 100 of 2,000 peaks lie in regions; 70 of them, those of the sources kept, are"
                + " scored. That is less than half: are peaks and regions of the same assembly,"
                + " and of the same kind?"),
        Helpers.call(
            "ScoredPeaks.keep('b', kept); ScoredPeaks.keep('a', all); ScoredPeaks.keep('c', old);"
                + " ScoredPeaks.lines()",
            Map.of("all", all, "kept", kept, "old", old)));
  }

  @Test
  void anItemThatIsLostIsNamedWithTheFirstStepThatItHasNotLeft() throws IOException {
    String progress =
        "def p = new Progress([first: ['a', 'b'], second: ['a', 'b'], third: ['b']]);"
            + " [['first', 'a'], ['first', 'b'], ['second', 'b']].each { p.leave(it[0], it[1]) };";
    assertEquals(
        List.of(
            "a: no task failed, and yet second left no result",
            "b: no task failed, and yet third left no result"),
        Helpers.call(progress + " p.missing()", Map.of()));
    assertEquals(
        List.of(),
        Helpers.call(
            progress + " p.leave('second', 'a'); p.leave('third', 'b'); p.missing()", Map.of()));
  }
}
