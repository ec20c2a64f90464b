package org.crelens.atypeak.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.QscoreFiles;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.StepMemory;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.atypeak.judge.Expectation.Measured;
import org.crelens.atypeak.model.Model;
import org.crelens.atypeak.model.Rebuilder;
import org.crelens.libs.chart.DocumentFile;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.MemoryNeed;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.io.Outputs;

/**
 * Judges the models of an experiment on catalogues whose truth is known. Windows are binary,
 * squished and not crumbed, as for scores.
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

  /**
   * Judges, and writes the table of measures and the document for the report: both, or neither.
   *
   * @return all measures of the experiment
   */
  List<Measure> run(Path measuresFile, Path documentFile, Reporter report) throws IOException {
    try (Outputs outputs = new Outputs()) {
      // Places that cannot be written to are refused before the work.
      outputs.stage(measuresFile);
      outputs.stage(documentFile);
      for (Candidate one : candidates) requireMemory(one, StepMemory.Content.UNKNOWN);
      List<JudgedModel> models = new ArrayList<>();
      for (Candidate one : candidates) models.add(judge(one, report));
      List<Measure> measures = Measures.of(experiment, models);
      MeasureTable.write(measures, outputs, measuresFile);
      DocumentFile.write(
          StudyDocuments.experiment(experiment, models, measures), outputs, documentFile);
      outputs.commit();
      return measures;
    }
  }

  private void requireMemory(Candidate one, StepMemory.Content content) throws IOException {
    Shape shape = Model.readInfo(one.model()).shape();
    MemoryNeed need = StepMemory.judging(shape, threads, content, candidates.size());
    need.require(limits, StepMemory.modelOf(shape), "lower --threads or judge fewer regions");
  }

  private JudgedModel judge(Candidate one, Reporter report) throws IOException {
    Tensor tensor = Tensor.read(one.tensor());
    requireMemory(one, new StepMemory.Content(tensor.size(), tensor.rows()));
    Truth truth = Truth.read(one.truth(), tensor.header().axes());
    ValueCollector observer = new ValueCollector(truth, tensor, one.tensor());
    RebuiltValues seen = new RebuiltValues();
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
      return new JudgedModel(
          one.label(),
          model.info(),
          truth.groups(),
          seen,
          responses(truth, model),
          totalQ(one.totalQ()));
    }
  }

  private TrResponses responses(Truth truth, Model model) throws IOException {
    int trs = truth.axes().t();
    int[] sources =
        truth.reliable().stream()
            .flatMap(y -> truth.grouped().stream().map(z -> y * trs + z))
            .toArray();
    double[][] alone = model.probe(threads).alone(truth.axes(), model.info().crumb(), sources);
    return TrResponses.of(truth, sources, alone, trs);
  }

  private static Measured totalQ(Path file) throws IOException {
    if (file == null) return new Measured(Double.NaN, 0);
    QscoreFiles.Total total = QscoreFiles.readTotals(file).get(0);
    return new Measured(total.q(), total.windows());
  }
}
