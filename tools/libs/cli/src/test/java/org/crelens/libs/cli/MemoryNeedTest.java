package org.crelens.libs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void theLauncherGivesTheSharesThatAreCountedOn(@TempDir Path folder)
      throws IOException, InterruptedException {
    List<String> options = launched(folder, 1600);
    int heap = 1600 * MemoryNeed.HEAP_EIGHTHS / 8;
    int blocks = 1600 * MemoryNeed.BLOCKS_EIGHTHS / 8;
    assertTrue(options.contains("-Xmx" + heap + "m"), options.toString());
    assertTrue(
        options.contains("-Dorg.bytedeco.javacpp.maxbytes=" + blocks + "m"), options.toString());
    assertTrue(
        options.contains("-Dorg.bytedeco.javacpp.maxphysicalbytes=1600m"), options.toString());
  }

  /** What the launcher calls Java with: it is copied into a checkout whose Java prints that. */
  private static List<String> launched(Path folder, int megabytes)
      throws IOException, InterruptedException {
    Path launcher = folder.resolve("bin/crelens-java");
    Files.createDirectories(launcher.getParent());
    Files.copy(
        Path.of(System.getProperty("crelens.project"), "bin", "crelens-java"),
        launcher,
        StandardCopyOption.COPY_ATTRIBUTES);
    Path jars = Files.createDirectories(folder.resolve("tools/build/dist/target/lib"));
    Files.createFile(jars.resolve("tools.jar"));
    Path java = folder.resolve("home/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
    ProcessBuilder builder =
        new ProcessBuilder("bash", launcher.toString(), "Main", "--nd4j").redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", folder.resolve("home").toString());
    builder.environment().put("CRELENS_MEMORY_MB", Integer.toString(megabytes));
    // No limit but the one above: a container's own would count as well.
    builder.environment().put("CRELENS_CGROUP_FILE", folder.resolve("none").toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.lines().toList();
  }
}
