package org.crelens.libs.chart;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Pictures with a palette, one pixel per cell of a matrix: a browser draws a hundred thousand of
 * them as fast as one rectangle, and images of the tools have no java.desktop.
 */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private Png() {}

  /**
   * A picture as data URI.
   *
   * @param pixels rows of indices into {@code palette}, of equal length
   * @param palette 0xRRGGBB; index 0 is transparent
   */
  static String uri(byte[][] pixels, int[] palette) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13);
    // Eight bits a pixel, with palette.
    header.putInt(pixels[0].length).putInt(pixels.length).put((byte) 8).put((byte) 3);
    chunk(out, "IHDR", header.array());
    byte[] colours = new byte[palette.length * 3];
    for (int i = 0; i < palette.length; i++)
      for (int k = 0; k < 3; k++) colours[i * 3 + k] = (byte) (palette[i] >> 16 - 8 * k);
    chunk(out, "PLTE", colours);
    chunk(out, "tRNS", new byte[] {0});
    chunk(out, "IDAT", deflate(pixels));
    chunk(out, "IEND", new byte[0]);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
  }

  private static byte[] deflate(byte[][] pixels) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[1 << 14];
    for (byte[] row : pixels) {
      byte[] line = new byte[row.length + 1];
      System.arraycopy(row, 0, line, 1, row.length);
      deflater.setInput(line);
      while (!deflater.needsInput()) out.write(block, 0, deflater.deflate(block));
    }
    deflater.finish();
    while (!deflater.finished()) out.write(block, 0, deflater.deflate(block));
    deflater.end();
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    out.writeBytes(name);
    out.writeBytes(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
