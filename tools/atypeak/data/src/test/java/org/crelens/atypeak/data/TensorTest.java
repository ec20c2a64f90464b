package org.crelens.atypeak.data;

import static org.crelens.atypeak.data.TensorFiles.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorTest {
  @TempDir Path folder;

  private Tensor read(TensorHeader header, String... rows) throws IOException {
    return Tensor.read(TensorFiles.write(folder.resolve("x.tensor.bed"), header, List.of(rows)));
  }

  private void refused(String message, String... rows) {
    TensorHeader header = TensorFiles.header(9, 100, 10, 2, 2);
    InputException e = assertThrows(InputException.class, () -> read(header, rows));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void aWindowsNumberCountsAllAndItsIndexThoseWithPeaks() throws IOException {
    Tensor tensor =
        read(
            TensorFiles.header(9, 100, 10, 2, 2),
            row(2, 100, 200, 100, 130, "d0.t1", "1"),
            row(2, 100, 200, 150, 200, "d1.t0", "1"),
            row(7, 900, 930, 910, 911, "d1.t1", "2.5"));
    assertEquals(2, tensor.size());
    assertEquals(3, tensor.rows());
    assertEquals(2, tensor.number(0));
    assertEquals(1, tensor.indexOf(7));
    assertTrue(tensor.indexOf(3) < 0 && tensor.indexOf(0) < 0 && tensor.indexOf(8) < 0);
    assertEquals(2, tensor.rowFrom(1));
    assertEquals(3, tensor.rowFrom(2));
    assertEquals(3, tensor.cell(2));
    assertEquals(2.5f, tensor.value(2));
  }

  @Test
  void aShortWindowEndsWhereItsFrameEnds() throws IOException {
    Tensor tensor =
        read(TensorFiles.header(1, 100, 10, 2, 2), row(0, 900, 925, 904, 906, "d0.t0", "1"));
    assertEquals(79, tensor.frameFrom(0, 0));
    assertEquals(81, tensor.frameTo(0, 0));
    assertEquals(7, tensor.binFrom(0, 0));
    assertEquals(9, tensor.binTo(0, 0));
  }

  @Test
  void badRowsAreNamedByLine() {
    String good = row(2, 100, 200, 100, 130, "d0.t1", "1");
    refused(":12: 4 columns", "chr1\t1\t2\td0.t1.x");
    refused(":13: window 1 after 2", good, row(1, 0, 100, 10, 20, "d0.t1", "1"));
    refused(":12: window 9 of 9", row(9, 0, 100, 10, 20, "d0.t1", "1"));
    refused(":12: window 0-101", row(1, 0, 101, 10, 20, "d0.t1", "1"));
    refused(":12: window 50-50", row(1, 50, 50, 50, 60, "d0.t1", "1"));
    refused(":12: a peak that leaves its window", row(1, 0, 100, 90, 101, "d0.t1", "1"));
    refused(":13: a peak that leaves its window", good, row(2, 100, 200, 99, 120, "d0.t1", "1"));
    refused(":12: source of 'd2.t1.x' is not on the axes", row(1, 0, 100, 1, 2, "d2.t1", "1"));
    refused(":12: name 'd2t1.x'", row(1, 0, 100, 1, 2, "d2t1", "1"));
    refused(":12: value 'much' is not a number", row(1, 0, 100, 1, 2, "d0.t1", "much"));
    refused("holds no peak");
  }

  @Test
  void aHeaderIsReadBackAsItWasWritten() {
    TensorHeader header =
        new TensorHeader(
            "HeLa.S3",
            12,
            3200,
            16,
            new Crumb(0.07, Crumb.Order.SQUISH_FIRST),
            new Axes(List.of("b", "a"), List.of("T 1", "t")),
            java.util.Map.of("regions", "00", "peaks_1", "11"));
    assertEquals(header, TensorHeader.parse(header.lines()));
  }

  @Test
  void axesTellHowTheyDiffer() {
    Axes axes = new Axes(List.of("a", "b"), List.of("t", "u"));
    assertEquals("", axes.difference(new Axes(List.of("a", "b"), List.of("t", "u"))));
    assertEquals(
        "TRs in another order", axes.difference(new Axes(List.of("a", "b"), List.of("u", "t"))));
    assertEquals(
        "datasets (2 and 1), only here [b], only there []; TRs (2 and 2), only here [u], only there"
            + " [v]",
        axes.difference(new Axes(List.of("a"), List.of("t", "v"))));
  }

  /** A window of random peaks against the definition, base by base. */
  @Test
  void windowsAreCrumbedAndSquishedAsDefined() throws IOException {
    for (long seed = 1; seed <= 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int squish = 1 + random.nextInt(5);
      int length = squish * (4 + random.nextInt(8));
      int d = 1 + random.nextInt(4);
      int t = 1 + random.nextInt(4);
      int window = 1 + random.nextInt(length);
      double[][][] x = new double[length][d][t];
      List<String> rows = new ArrayList<>();
      for (int peaks = 1 + random.nextInt(7); peaks > 0; peaks--) {
        int start = random.nextInt(window);
        int end = start + 1 + random.nextInt(window - start);
        int y = random.nextInt(d);
        int z = random.nextInt(t);
        String value = random.nextInt(3) > 0 ? "1" : "0.5";
        rows.add(row(0, 700, 700 + window, 700 + start, 700 + end, "d" + y + ".t" + z, value));
        for (int p = start; p < end; p++) {
          double[] cell = x[length - window + p][y];
          cell[z] = Math.max(cell[z], Double.parseDouble(value));
        }
      }
      rows.sort(Comparator.comparingInt(row -> Integer.parseInt(row.split("\t")[1])));
      Tensor tensor =
          read(TensorFiles.header(1, length, squish, d, t), rows.toArray(String[]::new));
      String what = "seed " + seed;
      check(what, tensor, Crumb.NONE, squished(x, squish));
      check(
          what, tensor, new Crumb(0.1, Crumb.Order.CRUMB_FIRST), squished(crumbed(x, 0.1), squish));
      check(
          what,
          tensor,
          new Crumb(0.1, Crumb.Order.SQUISH_FIRST),
          crumbed(squished(x, squish), 0.1));
    }
  }

  private static double[][][] crumbed(double[][][] x, double amount) {
    double[][][] crumbed = new double[x.length][x[0].length][x[0][0].length];
    for (int p = 0; p < x.length; p++)
      for (int y = 0; y < x[p].length; y++)
        for (int z = 0; z < x[p][y].length; z++) {
          double v = x[p][y][z];
          crumbed[p][y][z] += v;
          // The element is in its row and in its column.
          for (int other = 0; other < x[p][y].length; other++) crumbed[p][y][other] += amount * v;
          for (int other = 0; other < x[p].length; other++) crumbed[p][other][z] += amount * v;
        }
    return crumbed;
  }

  private static double[][][] squished(double[][][] x, int squish) {
    double[][][] bins = new double[x.length / squish][x[0].length][x[0][0].length];
    for (int p = 0; p < x.length; p++)
      for (int y = 0; y < x[p].length; y++)
        for (int z = 0; z < x[p][y].length; z++)
          bins[p / squish][y][z] = Math.max(bins[p / squish][y][z], x[p][y][z]);
    return bins;
  }

  private static void check(String what, Tensor tensor, Crumb crumb, double[][][] expected) {
    WindowFiller filler = new WindowFiller(tensor, crumb);
    float[] window = new float[filler.cells() + 3];
    Arrays.fill(window, 9);
    filler.fill(0, window, 2);
    assertEquals(9, window[1], "before the window");
    assertEquals(9, window[window.length - 1], "behind the window");
    int at = 2;
    for (double[][] bin : expected)
      for (double[] row : bin)
        for (double v : row) assertEquals(v, window[at++], 1e-6, what + " " + crumb);
  }

  private Tensor many(int windows) throws IOException {
    String[] rows =
        IntStream.range(0, windows / 4)
            .mapToObj(i -> row(4 * i, 400 * i, 400 * i + 100, 400 * i, 400 * i + 9, "d0.t0", "1"))
            .toArray(String[]::new);
    return read(TensorFiles.header(windows, 100, 10, 1, 1), rows);
  }

  @Test
  void drawsFromAllWindowsDropEmptyOnesAndAreNeverEmpty() throws IOException {
    Tensor tensor = many(4000);
    SplittableRandom random = new SplittableRandom(1);
    long drawn = 0;
    int[] hits = new int[tensor.size()];
    for (int b = 0; b < 2000; b++) {
      int[] batch = new Draw.AllWindows().batch(tensor, 48, random);
      assertTrue(batch.length >= 1 && batch.length <= 48);
      drawn += batch.length;
      for (int i : batch) hits[i]++;
    }
    // A quarter of 48 draws, to five standard errors; every window about as often as any other.
    assertEquals(12, drawn / 2000.0, 5 * 3 / Math.sqrt(2000));
    double expected = drawn / 1000.0;
    double chi = Arrays.stream(hits).mapToDouble(n -> (n - expected) * (n - expected)).sum();
    assertEquals(999, chi / expected, 5 * Math.sqrt(2 * 999));
    for (int b = 0; b < 200; b++)
      assertTrue(new Draw.AllWindows().batch(tensor, 1, random).length == 1, "redrawn when empty");
  }

  @Test
  void drawsFromWindowsWithPeaksAreAlwaysFull() throws IOException {
    Tensor tensor = many(400);
    SplittableRandom random = new SplittableRandom(1);
    int[] batch = new Draw.WindowsWithPeaks().batch(tensor, 1000, random);
    assertEquals(1000, batch.length);
    assertEquals(100, Arrays.stream(batch).distinct().count());
  }

  @Test
  void samplesDependOnTheirSeedAndHoldEachWindowOnceWhereSaid() throws IOException {
    Tensor tensor = many(4000);
    assertArrayEquals(IntStream.range(0, 1000).toArray(), Sample.all(tensor).indices());
    int[] some = Sample.windows(tensor, 100, 1).indices();
    assertEquals(100, Arrays.stream(some).distinct().count());
    assertArrayEquals(Arrays.stream(some).sorted().toArray(), some);
    assertArrayEquals(some, Sample.windows(tensor, 100, 1).indices());
    assertTrue(!Arrays.equals(some, Sample.windows(tensor, 100, 2).indices()));
    assertEquals(1000, Sample.windows(tensor, 5000, 1).size());
    assertArrayEquals(
        Sample.batches(tensor, 3, 1).indices(), Sample.batches(tensor, 3, 1).indices());
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    TensorHeader header = TensorFiles.header(5, 100, 10, 2, 2);
    Path file = folder.resolve("w.tensor.bed.gz");
    try (Outputs outputs = new Outputs()) {
      try (TensorWriter writer = new TensorWriter(outputs, file, header)) {
        writer.row("chr1", 1, 100, 200, 2, 50, 130);
        writer.row("chr2", 4, 0, 60, 3, 59, 400);
      }
      outputs.commit();
    }
    Tensor tensor = Tensor.read(file);
    assertEquals(header, tensor.header());
    assertEquals("chr2", tensor.contig(1));
    assertEquals(50, tensor.peakStart(0));
    assertEquals(130, tensor.peakEnd(0));
    assertEquals(400, tensor.peakEnd(1));
    assertEquals(0, tensor.frameFrom(0, 0));
    assertEquals(30, tensor.frameTo(0, 0));
    assertEquals(99, tensor.frameFrom(1, 1));
  }
}
