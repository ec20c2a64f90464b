package org.crelens.libs.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Hands on results in the order of their numbers, whatever order they come in. */
public final class InOrder<R> {
  private final Consumer<R> consumer;
  private final Map<Integer, R> waiting = new HashMap<>();
  private int next;

  public InOrder(Consumer<R> consumer) {
    this.consumer = consumer;
  }

  public synchronized void done(int number, R result) {
    waiting.put(number, result);
    while (waiting.containsKey(next)) consumer.accept(waiting.remove(next++));
  }
}
