package org.crelens.atypeak.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.SimulatedPeaks.Kind;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  static final long SEED = 20260101;

  static Design design(DesignPreset variant, Groups groups, double watermark) {
    return new Design(
        3200,
        8,
        8,
        4,
        groups,
        watermark,
        variant.replacement,
        variant.shiftFrom,
        variant.shiftTo,
        variant.extraNoise,
        1,
        1);
  }

  static List<TrueRegion> draw(Design design, int count) {
    SplittableRandom root = new SplittableRandom(SEED);
    Generator generator = new Generator(design);
    List<TrueRegion> regions = new ArrayList<>();
    for (int i = 0; i < count; i++) regions.add(generator.draw(new Chance(root.split())));
    return regions;
  }

  private static List<TruePeak> stack(TrueRegion region) {
    return region.peaks().stream().filter(p -> p.group() >= 0).toList();
  }

  @Test
  void aStackStaysInItsGroupAndInReliableDatasets() {
    Groups groups = Groups.of("equal:4", List.of(), 8);
    for (TrueRegion region : draw(design(DesignPreset.PAPER, groups, 0.75), 2000)) {
      Set<Integer> members = new HashSet<>();
      for (int tr : groups.members().get(region.group())) members.add(tr);
      for (TruePeak p : stack(region)) {
        assertEquals(region.group(), p.group());
        assertTrue(members.contains(p.tr()), () -> p + " in " + members);
        assertTrue(p.dataset() >= 4 && p.dataset() < 8, p::toString);
      }
    }
  }

  @Test
  void everyDrawIsWrittenToAllDatasetsOfTheStackOnce() {
    for (DesignPreset variant : DesignPreset.values()) {
      for (TrueRegion region :
          draw(design(variant, Groups.of("halves", List.of(), 8), 0.75), 1000)) {
        Map<Integer, List<TruePeak>> byDraw = new HashMap<>();
        for (TruePeak p : stack(region))
          byDraw.computeIfAbsent(p.draw(), d -> new ArrayList<>()).add(p);
        List<Integer> expected = region.datasets().stream().sorted().toList();
        for (List<TruePeak> peaks : byDraw.values()) {
          assertEquals(expected, peaks.stream().map(TruePeak::dataset).sorted().toList());
          assertEquals(1, peaks.stream().mapToInt(TruePeak::start).distinct().count());
          assertEquals(1, peaks.stream().mapToInt(TruePeak::tr).distinct().count());
        }
      }
    }
  }

  @Test
  void thePaperDrawsADatasetOnceAndTheImplementationSometimesTwice() {
    Groups groups = Groups.of("halves", List.of(), 8);
    long[] repeats = new long[2];
    for (DesignPreset variant : DesignPreset.values())
      for (TrueRegion r : draw(design(variant, groups, 0.75), 2000))
        if (new HashSet<>(r.datasets()).size() < r.datasets().size()) repeats[variant.ordinal()]++;
    assertEquals(0, repeats[DesignPreset.PAPER.ordinal()]);
    assertTrue(repeats[DesignPreset.IMPLEMENTATION.ordinal()] > 400);
  }

  @Test
  void withoutReplacementAStackHoldsAtMostAllReliableDatasets() {
    Design many =
        new Design(3200, 8, 8, 3, Groups.of("halves", List.of(), 8), 0, false, -9, 9, 1, 4, 1);
    int most = draw(many, 500).stream().mapToInt(r -> r.datasets().size()).max().orElseThrow();
    assertEquals(3, most);
  }

  @Test
  void centresAreShiftedWithinTheRangeOnly() {
    for (DesignPreset variant : DesignPreset.values()) {
      int low = Integer.MAX_VALUE;
      int high = Integer.MIN_VALUE;
      for (TrueRegion r : draw(design(variant, Groups.of("halves", List.of(), 8), 0.75), 3000)) {
        for (TruePeak p : stack(r)) {
          int shift = (p.start() + p.end()) / 2 - r.centre();
          if (p.start() + p.end() < 0) continue;
          low = Math.min(low, shift);
          high = Math.max(high, shift);
        }
      }
      assertEquals(-200, low);
      assertEquals(variant == DesignPreset.PAPER ? 199 : -1, high);
    }
  }

  @Test
  void theWatermarkCoversTheRegionAndNoNoiseFallsOnIt() {
    Design design = design(DesignPreset.PAPER, Groups.of("halves", List.of(), 8), 1);
    for (TrueRegion r : draw(design, 2000)) {
      List<TruePeak> first =
          r.peaks().stream().filter(p -> p.dataset() == 0 && p.tr() == 0).toList();
      assertEquals(List.of(new TruePeak(0, 3200, 0, 0, Kind.WATERMARK, -1, -1, -1)), first);
    }
  }

  @Test
  void withoutWatermarkTheFirstSourceIsLikeAnyOther() {
    Design design = design(DesignPreset.PAPER, Groups.of("halves", List.of(), 8), 0);
    List<TruePeak> noise =
        draw(design, 4000).stream()
            .flatMap(r -> r.peaks().stream())
            .filter(p -> p.kind() == Kind.NOISE)
            .toList();
    assertTrue(draw(design, 4000).stream().noneMatch(r -> has(r, Kind.WATERMARK)));
    // 8,000 noise peaks over 64 sources: 125 each, standard deviation 11.
    long atFirst = noise.stream().filter(p -> p.dataset() == 0 && p.tr() == 0).count();
    assertEquals(125, atFirst, 50);
  }

  private static boolean has(TrueRegion region, Kind kind) {
    return region.peaks().stream().anyMatch(p -> p.kind() == kind);
  }

  @Test
  void thePaperHasNoiseInEveryRegion() {
    Groups groups = Groups.of("halves", List.of(), 8);
    assertTrue(
        draw(design(DesignPreset.PAPER, groups, 0.75), 1000).stream()
            .allMatch(r -> has(r, Kind.NOISE)));
    assertTrue(
        draw(design(DesignPreset.IMPLEMENTATION, groups, 0.75), 1000).stream()
            .anyMatch(r -> !has(r, Kind.NOISE)));
  }

  @Test
  void theOverlappingGroupsAreTheFirstHalfAndAll() {
    Groups groups = Groups.of("overlapping", List.of(), 8);
    assertEquals(List.of(List.of(0, 1, 2, 3), List.of(0, 1, 2, 3, 4, 5, 6, 7)), members(groups));
  }

  @Test
  void groupsOfFourLeaveTheOtherTrsOut() {
    assertEquals(
        List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7)),
        members(Groups.of("fours:2", List.of(), 11)));
  }

  @Test
  void oneShareOfTwoGroupsIsTheFirst() {
    assertEquals(
        List.of(0.666, 1 - 0.666),
        Arrays.stream(Groups.of("halves", List.of(0.666), 8).shares()).boxed().toList());
  }

  @Test
  void sharesDecideHowOftenAGroupIsChosen() {
    Groups groups = Groups.of("equal:4", List.of(0.1, 0.2, 0.3, 0.4), 8);
    int n = 20_000;
    int[] chosen = new int[4];
    for (TrueRegion r : draw(design(DesignPreset.PAPER, groups, 0.75), n)) chosen[r.group()]++;
    for (int g = 0; g < 4; g++) {
      double p = (g + 1) / 10.0;
      assertEquals(p * n, chosen[g], 4 * Math.sqrt(n * p * (1 - p)), "group " + g);
    }
  }

  @Test
  void aRegionDoesNotDependOnHowManyFollow() {
    Design design = design(DesignPreset.PAPER, Groups.of("halves", List.of(), 8), 0.75);
    assertEquals(draw(design, 20), draw(design, 50).subList(0, 20));
  }

  @Test
  void contigAndSourceNamesSortAsTheirNumbers() {
    Layout layout = new Layout(1_000_000, 3200);
    List<String> contigs =
        IntStream.range(0, 1_000_000).mapToObj(layout::contig).distinct().toList();
    assertEquals(20, contigs.size());
    assertEquals(contigs.stream().sorted().toList(), contigs);
    List<String> names = List.of(Layout.names("t", 120));
    assertEquals(names.stream().sorted().toList(), names);
    assertEquals("d08", Layout.names("d", 8)[7]);
  }

  @Test
  void regionsNeverTouchAndFitATabixIndex() {
    for (int length : new int[] {1, 3200, 5000, 5001, 10_000_000}) {
      Layout layout = new Layout(300_000, length);
      for (int i = 1; i < 300_000; i++) {
        if (layout.contig(i).equals(layout.contig(i - 1)))
          assertTrue(layout.start(i) - layout.end(i - 1) >= 5000, "region " + i);
        assertEquals(length, layout.end(i) - layout.start(i));
        assertTrue(layout.start(i) > 0 && layout.end(i) < 1 << 29, "region " + i);
      }
    }
  }

  private static List<List<Integer>> members(Groups groups) {
    return groups.members().stream().map(g -> Arrays.stream(g).boxed().toList()).toList();
  }
}
