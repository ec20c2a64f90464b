package org.crelens.libs.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import htsjdk.samtools.util.BlockCompressedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BgzfBlockTest {
  @TempDir Path folder;

  @Test
  void blocksOfAnyTextAreReadBackByAllReaders() throws IOException {
    Random random = new Random(1);
    Deflater deflater = new Deflater(1, true);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    // Noise does not shrink: a block of it must still fit.
    for (int length : new int[] {1, 100, BgzfBlock.MOST_TEXT, 777}) {
      for (int letters : new int[] {1, 4, 256}) {
        byte[] block = new byte[BgzfBlock.MOST_TEXT];
        for (int i = 0; i < length; i++) block[i] = (byte) random.nextInt(letters);
        text.write(block, 0, length);
        packed.write(BgzfBlock.of(deflater, block, length));
      }
    }
    packed.write(BgzfBlock.end());
    deflater.end();
    byte[] bytes = packed.toByteArray();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      assertArrayEquals(text.toByteArray(), in.readAllBytes());
    }
    try (InputStream in = new BlockCompressedInputStream(new ByteArrayInputStream(bytes))) {
      assertArrayEquals(text.toByteArray(), in.readAllBytes());
    }
    Path file = Files.write(folder.resolve("x.gz"), bytes);
    try (InputStream in = InputFile.open(file)) {
      assertArrayEquals(text.toByteArray(), in.readAllBytes());
    }
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 28));
    assertThrows(InputException.class, () -> InputFile.open(file).close());
  }

  @Test
  void whatIsNoBlockIsRefused() {
    Deflater deflater = new Deflater(1, true);
    byte[] text = new byte[BgzfBlock.MOST_TEXT + 1];
    for (int length : new int[] {0, BgzfBlock.MOST_TEXT + 1})
      assertThrows(IllegalArgumentException.class, () -> BgzfBlock.of(deflater, text, length));
    deflater.end();
  }
}
