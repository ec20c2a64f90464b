package org.crelens.libs.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InputFileTest {
  @TempDir Path folder;

  private static byte[] noise(int length) {
    byte[] content = new byte[length];
    new Random(17).nextBytes(content);
    return content;
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = InputFile.open(file)) {
      return in.readAllBytes();
    }
  }

  private InputException refused(Path file) {
    return assertThrows(InputException.class, () -> read(file));
  }

  private void says(InputException e, Path file, String found) {
    assertTrue(e.getMessage().startsWith(file + ": "), e::getMessage);
    assertTrue(e.getMessage().contains(found), e::getMessage);
    assertEquals(1, e.getMessage().lines().count());
  }

  @ParameterizedTest
  @EnumSource
  void everyCompressionGivesTheContent(Compressed compressed) throws IOException {
    byte[] content = noise(300_000);
    Path file = Files.write(folder.resolve("in"), compressed.bytes(content));
    assertArrayEquals(content, read(file));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "GZIP_MEMBERS", "BGZIP", "XZ"})
  void aTruncatedFileIsRefusedWhereverItWasCut(Compressed compressed) throws IOException {
    byte[] whole = compressed.bytes(noise(300_000));
    Random random = new Random(5);
    for (int i = 0; i < 30; i++) {
      // Past the first header: before it nothing says what the file is. Of two gzip members, the
      // second one is cut, not the border between them, where a whole gzip file ends.
      int low = compressed == Compressed.GZIP_MEMBERS ? whole.length / 2 + 200 : 32;
      int length = low + random.nextInt(whole.length - 1 - low);
      Path file = Files.write(folder.resolve("cut" + i), Arrays.copyOf(whole, length));
      InputException e = assertThrows(InputException.class, () -> read(file), "cut at " + length);
      says(e, file, "cut short");
    }
  }

  @Test
  void aBgzipFileCutAtABlockBorderIsRefused() throws IOException {
    byte[] whole = Compressed.BGZIP.bytes(noise(300_000));
    Path file = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 28));
    says(refused(file), file, "bgzip file without its end marker");
    // BSIZE, at byte 16 of a block, is its length less one.
    int first = ((whole[16] & 0xff) | (whole[17] & 0xff) << 8) + 1;
    Files.write(file, Arrays.copyOf(whole, first));
    says(refused(file), file, "bgzip file without its end marker");
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] bytes =
        Compressed.GZIP.bytes("chr1\t1\t2\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
    bytes[bytes.length - 6] ^= 1; // the checksum
    Path file = Files.write(folder.resolve("in.gz"), bytes);
    says(refused(file), file, "compressed data are damaged");
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("no.bed");
    says(refused(file), file, "no such file");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.bed"));
    says(refused(file), file, "is empty");
  }

  @Test
  void aFolderIsRefused() {
    says(refused(folder), folder, "is a folder");
  }

  @Test
  @Timeout(20)
  void aSlowPipeIsReadToItsEnd() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
    byte[] content = noise(200_000);
    for (Compressed compressed : new Compressed[] {Compressed.BGZIP, Compressed.GZIP_MEMBERS}) {
      byte[] bytes = compressed.bytes(content);
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                try (OutputStream out = Files.newOutputStream(pipe)) {
                  // Pauses fall between members, where the pipe is empty for a moment.
                  for (int from = 0; from < bytes.length; from += 1 << 14) {
                    out.write(bytes, from, Math.min(1 << 14, bytes.length - from));
                    TimeUnit.MILLISECONDS.sleep(5);
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      assertArrayEquals(content, read(pipe), compressed::name);
      writer.get();
    }
  }

  @Test
  void theDigestIsThatOfTheBytesOnDisk() throws IOException {
    Path file = Files.writeString(folder.resolve("abc"), "abc");
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", InputFile.sha256(file));
  }

  @Test
  void textThatIsNotUtf8IsRefusedWhereItIsNotReadByLines() throws IOException {
    Path file = folder.resolve("a.json");
    Files.write(file, "{\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
    try (Reader reader = InputFile.reader(file)) {
      InputException e =
          assertThrows(InputException.class, () -> reader.transferTo(Writer.nullWriter()));
      assertTrue(
          e.getMessage().startsWith(file + ": holds bytes that are not UTF-8"), e.getMessage());
    }
    Files.writeString(file, "{\"é\"}");
    try (Reader reader = InputFile.reader(file)) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      assertEquals("{\"é\"}", text.toString());
    }
  }
}
