package org.crelens.atypeak.tracks.bbi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Values found by a name, as a B+ tree. Names come in byte order; one may come several times.
 *
 * @param keySize bytes of a name in the file, shorter ones are filled up with zeros
 * @param valueSize bytes of a value
 * @param entries what it holds
 */
record KeyTree(int keySize, int valueSize, Entries entries) {
  private static final int MAGIC = 0x78CA8C91;
  private static final int HEADER = 32;
  private static final int MOST_CHILDREN = 256;

  /** Names and values in order. */
  interface Entries {
    int count();

    byte[] key(int i);

    void value(int i, Bytes to);
  }

  void write(BinaryOutput out) throws IOException {
    int count = entries.count();
    int fan = Math.max(1, Math.min(MOST_CHILDREN, count));
    List<Integer> nodes = new ArrayList<>();
    nodes.add(Math.max(1, RangeTree.parts(count, fan)));
    while (nodes.get(nodes.size() - 1) > 1)
      nodes.add(RangeTree.parts(nodes.get(nodes.size() - 1), fan));
    Bytes bytes = new Bytes();
    bytes.u32(MAGIC).u32(fan).u32(keySize).u32(valueSize).u64(count).u64(0);
    int leafSize = 4 + fan * (keySize + valueSize);
    int innerSize = 4 + fan * (keySize + 8);
    long children = out.position() + HEADER;
    for (int level = nodes.size() - 1; level > 0; level--) {
      children += (long) nodes.get(level) * innerSize;
      inner(bytes, fan, nodes.get(level - 1), level, children, level == 1 ? leafSize : innerSize);
      out.write(bytes);
      bytes.clear();
    }
    for (int first = 0; first < Math.max(1, count); first += fan) {
      leaf(bytes, fan, first, Math.min(count, first + fan));
      out.write(bytes);
      bytes.clear();
    }
  }

  private void inner(Bytes bytes, int fan, int below, int level, long children, int childSize) {
    long span = 1;
    for (int l = 0; l < level; l++) span *= fan;
    for (int from = 0; from < below; from += fan) {
      int to = Math.min(below, from + fan);
      bytes.u8(0).u8(0).u16(to - from);
      for (int child = from; child < to; child++) {
        key(bytes, (int) (child * span));
        bytes.u64(children + (long) child * childSize);
      }
      bytes.zeros((fan - (to - from)) * (keySize + 8));
    }
  }

  private void leaf(Bytes bytes, int fan, int from, int to) {
    bytes.u8(1).u8(0).u16(to - from);
    for (int i = from; i < to; i++) {
      key(bytes, i);
      entries.value(i, bytes);
    }
    bytes.zeros((fan - (to - from)) * (keySize + valueSize));
  }

  private void key(Bytes bytes, int i) {
    byte[] key = entries.key(i);
    bytes.add(key).zeros(keySize - key.length);
  }
}
