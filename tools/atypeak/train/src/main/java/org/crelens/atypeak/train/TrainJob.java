package org.crelens.atypeak.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.StepMemory;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.model.Model;
import org.crelens.atypeak.model.Training;
import org.crelens.atypeak.model.TrainingOptions;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.MemoryNeed;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/** A tensor file to a model and its losses (spec, section 6). */
record TrainJob(Path tensorFile, TrainingOptions options, int threads, MemoryLimits limits) {
  private static final String LESS_MEMORY =
      "lower --deep-dim, --filters or --batch-size, or keep fewer sources (tensorize --top-trs, --min-peaks)";

  void run(Reporter report, Path output, Path lossFile) throws IOException {
    try (Outputs outputs = new Outputs()) {
      outputs.stage(output);
      if (lossFile != null) outputs.stage(lossFile);
      TensorHeader header = Tensor.readHeader(tensorFile);
      requireNames(header.axes());
      Shape shape = Training.shape(header, options);
      requireMemory(shape, StepMemory.Content.UNKNOWN, report);
      Tensor tensor = Tensor.read(tensorFile);
      requireMemory(shape, new StepMemory.Content(tensor.size(), tensor.rows()), report);
      try (Training training = new Training(tensor.header(), options, threads)) {
        report.info(
            "%d parameters; %d of %d windows hold peaks",
            training.shape().parameterCount(), tensor.size(), tensor.header().windows());
        Model model =
            training.run(
                tensor, report, (epoch, loss) -> report.info("epoch %d: loss %.6f", epoch, loss));
        model.write(outputs, output);
        if (lossFile != null) writeLosses(outputs, lossFile, model);
        report.info(
            "%s: stopped after epoch %d (%s); weights of epoch %d",
            output, model.info().losses().size(), model.info().stopped(), model.info().keptEpoch());
      }
      outputs.commit();
    }
  }

  // Once from the header, before a large file is read, and once when its rows are known.
  private void requireMemory(Shape shape, StepMemory.Content content, Reporter report) {
    MemoryNeed need = StepMemory.training(shape, options.batchSize(), threads, content);
    need.require(
        limits,
        String.format(
            Locale.ROOT,
            "training a network of %,d parameters on batches of %d windows of %,d cells",
            shape.parameterCount(),
            options.batchSize(),
            shape.windowCells()),
        LESS_MEMORY);
    if (content.rows() > 0) report.detail("memory: %s", need);
  }

  private void requireNames(Axes axes) {
    known("--dataset-weights", options.datasetWeights(), axes.datasets());
    known("--tr-weights", options.trWeights(), axes.trs());
    known("--source-weights", options.sourceWeights(), axes.cellsBySource().keySet());
  }

  private static void known(
      String option, Map<String, Double> weights, java.util.Collection<String> names) {
    List<String> unknown = new ArrayList<>(weights.keySet());
    unknown.removeAll(names);
    UsageException.require(
        unknown.isEmpty(),
        option + " names " + unknown + ", which the tensor does not have; it has " + names);
  }

  private static void writeLosses(Outputs outputs, Path file, Model model) throws IOException {
    try (TextOutput out = TextOutput.table(outputs, file)) {
      out.row("epoch", "loss", "kept");
      for (int e = 0; e < model.info().losses().size(); e++)
        out.row(e + 1, model.info().losses().get(e), e + 1 == model.info().keptEpoch() ? 1 : 0);
    }
  }

  /** Reads a table with the columns dataset, tf (or tr), weight. */
  static Map<String, Double> readWeights(Path file) throws IOException {
    Map<String, Double> weights = new LinkedHashMap<>();
    try (LineSource lines = new LineSource(file)) {
      boolean header = true;
      while (lines.nextRecord()) {
        if (lines.fields() != 3)
          throw lines.error(lines.fields() + " columns", "expected dataset, tf, weight");
        if (header) {
          header = false;
          String names = lines.text();
          if (!names.equals("dataset\ttf\tweight") && !names.equals("dataset\ttr\tweight"))
            throw lines.error("header '" + names + "'", "expected dataset, tf, weight");
          continue;
        }
        double weight = lines.number(2, "weight");
        if (!(weight >= 0) || Double.isInfinite(weight))
          throw lines.error("weight " + weight, "expected 0 or more");
        if (weights.put(lines.field(0) + "." + lines.field(1), weight) != null)
          throw lines.error("source named twice", "expected each source once");
      }
    }
    if (weights.isEmpty())
      throw new InputException(file, "holds no weight", "expected one per line");
    return weights;
  }
}
