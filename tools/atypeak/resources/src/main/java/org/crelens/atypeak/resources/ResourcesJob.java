package org.crelens.atypeak.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.crelens.atypeak.data.NetworkWork;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.StepMemory;
import org.crelens.atypeak.data.StepMemory.Content;
import org.crelens.atypeak.data.StepSeconds;
import org.crelens.atypeak.data.TensorSummary;
import org.crelens.atypeak.data.WorkUnits;
import org.crelens.libs.cli.MemoryNeed;

/**
 * Needs of the steps of a cell line.
 *
 * @param summary sizes of its tensor
 * @param networks its models
 * @param cpus cores of a task that runs the network
 * @param sample windows on which factors and Q-score are estimated
 * @param asked tasks for the scores of a model; null to choose by their time
 * @param batches of a training, all epochs together
 * @param judged models that are judged together
 */
record ResourcesJob(
    TensorSummary summary,
    Networks networks,
    int cpus,
    long sample,
    Integer asked,
    long batches,
    int judged) {
  private static final StepSeconds SECONDS = StepSeconds.fitted();

  ResourceTable table() {
    Content content = new Content(summary.windowsWithPeaks(), summary.rows());
    int models = networks.shapes().size();
    long peaks = summary.peaks();
    NetworkWork slowest = slowest();
    double window = SECONDS.scoringWindow(slowest);
    double windows = summary.windowsWithPeaks();
    double drawn = drawn(networks.batchSize());
    double sampled = drawn(sample);
    int shards = asked == null ? SECONDS.shards(slowest, summary.windowsWithPeaks()) : asked;
    long merged = summary.rows() * models;

    List<ResourceTable.Row> rows = new ArrayList<>();
    rows.add(
        network(
            "train",
            largest(shape -> StepMemory.training(shape, networks.batchSize(), cpus, content)),
            SECONDS.train(slowest, drawn, batches),
            Math.min(cpus, WorkUnits.TRAINING_SLOTS)));
    rows.add(
        new ResourceTable.Row(
            "score",
            cpus,
            largest(shape -> StepMemory.scoring(shape, cpus, content)),
            whole(windows * window / cpus / shards),
            shards));
    rows.add(
        network(
            "examples",
            largest(shape -> StepMemory.scoringAndShowing(shape, cpus, content)),
            WorkUnits.REBUILDING_BATCH * window,
            1));
    rows.add(
        network(
            "qscore",
            largest(shape -> StepMemory.qscore(shape, cpus, content, sample, models)),
            models * SECONDS.qscore(slowest, sampled),
            cpus));
    rows.add(
        network(
            "interpret",
            StepMemory.interpret(networks.shapes(), cpus, content, summary.sources())
                .taskMegabytes(),
            SECONDS.interpret(slowest, windows, models),
            cpus));
    rows.add(
        new ResourceTable.Row(
            "merge-windows",
            1,
            MemoryNeed.taskMegabytes(StepMemory.mergingMegabytes(merged)),
            whole(SECONDS.reading("merge-windows", merged)),
            1));
    rows.add(
        network(
            "normalize",
            largest(
                shape ->
                    StepMemory.normalize(shape, cpus, content, peaks, summary.sources(), sample)),
            SECONDS.normalize(slowest, peaks, summary.sources(), models),
            1));
    rows.add(
        new ResourceTable.Row(
            "summarize",
            1,
            StepMemory.summarizing(summary.datasets(), summary.trs(), content, peaks)
                .taskMegabytes(),
            whole(SECONDS.summarize(peaks)),
            1));
    rows.add(
        network(
            "judge",
            largest(shape -> StepMemory.judging(shape, cpus, content, judged)),
            judged * windows * window,
            cpus));
    return new ResourceTable(rows);
  }

  private ResourceTable.Row network(String step, long memory, double coreSeconds, int busy) {
    return new ResourceTable.Row(step, cpus, memory, whole(coreSeconds / busy), 1);
  }

  private static long whole(double seconds) {
    return Math.max(1, (long) Math.ceil(seconds));
  }

  /** Memory that a task asks for with any of the models. */
  private long largest(java.util.function.Function<Shape, MemoryNeed> need) {
    ToLongFunction<Shape> megabytes = shape -> need.apply(shape).taskMegabytes();
    return networks.shapes().stream().distinct().mapToLong(megabytes).max().orElseThrow();
  }

  private NetworkWork slowest() {
    return networks.shapes().stream()
        .distinct()
        .map(shape -> new NetworkWork(shape, summary.rowsPerWindow()))
        .max(java.util.Comparator.comparingDouble(SECONDS::scoringWindow))
        .orElseThrow();
  }

  /** Of so many draws among all windows, those that hold a peak: empty ones are dropped. */
  private double drawn(long draws) {
    return summary.windows() == 0
        ? draws
        : Math.max(1, (double) draws * summary.windowsWithPeaks() / summary.windows());
  }
}
