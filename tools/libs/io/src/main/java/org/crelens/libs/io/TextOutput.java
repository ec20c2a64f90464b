package org.crelens.libs.io;

import htsjdk.samtools.util.BlockCompressedOutputStream;
import htsjdk.tribble.Feature;
import htsjdk.tribble.index.Index;
import htsjdk.tribble.index.tabix.TabixFormat;
import htsjdk.tribble.index.tabix.TabixIndexCreator;
import htsjdk.tribble.util.LittleEndianOutputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes tab-separated text: bgzip where the name ends in {@code .gz} (no time in its headers, so
 * that the same rows give the same bytes), with a tabix index beside it where asked for.
 */
public final class TextOutput implements Closeable {
  // Level 4 costs a third of level 6's time and 6 % of its size on peak tables.
  private static final int LEVEL = 4;

  /** Tabix indexes no base behind this one. */
  public static final int MOST_INDEXED = 1 << 29;

  private final Outputs outputs;
  private final Path target;
  private final OutputStream out;
  private final BlockCompressedOutputStream blocks;
  private final TabixIndexCreator index;
  private boolean broken;
  private byte[] line = new byte[512];
  private int length;

  private TextOutput(Outputs outputs, Path target, boolean indexed) throws IOException {
    this.outputs = outputs;
    this.target = target;
    OutputStream raw = outputs.open(target);
    if (target.getFileName().toString().endsWith(".gz")) {
      blocks = new BlockCompressedOutputStream(raw, (Path) null, LEVEL);
      out = blocks;
    } else {
      if (indexed)
        throw new OutputException(target, "cannot be indexed", "give it a name that ends in .gz");
      blocks = null;
      out = new BufferedOutputStream(raw, 1 << 16);
    }
    // Its place is taken now: it must not turn out to be an input when all is written.
    if (indexed) outputs.stage(tabix(target));
    index = indexed ? new TabixIndexCreator(TabixFormat.BED) : null;
  }

  /** A table: bgzip when its name ends in {@code .gz}, else plain. */
  public static TextOutput table(Outputs outputs, Path target) throws IOException {
    return new TextOutput(outputs, target, false);
  }

  /** A bgzip BED with its {@code .tbi}; rows must come sorted by contig and start. */
  public static TextOutput bed(Outputs outputs, Path target) throws IOException {
    return new TextOutput(outputs, target, true);
  }

  /** A BED with an index where its name allows one, plain where it does not end in {@code .gz}. */
  public static TextOutput bedOrPlain(Outputs outputs, Path target) throws IOException {
    return new TextOutput(outputs, target, target.getFileName().toString().endsWith(".gz"));
  }

  /** Adds text to the current line. */
  public TextOutput add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return add(bytes);
  }

  /** Adds bytes to the current line. */
  public TextOutput add(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, line, length, bytes.length);
    length += bytes.length;
    return this;
  }

  /** Adds {@code bytes[from, to)} to the current line. */
  public TextOutput add(byte[] bytes, int from, int to) {
    reserve(to - from);
    System.arraycopy(bytes, from, line, length, to - from);
    length += to - from;
    return this;
  }

  /** Adds a whole number to the current line. */
  public TextOutput add(int value) {
    if (value < 0) return add(Integer.toString(value));
    reserve(10);
    int digits = 1;
    for (long limit = 10; value >= limit; limit *= 10) digits++;
    for (int i = length + digits - 1; i >= length; i--) {
      line[i] = (byte) ('0' + value % 10);
      value /= 10;
    }
    length += digits;
    return this;
  }

  /** Adds a number in full precision; {@code nan} where it is undefined. */
  public TextOutput add(double value) {
    return add(Numbers.format(value));
  }

  /** Adds a number in full single precision. */
  public TextOutput add(float value) {
    return add(Numbers.format(value));
  }

  /** Adds the separator between two fields. */
  public TextOutput tab() {
    reserve(1);
    line[length++] = '\t';
    return this;
  }

  /** Ends the current line. */
  public void endLine() throws IOException {
    reserve(1);
    line[length++] = '\n';
    out.write(line, 0, length);
    length = 0;
  }

  /** Ends the current line, which starts with this interval, and adds it to the index. */
  public void endLine(String contig, int start, int end) throws IOException {
    if (index != null && end > MOST_INDEXED) {
      broken = true;
      throw new OutputException(
          target,
          "cannot be indexed: " + contig + ":" + start + "-" + end + " lies beyond " + MOST_INDEXED,
          "tabix ends there; cut long contigs into parts");
    }
    if (index != null) index.addFeature(new Row(contig, start + 1, end), blocks.getFilePointer());
    endLine();
  }

  /** Writes a row of cells, tabs between them. */
  public void row(Object... cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) tab();
      Object cell = cells[i];
      if (cell instanceof Double d) add(d.doubleValue());
      else if (cell instanceof Float f) add(f.floatValue());
      else add(String.valueOf(cell));
    }
    endLine();
  }

  /** Ends the current BGZF block, so that what follows starts one of its own. */
  public void endBlock() throws IOException {
    if (blocks != null) blocks.flush();
  }

  private void reserve(int more) {
    if (length + more > line.length)
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + more));
  }

  @Override
  public void close() throws IOException {
    long end = blocks == null ? 0 : blocks.getFilePointer();
    out.close();
    if (index != null && !broken) writeIndex(outputs, target, index.finalizeIndex(end));
  }

  /** Writes the index of {@code target} beside it. */
  static void writeIndex(Outputs outputs, Path target, Index finished) throws IOException {
    try (LittleEndianOutputStream indexOut =
        new LittleEndianOutputStream(
            new BlockCompressedOutputStream(outputs.open(tabix(target)), (Path) null))) {
      finished.write(indexOut);
    }
  }

  static Path tabix(Path target) {
    return target.resolveSibling(target.getFileName() + ".tbi");
  }

  /** A row, as the index takes it: 1-based and closed. */
  record Row(String contig, int start, int end) implements Feature {
    @Override
    public String getContig() {
      return contig;
    }

    @Override
    public int getStart() {
      return start;
    }

    @Override
    public int getEnd() {
      return end;
    }
  }
}
