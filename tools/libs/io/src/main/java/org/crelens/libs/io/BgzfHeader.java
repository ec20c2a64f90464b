package org.crelens.libs.io;

import htsjdk.samtools.util.BlockCompressedOutputStream;
import htsjdk.tribble.index.tabix.TabixFormat;
import htsjdk.tribble.index.tabix.TabixIndexCreator;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
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
 * TextOutput#endBlock} leaves it: the other blocks are copied as they are, which saves compressing
 * them. Whoever calls this reads and checks every row and tells of each ({@link #row}); the tabix
 * index is made of these rows, so that nothing is passed on unread.
 */
public final class BgzfHeader {
  private static final int BLOCK_HEADER = 18;
  private static final int BLOCK_FOOTER = 8;
  private static final int MOST_TEXT = 1 << 16;

  private final Path input;
  private final byte[] header;

  /** Compressed bytes before the first row. */
  private final long oldHeader;

  // Of each block of rows: where it begins in the file, and where its text ends among all text.
  private final LongColumn address = new LongColumn();
  private final LongColumn textEnd = new LongColumn();

  private final TabixIndexCreator index = new TabixIndexCreator(TabixFormat.BED);
  private long inputLength;
  private long text;
  private int block;

  private BgzfHeader(Path input, byte[] header, long oldHeader) {
    this.input = input;
    this.header = header;
    this.oldHeader = oldHeader;
  }

  /**
   * Looks at the blocks of {@code input}, whose header is to become {@code header}.
   *
   * @return null when the file is no bgzip, or its header shares a block with rows: the caller then
   *     writes every line anew
   */
  public static BgzfHeader of(Path input, List<String> header) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(input), 1 << 16))) {
      long length = headerLength(in);
      if (length < 0) return null;
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      BlockCompressedOutputStream blocks = new BlockCompressedOutputStream(packed, (Path) null);
      blocks.write((String.join("\n", header) + "\n").getBytes(StandardCharsets.UTF_8));
      blocks.flush();
      BgzfHeader exchange = new BgzfHeader(input, packed.toByteArray(), length);
      return exchange.readBlocks() ? exchange : null;
    }
  }

  /** Compressed bytes before the first row, or −1 when no block begins there. */
  private static long headerLength(DataInputStream in) throws IOException {
    boolean lineStarts = true;
    for (long at = 0; ; ) {
      int size = blockSize(in.readNBytes(BLOCK_HEADER));
      if (size < 0) return -1;
      byte[] text = inflate(in.readNBytes(size - BLOCK_HEADER));
      if (text == null || text.length == 0) return -1;
      if (lineStarts && text[0] != '#') return at;
      for (int i = 0; i + 1 < text.length; i++)
        if (text[i] == '\n' && text[i + 1] != '#') return -1;
      lineStarts = text[text.length - 1] == '\n';
      at += size;
    }
  }

  /** Bytes of a whole block, or −1 where none begins. */
  private static int blockSize(byte[] start) {
    if (start.length < BLOCK_HEADER || !InputFile.isBgzf(start)) return -1;
    int size = ((start[16] & 0xff) | (start[17] & 0xff) << 8) + 1;
    return size < BLOCK_HEADER + BLOCK_FOOTER ? -1 : size;
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

  /** Notes where the blocks of rows lie; false when they do not fill the file. */
  private boolean readBlocks() throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(input), 1 << 16))) {
      in.skipNBytes(oldHeader);
      long at = oldHeader;
      long end = 0;
      while (true) {
        byte[] start = in.readNBytes(BLOCK_HEADER);
        if (start.length == 0) break;
        int size = blockSize(start);
        if (size < 0) return false;
        byte[] rest = in.readNBytes(size - BLOCK_HEADER);
        if (rest.length < size - BLOCK_HEADER) return false;
        int text = ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN).getInt(rest.length - 4);
        if (text < 0 || text > MOST_TEXT) return false;
        end += text;
        address.add(at);
        textEnd.add(end);
        at += size;
      }
      inputLength = at;
      return address.size() > 0;
    }
  }

  /**
   * Adds the next row to the index.
   *
   * @param bytes of its line, without the end of the line
   */
  public void row(String contig, int start, int end, int bytes) {
    while (block < textEnd.size() - 1 && text >= textEnd.get(block)) block++;
    index.addFeature(new TextOutput.Row(contig, start + 1, end), pointer(block, text));
    text += bytes + 1;
  }

  /** Where text {@code at} lies in block {@code b}, as an index counts it. */
  private long pointer(int b, long at) {
    long from = b == 0 ? 0 : textEnd.get(b - 1);
    return ((address.get(b) + header.length - oldHeader) << 16) + at - from;
  }

  /**
   * Writes the file with the new header, and its index.
   *
   * @return false, with nothing written, when there is more in the file than the rows with a line
   *     feed behind each: comments, or carriage returns. The caller then writes every line anew.
   */
  public boolean write(Outputs outputs, Path output) throws IOException {
    int last = textEnd.size() - 1;
    if (text == 0 || text != textEnd.get(last)) return false;
    try (OutputStream out = outputs.open(output);
        InputStream in = Files.newInputStream(input)) {
      out.write(header);
      in.skipNBytes(oldHeader);
      if (in.transferTo(out) != inputLength - oldHeader)
        throw new InputException(input, "changed while it was read", "run again when it is whole");
    }
    // The end lies in the last block that holds text, behind it.
    while (last > 0 && textEnd.get(last - 1) == text) last--;
    TextOutput.writeIndex(outputs, output, index.finalizeIndex(pointer(last, text)));
    return true;
  }
}
