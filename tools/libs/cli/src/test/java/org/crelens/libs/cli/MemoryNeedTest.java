package org.crelens.libs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {
  @Test
  void whatFitsIsNotRefusedAndWhatDoesNotIsWithTheFigureNeeded() {
    MemoryNeed need = new MemoryNeed(100L << 20, 1000L << 20, 900L << 20, 200L << 20);
    need.require(of(need.megabytes()), "training", "lower it");
    MemoryException e =
        assertThrows(
            MemoryException.class,
            () -> need.require(of(need.megabytes() / 2), "training", "lower it"));
    assertTrue(e.getMessage().contains("CRELENS_MEMORY_MB=" + need.megabytes()), e.getMessage());
    assertTrue(e.getMessage().endsWith("or lower it"), e.getMessage());
  }

  @Test
  void eachLimitCounts() {
    MemoryNeed need = new MemoryNeed(100, 50, 20, 10);
    need.require(new MemoryLimits(100, 50, 175), "x", "y");
    for (MemoryLimits limits :
        List.of(
            new MemoryLimits(99, 50, 175),
            new MemoryLimits(100, 49, 175),
            new MemoryLimits(100, 50, 174)))
      assertThrows(MemoryException.class, () -> need.require(limits, "x", "y"));
  }

  @Test
  void aTaskAsksForATenthMoreInStepsOf256AndForAGigabyteAtLeast() {
    assertEquals(1024, MemoryNeed.taskMegabytes(200));
    assertEquals(1280, MemoryNeed.taskMegabytes(932));
    assertEquals(4864, MemoryNeed.taskMegabytes(4254));
  }

  /** What the launcher gives for so many MiB. */
  private static MemoryLimits of(long megabytes) {
    long bytes = megabytes << 20;
    return new MemoryLimits(bytes * 5 / 8, bytes * 6 / 8, bytes);
  }

  @Test
  void theLauncherGivesTheSharesThatAreCountedOn() throws IOException {
    String launcher =
        Files.readString(Path.of("../../../bin/crelens-java"), StandardCharsets.UTF_8);
    assertTrue(
        launcher.contains("-Xmx$((memory * " + MemoryNeed.HEAP_EIGHTHS + " / 8))m"), launcher);
    assertTrue(
        launcher.contains("maxbytes=$((memory * " + MemoryNeed.BLOCKS_EIGHTHS + " / 8))m"),
        launcher);
  }
}
