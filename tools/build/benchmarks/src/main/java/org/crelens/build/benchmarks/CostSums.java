package org.crelens.build.benchmarks;

import java.io.PrintWriter;
import java.util.Arrays;
import org.crelens.atypeak.data.StepSeconds;
import org.crelens.libs.io.InputException;

/** The costs of all cell lines together. */
final class CostSums {
  private int lines;
  private long tasks;
  private final double[] hours = new double[5];
  private final long[] memory = new long[4];
  private double results;
  private double work;
  private double longest;
  private double catalogue;

  void add(CellLineCost cost) throws InputException {
    lines++;
    catalogue += cost.line().number("all_peaks");
    tasks += cost.tasks();
    for (int i = 0; i < hours.length; i++) hours[i] += cost.hours()[i];
    for (int i = 0; i < memory.length; i++) memory[i] = Math.max(memory[i], cost.memory()[i]);
    results += cost.results();
    work += cost.work();
    longest = Math.max(longest, cost.longest());
  }

  /**
   * Adds the task that splits the catalogue of all cell lines on two cores; all others wait for it.
   */
  void split(ToolCosts tools, StepSeconds time) {
    double seconds = time.reading("split-peaks", catalogue);
    tasks++;
    hours[2] += seconds / 3600;
    work += tools.bytes("split-peaks", catalogue) / CostCommand.GB;
    longest += seconds / 2 / 3600;
  }

  void print(PrintWriter out) {
    double all = Arrays.stream(hours).sum();
    out.println(CostCommand.text("cell_lines\t%d", lines));
    out.println(CostCommand.text("tasks\t%d", tasks));
    String[] steps = {"train", "score", "text", "normalize", "qscore"};
    for (int i = 0; i < steps.length; i++)
      out.println(
          CostCommand.text(
              "core_hours_%s\t%.1f\t%.0f %%", steps[i], hours[i], 100 * hours[i] / all));
    out.println(CostCommand.text("core_hours\t%.1f", all));
    String[] large = {"train", "score", "normalize", "qscore"};
    for (int i = 0; i < large.length; i++)
      out.println(CostCommand.text("largest_mb_%s\t%d", large[i], memory[i]));
    out.println(CostCommand.text("gb_results\t%.1f", results));
    out.println(CostCommand.text("gb_work\t%.1f", work));
    out.println(CostCommand.text("longest_hours\t%.2f", longest));
    for (int cores : new int[] {2, 64, 1000})
      out.println(
          CostCommand.text(
              "hours_on_%d_cores\t%.1f",
              cores, Math.max(all / cores, longest * Math.max(1, 4.0 / cores))));
  }
}
