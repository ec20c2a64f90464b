package org.crelens.libs.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyPieceIsDoneOnceByAThreadOfTheRightNumber(int threads) {
    AtomicIntegerArray done = new AtomicIntegerArray(100);
    try (Workers workers = new Workers(threads)) {
      for (int n : new int[] {0, 1, 3, 100})
        workers.run(
            n,
            (piece, thread) -> {
              assertTrue(thread >= 0 && thread < threads, "thread " + thread);
              done.incrementAndGet(piece);
            });
    }
    for (int i = 0; i < 100; i++)
      assertEquals(i < 1 ? 3 : i < 3 ? 2 : 1, done.get(i), "piece " + i);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aFailureReachesTheCallerAfterAllHaveStopped(int threads) {
    IllegalStateException failure = new IllegalStateException("full disk");
    AtomicInteger running = new AtomicInteger();
    try (Workers workers = new Workers(threads)) {
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  workers.run(
                      50,
                      (piece, thread) -> {
                        running.incrementAndGet();
                        try {
                          if (piece == 7) throw failure;
                        } finally {
                          running.decrementAndGet();
                        }
                      }));
      assertSame(failure, thrown);
      assertEquals(0, running.get());
      AtomicInteger after = new AtomicInteger();
      workers.run(4, (piece, thread) -> after.incrementAndGet());
      assertEquals(4, after.get(), "the workers go on working");
    }
  }

  @Test
  void resultsAreHandedOnInOrder() {
    List<String> seen = new ArrayList<>();
    InOrder<String> order = new InOrder<>(seen::add);
    order.done(2, "two");
    order.done(1, "one");
    assertEquals(List.of(), seen);
    order.done(0, "zero");
    assertEquals(List.of("zero", "one", "two"), seen);
    order.done(3, "three");
    assertEquals(List.of("zero", "one", "two", "three"), seen);
  }
}
