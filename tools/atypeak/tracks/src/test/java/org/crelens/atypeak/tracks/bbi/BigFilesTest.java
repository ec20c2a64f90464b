package org.crelens.atypeak.tracks.bbi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random files, read back through their trees and compared with sums over every base. */
class BigFilesTest {
  private static final String FIELDS = "table t\n\"t\"\n(\nstring chrom; \"c\"\n)\n";

  @TempDir Path folder;

  private record Case(Contigs contigs, List<BbiReader.Item> items, int bin) {}

  private static Case random(long seed, int contigs, int items, int names) {
    Random random = new Random(seed);
    List<String> contigNames =
        IntStream.rangeClosed(1, contigs).mapToObj(i -> "chr" + i).sorted(ByteOrder.NAMES).toList();
    List<Contigs.Contig> sized = new ArrayList<>();
    for (String name : contigNames)
      sized.add(new Contigs.Contig(name, 2000 + random.nextInt(3000)));
    List<BbiReader.Item> all = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      int contig = random.nextInt(contigs);
      int size = sized.get(contig).size();
      int start = random.nextInt(size);
      // Now and then one that reaches over many others: blocks then do not end where their last
      // item does.
      int length = random.nextInt(20) == 0 ? size : 1 + random.nextInt(60);
      String rest = "name" + random.nextInt(names) + "\t" + random.nextInt(1001);
      all.add(new BbiReader.Item(contig, start, Math.min(size, start + length), rest));
    }
    all.sort(
        Comparator.comparingInt(BbiReader.Item::contig).thenComparingInt(BbiReader.Item::start));
    return new Case(new Contigs(sized), all, 1 + random.nextInt(70));
  }

  private Path bigBed(Case c, String name, int threads) throws IOException {
    Path path = folder.resolve(name);
    try (Outputs outputs = new Outputs();
        Compressor compressor = new Compressor(threads)) {
      try (BigBedWriter writer =
          new BigBedWriter(outputs, path, FIELDS, 5, 4, c.contigs, c.bin, compressor)) {
        Bytes rest = new Bytes();
        for (BbiReader.Item item : c.items) {
          rest.clear();
          writer.add(item.contig(), item.start(), item.end(), rest.add(item.rest()));
        }
        writer.finish();
      }
      outputs.commit();
    }
    return path;
  }

  private static double[][] depth(Case c) {
    double[][] depth =
        c.contigs.all().stream().map(x -> new double[x.size()]).toArray(double[][]::new);
    for (BbiReader.Item item : c.items)
      for (int i = item.start(); i < item.end(); i++) depth[item.contig()][i]++;
    return depth;
  }

  @Test
  void aBigBedHoldsEveryItemAndFindsItByName() throws IOException {
    int[][] shapes = {{1, 1, 1}, {1, 600, 3}, {3, 5000, 40}, {700, 3000, 2000}, {2, 140_000, 7}};
    for (int s = 0; s < shapes.length; s++) {
      String shape = "seed " + s;
      Case c = random(s, shapes[s][0], shapes[s][1], shapes[s][2]);
      BbiReader read = BbiReader.of(bigBed(c, "x.bb", 2));
      assertEquals(0x8789F2EB, read.magic());
      assertEquals(5, read.fields());
      assertEquals(4, read.standardFields());
      assertEquals(FIELDS, read.fieldsInWords());
      assertEquals(c.items.size(), read.count());
      assertEquals(c.items, read.items(), shape);
      List<BbiReader.Contig> contigs = new ArrayList<>();
      for (Contigs.Contig contig : c.contigs.all())
        contigs.add(new BbiReader.Contig(contig.name(), contigs.size(), contig.size()));
      assertEquals(contigs, read.contigs(), shape);
      if (c.items.size() > 10_000) continue;
      Map<String, List<BbiReader.Item>> byName = new LinkedHashMap<>();
      for (BbiReader.Item item : c.items)
        byName.computeIfAbsent(item.rest().split("\t")[0], n -> new ArrayList<>()).add(item);
      byName.forEach((name, items) -> assertEquals(items, read.named(name), shape));
      assertEquals(List.of(), read.named("name"));
      assertEquals(List.of(), read.named("zzz"));
    }
  }

  @Test
  void summariesOfABigBedAreThoseOfTheDepthOfEveryBase() throws IOException {
    for (long seed = 10; seed < 25; seed++) {
      Case c = random(seed, 1 + (int) seed % 4, 300, 5);
      check(BbiReader.of(bigBed(c, "x.bb", 1)), depth(c), c.bin, "seed " + seed);
    }
  }

  @Test
  void aBigWigHoldsEveryValueAndItsSummaries() throws IOException {
    for (long seed = 30; seed < 45; seed++) {
      Case c = random(seed, 1 + (int) seed % 4, seed == 44 ? 20_000 : 300, 5);
      double[][] wanted = depth(c);
      Path path = folder.resolve("x.bw");
      try (Outputs outputs = new Outputs();
          Compressor compressor = new Compressor(1)) {
        try (BigWigWriter writer = new BigWigWriter(outputs, path, c.contigs, c.bin, compressor)) {
          for (int contig = 0; contig < wanted.length; contig++)
            for (int i = 0; i < wanted[contig].length; i++)
              if (wanted[contig][i] > 0) writer.add(contig, i, i + 1, (float) wanted[contig][i]);
          writer.finish();
        }
        outputs.commit();
      }
      BbiReader read = BbiReader.of(path);
      assertEquals(0x888FFC26, read.magic());
      assertEquals(0, read.fields());
      double[][] got =
          c.contigs.all().stream().map(x -> new double[x.size()]).toArray(double[][]::new);
      BbiReader.Value last = null;
      for (BbiReader.Value v : read.values()) {
        for (int i = v.start(); i < v.end(); i++) got[v.contig()][i] += v.value();
        assertTrue(
            last == null
                || last.contig() != v.contig()
                || last.end() < v.start()
                || last.value() != v.value(),
            "neighbours of one value are one");
        last = v;
      }
      for (int contig = 0; contig < wanted.length; contig++)
        assertArrayEquals(wanted[contig], got[contig], "seed " + seed);
      check(read, wanted, c.bin, "seed " + seed);
    }
  }

  private static void check(BbiReader read, double[][] values, int bin, String seed) {
    double[] total = {0, Double.MAX_VALUE, 0, 0, 0};
    for (double[] contig : values) for (double v : contig) if (v > 0) add(total, v);
    assertArrayEquals(total, read.total(), 1e-9 * total[4], seed);
    int largest = 0;
    for (double[] contig : values) largest = Math.max(largest, contig.length);
    int size = bin;
    for (BbiReader.Zoom zoom : read.zooms()) {
      assertEquals(size, zoom.size(), seed);
      size *= 4;
      assertEquals(
          summaries(values, zoom.size()), zoom.summaries(), seed + ", bins of " + zoom.size());
    }
    assertTrue(size / 4 >= largest || read.zooms().size() == 10, "the last bins hold a contig");
  }

  private static void add(double[] total, double v) {
    total[0]++;
    total[1] = Math.min(total[1], v);
    total[2] = Math.max(total[2], v);
    total[3] += v;
    total[4] += v * v;
  }

  private static List<BbiReader.Summary> summaries(double[][] values, int size) {
    List<BbiReader.Summary> all = new ArrayList<>();
    for (int contig = 0; contig < values.length; contig++) {
      Map<Integer, double[]> bins = new TreeMap<>();
      Map<Integer, int[]> spans = new TreeMap<>();
      for (int i = 0; i < values[contig].length; i++) {
        double v = values[contig][i];
        if (v == 0) continue;
        int at = i;
        add(bins.computeIfAbsent(i / size, b -> new double[] {0, Double.MAX_VALUE, 0, 0, 0}), v);
        spans.computeIfAbsent(i / size, b -> new int[] {at, at})[1] = i + 1;
      }
      for (Map.Entry<Integer, double[]> e : bins.entrySet()) {
        double[] s = e.getValue();
        int[] span = spans.get(e.getKey());
        all.add(
            new BbiReader.Summary(
                contig,
                span[0],
                span[1],
                (int) s[0],
                (float) s[1],
                (float) s[2],
                (float) s[3],
                (float) s[4]));
      }
    }
    return all;
  }

  @Test
  void theNumberOfThreadsDoesNotShow() throws IOException {
    Case c = random(50, 5, 30_000, 100);
    byte[] one = Files.readAllBytes(bigBed(c, "one.bb", 1));
    assertArrayEquals(one, Files.readAllBytes(bigBed(c, "four.bb", 4)));
  }

  @Test
  void aBigBedWithoutItemsIsWhole() throws IOException {
    BbiReader read =
        BbiReader.of(bigBed(new Case(new Contigs(List.of()), List.of(), 1), "x.bb", 1));
    assertEquals(0, read.count());
    assertEquals(List.of(), read.items());
    assertEquals(List.of(), read.contigs());
    assertEquals(List.of(), read.named("any"));
    assertArrayEquals(new double[5], read.total());
  }

  @Test
  void valuesThatComeTooLateAreRefused() throws IOException {
    Contigs contigs = random(60, 2, 1, 1).contigs;
    try (Outputs outputs = new Outputs();
        Compressor compressor = new Compressor(1);
        BigWigWriter writer =
            new BigWigWriter(outputs, folder.resolve("x.bw"), contigs, 10, compressor)) {
      writer.add(1, 10, 20, 1);
      assertThrows(IllegalArgumentException.class, () -> writer.add(1, 19, 30, 1));
      assertThrows(IllegalArgumentException.class, () -> writer.add(0, 30, 40, 1));
    }
  }

  @Test
  void contigsOutOfOrderAreRefused() {
    Contigs.Contig one = new Contigs.Contig("chr10", 5);
    Contigs.Contig two = new Contigs.Contig("chr2", 5);
    assertEquals(2, new Contigs(List.of(one, two)).all().size());
    assertThrows(IllegalArgumentException.class, () -> new Contigs(List.of(two, one)));
    assertThrows(IllegalArgumentException.class, () -> new Contigs(List.of(one, one)));
  }
}
