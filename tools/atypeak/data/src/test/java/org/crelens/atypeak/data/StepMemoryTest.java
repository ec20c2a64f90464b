package org.crelens.atypeak.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.crelens.atypeak.data.StepMemory.Content;
import org.crelens.libs.cli.MemoryNeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepMemoryTest {
  private static final Shape HELA = new Shape(320, 9, 13, 32, 256, 20);
  private static final Shape K562 = new Shape(320, 67, 20, 128, 2048, 20);

  /**
   * What the formulas ask for against the peaks of memory in docs/atypeak/performance.md. A process
   * that may have more takes a little more than it needs, so that the share may be below 1.
   */
  @ParameterizedTest
  @CsvSource({
    "train, hela, 0.41",
    "score, hela, 0.32",
    "normalize, hela, 0.29",
    "qscore, hela, 0.28",
    "train, k562, 2.73",
    "score, k562, 1.12"
  })
  void needsAreNearThePeaksThatWereMeasured(String step, String network, double gibibytes) {
    boolean hela = network.equals("hela");
    Shape shape = hela ? HELA : K562;
    Content content = hela ? new Content(46_000, 149_245) : new Content(100_000, 1_600_000);
    MemoryNeed need =
        switch (step) {
          case "train" -> StepMemory.training(shape, 48, 2, content);
          case "score" -> StepMemory.scoring(shape, 2, content);
          case "normalize" -> StepMemory.normalize(shape, 2, content, 143_361, 15, 3400);
          case "qscore" -> StepMemory.qscore(shape, 2, content, 3400, 1);
          default -> throw new AssertionError(step);
        };
    double share = need.megabytes() / (1024 * gibibytes);
    assertTrue(share > 0.9 && share < 1.25, step + " of " + network + " asks for " + share);
  }

  @Test
  void aLargeNetworkNeedsMoreForEveryKnobThatIsTurnedUp() {
    long least = megabytes(320, 20, 20, 32, 256, 48, 2);
    assertTrue(megabytes(640, 20, 20, 32, 256, 48, 2) > least);
    assertTrue(megabytes(320, 40, 20, 32, 256, 48, 2) > least);
    assertTrue(megabytes(320, 20, 40, 32, 256, 48, 2) > least);
    assertTrue(megabytes(320, 20, 20, 64, 256, 48, 2) > least);
    assertTrue(megabytes(320, 20, 20, 32, 512, 48, 2) > least);
    assertTrue(megabytes(320, 20, 20, 32, 256, 96, 2) > least);
    assertTrue(megabytes(320, 20, 20, 32, 256, 48, 4) > least);
    // More threads than slots of a batch do not work.
    assertEquals(
        StepMemory.training(HELA, 48, 4, Content.UNKNOWN).blocks(),
        StepMemory.training(HELA, 48, 16, Content.UNKNOWN).blocks());
  }

  private static long megabytes(int l, int d, int t, int f, int h, int batch, int threads) {
    return StepMemory.training(new Shape(l, d, t, f, h, 20), batch, threads, Content.UNKNOWN)
        .megabytes();
  }
}
