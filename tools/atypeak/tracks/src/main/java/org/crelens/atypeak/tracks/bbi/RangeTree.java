package org.crelens.atypeak.tracks.bbi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.io.IntColumn;
import org.crelens.libs.io.LongColumn;

/**
 * Where each block lies, in the genome and in the file, as an R-tree. Blocks come in the order of
 * their first bases, and none holds items of two contigs.
 */
final class RangeTree {
  private static final int MAGIC = 0x2468ACE0;
  private static final int HEADER = 48;

  /** Children of a node. */
  static final int FAN = 256;

  private static final int LEAF = 4 + FAN * 32;
  private static final int INNER = 4 + FAN * 24;

  private final IntColumn contig = new IntColumn(64);
  private final IntColumn start = new IntColumn(64);
  private final IntColumn end = new IntColumn(64);
  private final LongColumn offset = new LongColumn(64);
  private final LongColumn size = new LongColumn(64);

  /** Adds a block of the bases {@code [start, end)}. */
  void add(int contig, int start, int end, long offset, long size) {
    this.contig.add(contig);
    this.start.add(start);
    this.end.add(end);
    this.offset.add(offset);
    this.size.add(size);
  }

  int count() {
    return contig.size();
  }

  long offset(int block) {
    return offset.get(block);
  }

  long size(int block) {
    return size.get(block);
  }

  /**
   * Writes the tree.
   *
   * @param itemsPerBlock most items of a block
   */
  void write(BinaryOutput out, int itemsPerBlock) throws IOException {
    List<Integer> nodes = new ArrayList<>();
    nodes.add(Math.max(1, parts(count(), FAN)));
    while (nodes.get(nodes.size() - 1) > 1) nodes.add(parts(nodes.get(nodes.size() - 1), FAN));
    Bytes bytes = new Bytes();
    bytes.u32(MAGIC).u32(FAN).u64(count());
    bounds(bytes, 0, count());
    bytes.u64(out.position()).u32(itemsPerBlock).u32(0);
    long children = out.position() + HEADER;
    for (int level = nodes.size() - 1; level > 0; level--) {
      children += (long) nodes.get(level) * INNER;
      inner(bytes, nodes.get(level), nodes.get(level - 1), level, children);
      out.write(bytes);
      bytes.clear();
    }
    for (int first = 0; first < Math.max(1, count()); first += FAN) {
      leaf(bytes, first, Math.min(count(), first + FAN));
      out.write(bytes);
      bytes.clear();
    }
  }

  static int parts(int whole, int part) {
    return (whole + part - 1) / part;
  }

  // Levels count from 0 at the leaves; below a node of a level lie FAN^(level+1) blocks.
  private void inner(Bytes bytes, int nodes, int below, int level, long children) {
    int childSize = level == 1 ? LEAF : INNER;
    long span = 1;
    for (int l = 0; l < level; l++) span *= FAN;
    for (int node = 0; node < nodes; node++) {
      int from = node * FAN;
      int to = Math.min(below, from + FAN);
      bytes.u8(0).u8(0).u16(to - from);
      for (int child = from; child < to; child++) {
        bounds(bytes, (int) (child * span), (int) Math.min(count(), (child + 1) * span));
        bytes.u64(children + (long) child * childSize);
      }
      bytes.zeros((FAN - (to - from)) * 24);
    }
  }

  private void leaf(Bytes bytes, int from, int to) {
    bytes.u8(1).u8(0).u16(to - from);
    for (int i = from; i < to; i++) {
      bounds(bytes, i, i + 1);
      bytes.u64(offset.get(i)).u64(size.get(i));
    }
    bytes.zeros((FAN - (to - from)) * 32);
  }

  private void bounds(Bytes bytes, int from, int to) {
    if (from == to) {
      bytes.zeros(16);
      return;
    }
    int last = contig.get(to - 1);
    int most = 0;
    // The block that reaches furthest need not be the last one.
    for (int i = to - 1; i >= from && contig.get(i) == last; i--) most = Math.max(most, end.get(i));
    bytes.u32(contig.get(from)).u32(start.get(from)).u32(last).u32(most);
  }
}
