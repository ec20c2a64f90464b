package org.crelens.atypeak.tracks.bbi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/**
 * The data summed up in bins of one size, counted from the start of each contig. A summary covers
 * its bin from the first base with data to the last: browsers spread it evenly over these.
 */
final class ZoomLevel {
  /** Summaries of a block. */
  static final int PER_BLOCK = 512;

  private static final int SUMMARY = 32;

  /** Bytes of a full block. */
  static final int BLOCK = PER_BLOCK * SUMMARY;

  private record Block(int contig, int start, int end, Future<byte[]> bytes) {}

  private final int size;
  private final ZoomLevel next;
  private final Compressor compressor;
  private final List<Block> blocks = new ArrayList<>();
  private int count;

  private final Summed summed = new Summed();
  private int contig;
  private int start;
  private int end;

  private final Bytes block = new Bytes();
  private int blockContig;
  private int blockStart;
  private int blockEnd;

  /**
   * @param size bases of a bin
   * @param next level whose bins hold several of these, or null
   */
  ZoomLevel(int size, ZoomLevel next, Compressor compressor) {
    this.size = size;
    this.next = next;
    this.compressor = compressor;
  }

  /** Adds bases with one value. */
  void add(int contig, int start, int end, double value) {
    for (int from = start; from < end; ) {
      int to = (int) Math.min(end, ((long) from / size + 1) * size);
      place(contig, from, to);
      summed.add(to - from, value);
      from = to;
    }
  }

  private void place(int contig, int start, int end) {
    if (!summed.isEmpty() && (contig != this.contig || start / size != this.start / size)) give();
    if (summed.isEmpty()) {
      this.contig = contig;
      this.start = start;
    }
    this.end = end;
  }

  private void give() {
    if (summed.isEmpty()) return;
    if (block.size() > 0 && (contig != blockContig || block.size() == BLOCK)) closeBlock();
    if (block.size() == 0) {
      blockContig = contig;
      blockStart = start;
    }
    blockEnd = end;
    block.u32(contig).u32(start).u32(end);
    summed.writeShort(block);
    count++;
    if (next != null) {
      next.place(contig, start, end);
      next.summed.add(summed);
    }
    summed.clear();
  }

  private void closeBlock() {
    blocks.add(new Block(blockContig, blockStart, blockEnd, compressor.compress(block.toArray())));
    block.clear();
  }

  /**
   * Writes this level; those with smaller bins must have been written before.
   *
   * @param header where its line of the file's header is put together
   */
  void write(BinaryOutput out, Bytes header) throws IOException {
    give();
    if (block.size() > 0) closeBlock();
    long data = out.position();
    out.write(new Bytes().u32(count));
    RangeTree tree = new RangeTree();
    for (Block b : blocks) {
      byte[] bytes = Compressor.await(b.bytes);
      tree.add(b.contig, b.start, b.end, out.position(), bytes.length);
      out.write(bytes);
    }
    header.u32(size).u32(0).u64(data).u64(out.position());
    tree.write(out, PER_BLOCK);
  }
}
