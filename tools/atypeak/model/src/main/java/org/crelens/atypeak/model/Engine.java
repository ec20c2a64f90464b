package org.crelens.atypeak.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.WorkUnits;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Workers;

/**
 * Shares the windows of a batch among workers. Windows are cut into a fixed number of slots,
 * whatever the number of threads, and gradients are added in slot order: the same bytes come out at
 * one thread and at sixteen.
 */
final class Engine implements AutoCloseable {
  /**
   * Pieces that a training batch is cut into; more of them feed more cores, with smaller products.
   */
  static final int SLOTS = WorkUnits.TRAINING_SLOTS;

  private final Weights weights;
  private final Workers workers;
  private final int batch;
  private final Pass[] passes;
  private final List<FloatBlock> slotGradients = new ArrayList<>();

  /**
   * @param batch most windows of a training batch
   */
  Engine(Shape shape, FloatBlock parameters, int threads, int batch) {
    this.weights = new Weights(shape, parameters);
    this.workers = new Workers(threads);
    this.batch = batch;
    this.passes = new Pass[threads];
  }

  private Pass pass(int thread, int capacity) {
    if (passes[thread] != null && passes[thread].capacity() < capacity) {
      passes[thread].close();
      passes[thread] = null;
    }
    if (passes[thread] == null) passes[thread] = new Pass(weights, capacity);
    return passes[thread];
  }

  /**
   * Loss and gradient of a batch.
   *
   * @param x windows, the target too; cells in the order (bin, dataset, TR)
   * @param n windows in the batch
   * @param dropout null for none
   * @param gradient overwritten; without the L2 term
   * @return mean of weight · (x − h(x))² over all elements
   */
  double gradient(
      float[] x, int n, float[] sourceWeights, Pass.DropoutKey dropout, FloatBlock gradient) {
    weights.prepare(true, workers);
    while (slotGradients.size() < SLOTS - 1) slotGradients.add(new FloatBlock(gradient.length()));
    double[] losses = new double[SLOTS];
    int capacity = (batch + SLOTS - 1) / SLOTS;
    workers.run(
        SLOTS,
        (slot, thread) -> {
          int first = n * slot / SLOTS;
          int count = n * (slot + 1) / SLOTS - first;
          FloatBlock into = slot == 0 ? gradient : slotGradients.get(slot - 1);
          if (count == 0) {
            into.clear(0, into.length());
            return;
          }
          Pass pass = pass(thread, capacity);
          pass.forward(x, first, count, dropout, true);
          losses[slot] = pass.backward(x, first, sourceWeights, n, dropout != null, into);
        });
    addSlots(gradient);
    return Arrays.stream(losses).sum();
  }

  private void addSlots(FloatBlock gradient) {
    int block = 1 << 15;
    long length = gradient.length();
    int pieces = (int) ((length + block - 1) / block);
    workers.run(
        pieces,
        (piece, thread) -> {
          float[] sum = new float[block];
          float[] more = new float[block];
          long at = (long) piece * block;
          int m = (int) Math.min(block, length - at);
          gradient.get(at, sum, 0, m);
          for (FloatBlock slot : slotGradients) {
            slot.get(at, more, 0, m);
            for (int i = 0; i < m; i++) sum[i] += more[i];
          }
          gradient.put(at, sum, 0, m);
        });
  }

  /** Rebuilds windows, for scoring; slices of them run side by side. */
  void rebuild(float[] x, int n, int slice, float[] rebuilt) {
    weights.prepare(false, workers);
    int slices = (n + slice - 1) / slice;
    workers.run(
        slices,
        (i, thread) -> {
          int first = i * slice;
          Pass pass = pass(thread, slice);
          pass.forward(x, first, Math.min(slice, n - first), null, false);
          pass.rebuilt(rebuilt, first);
        });
  }

  Weights weights() {
    return weights;
  }

  Workers workers() {
    return workers;
  }

  @Override
  public void close() {
    workers.close();
    for (Pass pass : passes) if (pass != null) pass.close();
    slotGradients.forEach(FloatBlock::close);
    weights.close();
  }
}
