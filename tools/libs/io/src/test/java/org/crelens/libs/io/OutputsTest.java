package org.crelens.libs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {
  @TempDir Path folder;

  @AfterEach
  void noRun() {
    RunInputs.end();
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private static void write(Outputs outputs, Path target, String text) throws IOException {
    try (OutputStream out = outputs.open(target)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void refused(Path target, String found) {
    try (Outputs outputs = new Outputs()) {
      String message =
          assertThrows(OutputException.class, () -> outputs.open(target).close()).getMessage();
      assertTrue(message.startsWith(target + ": "), message);
      assertTrue(message.contains(found), message);
    }
  }

  @Test
  void allOutputsAppearAtTheCommitAndNoneBefore() throws IOException {
    try (Outputs outputs = new Outputs()) {
      write(outputs, folder.resolve("a"), "1");
      write(outputs, folder.resolve("b"), "2");
      assertFalse(Files.exists(folder.resolve("a")));
      assertFalse(Files.exists(folder.resolve("b")));
      outputs.commit();
    }
    assertEquals(List.of("a", "b"), left());
    assertEquals("2", Files.readString(folder.resolve("b")));
  }

  @Test
  void withoutACommitNothingIsLeftAndWhatWasThereStays() throws IOException {
    Files.writeString(folder.resolve("a"), "old");
    try (Outputs outputs = new Outputs()) {
      outputs.folder(folder.resolve("sub"));
      write(outputs, folder.resolve("a"), "new");
      write(outputs, folder.resolve("sub/b"), "new");
    }
    assertEquals(List.of("a"), left());
    assertEquals("old", Files.readString(folder.resolve("a")));
  }

  @Test
  void whatAnEarlierRunLeftGoesAtTheCommitAndNotBefore() throws IOException {
    Files.writeString(folder.resolve("old"), "of another run");
    try (Outputs outputs = new Outputs()) {
      outputs.outdated(folder.resolve("old"));
    }
    assertEquals(List.of("old"), left());
    try (Outputs outputs = new Outputs()) {
      outputs.outdated(folder.resolve("old"));
      outputs.outdated(folder.resolve("never"));
      write(outputs, folder.resolve("new"), "1");
      assertTrue(Files.exists(folder.resolve("old")));
      outputs.commit();
    }
    assertEquals(List.of("new"), left());
    Files.createDirectory(folder.resolve("sub"));
    try (Outputs outputs = new Outputs()) {
      assertThrows(OutputException.class, () -> outputs.outdated(folder.resolve("sub")));
    }
  }

  @Test
  void aCommitReplacesWhatWasThere() throws IOException {
    Files.writeString(folder.resolve("a"), "old and longer");
    try (Outputs outputs = new Outputs()) {
      write(outputs, folder.resolve("a"), "new");
      outputs.commit();
    }
    assertEquals("new", Files.readString(folder.resolve("a")));
  }

  @Test
  void aMissingFolderIsNamedWithItsRemedy() {
    refused(folder.resolve("no/such/file"), "mkdir -p " + folder.resolve("no/such"));
  }

  @Test
  void aFolderIsNoOutput() {
    refused(folder, "is a folder");
  }

  @Test
  void aDeviceIsNotReplacedByAFile() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "no /dev/null here");
    refused(device, "is a device or a pipe");
  }

  @Test
  void twoOutputsCannotShareAPath() throws IOException {
    try (Outputs outputs = new Outputs()) {
      write(outputs, folder.resolve("a"), "1");
      assertThrows(SameFileException.class, () -> write(outputs, folder.resolve("./a"), "2"));
    }
    assertEquals(List.of(), left());
  }

  @Test
  void aPlaceTakenBeforeTheWorkCanBeWrittenOnce() throws IOException {
    try (Outputs outputs = new Outputs()) {
      outputs.stage(folder.resolve("a"));
      assertThrows(SameFileException.class, () -> outputs.stage(folder.resolve("./a")));
      write(outputs, folder.resolve("a"), "1");
      assertThrows(SameFileException.class, () -> write(outputs, folder.resolve("a"), "2"));
      outputs.commit();
    }
    assertEquals("1", Files.readString(folder.resolve("a")));
  }

  // Ways to name a file: as it is, with a detour, through a link to its folder, as a link to it.
  private List<Path> namesOf(Path file) throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path link = elsewhere.resolve("folder");
    Files.createSymbolicLink(link, folder);
    Path symbolic = elsewhere.resolve("symbolic");
    Files.createSymbolicLink(symbolic, Path.of("../" + file.getFileName()));
    return List.of(
        file,
        elsewhere.resolve("..").resolve(file.getFileName()),
        link.resolve(file.getFileName()),
        symbolic,
        Files.createLink(elsewhere.resolve("hard"), file));
  }

  @Test
  void anInputIsNoOutputHoweverItIsNamed() throws IOException {
    Path input = Files.writeString(folder.resolve("in"), "precious");
    for (Path name : namesOf(input)) {
      RunInputs.begin();
      InputFile.check(input);
      try (Outputs outputs = new Outputs()) {
        String message =
            assertThrows(SameFileException.class, () -> outputs.stage(name)).getMessage();
        assertTrue(message.startsWith(name + ": is "), message);
        assertTrue(message.contains("input"), message);
      }
      assertEquals("precious", Files.readString(input));
    }
  }

  @Test
  void outsideOfARunWhatWasReadMayBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old");
    InputFile.check(file);
    try (Outputs outputs = new Outputs()) {
      write(outputs, file, "new");
      outputs.commit();
    }
    assertEquals("new", Files.readString(file));
  }

  @Test
  void anInputThatIsMetWhileTheToolWorksIsNotReplaced() throws IOException {
    RunInputs.begin();
    Path input = Files.writeString(folder.resolve("in"), "precious");
    try (Outputs outputs = new Outputs()) {
      write(outputs, input, "new");
      write(outputs, folder.resolve("other"), "new");
      InputFile.open(input).close();
      assertThrows(SameFileException.class, outputs::commit);
    }
    try (Outputs outputs = new Outputs()) {
      outputs.outdated(input);
      assertThrows(SameFileException.class, outputs::commit);
    }
    assertEquals("precious", Files.readString(input));
    assertEquals(List.of("in"), left());
  }

  @Test
  void theIndexBesideAnOutputReplacesNoInput() throws IOException {
    RunInputs.begin();
    Path input = Files.writeString(folder.resolve("a.bed.gz.tbi"), "precious");
    InputFile.check(input);
    try (Outputs outputs = new Outputs()) {
      assertThrows(
          SameFileException.class, () -> TextOutput.bed(outputs, folder.resolve("a.bed.gz")));
    }
    assertEquals("precious", Files.readString(input));
    assertEquals(List.of("a.bed.gz.tbi"), left());
  }

  @Test
  void twoOutputsCannotBeOneFileHoweverTheyAreNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "of an earlier run");
    for (Path name : namesOf(file)) {
      try (Outputs outputs = new Outputs()) {
        outputs.stage(file);
        String message =
            assertThrows(SameFileException.class, () -> outputs.stage(name)).getMessage();
        assertTrue(message.startsWith(name + ": is "), message);
      }
    }
    Path fresh = folder.resolve("fresh");
    try (Outputs outputs = new Outputs()) {
      outputs.stage(fresh);
      assertThrows(
          SameFileException.class, () -> outputs.stage(folder.resolve("elsewhere/folder/fresh")));
    }
  }

  @Test
  void aReadOnlyFolderIsRefused() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(locked), "this user may write anywhere");
      refused(locked.resolve("a"), "not writable");
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  // The hidden file that an output is written to, as a link to the device that is always full.
  private Path full(String name) throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");
    Path target = folder.resolve(name);
    Path hidden;
    try (Outputs outputs = new Outputs()) {
      hidden = outputs.stage(target);
    }
    Files.createSymbolicLink(hidden, Path.of("/dev/full"));
    return target;
  }

  @Test
  void aFullDiskIsAnOutputErrorAndLeavesNothing() throws IOException {
    Path target = full("a");
    try (Outputs outputs = new Outputs()) {
      OutputException e = assertThrows(OutputException.class, () -> write(outputs, target, "text"));
      assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
      assertTrue(e.getMessage().startsWith(target.toString()), e.getMessage());
    }
    assertEquals(List.of(), left());
  }

  @Test
  void aFullDiskIsAnOutputErrorOfTablesToo() throws IOException {
    for (String name : new String[] {"a.tsv", "a.tsv.gz"}) {
      Path target = full(name);
      Random random = new Random(3);
      try (Outputs outputs = new Outputs()) {
        Exception e =
            assertThrows(
                Exception.class,
                () -> {
                  try (TextOutput out = TextOutput.table(outputs, target)) {
                    for (int i = 0; i < 100_000; i++) out.row(random.nextLong(), i);
                  }
                });
        // htsjdk wraps what it meets; the command line looks through the causes, as here.
        assertTrue(
            Stream.<Throwable>iterate(e, t -> t != null, Throwable::getCause)
                .anyMatch(t -> t instanceof OutputException),
            name + ": " + e);
      }
      assertEquals(List.of(), left());
    }
  }

  @Test
  void aDiskThatFillsUpIsAnOutputErrorAndLeavesNothing() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.toString()),
        "a small file system cannot be mounted here");
    try {
      try (Outputs outputs = new Outputs()) {
        OutputException e =
            assertThrows(
                OutputException.class,
                () -> write(outputs, small.resolve("a"), "x".repeat(1 << 20)));
        assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
      }
      try (Stream<Path> files = Files.list(small)) {
        assertEquals(0, files.count());
      }
    } finally {
      assertTrue(run("umount", small.toString()));
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
