package org.crelens.atypeak.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.StepMemory;
import org.crelens.atypeak.data.StepMemory.Content;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.libs.engine.NativeMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryNeedTest {
  /** Bytes that ND4J may hold or give back meanwhile: its own small pointers are counted, too. */
  private static final double LIBRARIES = 1 << 16;

  private static final Shape HELA = new Shape(320, 9, 13, 32, 256, 20);

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
    long need = StepMemory.training(shape, batch, 1, Content.UNKNOWN).blocks() - (8 << 20);
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
      long need = StepMemory.scoring(HELA, 1, Content.UNKNOWN).blocks() - (8 << 20);
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
            StepMemory.interpret(List.of(shape, shape), 1, Content.UNKNOWN, 1).blocks() - (8 << 20);
        assertEquals(most[0], need, 0.02 * most[0] + LIBRARIES, need + " for " + most[0]);
      }
    }
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
}
