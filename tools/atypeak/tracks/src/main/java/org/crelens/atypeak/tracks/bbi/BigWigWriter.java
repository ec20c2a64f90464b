package org.crelens.atypeak.tracks.bbi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.crelens.libs.io.Outputs;

/** Writes a bigWig of intervals with a value; neighbours of one value become one. */
public final class BigWigWriter implements Closeable {
  private static final int MAGIC = 0x888FFC26;
  private static final int PER_BLOCK = 1024;
  private static final int BED_GRAPH = 1;

  private final BbiFile file;
  private final Bytes items = new Bytes();
  private final Bytes block = new Bytes();
  private int inBlock;
  private int blockContig;
  private int blockStart;
  private int blockEnd;
  private boolean begun;
  private int contig;
  private int start;
  private int end;
  private float value;

  /**
   * Begins a file.
   *
   * @param firstBin bases of the smallest bins that values are summed up in
   */
  public BigWigWriter(
      Outputs outputs, Path target, Contigs contigs, int firstBin, Compressor compressor)
      throws IOException {
    BbiFile.Kind kind = new BbiFile.Kind(MAGIC, 0, 0, null, 0);
    file = new BbiFile(outputs, target, kind, contigs, firstBin, compressor);
  }

  /**
   * Gives the bases {@code [start, end)} a value; in order, none twice.
   *
   * @throws IllegalArgumentException when they come too late
   */
  public void add(int contig, int start, int end, float value) throws IOException {
    if (begun && (contig < this.contig || (contig == this.contig && start < this.end)))
      throw new IllegalArgumentException(start + " lies before " + this.end);
    if (begun && contig == this.contig && start == this.end && value == this.value) {
      this.end = end;
      return;
    }
    give();
    begun = true;
    this.contig = contig;
    this.start = start;
    this.end = end;
    this.value = value;
  }

  private void give() throws IOException {
    if (!begun) return;
    if (inBlock == PER_BLOCK || (inBlock > 0 && contig != blockContig)) closeBlock();
    if (inBlock == 0) {
      blockContig = contig;
      blockStart = start;
    }
    blockEnd = end;
    items.u32(start).u32(end).f32(value);
    inBlock++;
    file.summarise(contig, start, end, value);
  }

  private void closeBlock() throws IOException {
    block.u32(blockContig).u32(blockStart).u32(blockEnd).u32(0).u32(0);
    block.u8(BED_GRAPH).u8(0).u16(inBlock).add(items.array(), 0, items.size());
    file.block(blockContig, blockStart, blockEnd, block);
    block.clear();
    items.clear();
    inBlock = 0;
  }

  /** Writes what stands behind the values. */
  public void finish() throws IOException {
    give();
    if (inBlock > 0) closeBlock();
    file.finish(-1, PER_BLOCK, null);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
