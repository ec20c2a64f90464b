package org.crelens.atypeak.model;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.crelens.atypeak.data.WorkUnits;

/** Runs many windows through a trained network. Results never depend on the number of threads. */
public interface Rebuilder extends AutoCloseable {
  /** Windows per batch: fixed, so that a window has the same companions whoever works on it. */
  int BATCH = WorkUnits.REBUILDING_BATCH;

  /**
   * Rebuilds as the mean of several models does.
   *
   * @param models trained on the same axes and windows; they must stay open
   * @param threads worker threads
   */
  static Rebuilder of(List<Model> models, int threads) {
    return new ParallelRebuilder(
        models.stream().map(model -> model.info().shape()).toList(),
        models.stream().map(Model::block).toList(),
        models.stream().map(Model::file).toList(),
        threads);
  }

  /**
   * Rebuilds windows 0 … {@code windows} − 1, in batches of {@link #BATCH}.
   *
   * @param sourcePerWorker makes a source of windows for each thread
   * @param reader looks at a finished batch; called by several threads at once
   * @param inOrder takes the reader's results in the order of the batches, one at a time
   * @throws java.io.UncheckedIOException with an {@link org.crelens.libs.io.InputException} when
   *     numbers overflow
   */
  <R> void rebuild(
      int windows,
      Supplier<WindowSource> sourcePerWorker,
      BatchReader<R> reader,
      Consumer<R> inOrder)
      throws IOException;

  @Override
  void close();

  /** Fills dense windows. */
  interface WindowSource {
    /**
     * Writes window {@code k}, every cell, in the order (bin, dataset, TR).
     *
     * @param into from {@code offset}, L · D · T numbers
     */
    void fill(int k, float[] into, int offset);
  }

  /** Looks at a batch and its rebuilding. */
  interface BatchReader<R> {
    /**
     * @param first number of the batch's first window
     * @param count windows in the batch
     * @param windows cells as they were filled, {@code count · L · D · T}
     * @param rebuilt the same cells rebuilt
     */
    R read(int first, int count, float[] windows, float[] rebuilt);
  }
}
