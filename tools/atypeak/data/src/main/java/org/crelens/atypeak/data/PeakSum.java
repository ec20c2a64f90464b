package org.crelens.atypeak.data;

import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Number and check sum of the peaks in a split file, which ends with them: what was edited or cut
 * later must not pass for the catalogue whose digest the header names.
 */
public final class PeakSum {
  private final CRC32 crc = new CRC32();
  private long peaks;

  /** Adds the line in {@code buffer[from, to)}, without its end. */
  public void add(byte[] buffer, int from, int to) {
    crc.update(buffer, from, to - from);
    crc.update('\n');
    peaks++;
  }

  /** Lines so far. */
  public long peaks() {
    return peaks;
  }

  /** Lines that end a split file. */
  public List<String> lines() {
    return List.of("##peaks=" + peaks, String.format(Locale.ROOT, "##crc32=%08x", crc.getValue()));
  }
}
