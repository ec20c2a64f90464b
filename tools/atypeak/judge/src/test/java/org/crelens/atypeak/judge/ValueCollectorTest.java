package org.crelens.atypeak.judge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.judge.RebuiltValues.Kind;
import org.crelens.atypeak.judge.RebuiltValues.PhantomDirection;
import org.crelens.atypeak.judge.Simulated.Peak;
import org.crelens.libs.io.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueCollectorTest {
  private static final int CELLS = Simulated.AXES.cells();
  private static final int BINS = Simulated.LENGTH / 10;

  @TempDir Path folder;

  private RebuiltValues look(Simulated simulated, float[] rebuilt) throws IOException {
    Tensor tensor = Tensor.read(simulated.tensor(folder.resolve("x.tensor.bed.gz")));
    Truth truth = Truth.read(simulated.truth(folder.resolve("truth.tsv")), Simulated.AXES);
    return new ValueCollector(truth, tensor, folder.resolve("x.tensor.bed.gz"))
        .read(0, tensor.size(), new float[rebuilt.length], rebuilt);
  }

  /**
   * Reliable are d3 and d4; groups are t1, t2 and t3, t4. A stack of d3.t1 and d4.t1 at 100 to 200,
   * one of its peaks dropped; noise at d1.t1; a watermark at d1.t2.
   */
  private static Simulated byHand() {
    return new Simulated(2)
        .peak(0, 2, 0, 100, 150, "stack", 0)
        .peak(0, 3, 0, 120, 200, "stack", 0)
        .peak(0, 3, 1, 120, 300, "dropped", 0)
        .peak(0, 0, 0, 400, 450, "noise", -1)
        .peak(0, 0, 1, 0, 800, "watermark", -1)
        .peak(1, 3, 3, -30, 60, "stack", 1)
        .peak(1, 2, 2, 850, 900, "stack", 1);
  }

  @Test
  void aPeakHasTheLargestValueOfItsBinsAndAPhantomThatOfTheStacksSpan() throws IOException {
    float[] rebuilt = new float[2 * BINS * CELLS];
    put(rebuilt, 0, 14, 2 * 4, 0.6f); // d3.t1, in its peak
    put(rebuilt, 0, 15, 2 * 4, 0.9f); // behind its last base
    put(rebuilt, 0, 40, 0, 0.2f); // the noise
    put(rebuilt, 0, 19, 2 * 4 + 1, 0.5f); // phantom d3.t2, within the span of 100 to 200
    put(rebuilt, 0, 20, 2 * 4 + 1, 0.8f); // behind it
    put(rebuilt, 0, 10, 3 * 4 + 2, 0.3f); // phantom d4.t3, of the other group
    RebuiltValues seen = look(byHand(), rebuilt);
    assertArrayEquals(
        new double[] {0.6f, 1e-5f, 1e-5f}, seen.of(Kind.STACK).value(), "floored where nothing is");
    assertArrayEquals(new double[] {0.2f}, seen.of(Kind.UNRELIABLE_NOISE).value());
    double[] phantoms = seen.of(Kind.PHANTOM).value();
    // Region 0: d3.t2 and d4.t2; region 1, whose stack has one peak left: d3.t3, d3.t4 and d4.t3.
    assertEquals(5, phantoms.length);
    assertEquals(0.5f, phantoms[0]);
    assertEquals(4 + 4, seen.of(Kind.FOREIGN_PHANTOM).n());
    assertEquals(0.3f, Arrays.stream(seen.of(Kind.FOREIGN_PHANTOM).value()).max().orElseThrow());
  }

  @Test
  void completenessCountsOtherPeaksOfTheSameDatasetOrTrWithoutWatermarks() throws IOException {
    RebuiltValues seen = look(byHand(), new float[2 * BINS * CELLS]);
    // d3.t1 and d4.t1 share t1 with each other and with the noise; the noise shares with both.
    assertArrayEquals(new double[] {2, 2, 0}, seen.of(Kind.STACK).completeness());
    assertArrayEquals(new double[] {2}, seen.of(Kind.UNRELIABLE_NOISE).completeness());
    // The watermark d1.t2 shares d1 with the noise; the dropped peak of t2 counts as absent.
    assertArrayEquals(new double[] {1}, seen.of(Kind.WATERMARK).completeness());
  }

  /** Against the definitions, spelled out. */
  @Test
  void randomRegionsAreObservedAsDefined() throws IOException {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      Simulated simulated = new Simulated(6);
      for (int region = 0; region < 6; region++) {
        int group = random.nextInt(2);
        // The first peak makes sure that both groups and both reliable datasets are known.
        simulated.peak(
            region, 2 + region % 2, 2 * group + region / 2 % 2, 200, 320, "stack", group);
        for (int i = random.nextInt(5); i > 0; i--)
          simulated.peak(
              region,
              2 + random.nextInt(2),
              2 * group + random.nextInt(2),
              random.nextInt(600),
              601 + random.nextInt(300),
              random.nextInt(4) == 0 ? "dropped" : "stack",
              group);
        for (int i = random.nextInt(4); i > 0; i--)
          simulated.peak(
              region,
              random.nextInt(4),
              random.nextInt(4),
              random.nextInt(700),
              701 + random.nextInt(200),
              "noise",
              -1);
      }
      float[] rebuilt = new float[6 * BINS * CELLS];
      for (int i = 0; i < rebuilt.length; i++) rebuilt[i] = random.nextFloat();
      RebuiltValues seen = look(simulated, rebuilt);
      Truth truth = Truth.read(folder.resolve("truth.tsv"), Simulated.AXES);
      assertObserved(simulated, truth, rebuilt, seen, "seed " + seed);
    }
  }

  private static void assertObserved(
      Simulated simulated, Truth truth, float[] rebuilt, RebuiltValues seen, String message) {
    List<double[]> stacks = new ArrayList<>();
    List<double[]> phantoms = new ArrayList<>();
    for (int region = 0; region < simulated.regions; region++) {
      int of = region;
      List<Peak> all =
          simulated.peaks.stream().filter(p -> p.region() == of && p.called()).toList();
      List<Peak> stack = all.stream().filter(p -> p.kind().equals("stack")).toList();
      for (Peak p : stack) {
        long others =
            all.stream()
                .filter(o -> o != p && (o.dataset() == p.dataset() || o.tr() == p.tr()))
                .count();
        stacks.add(new double[] {largest(rebuilt, region, p.start(), p.end(), p.cell()), others});
      }
      int from = stack.stream().mapToInt(Peak::start).min().orElseThrow();
      int to = stack.stream().mapToInt(Peak::end).max().orElseThrow();
      int group = stack.get(0).group();
      for (int y = 0; y < 4; y++) {
        for (int z = 0; z < 4; z++) {
          int cell = y * 4 + z;
          int dataset = y;
          int tr = z;
          boolean used = all.stream().anyMatch(p -> p.cell() == cell);
          if (!truth.reliable().get(y) || used || !truth.groups().get(group).get(z)) continue;
          long others = all.stream().filter(p -> p.dataset() == dataset || p.tr() == tr).count();
          phantoms.add(new double[] {largest(rebuilt, region, from, to, cell), others});
        }
      }
    }
    assertSame(stacks, seen.of(Kind.STACK), message);
    assertSame(phantoms, seen.of(Kind.PHANTOM), message);
  }

  private static void assertSame(
      List<double[]> expected, RebuiltValues.Sample seen, String message) {
    assertArrayEquals(expected.stream().mapToDouble(e -> e[0]).toArray(), seen.value(), message);
    assertArrayEquals(
        expected.stream().mapToDouble(e -> e[1]).toArray(), seen.completeness(), message);
  }

  private static double largest(float[] rebuilt, int region, int start, int end, int cell) {
    float largest = 0;
    for (int x = Math.max(0, start); x < Math.min(Simulated.LENGTH, end); x++)
      largest = Math.max(largest, rebuilt[(region * BINS + x / 10) * CELLS + cell]);
    return largest;
  }

  @Test
  void whereGroupsOverlapPhantomsAreToldByWhatTheStackShows() throws IOException {
    // Groups: t1, t2 and all. Stacks: of t3 alone, of t1 alone, of both.
    Simulated simulated =
        new Simulated(4)
            .peak(0, 3, 2, 100, 200, "stack", 1)
            .peak(1, 3, 0, 100, 200, "stack", 0)
            .peak(2, 3, 0, 100, 200, "stack", 1)
            .peak(2, 3, 3, 100, 200, "stack", 1)
            .peak(3, 3, 1, 100, 200, "stack", 0)
            .peak(3, 3, 1, 100, 210, "stack", 0);
    // The second group is all of the four.
    simulated.peak(3, 3, 1, 100, 200, "dropped", 1);
    RebuiltValues seen = look(simulated, new float[4 * BINS * CELLS]);
    // d4 is the only reliable one. Region 0: t1, t2 of both groups, t4 of the second only.
    assertEquals(2, seen.of(PhantomDirection.OWN_TO_SHARED).n());
    assertEquals(1, seen.of(PhantomDirection.OWN_TO_OWN).n());
    // Regions 1 and 3: t3, t4.
    assertEquals(4, seen.of(PhantomDirection.SHARED_TO_OWN).n());
  }

  @Test
  void aTensorOfAnotherSimulationIsRefused() throws IOException {
    Path tensor = byHand().tensor(folder.resolve("x.tensor.bed.gz"));
    Simulated other = new Simulated(1).peak(0, 3, 3, 100, 200, "stack", 0);
    Truth truth = Truth.read(other.truth(folder.resolve("other.tsv")), Simulated.AXES);
    InputException e =
        assertThrows(
            InputException.class, () -> new ValueCollector(truth, Tensor.read(tensor), tensor));
    assertTrue(e.getMessage().contains("2 windows for 1 regions"), e.getMessage());
  }

  private static void put(float[] rebuilt, int region, int bin, int cell, float value) {
    rebuilt[(region * BINS + bin) * CELLS + cell] = value;
  }
}
