package org.crelens.atypeak.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.model.MemoryNeed.Content;
import org.crelens.atypeak.model.MemoryNeed.Limits;
import org.crelens.libs.cli.MemoryException;
import org.crelens.libs.engine.NativeMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryNeedTest {
  /** Bytes that ND4J may hold or give back meanwhile: its own small pointers are counted, too. */
  private static final double LIBRARIES = 1 << 16;

  private static final Shape HELA = new Shape(320, 9, 13, 32, 256, 20);
  private static final Shape K562 = new Shape(320, 67, 20, 128, 2048, 20);

  /** The table that the pipeline's own formulas are compared with, too. */
  @Test
  void theTableOfNeedsIsWhatTheFormulasGive() throws IOException {
    Path table = Path.of("src/test/resources/org/crelens/atypeak/model/memory-need.tsv");
    List<String> rows = Files.readAllLines(table);
    List<String> computed = new ArrayList<>(List.of(rows.get(0)));
    for (String row : rows.subList(1, rows.size())) {
      long[] v = Arrays.stream(row.split("\t")).mapToLong(Long::parseLong).toArray();
      Shape shape =
          new Shape((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4], (int) v[5]);
      int threads = (int) v[7];
      Content content = new Content(v[8], v[9]);
      long[] needs = {
        MemoryNeed.training(shape, (int) v[6], threads, content).megabytes(),
        MemoryNeed.scoring(shape, threads, content).megabytes(),
        MemoryNeed.scoringAndShowing(shape, threads, content).megabytes(),
        MemoryNeed.normalize(shape, threads, content, v[10], v[11], v[12]).megabytes(),
        MemoryNeed.qscore(shape, threads, content, v[12], (int) v[13]).megabytes(),
        MemoryNeed.interpret(Collections.nCopies((int) v[13], shape), threads, content, v[11])
            .megabytes(),
        MemoryNeed.judging(shape, threads, content, (int) v[13]).megabytes(),
      };
      computed.add(
          IntStream.range(0, 14).mapToObj(i -> "" + v[i]).collect(Collectors.joining("\t"))
              + "\t"
              + Arrays.stream(needs).mapToObj(Long::toString).collect(Collectors.joining("\t")));
    }
    assertEquals(String.join("\n", computed), String.join("\n", rows));
  }

  /** JavaCPP counts what the matrices take, so that the count can be compared with the formula. */
  @ParameterizedTest
  @CsvSource({"80,4,4,4,8,8", "320,9,13,32,256,48", "320,30,6,8,64,10", "160,3,5,24,16,48"})
  void matricesOfATrainingStepTakeWhatIsCounted(int l, int d, int t, int f, int h, int batch) {
    Shape shape = new Shape(l, d, t, f, h, 20);
    long before = NativeMemory.used();
    long counted;
    try (Training training = new Training(header(shape), options(shape, batch), 1)) {
      Arrays.fill(training.batch(), 1);
      training.step(batch);
      counted = NativeMemory.used() - before;
    }
    long need = MemoryNeed.training(shape, batch, 1, Content.UNKNOWN).blocks() - (8 << 20);
    assertEquals(counted, need, 0.02 * counted + LIBRARIES, need + " for " + counted);
  }

  @Test
  void matricesOfScoringTakeWhatIsCounted() {
    long before = NativeMemory.used();
    try (Training training = new Training(header(HELA), options(HELA, 48), 1);
        Model model = training.snapshot(header(HELA));
        Rebuilder rebuilder = model.rebuilder(1)) {
      rebuilder.rebuild(
          24, () -> (k, into, at) -> into[at] = 1, (first, n, x, rebuilt) -> 0, r -> {});
      long counted = NativeMemory.used() - before;
      long need = MemoryNeed.scoring(HELA, 1, Content.UNKNOWN).blocks() - (8 << 20);
      assertEquals(counted, need, 0.02 * counted + LIBRARIES, need + " for " + counted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void matricesOfAnInterpretationTakeWhatIsCounted() {
    // Small windows and a wide layer: here the ur-examples take more than the rebuilding.
    Shape wide = new Shape(80, 2, 2, 8, 512, 20);
    for (Shape shape : List.of(HELA, wide)) {
      try (Training training = new Training(header(shape), options(shape, 48), 1);
          Model model = training.snapshot(header(shape))) {
        long before = NativeMemory.used();
        long[] most = new long[1];
        try (Rebuilder rebuilder = Rebuilder.of(List.of(model, model), 1)) {
          rebuilder.rebuild(
              24, () -> (k, into, at) -> into[at] = 1, (first, n, x, rebuilt) -> 0, r -> {});
          most[0] = NativeMemory.used() - before;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        UrExample.climb(
            model, 1, 1, 1, example -> most[0] = Math.max(most[0], NativeMemory.used() - before));
        long need =
            MemoryNeed.interpret(List.of(shape, shape), 1, Content.UNKNOWN, 1).blocks() - (8 << 20);
        assertEquals(most[0], need, 0.02 * most[0] + LIBRARIES, need + " for " + most[0]);
      }
    }
  }

  @Test
  void whatFitsIsNotRefusedAndWhatDoesNotIsWithTheFigureNeeded() {
    MemoryNeed need = MemoryNeed.training(K562, 48, 2, Content.UNKNOWN);
    need.require(of(need.megabytes()), "training", "lower it");
    MemoryException e =
        assertThrows(
            MemoryException.class,
            () -> need.require(of(need.megabytes() / 2), "training", "lower it"));
    assertTrue(e.getMessage().contains("CRELENS_MEMORY_MB=" + need.megabytes()), e.getMessage());
    assertTrue(e.getMessage().endsWith("or lower it"), e.getMessage());
  }

  @Test
  void eachLimitCounts() {
    MemoryNeed need = new MemoryNeed(100, 50, 20, 10);
    need.require(new Limits(100, 50, 175), "x", "y");
    for (Limits limits :
        List.of(new Limits(99, 50, 175), new Limits(100, 49, 175), new Limits(100, 50, 174)))
      assertThrows(MemoryException.class, () -> need.require(limits, "x", "y"));
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
        MemoryNeed.training(HELA, 48, 4, Content.UNKNOWN).blocks(),
        MemoryNeed.training(HELA, 48, 16, Content.UNKNOWN).blocks());
  }

  private static TensorHeader header(Shape shape) {
    return new TensorHeader(
        "x",
        1,
        shape.bins() * 10,
        10,
        Crumb.NONE,
        new Axes(names("d", shape.datasets()), names("t", shape.trs())),
        Map.of());
  }

  private static List<String> names(String letter, int n) {
    return IntStream.range(0, n).mapToObj(i -> letter + i).toList();
  }

  private static TrainingOptions options(Shape shape, int batch) {
    return new TrainingOptions(
        shape.filters(),
        shape.deepDim(),
        shape.kernel(),
        1e-4,
        batch,
        1,
        1,
        5,
        0,
        0,
        true,
        Map.of(),
        Map.of(),
        Map.of(),
        1);
  }

  private static long megabytes(int l, int d, int t, int f, int h, int batch, int threads) {
    return MemoryNeed.training(new Shape(l, d, t, f, h, 20), batch, threads, Content.UNKNOWN)
        .megabytes();
  }

  /** What the launcher gives for so many MiB. */
  private static Limits of(long megabytes) {
    long bytes = megabytes << 20;
    return new Limits(bytes * 5 / 8, bytes * 6 / 8, bytes);
  }

  @Test
  void theLauncherGivesTheSharesThatAreCountedOn() throws IOException {
    String launcher =
        Files.readString(Path.of("../../../bin/crelens-java"), StandardCharsets.UTF_8);
    assertTrue(
        launcher.contains("-Xmx$((memory * " + MemoryNeed.HEAP_EIGHTHS + " / 8))m"), launcher);
    assertTrue(
        launcher.contains("maxbytes=$((memory * " + MemoryNeed.BLOCKS_EIGHTHS + " / 8))m"),
        launcher);
  }
}
