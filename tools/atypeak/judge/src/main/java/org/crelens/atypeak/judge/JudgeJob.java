package org.crelens.atypeak.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.StepMemory;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.atypeak.judge.Expectation.Measured;
import org.crelens.atypeak.model.Model;
import org.crelens.atypeak.model.Rebuilder;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.MemoryNeed;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.Outputs;

/**
 * Judges the models of an experiment on catalogues whose truth is known: binary, squished,
 * uncrumbed windows, as scores are made.
 *
 * @param experiment what is expected
 * @param candidates the models in the order of the experiment's labels
 * @param threads worker threads; results do not depend on them
 * @param limits of memory
 */
record JudgeJob(
    Experiment experiment, List<Candidate> candidates, int threads, MemoryLimits limits) {
  JudgeJob {
    candidates = List.copyOf(candidates);
  }

  /**
   * A model and what it is judged on.
   *
   * @param label its name in the experiment
   * @param model model file
   * @param tensor tensor file of the simulated catalogue
   * @param truth truth of the same simulation
   * @param totalQ total.txt of qscore; null for none
   */
  record Candidate(String label, Path model, Path tensor, Path truth, Path totalQ) {}

  /** Judges, and writes {@code folder} whole or not at all. */
  List<Findings> run(Path folder, Reporter report) throws IOException {
    try (Outputs outputs = new Outputs()) {
      // First, so that a place that cannot be written to is told before the work.
      outputs.folder(folder);
      for (Candidate one : candidates) requireMemory(one, StepMemory.Content.UNKNOWN);
      List<Findings> all = new ArrayList<>();
      for (Candidate one : candidates) all.add(judge(one, report));
      JudgeFiles.write(outputs, folder, experiment, all);
      outputs.commit();
      return all;
    }
  }

  private void requireMemory(Candidate one, StepMemory.Content content) throws IOException {
    Shape shape = Model.readInfo(one.model()).shape();
    MemoryNeed need = StepMemory.judging(shape, threads, content, candidates.size());
    need.require(limits, StepMemory.modelOf(shape), "lower --threads or judge fewer regions");
  }

  private Findings judge(Candidate one, Reporter report) throws IOException {
    Tensor tensor = Tensor.read(one.tensor());
    requireMemory(one, new StepMemory.Content(tensor.size(), tensor.rows()));
    Truth truth = Truth.read(one.truth(), tensor.header().axes());
    Observer observer = new Observer(truth, tensor, one.tensor());
    Observations seen = new Observations();
    try (Model model = Model.read(one.model())) {
      model.requireFits(tensor.header(), one.tensor());
      int[] done = {0};
      report.progress(one.label(), 0, tensor.size());
      try (Rebuilder rebuilder = model.rebuilder(threads)) {
        rebuilder.rebuild(
            tensor.size(),
            () -> new WindowFiller(tensor, Crumb.NONE)::fill,
            observer,
            part -> {
              seen.addAll(part);
              done[0] = Math.min(tensor.size(), done[0] + Rebuilder.BATCH);
              report.progress(one.label(), done[0], tensor.size());
            });
      }
      return new Findings(
          one.label(),
          model.info(),
          truth.groups(),
          seen,
          closeness(truth, model),
          totalQ(one.totalQ()));
    }
  }

  private Closeness closeness(Truth truth, Model model) throws IOException {
    int trs = truth.axes().t();
    int[] sources =
        truth.reliable().stream()
            .flatMap(y -> truth.grouped().stream().map(z -> y * trs + z))
            .toArray();
    double[][] alone = model.probe(threads).alone(truth.axes(), model.info().crumb(), sources);
    return Closeness.of(truth, sources, alone, trs);
  }

  private static Measured totalQ(Path file) throws IOException {
    if (file == null) return new Measured(Double.NaN, 0);
    String expected = "expected total.txt of qscore";
    try (LineSource lines = new LineSource(file)) {
      if (!lines.nextRecord()) throw new InputException(file, "holds no line", expected);
      List<String> names = List.of(lines.text().split("\t"));
      int q = names.indexOf("total_q");
      int windows = names.indexOf("windows");
      if (q < 0 || windows < 0) throw lines.error("no columns total_q and windows", expected);
      if (!lines.nextRecord() || lines.fields() < names.size())
        throw new InputException(file, "holds no total", expected);
      return new Measured(lines.number(q, "total_q"), lines.coordinate(windows, "windows"));
    }
  }
}
