package org.crelens.build.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.crelens.atypeak.data.NetworkWork;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.StepMemory;
import org.crelens.atypeak.data.StepSeconds;
import org.crelens.libs.io.InputException;

/**
 * What a cell line costs.
 *
 * @param line its row of the table of cell lines
 * @param shards tasks that score with one model
 * @param tasks all tasks
 * @param hours core-hours to train, to score, of text, to normalize, of the Q-score
 * @param memory MB to train, to score, to normalize, of the Q-score
 * @param results GB of results
 * @param work GB of the work folder
 * @param longest hours of the tasks that follow each other
 */
record CellLineCost(
    TableRow line,
    int shards,
    int tasks,
    double[] hours,
    long[] memory,
    double results,
    double work,
    double longest) {
  static final Object[] COLUMNS = {
    "cell_line",
    "peaks",
    "datasets",
    "trs",
    "windows_with_peaks",
    "filters",
    "deep_dim",
    "shards",
    "tasks",
    "core_hours_train",
    "core_hours_score",
    "core_hours_text",
    "core_hours_normalize",
    "core_hours_qscore",
    "mb_train",
    "mb_score",
    "mb_normalize",
    "mb_qscore",
    "gb_results",
    "gb_work",
    "longest_hours"
  };

  /**
   * What a cell line costs.
   *
   * @param line its row of the table of cell lines
   * @param epochs of training
   * @param seeds models for the cell line
   */
  static CellLineCost of(TableRow line, int epochs, int seeds, StepSeconds seconds, ToolCosts tools)
      throws InputException {
    Shape shape = CostCommand.shape(line);
    double windows = line.number("windows");
    double full = line.number("windows_with_peaks");
    double rows = line.number("rows");
    double sources = line.number("sources");
    NetworkWork work = new NetworkWork(shape, rows / full);
    // As many windows of a batch are left as there are windows with peaks.
    double drawn = Math.max(1, CostCommand.DRAWS * full / windows);
    double train = seconds.train(work, drawn, epochs * CostCommand.DRAWS);
    double score = full * seconds.scoringWindow(work);
    double sample = 200 * drawn;
    double normalize = seconds.normalize(work, line.number("peaks"), sources, 1);
    double judge = seconds.qscore(work, sample);
    StepMemory.Content content = new StepMemory.Content((long) full, (long) rows);
    int shards = seconds.shards(work, (long) full);
    double tensorize = seconds.reading("tensorize", line.number("all_peaks"));
    double crumb = seconds.reading("crumb", rows);
    double merge = seconds.reading("merge-windows", rows * seeds);
    double model = 12.0 * shape.parameterCount();
    double results =
        tools.bytes("tensorize", rows)
            + tools.bytes("merge-windows", line.number("peaks"))
            + tools.bytes("normalize", line.number("peaks"))
            + seeds * model;
    return new CellLineCost(
        line,
        shards,
        5 + seeds * (1 + shards),
        new double[] {
          seeds * train / 3600,
          seeds * score / 3600,
          (tensorize + crumb + merge) / 3600,
          normalize / 3600,
          seeds * judge / 3600
        },
        new long[] {
          StepMemory.training(shape, (int) CostCommand.DRAWS, CostCommand.CORES, content)
              .megabytes(),
          StepMemory.scoring(shape, CostCommand.CORES, content).megabytes(),
          StepMemory.normalize(
                  shape,
                  CostCommand.CORES,
                  content,
                  (long) line.number("peaks"),
                  (long) sources,
                  (long) sample)
              .megabytes(),
          StepMemory.qscore(shape, CostCommand.CORES, content, (long) sample, seeds).megabytes()
        },
        results / CostCommand.GB,
        // Results are copied from the work folder, where crumbed tensor and scores stay as well.
        (results + tools.bytes("crumb", rows) + seeds * tools.bytes("score", rows))
            / CostCommand.GB,
        (tensorize
                + crumb
                + train / CostCommand.CORES
                + score / CostCommand.CORES / shards
                + merge
                + normalize)
            / 3600);
  }

  /** Its row of cost.tsv. */
  Object[] row() throws InputException {
    List<Object> row = new ArrayList<>(List.of(line.text("cell_line")));
    for (String column :
        List.of("peaks", "datasets", "trs", "windows_with_peaks", "filters", "deep_dim"))
      row.add(line.text(column));
    row.add(shards);
    row.add(tasks);
    for (double h : hours) row.add(CostCommand.text("%.4f", h));
    for (long m : memory) row.add(m);
    row.add(CostCommand.text("%.3f", results));
    row.add(CostCommand.text("%.3f", work));
    row.add(CostCommand.text("%.2f", longest));
    return row.toArray();
  }
}
