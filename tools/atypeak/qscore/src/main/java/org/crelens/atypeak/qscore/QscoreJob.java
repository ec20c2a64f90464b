package org.crelens.atypeak.qscore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Sample;
import org.crelens.atypeak.data.SampleChoice;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.StepMemory;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.atypeak.model.Model;
import org.crelens.atypeak.model.Rebuilder;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.MemoryNeed;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.io.Outputs;

/**
 * Judges models on a sample of windows, binary, squished and uncrumbed.
 *
 * @param tensor tensor file
 * @param models model files, one per seed; all are judged on the same windows
 * @param choice which windows to judge
 * @param seed of the sample
 * @param threads worker threads; results do not depend on them
 * @param limits of memory
 */
record QscoreJob(
    Path tensor,
    List<Path> models,
    SampleChoice choice,
    long seed,
    int threads,
    MemoryLimits limits) {
  QscoreJob {
    models = List.copyOf(models);
  }

  /**
   * A judged model.
   *
   * @param seed of its training
   * @param score its score
   */
  record Judged(long seed, QScore score) {}

  /** Judges, and writes {@code folder} whole or not at all. */
  List<Judged> run(Path folder, Reporter report) throws IOException {
    try (Outputs outputs = new Outputs()) {
      // First, so that a place that cannot be written to is told before the work.
      outputs.folder(folder);
      Tensor.readHeader(tensor);
      for (Path file : models)
        requireMemory(Model.readInfo(file).shape(), StepMemory.Content.UNKNOWN, 0, report);
      Tensor read = Tensor.read(tensor);
      Sample sample = choice.of(read, seed);
      StepMemory.Content content = new StepMemory.Content(read.size(), read.rows());
      for (Path file : models)
        requireMemory(Model.readInfo(file).shape(), content, sample.size(), report);
      List<Judged> judged = new ArrayList<>();
      for (Path file : models) {
        try (Model model = Model.read(file)) {
          model.requireFits(read.header(), tensor);
          long modelSeed = model.info().seed();
          judged.add(new Judged(modelSeed, judge(read, sample, model, threads, report)));
        }
      }
      QscoreWriter.write(outputs, folder, judged);
      outputs.commit();
      return judged;
    }
  }

  private void requireMemory(
      Shape shape, StepMemory.Content content, long sampled, Reporter report) {
    MemoryNeed need = StepMemory.qscore(shape, threads, content, sampled, models.size());
    need.require(limits, StepMemory.modelOf(shape), "lower --threads or the sample");
    if (content.rows() > 0) report.detail("memory: %s", need);
  }

  /** The Q-score of one model on {@code sample}. */
  static QScore judge(Tensor read, Sample sample, Model model, int threads, Reporter report)
      throws IOException {
    Dimensions dimensions = new Dimensions(read.header().axes());
    WindowSums sums = new WindowSums(dimensions, read.header().bins(), sample.size());
    report.progress("rebuilding", 0, sample.size());
    int[] done = {0};
    try (Rebuilder rebuilder = model.rebuilder(threads)) {
      rebuilder.rebuild(
          sample.size(),
          () -> {
            WindowFiller filler = new WindowFiller(read, Crumb.NONE);
            return (k, into, offset) -> filler.fill(sample.indices()[k], into, offset);
          },
          sums,
          part -> {
            sums.accept(part);
            done[0] = Math.min(sample.size(), done[0] + Rebuilder.BATCH);
            report.progress("rebuilding", done[0], sample.size());
          });
    }
    return QScore.of(dimensions, sums);
  }
}
