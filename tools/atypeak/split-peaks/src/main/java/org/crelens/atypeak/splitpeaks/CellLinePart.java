package org.crelens.atypeak.splitpeaks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.crelens.atypeak.data.PeakName;
import org.crelens.atypeak.data.PeakSum;
import org.crelens.libs.io.BgzfBlock;

/** The file of one cell line: the block in hand, and what went into those before. */
final class CellLinePart {
  private static final String SUFFIX = ".peaks.bed.gz";
  // Room for the suffix and for the hidden name of an unfinished file, within 255 bytes.
  private static final int LONGEST = 200;

  private final Path target;
  private final Path unfinished;
  private final PeakSum sum = new PeakSum();
  private final Set<String> datasets = new HashSet<>();
  private final Set<String> trs = new HashSet<>();
  private byte[] block = new byte[BgzfBlock.MOST_TEXT];
  private int filled;

  /**
   * @param target the file, as the user knows it
   * @param unfinished where it is written to
   */
  CellLinePart(Path target, Path unfinished) {
    this.target = target;
    this.unfinished = unfinished;
  }

  /**
   * The name of a cell line's file: what a sample sheet allows stays, all else becomes {@code %XX},
   * so that no two names are one and none leads out of the folder.
   *
   * @return null when it is too long
   */
  static String fileName(String cellLine) {
    StringBuilder name = new StringBuilder();
    for (byte b : cellLine.getBytes(StandardCharsets.UTF_8)) {
      boolean letter = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
      if (letter || (name.length() > 0 && "._+@=~-".indexOf(b) >= 0)) name.append((char) b);
      else name.append(String.format(Locale.ROOT, "%%%02X", b));
    }
    return name.length() > LONGEST ? null : name + SUFFIX;
  }

  /** Writes the lines that come before all peaks. */
  void begin(PartWriter writer, List<String> header) throws IOException {
    text(writer, header);
  }

  /** Counts a source's dataset and TR. */
  void met(PeakName name) {
    datasets.add(name.dataset());
    trs.add(name.tr());
  }

  /** Writes the line of a peak, without its end. */
  void add(PartWriter writer, byte[] buffer, int from, int to) throws IOException {
    sum.add(buffer, from, to);
    put(writer, buffer, from, to);
    put(writer, (byte) '\n');
  }

  /** Writes the lines that come after all peaks, and the last block. */
  void end(PartWriter writer) throws IOException {
    text(writer, sum.lines());
    if (filled > 0) flush(writer);
    writer.end(this);
  }

  private void text(PartWriter writer, List<String> lines) throws IOException {
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    put(writer, text, 0, text.length);
  }

  private void put(PartWriter writer, byte[] buffer, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      int more = Math.min(to - at, block.length - filled);
      System.arraycopy(buffer, at, block, filled, more);
      at += more;
      filled += more;
      if (filled == block.length) flush(writer);
    }
  }

  private void put(PartWriter writer, byte one) throws IOException {
    block[filled++] = one;
    if (filled == block.length) flush(writer);
  }

  private void flush(PartWriter writer) throws IOException {
    block = writer.write(this, block, filled);
    filled = 0;
  }

  Path target() {
    return target;
  }

  Path unfinished() {
    return unfinished;
  }

  long peaks() {
    return sum.peaks();
  }

  int datasets() {
    return datasets.size();
  }

  int trs() {
    return trs.size();
  }
}
