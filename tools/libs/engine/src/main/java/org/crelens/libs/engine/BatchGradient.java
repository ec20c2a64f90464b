package org.crelens.libs.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Loss and gradient of a batch, computed by several workers. The batch is cut into a fixed number
 * of slots, whatever the number of threads, and the slots' gradients are added in slot order: one
 * thread and sixteen threads give the same bytes.
 *
 * @param <B> a batch of examples
 */
public final class BatchGradient<B extends Network.Batch> implements AutoCloseable {
  private static final int BLOCK = 1 << 15;

  private final Network.Instance<B> network;
  private final Workers workers;
  private final int slots;
  private final int capacity;
  private final List<Network.GradientPass<B>> passes;
  private final List<FloatBlock> slotGradients = new ArrayList<>();

  /**
   * @param network closed together with this
   * @param workers who share the slots; they stay open
   * @param largest most examples of a batch
   * @param slots pieces that a batch is cut into, the most threads that work on it; results depend
   *     on the number
   */
  public BatchGradient(Network.Instance<B> network, Workers workers, int largest, int slots) {
    this.network = network;
    this.workers = workers;
    this.slots = slots;
    this.capacity = (largest + slots - 1) / slots;
    passes = new ArrayList<>(Collections.nCopies(workers.threads(), null));
  }

  /**
   * Computes loss and gradient at the present parameters.
   *
   * @param step number of the batch since training began, from 0
   * @param gradient overwritten, in the order of {@link Network#layout}; without the L2 term
   * @return the mean loss of the batch, without the L2 term
   */
  public double compute(B batch, long step, FloatBlock gradient) {
    int n = batch.size();
    network.prepare(workers);
    while (slotGradients.size() < slots - 1) slotGradients.add(new FloatBlock(gradient.length()));
    double[] losses = new double[slots];
    workers.run(
        slots,
        (slot, thread) -> {
          int first = n * slot / slots;
          int count = n * (slot + 1) / slots - first;
          FloatBlock into = slot == 0 ? gradient : slotGradients.get(slot - 1);
          if (count == 0) into.clear(0, into.length());
          else losses[slot] = pass(thread).gradient(batch, first, count, step, into);
        });
    addSlots(gradient);
    return Arrays.stream(losses).sum();
  }

  // Each thread sees its own place of the list only.
  private Network.GradientPass<B> pass(int thread) {
    Network.GradientPass<B> pass = passes.get(thread);
    if (pass == null) {
      pass = network.pass(capacity);
      passes.set(thread, pass);
    }
    return pass;
  }

  private void addSlots(FloatBlock gradient) {
    long length = gradient.length();
    int pieces = (int) ((length + BLOCK - 1) / BLOCK);
    workers.run(
        pieces,
        (piece, thread) -> {
          float[] sum = new float[BLOCK];
          float[] more = new float[BLOCK];
          long at = (long) piece * BLOCK;
          int m = (int) Math.min(BLOCK, length - at);
          gradient.get(at, sum, 0, m);
          for (FloatBlock slot : slotGradients) {
            slot.get(at, more, 0, m);
            Floats.add(more, 0, sum, 0, m);
          }
          gradient.put(at, sum, 0, m);
        });
  }

  @Override
  public void close() {
    for (Network.GradientPass<B> pass : passes) if (pass != null) pass.close();
    slotGradients.forEach(FloatBlock::close);
    network.close();
  }
}
