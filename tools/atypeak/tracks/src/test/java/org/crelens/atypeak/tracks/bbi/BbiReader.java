package org.crelens.atypeak.tracks.bbi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads bigBed and bigWig by walking the trees of the file, as a browser does. */
public final class BbiReader {
  private static final int KEY_TREE = 0x78CA8C91;
  private static final int RANGE_TREE = 0x2468ACE0;

  /** An item of a bigBed. */
  public record Item(int contig, int start, int end, String rest) {}

  /** An item of a bigWig. */
  public record Value(int contig, int start, int end, float value) {}

  /** A summary of a bin. */
  public record Summary(
      int contig, int start, int end, int bases, float min, float max, float sum, float squares) {}

  /** A zoom level. */
  public record Zoom(int size, List<Summary> summaries) {}

  /** A contig with its number. */
  public record Contig(String name, int number, int size) {}

  private record Block(int contig, int start, int end, long offset, long size) {}

  private record Entry(byte[] key, long at) {}

  private final ByteBuffer file;

  private BbiReader(byte[] bytes) {
    file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(magic(), file.getInt(bytes.length - 4), "magic number at the end");
    assertEquals(4, file.getShort(4), "version");
  }

  /** Reads {@code path}. */
  public static BbiReader of(Path path) throws IOException {
    return new BbiReader(Files.readAllBytes(path));
  }

  public int magic() {
    return file.getInt(0);
  }

  private long u64(int at) {
    return file.getLong(at);
  }

  public int fields() {
    return file.getShort(32);
  }

  public int standardFields() {
    return file.getShort(34);
  }

  public int bufferSize() {
    return file.getInt(52);
  }

  /** The number that stands before the data. */
  public long count() {
    return u64((int) u64(16));
  }

  public String fieldsInWords() {
    int from = (int) u64(36);
    int to = from;
    while (file.get(to) != 0) to++;
    return new String(file.array(), from, to - from, StandardCharsets.UTF_8);
  }

  /** Bases, least, most, sum, sum of squares. */
  public double[] total() {
    int at = (int) u64(44);
    return new double[] {
      file.getLong(at),
      file.getDouble(at + 8),
      file.getDouble(at + 16),
      file.getDouble(at + 24),
      file.getDouble(at + 32)
    };
  }

  public List<Contig> contigs() {
    List<Contig> contigs = new ArrayList<>();
    for (Entry e : keyTree((int) u64(8), 8))
      contigs.add(new Contig(text(e.key), file.getInt((int) e.at), file.getInt((int) e.at + 4)));
    return contigs;
  }

  public List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (Block block : rangeTree(u64(24))) items.addAll(items(block));
    return items;
  }

  private List<Item> items(Block block) {
    List<Item> items = new ArrayList<>();
    ByteBuffer data = inflated(block.offset, block.size);
    int furthest = 0;
    while (data.hasRemaining()) {
      int contig = data.getInt();
      int start = data.getInt();
      int end = data.getInt();
      int from = data.position();
      while (data.get() != 0) continue;
      int length = data.position() - 1 - from;
      items.add(
          new Item(
              contig, start, end, new String(data.array(), from, length, StandardCharsets.UTF_8)));
      assertEquals(block.contig, contig, "contig of a block");
      furthest = Math.max(furthest, end);
    }
    assertEquals(block.start, items.get(0).start(), "first base of a block");
    assertEquals(block.end, furthest, "last base of a block");
    return items;
  }

  public List<Value> values() {
    List<Value> values = new ArrayList<>();
    for (Block block : rangeTree(u64(24))) {
      ByteBuffer data = inflated(block.offset, block.size);
      int contig = data.getInt();
      assertEquals(block.contig, contig);
      assertEquals(block.start, data.getInt());
      assertEquals(block.end, data.getInt());
      assertEquals(0, data.getLong(), "step and span");
      assertEquals(1, data.get(), "type");
      data.get();
      int n = data.getShort();
      for (int i = 0; i < n; i++)
        values.add(new Value(contig, data.getInt(), data.getInt(), data.getFloat()));
      assertTrue(!data.hasRemaining(), "bytes behind the last value");
    }
    return values;
  }

  /** Items of a name, found through the index of names alone. */
  public List<Item> named(String name) {
    int extension = (int) u64(56);
    assertEquals(64, file.getShort(extension), "size of the extension");
    assertEquals(1, file.getShort(extension + 2), "number of indexes");
    int entry = (int) u64(extension + 4);
    assertEquals(0, file.getShort(entry), "type of the index");
    assertEquals(1, file.getShort(entry + 2), "fields of the index");
    assertEquals(3, file.getShort(entry + 16), "indexed field");
    List<Item> found = new ArrayList<>();
    for (long at : lookUp((int) u64(entry + 4), name)) {
      long offset = file.getLong((int) at);
      long size = file.getLong((int) at + 8);
      Block block =
          rangeTree(u64(24)).stream().filter(b -> b.offset == offset).findFirst().orElseThrow();
      assertEquals(block.size, size);
      for (Item item : items(block)) if (item.rest().split("\t")[0].equals(name)) found.add(item);
    }
    return found;
  }

  public List<Zoom> zooms() {
    List<Zoom> zooms = new ArrayList<>();
    for (int z = 0; z < file.getShort(6); z++) {
      int header = 64 + 24 * z;
      List<Summary> summaries = new ArrayList<>();
      for (Block block : rangeTree(u64(header + 16))) {
        ByteBuffer data = inflated(block.offset, block.size);
        while (data.hasRemaining())
          summaries.add(
              new Summary(
                  data.getInt(),
                  data.getInt(),
                  data.getInt(),
                  data.getInt(),
                  data.getFloat(),
                  data.getFloat(),
                  data.getFloat(),
                  data.getFloat()));
      }
      assertEquals(file.getInt((int) u64(header + 8)), summaries.size(), "count before a zoom");
      zooms.add(new Zoom(file.getInt(header), summaries));
    }
    return zooms;
  }

  private ByteBuffer inflated(long offset, long size) {
    Inflater inflater = new Inflater();
    inflater.setInput(file.array(), (int) offset, (int) size);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 16];
    try {
      while (!inflater.finished()) out.write(part, 0, inflater.inflate(part));
    } catch (DataFormatException e) {
      throw new AssertionError("a block cannot be inflated", e);
    }
    assertEquals(size, inflater.getTotalIn());
    inflater.end();
    assertTrue(out.size() <= bufferSize(), "a block is larger than the header says");
    return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private List<Block> rangeTree(long offset) {
    int at = (int) offset;
    assertEquals(RANGE_TREE, file.getInt(at));
    List<Block> blocks = new ArrayList<>();
    if (file.getLong(at + 8) > 0)
      rangeNode(
          at + 48,
          blocks,
          file.getInt(at + 16),
          file.getInt(at + 20),
          file.getInt(at + 24),
          file.getInt(at + 28));
    assertEquals(file.getLong(at + 8), blocks.size(), "blocks of the tree");
    return blocks;
  }

  private void rangeNode(
      int at, List<Block> to, int contig, int start, int lastContig, int lastEnd) {
    boolean leaf = file.get(at) == 1;
    int n = Short.toUnsignedInt(file.getShort(at + 2));
    assertTrue(n > 0, "a node without children");
    for (int i = 0; i < n; i++) {
      int item = at + 4 + i * (leaf ? 32 : 24);
      int fromContig = file.getInt(item);
      int from = file.getInt(item + 4);
      int toContig = file.getInt(item + 8);
      int until = file.getInt(item + 12);
      assertTrue(fromContig > contig || (fromContig == contig && from >= start), "before its node");
      assertTrue(
          toContig < lastContig || (toContig == lastContig && until <= lastEnd), "behind its node");
      if (leaf) to.add(new Block(fromContig, from, until, u64(item + 16), u64(item + 24)));
      else rangeNode((int) u64(item + 16), to, fromContig, from, toContig, until);
    }
  }

  private List<Entry> keyTree(int at, int valueSize) {
    assertEquals(KEY_TREE, file.getInt(at));
    assertEquals(valueSize, file.getInt(at + 12));
    List<Entry> entries = new ArrayList<>();
    keyNode(at + 32, file.getInt(at + 8), valueSize, entries);
    assertEquals(u64(at + 16), entries.size(), "entries of the tree");
    for (int i = 1; i < entries.size(); i++)
      assertTrue(
          Arrays.compareUnsigned(entries.get(i - 1).key, entries.get(i).key) <= 0, "order of keys");
    return entries;
  }

  private void keyNode(int at, int keySize, int valueSize, List<Entry> to) {
    boolean leaf = file.get(at) == 1;
    int n = Short.toUnsignedInt(file.getShort(at + 2));
    for (int i = 0; i < n; i++) {
      int item = at + 4 + i * (keySize + (leaf ? valueSize : 8));
      byte[] key = Arrays.copyOfRange(file.array(), item, item + keySize);
      if (leaf) {
        to.add(new Entry(key, item + keySize));
        continue;
      }
      int before = to.size();
      keyNode((int) u64(item + keySize), keySize, valueSize, to);
      assertEquals(text(key), text(to.get(before).key), "first key below a node");
    }
  }

  /** Goes down the tree by comparing keys; places of the values. */
  private List<Long> lookUp(int at, String name) {
    int keySize = file.getInt(at + 8);
    byte[] key = Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), keySize);
    List<Long> found = new ArrayList<>();
    if (name.getBytes(StandardCharsets.UTF_8).length <= keySize) lookUp(at + 32, key, found);
    return found;
  }

  private void lookUp(int at, byte[] key, List<Long> found) {
    boolean leaf = file.get(at) == 1;
    int n = Short.toUnsignedInt(file.getShort(at + 2));
    int width = key.length + (leaf ? 16 : 8);
    for (int i = 0; i < n; i++) {
      int item = at + 4 + i * width;
      int here = Arrays.compareUnsigned(file.array(), item, item + key.length, key, 0, key.length);
      if (leaf && here == 0) found.add((long) item + key.length);
      if (leaf) continue;
      boolean nextStartsBehind =
          i + 1 < n
              && Arrays.compareUnsigned(
                      file.array(), item + width, item + width + key.length, key, 0, key.length)
                  < 0;
      if (here <= 0 && !nextStartsBehind) lookUp((int) u64(item + key.length), key, found);
    }
  }

  private static String text(byte[] key) {
    int length = 0;
    while (length < key.length && key[length] != 0) length++;
    return new String(key, 0, length, StandardCharsets.UTF_8);
  }
}
