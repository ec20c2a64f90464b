package org.crelens.atypeak.tracks.bbi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.NameTable;

/**
 * In which blocks each name occurs. Peaks of a source share their name, so that a block is listed
 * once for a name, however many items of the name it holds.
 */
final class NameIndex {
  private final NameTable names = new NameTable();
  private int[] lastBlock = new int[64];
  private int count;
  private int[] name = new int[256];
  private int[] block = new int[256];

  /** Notes an item named {@code buffer[from, to)}; blocks come in order. */
  void add(byte[] buffer, int from, int to, int inBlock) {
    int known = names.size();
    int id = names.id(buffer, from, to);
    if (id == lastBlock.length) lastBlock = Arrays.copyOf(lastBlock, id * 2);
    if (id < known && lastBlock[id] == inBlock) return;
    lastBlock[id] = inBlock;
    if (count == name.length) {
      name = Arrays.copyOf(name, count * 2);
      block = Arrays.copyOf(block, count * 2);
    }
    name[count] = id;
    block[count++] = inBlock;
  }

  void write(BinaryOutput out, RangeTree blocks) throws IOException {
    List<Integer> byName =
        IntStream.range(0, names.size())
            .boxed()
            .sorted((a, b) -> ByteOrder.NAMES.compare(names.name(a), names.name(b)))
            .toList();
    byte[][] key =
        byName.stream()
            .map(id -> names.name(id).getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    int[] rank = new int[key.length];
    for (int r = 0; r < key.length; r++) rank[byName.get(r)] = r;
    int[] order = inOrderOf(rank);
    int longest = Arrays.stream(key).mapToInt(k -> k.length).max().orElse(1);
    new KeyTree(
            Math.max(1, longest),
            16,
            new KeyTree.Entries() {
              @Override
              public int count() {
                return count;
              }

              @Override
              public byte[] key(int i) {
                return key[rank[name[order[i]]]];
              }

              @Override
              public void value(int i, Bytes to) {
                to.u64(blocks.offset(block[order[i]])).u64(blocks.size(block[order[i]]));
              }
            })
        .write(out);
  }

  // By name; entries of one name keep the order of their blocks.
  private int[] inOrderOf(int[] rank) {
    int[] next = new int[rank.length + 1];
    for (int i = 0; i < count; i++) next[rank[name[i]] + 1]++;
    for (int r = 0; r < rank.length; r++) next[r + 1] += next[r];
    int[] order = new int[count];
    for (int i = 0; i < count; i++) order[next[rank[name[i]]]++] = i;
    return order;
  }
}
