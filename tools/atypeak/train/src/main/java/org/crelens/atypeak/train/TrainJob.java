package org.crelens.atypeak.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.LossTable;
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
import org.crelens.libs.io.Outputs;

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
        if (lossFile != null)
          LossTable.write(outputs, lossFile, model.info().losses(), model.info().keptEpoch());
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
}
