package org.crelens.atypeak.tracks.bbi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import org.crelens.libs.io.Outputs;

/** What bigBed and bigWig have in common: all but what stands in a block of data. */
final class BbiFile implements Closeable {
  private static final int VERSION = 4;
  private static final int HEADER = 64;
  private static final int ZOOM_HEADER = 24;
  private static final int MOST_ZOOMS = 10;
  private static final int ZOOM_STEP = 4;
  private static final int SUMMARY = 40;
  private static final int EXTENSION = 64;
  private static final int INDEX_ENTRY = 20;

  /**
   * What tells one kind from the other.
   *
   * @param magic first and last four bytes
   * @param fields of an item, 0 in bigWig
   * @param standardFields the first of them, which mean what they mean in BED
   * @param fieldsInWords autoSql; null in bigWig
   * @param indexedField field of the index of names, from 0
   */
  record Kind(int magic, int fields, int standardFields, String fieldsInWords, int indexedField) {}

  private record Waiting(int contig, int start, int end, Future<byte[]> bytes) {}

  private final Kind kind;
  private final Compressor compressor;
  private final BinaryOutput out;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final RangeTree tree = new RangeTree();
  private final Summed total = new Summed();
  private final List<ZoomLevel> zooms = new ArrayList<>();
  private int largestBlock;

  private final long fieldsAt;
  private final long summaryAt;
  private final long extensionAt;
  private final long contigsAt;
  private final long dataAt;

  /**
   * Begins a file.
   *
   * @param firstBin bases of the smallest bins that data are summed up in
   */
  BbiFile(
      Outputs outputs, Path target, Kind kind, Contigs contigs, int firstBin, Compressor compressor)
      throws IOException {
    this.kind = kind;
    this.compressor = compressor;
    zooms(contigs.largest(), firstBin);
    out = new BinaryOutput(outputs, target);
    out.reserve(HEADER + MOST_ZOOMS * ZOOM_HEADER);
    fieldsAt = kind.fieldsInWords == null ? 0 : out.position();
    if (fieldsAt > 0) out.write((kind.fieldsInWords + "\0").getBytes(StandardCharsets.UTF_8));
    summaryAt = out.position();
    out.reserve(SUMMARY);
    extensionAt = kind.fieldsInWords == null ? 0 : out.position();
    if (extensionAt > 0) out.reserve(EXTENSION + INDEX_ENTRY);
    contigsAt = out.position();
    tree(contigs.all()).write(out);
    dataAt = out.position();
    out.reserve(8);
  }

  private void zooms(int largestContig, int firstBin) {
    List<Integer> sizes = new ArrayList<>();
    for (long size = firstBin; sizes.size() < MOST_ZOOMS && size < 1 << 30; size *= ZOOM_STEP) {
      if (!sizes.isEmpty() && sizes.get(sizes.size() - 1) >= largestContig) break;
      sizes.add((int) size);
    }
    for (int i = sizes.size() - 1; i >= 0; i--)
      zooms.add(0, new ZoomLevel(sizes.get(i), zooms.isEmpty() ? null : zooms.get(0), compressor));
  }

  private static KeyTree tree(List<Contigs.Contig> contigs) {
    int longest =
        contigs.stream()
            .mapToInt(c -> c.name().getBytes(StandardCharsets.UTF_8).length)
            .max()
            .orElse(1);
    return new KeyTree(
        longest,
        8,
        new KeyTree.Entries() {
          @Override
          public int count() {
            return contigs.size();
          }

          @Override
          public byte[] key(int i) {
            return contigs.get(i).name().getBytes(StandardCharsets.UTF_8);
          }

          @Override
          public void value(int i, Bytes to) {
            to.u32(i).u32(contigs.get(i).size());
          }
        });
  }

  /** Adds a block of items within {@code [start, end)}. */
  void block(int contig, int start, int end, Bytes content) throws IOException {
    largestBlock = Math.max(largestBlock, content.size());
    waiting.add(new Waiting(contig, start, end, compressor.compress(content.toArray())));
    while (waiting.size() > compressor.ahead() || waiting.peek().bytes.isDone()) {
      writeOldest();
      if (waiting.isEmpty()) return;
    }
  }

  private void writeOldest() throws IOException {
    Waiting oldest = waiting.remove();
    byte[] bytes = Compressor.await(oldest.bytes);
    tree.add(oldest.contig, oldest.start, oldest.end, out.position(), bytes.length);
    out.write(bytes);
  }

  /** Adds bases with one value to the summaries; in order, none twice. */
  void summarise(int contig, int start, int end, double value) {
    total.add(end - start, value);
    if (!zooms.isEmpty()) zooms.get(0).add(contig, start, end, value);
  }

  /**
   * Writes what stands behind the data, and fills in the places before them.
   *
   * @param items number that stands before the data; -1 for that of the blocks
   * @param itemsPerBlock most items of a block
   * @param names index, or null
   */
  void finish(long items, int itemsPerBlock, NameIndex names) throws IOException {
    while (!waiting.isEmpty()) writeOldest();
    long indexAt = out.position();
    tree.write(out, itemsPerBlock);
    if (names != null) {
      long namesAt = out.position();
      names.write(out, tree);
      extension(namesAt);
    }
    Bytes zoomHeaders = new Bytes();
    for (ZoomLevel zoom : zooms) zoom.write(out, zoomHeaders);
    out.write(new Bytes().u32(kind.magic));

    Bytes header = new Bytes().u32(kind.magic).u16(VERSION).u16(zooms.size());
    header.u64(contigsAt).u64(dataAt).u64(indexAt).u16(kind.fields).u16(kind.standardFields);
    header.u64(fieldsAt).u64(summaryAt).u32(Math.max(largestBlock, ZoomLevel.BLOCK));
    header.u64(extensionAt).add(zoomHeaders.toArray());
    out.fill(0, header);
    Bytes summary = new Bytes();
    total.writeLong(summary);
    out.fill(summaryAt, summary);
    out.fill(dataAt, new Bytes().u64(items < 0 ? tree.count() : items));
  }

  private void extension(long namesAt) throws IOException {
    Bytes bytes = new Bytes().u16(EXTENSION).u16(1).u64(extensionAt + EXTENSION).zeros(52);
    bytes.u16(0).u16(1).u64(namesAt).u32(0).u16(kind.indexedField).u16(0);
    out.fill(extensionAt, bytes);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
