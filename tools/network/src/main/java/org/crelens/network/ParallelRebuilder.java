package org.crelens.network;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A worker takes a whole batch at a time; finished ones are handed on in order. */
final class ParallelRebuilder implements Rebuilder {
  private final Weights weights;
  private final Workers workers;
  private final Pass[] passes;
  private final float[][] windows;
  private final float[][] rebuilt;

  ParallelRebuilder(Shape shape, FloatBlock parameters, int threads) {
    weights = new Weights(shape, parameters);
    workers = new Workers(threads);
    passes = new Pass[threads];
    windows = new float[threads][];
    rebuilt = new float[threads][];
    weights.prepare(false, workers);
  }

  @Override
  public <R> void rebuild(
      int n, Supplier<WindowSource> sourcePerWorker, BatchReader<R> reader, Consumer<R> inOrder) {
    int cells = weights.shape.windowCells();
    WindowSource[] sources = new WindowSource[workers.threads()];
    InOrder<R> order = new InOrder<>(inOrder);
    workers.run(
        (n + BATCH - 1) / BATCH,
        (batch, thread) -> {
          if (passes[thread] == null) {
            passes[thread] = new Pass(weights, BATCH);
            windows[thread] = new float[BATCH * cells];
            rebuilt[thread] = new float[BATCH * cells];
          }
          if (sources[thread] == null) sources[thread] = sourcePerWorker.get();
          int first = batch * BATCH;
          int count = Math.min(BATCH, n - first);
          for (int k = 0; k < count; k++)
            sources[thread].fill(first + k, windows[thread], k * cells);
          passes[thread].forward(windows[thread], 0, count, null, false);
          passes[thread].rebuilt(rebuilt[thread], 0);
          order.done(batch, reader.read(first, count, windows[thread], rebuilt[thread]));
        });
  }

  @Override
  public void close() {
    workers.close();
    for (Pass pass : passes) if (pass != null) pass.close();
    weights.close();
  }

  private static final class InOrder<R> {
    private final Consumer<R> consumer;
    private final Map<Integer, R> waiting = new HashMap<>();
    private int next;

    InOrder(Consumer<R> consumer) {
      this.consumer = consumer;
    }

    synchronized void done(int batch, R result) {
      waiting.put(batch, result);
      while (waiting.containsKey(next)) consumer.accept(waiting.remove(next++));
    }
  }
}
