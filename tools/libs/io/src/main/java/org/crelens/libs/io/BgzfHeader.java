package org.crelens.libs.io;

import htsjdk.samtools.util.BlockCompressedInputStream;
import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Exchanges the header of a bgzip BED whose header stands in blocks of its own, as {@link
 * TextOutput#endBlock} leaves it: the other blocks are copied as they are, and the offsets of the
 * tabix index move by the difference. Seconds become milliseconds on large catalogues.
 */
public final class BgzfHeader {
  private static final int METADATA_BIN = 37450;
  private static final int BLOCK_HEADER = 18;

  private BgzfHeader() {}

  /**
   * Writes {@code input} with other header lines to {@code output}, index included.
   *
   * @return false, with nothing written, when the header shares a block with rows or there is no
   *     index beside the input; the caller then rewrites every line
   */
  public static boolean exchange(Outputs outputs, Path input, List<String> header, Path output)
      throws IOException {
    Path index = sibling(input);
    long oldLength = headerLength(input);
    if (oldLength < 0 || !Files.isRegularFile(index)) return false;
    CountingOutput counting = new CountingOutput(outputs.open(output));
    try (counting;
        InputStream in = Files.newInputStream(input)) {
      BlockCompressedOutputStream blocks = new BlockCompressedOutputStream(counting, (Path) null);
      blocks.write((String.join("\n", header) + "\n").getBytes(StandardCharsets.UTF_8));
      blocks.flush();
      long delta = counting.written - oldLength;
      in.skipNBytes(oldLength);
      in.transferTo(counting);
      try (OutputStream to =
          new BlockCompressedOutputStream(outputs.open(sibling(output)), (Path) null)) {
        to.write(shifted(index, delta));
      }
    }
    return true;
  }

  private static Path sibling(Path bed) {
    return bed.resolveSibling(bed.getFileName() + ".tbi");
  }

  /** Compressed bytes before the first row, or −1 when no block begins there. */
  private static long headerLength(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      boolean lineStarts = true;
      for (long at = 0; ; ) {
        byte[] block = in.readNBytes(BLOCK_HEADER);
        if (block.length < BLOCK_HEADER || !InputFile.isBgzf(block)) return -1;
        int size = ((block[16] & 0xff) | (block[17] & 0xff) << 8) + 1;
        byte[] text = inflate(in.readNBytes(size - BLOCK_HEADER));
        if (text == null || text.length == 0) return -1;
        if (lineStarts && text[0] != '#') return at;
        for (int i = 0; i + 1 < text.length; i++)
          if (text[i] == '\n' && text[i + 1] != '#') return -1;
        lineStarts = text[text.length - 1] == '\n';
        at += size;
      }
    }
  }

  private static byte[] inflate(byte[] deflated) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(deflated);
      byte[] text = new byte[1 << 16];
      return Arrays.copyOf(text, inflater.inflate(text));
    } catch (DataFormatException e) {
      // Damaged data are reported, with the file's name, by whoever reads them next.
      return null;
    } finally {
      inflater.end();
    }
  }

  private static byte[] shifted(Path index, long delta) throws IOException {
    byte[] bytes;
    try (DataInputStream in = new DataInputStream(new BlockCompressedInputStream(index.toFile()))) {
      bytes = in.readAllBytes();
    }
    ByteBuffer tbi = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int contigs = tbi.getInt(4);
    tbi.position(36 + tbi.getInt(32));
    for (int c = 0; c < contigs; c++) {
      int bins = tbi.getInt();
      for (int b = 0; b < bins; b++) {
        int bin = tbi.getInt();
        int chunks = tbi.getInt();
        for (int k = 0; k < chunks; k++) {
          // The metadata bin's second pair counts records; it is no offset.
          boolean offsets = bin != METADATA_BIN || k == 0;
          for (int end = 0; end < 2; end++) shift(tbi, offsets ? delta : 0);
        }
      }
      int intervals = tbi.getInt();
      for (int i = 0; i < intervals; i++) shift(tbi, delta);
    }
    return bytes;
  }

  private static void shift(ByteBuffer tbi, long delta) {
    int at = tbi.position();
    long offset = tbi.getLong();
    // 0 stands for an interval before the first row.
    if (offset != 0) tbi.putLong(at, offset + (delta << 16));
  }

  private static final class CountingOutput extends OutputStream {
    private final OutputStream out;
    private long written;

    CountingOutput(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      written++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      written += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
