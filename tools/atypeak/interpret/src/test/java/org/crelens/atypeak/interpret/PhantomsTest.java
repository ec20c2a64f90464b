package org.crelens.atypeak.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.interpret.Phantoms.Phantom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomsTest {
  private static final int BINS = 80;

  @TempDir Path folder;
  Tensor tensor;

  @BeforeEach
  void windows() throws IOException {
    // The second window is 425 bases: its first bin is bin 37, of which five bases are padding.
    tensor =
        Tables.tensor(
            folder.resolve("x.tensor.bed.gz"),
            Tables.header(2, List.of("a"), List.of("t", "u", "v")),
            List.of(
                new Object[] {"chr1", 0, 0, 800, 0, 10, 20},
                new Object[] {"chr1", 1, 800, 1225, 1, 1000, 1100}));
  }

  @Test
  void aRunOfAnAbsentSourceIsOnePhantomAndASourceWithAPeakHasNone() {
    float[] rebuilt = new float[BINS * 3];
    for (int b = 10; b < 15; b++) {
      rebuilt[b * 3] = 1;
      rebuilt[b * 3 + 1] = b == 12 ? 0.8f : 0.5f;
    }
    rebuilt[20 * 3 + 1] = 0.6f;
    rebuilt[79 * 3 + 2] = 0.3f;
    Phantoms phantoms = new Phantoms(tensor, new double[] {1, 1, 2}, 0.5, 10);
    List<Phantom> found = phantoms.of(0, rebuilt, 0);
    assertEquals(
        List.of(
            new Phantom(0, 10, 15, 1, 0.8f),
            new Phantom(0, 20, 21, 1, 0.6f),
            new Phantom(0, 79, 80, 2, 2 * (double) 0.3f)),
        found.stream().sorted(Comparator.comparingInt(Phantom::from)).toList());
  }

  @Test
  void paddingHasNoPhantomAndSourcesThatAreNotLookedAtHaveNone() {
    float[] rebuilt = new float[BINS * 3];
    for (int b = 0; b < 40; b++) {
      rebuilt[b * 3] = b < 37 ? 5 : 1;
      rebuilt[b * 3 + 2] = 1;
    }
    Phantoms phantoms = new Phantoms(tensor, new double[] {1, 1, Double.NaN}, 0.5, 10);
    assertEquals(List.of(new Phantom(1, 37, 40, 0, 1)), phantoms.of(1, rebuilt, 0));
  }

  @Test
  void theStrongestAreKeptWhateverTheOrder() {
    long seed = 77;
    Random random = new Random(seed);
    List<Phantom> all = new ArrayList<>();
    for (int i = 0; i < 500; i++)
      all.add(new Phantom(i / 3, i % 3, 50, i % 2, random.nextInt(40) / 10.0));
    List<Phantom> expected =
        all.stream()
            .sorted(
                Comparator.comparingDouble((Phantom p) -> -p.value())
                    .thenComparingInt(Phantom::window)
                    .thenComparingInt(Phantom::from))
            .limit(100)
            .sorted(Comparator.comparingInt(Phantom::window).thenComparingInt(Phantom::from))
            .toList();
    for (int trial = 0; trial < 3; trial++) {
      Phantoms phantoms = new Phantoms(tensor, new double[] {1, 1, 1}, 0.5, 100);
      phantoms.add(all);
      assertEquals(expected, phantoms.kept(), "seed " + seed);
      assertEquals(250, phantoms.found(0));
      assertEquals(500, phantoms.found());
      Collections.shuffle(all, random);
    }
    Phantoms none = new Phantoms(tensor, new double[] {1, 1, 1}, 0.5, 0);
    none.add(all);
    assertTrue(none.kept().isEmpty());
    assertEquals(500, none.found());
  }
}
