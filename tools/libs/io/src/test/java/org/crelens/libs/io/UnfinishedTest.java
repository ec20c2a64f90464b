package org.crelens.libs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {
  @TempDir Path folder;

  private static final long LIVING = ProcessHandle.current().pid();

  // The number of a process that has ended.
  private static long dead() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }

  /** The hidden file of {@code process} on this machine, or on one of another name. */
  private Path left(String name, long process, boolean here) throws IOException {
    String own = Unfinished.of(folder.resolve(name)).getFileName().toString();
    String machine = own.substring(own.length() - 8);
    String other = machine.equals("00000000") ? "00000001" : "00000000";
    return Files.writeString(
        folder.resolve("." + name + ".part" + process + "-" + (here ? machine : other)), "half");
  }

  private void run() throws IOException {
    try (Outputs outputs = new Outputs()) {
      outputs.stage(folder.resolve("out"));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void filesOfDeadProcessesGo() throws Exception {
    left("a.bed.gz", dead(), true);
    left("b\nc.bed.gz", dead(), true);
    run();
    assertEquals(List.of(), files());
  }

  @Test
  void filesOfLivingProcessesStayHoweverOld() throws Exception {
    Path old = left("a", LIVING, true);
    Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
    Path parent = left("a", ProcessHandle.current().parent().orElseThrow().pid(), true);
    run();
    assertEquals(Stream.of(old, parent).sorted().toList(), files());
  }

  /** Their processes cannot be seen from here: another host, or another container. */
  @Test
  void filesOfOtherMachinesGoOnlyWhenTheyAreOld() throws Exception {
    Path old = left("a", dead(), false);
    Path young = left("b", dead(), false);
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(15))));
    Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofDays(13))));
    run();
    assertEquals(List.of(young), files());
  }

  @Test
  void whatTheToolsDoNotWriteStays() throws Exception {
    String own = Unfinished.of(folder.resolve("a")).getFileName().toString();
    String machine = own.substring(own.length() - 8);
    for (String name :
        List.of(
            "a.part1-" + machine,
            ".a.part",
            ".a.part12",
            ".a.partx-" + machine,
            ".part1-" + machine)) Files.writeString(folder.resolve(name), "mine");
    Files.createDirectory(folder.resolve(".a.part" + dead() + "-" + machine));
    Files.createSymbolicLink(
        folder.resolve(".b.part" + dead() + "-" + machine), folder.resolve("a.part1-" + machine));
    int before = files().size();
    run();
    assertEquals(before, files().size());
    assertEquals(7, before);
  }

  /** A process that is killed outright, as the system does when memory runs out. */
  @Test
  void aKilledProcessLeavesNothingForLong() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals('x', process.getInputStream().read());
    assertEquals(1, files().size());
    run();
    assertEquals(1, files().size(), "the file of a living process is gone");
    process.destroyForcibly().waitFor();
    assertEquals(1, files().size());
    run();
    assertEquals(List.of(), files());
  }

  /** Begins an output and waits to be killed. */
  static final class Killed {
    private Killed() {}

    public static void main(String[] args) throws Exception {
      Outputs outputs = new Outputs();
      outputs.open(Path.of(args[0], "out")).write('x');
      System.out.write('x');
      System.out.flush();
      Thread.sleep(60_000);
      throw new IllegalStateException("nobody killed it");
    }
  }
}
