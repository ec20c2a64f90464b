package org.crelens.atypeak.tracks.bbi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.crelens.libs.io.Outputs;

/**
 * Writes a bigBed that can be searched by name. Its summaries are of the depth: of how many items
 * lie over a base.
 */
public final class BigBedWriter implements Closeable {
  private static final int MAGIC = 0x8789F2EB;
  private static final int PER_BLOCK = 512;
  private static final int NAME = 3;

  private final BbiFile file;
  private final NameIndex names = new NameIndex();
  private final Sweep depth;
  private final Bytes block = new Bytes();
  private int inBlock;
  private int blocks;
  private long items;
  private int contig;
  private int start;
  private int end;

  /**
   * Begins a file.
   *
   * @param fieldsInWords autoSql of all fields
   * @param fields their number
   * @param standardFields how many of them are those of BED
   * @param firstBin bases of the smallest bins that the depth is summed up in
   */
  public BigBedWriter(
      Outputs outputs,
      Path target,
      String fieldsInWords,
      int fields,
      int standardFields,
      Contigs contigs,
      int firstBin,
      Compressor compressor)
      throws IOException {
    BbiFile.Kind kind = new BbiFile.Kind(MAGIC, fields, standardFields, fieldsInWords, NAME);
    file = new BbiFile(outputs, target, kind, contigs, firstBin, compressor);
    depth = new Sweep((c, from, to, d, sum) -> file.summarise(c, from, to, d));
  }

  /**
   * Adds an item; contigs and, within a contig, starts must not go back.
   *
   * @param rest the fields behind the end, separated by tabs; the name is the first of them
   * @throws IllegalArgumentException when the item comes too late
   */
  public void add(int contig, int start, int end, Bytes rest) throws IOException {
    depth.add(contig, start, end, 0);
    if (inBlock == PER_BLOCK || (inBlock > 0 && contig != this.contig)) closeBlock();
    if (inBlock == 0) {
      this.contig = contig;
      this.start = start;
      this.end = end;
    }
    this.end = Math.max(this.end, end);
    block.u32(contig).u32(start).u32(end).add(rest.array(), 0, rest.size()).u8(0);
    int nameEnd = 0;
    while (nameEnd < rest.size() && rest.array()[nameEnd] != '\t') nameEnd++;
    names.add(rest.array(), 0, nameEnd, blocks);
    inBlock++;
    items++;
  }

  private void closeBlock() throws IOException {
    file.block(contig, start, end, block);
    block.clear();
    inBlock = 0;
    blocks++;
  }

  /** Writes what stands behind the items. */
  public void finish() throws IOException {
    if (inBlock > 0) closeBlock();
    depth.finish();
    file.finish(items, PER_BLOCK, names);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
