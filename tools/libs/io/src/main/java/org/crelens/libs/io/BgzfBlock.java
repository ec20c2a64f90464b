package org.crelens.libs.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Makes blocks of bgzip one by one, for whoever writes many files at once and compresses on several
 * threads: a block depends on its text alone.
 */
public final class BgzfBlock {
  /** Most bytes of text in a block, as in bgzip: even what does not shrink fits. */
  public static final int MOST_TEXT = 0xff00;

  private static final int HEADER = 18;
  private static final int FOOTER = 8;

  private BgzfBlock() {}

  /**
   * A whole block that holds {@code text[0, length)}.
   *
   * @param deflater without zlib's own header; reset here
   */
  public static byte[] of(Deflater deflater, byte[] text, int length) {
    if (length < 1 || length > MOST_TEXT)
      throw new IllegalArgumentException(length + " bytes do not fit in a block");
    byte[] block = new byte[1 << 16];
    deflater.reset();
    deflater.setInput(text, 0, length);
    deflater.finish();
    int deflated = deflater.deflate(block, HEADER, block.length - HEADER - FOOTER);
    if (!deflater.finished())
      throw new IllegalStateException("a block of " + length + " bytes grew beyond 64 KiB");
    int size = HEADER + deflated + FOOTER;
    CRC32 crc = new CRC32();
    crc.update(text, 0, length);
    ByteBuffer bytes = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    // Gzip with one extra field: BC, of two bytes, the block's size less one. No time, no name.
    bytes.putInt(0x04088b1f).putInt(0).putShort((short) 0xff00).putShort((short) 6);
    bytes.put((byte) 'B').put((byte) 'C').putShort((short) 2).putShort((short) (size - 1));
    bytes.position(HEADER + deflated);
    bytes.putInt((int) crc.getValue()).putInt(length);
    return Arrays.copyOf(block, size);
  }

  /** The empty block that ends a file. */
  public static byte[] end() {
    return InputFile.BGZF_END.clone();
  }
}
