package org.crelens.libs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bgzip file keeps its end marker when a block in its middle is hurt: nothing may be lost
 * quietly.
 */
class DamagedBgzipTest {
  private static final int LINES = 30_000;

  @Test
  void aDamagedHeaderOfALaterBlockIsNoEndOfFile(@TempDir Path temp) throws IOException {
    Path file = bed(temp);
    byte[] bytes = Files.readAllBytes(file);
    int second = ((bytes[16] & 0xff) | (bytes[17] & 0xff) << 8) + 1;
    bytes[second] = 0;
    Files.write(file, bytes);
    InputException e = assertThrows(InputException.class, () -> count(file));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().contains("fetch or make it again"), e.getMessage());
  }

  @Test
  void anUnhurtOneIsReadToItsEnd(@TempDir Path temp) throws IOException {
    assertEquals(LINES, count(bed(temp)));
  }

  private static Path bed(Path temp) throws IOException {
    Path file = temp.resolve("many.bed.gz");
    try (Outputs outputs = new Outputs()) {
      try (TextOutput out = TextOutput.bed(outputs, file)) {
        for (int i = 0; i < LINES; i++) {
          out.add("chr1").tab().add(i).tab().add(i + 1 + i * 31 % 977);
          out.endLine("chr1", i, i + 1 + i * 31 % 977);
        }
      }
      outputs.commit();
    }
    return file;
  }

  private static int count(Path file) throws IOException {
    int n = 0;
    try (LineSource lines = new LineSource(file)) {
      while (lines.nextRecord()) n++;
    }
    return n;
  }
}
