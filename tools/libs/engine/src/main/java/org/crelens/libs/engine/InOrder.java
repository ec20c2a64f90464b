package org.crelens.libs.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Hands on results in the order of their numbers, whatever order they come in: what several workers
 * finish is added up or written in the same order on any number of threads.
 *
 * @param <R> a result
 */
public final class InOrder<R> {
  private final Consumer<R> consumer;
  private final Map<Integer, R> waiting = new HashMap<>();
  private int next;

  /**
   * @param consumer takes the results one at a time, on the thread that brought the one that was
   *     waited for
   */
  public InOrder(Consumer<R> consumer) {
    this.consumer = consumer;
  }

  /** Takes a result; numbers begin at 0, and each comes once. */
  public synchronized void done(int number, R result) {
    waiting.put(number, result);
    while (waiting.containsKey(next)) consumer.accept(waiting.remove(next++));
  }
}
