package org.crelens.atypeak.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.crelens.atypeak.data.Shape;
import org.crelens.libs.engine.FloatBlock;
import org.crelens.libs.engine.Floats;
import org.crelens.libs.engine.InOrder;
import org.crelens.libs.engine.Workers;

/**
 * A worker takes a whole batch at a time; finished ones are handed on in order. Of several models
 * the mean is rebuilt; those of one shape share a worker's matrices.
 */
final class ParallelRebuilder implements Rebuilder {
  private final List<Weights> models = new ArrayList<>();
  private final List<Path> files;
  private final Workers workers;
  private final List<List<Pass>> passes = new ArrayList<>();
  private final float[][] windows;
  private final float[][] rebuilt;
  private final float[][] one;

  /**
   * @param shapes of the models; windows of all have the same cells
   * @param parameters of each
   * @param files of each, for messages
   */
  ParallelRebuilder(
      List<Shape> shapes, List<FloatBlock> parameters, List<Path> files, int threads) {
    this.files = List.copyOf(files);
    for (int m = 0; m < shapes.size(); m++)
      models.add(new Weights(shapes.get(m), parameters.get(m)));
    workers = new Workers(threads);
    for (int thread = 0; thread < threads; thread++) passes.add(new ArrayList<>());
    windows = new float[threads][];
    rebuilt = new float[threads][];
    one = new float[threads][];
    for (Weights weights : models) weights.prepare(false, workers);
  }

  @Override
  public <R> void rebuild(
      int n, Supplier<WindowSource> sourcePerWorker, BatchReader<R> reader, Consumer<R> inOrder) {
    int cells = models.get(0).shape.windowCells();
    WindowSource[] sources = new WindowSource[workers.threads()];
    InOrder<R> order = new InOrder<>(inOrder);
    workers.run(
        (n + BATCH - 1) / BATCH,
        (batch, thread) -> {
          if (windows[thread] == null) {
            windows[thread] = new float[BATCH * cells];
            rebuilt[thread] = new float[BATCH * cells];
            if (models.size() > 1) one[thread] = new float[BATCH * cells];
          }
          if (sources[thread] == null) sources[thread] = sourcePerWorker.get();
          int first = batch * BATCH;
          int count = Math.min(BATCH, n - first);
          for (int k = 0; k < count; k++)
            sources[thread].fill(first + k, windows[thread], k * cells);
          mean(thread, count, count * cells);
          order.done(batch, reader.read(first, count, windows[thread], rebuilt[thread]));
        });
  }

  private void mean(int thread, int count, int cells) {
    for (Weights weights : models) {
      Pass pass = pass(thread, weights);
      pass.forward(windows[thread], 0, count, null, false);
      if (!pass.within(Model.LARGEST_ACTIVATION))
        throw Model.overflow(files.get(models.indexOf(weights)));
      if (weights == models.get(0)) {
        pass.rebuilt(rebuilt[thread], 0);
      } else {
        pass.rebuilt(one[thread], 0);
        Floats.add(one[thread], 0, rebuilt[thread], 0, cells);
      }
    }
    if (models.size() > 1) for (int i = 0; i < cells; i++) rebuilt[thread][i] /= models.size();
  }

  private Pass pass(int thread, Weights weights) {
    for (Pass pass : passes.get(thread)) if (pass.use(weights)) return pass;
    Pass pass = new Pass(weights, BATCH);
    passes.get(thread).add(pass);
    return pass;
  }

  @Override
  public void close() {
    workers.close();
    for (List<Pass> ofThread : passes) ofThread.forEach(Pass::close);
    models.forEach(Weights::close);
  }
}
