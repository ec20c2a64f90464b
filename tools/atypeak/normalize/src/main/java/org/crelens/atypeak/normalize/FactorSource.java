package org.crelens.atypeak.normalize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.atypeak.data.Factors;
import org.crelens.atypeak.data.Sample;
import org.crelens.atypeak.data.SampleChoice;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.StepMemory;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.model.Model;
import org.crelens.atypeak.model.ModelInfo;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.MemoryNeed;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.io.InputException;

/** Where the k table comes from. */
sealed interface FactorSource permits FactorSource.Table, FactorSource.Models {
  /**
   * The k table.
   *
   * @param cellLine of the peaks that it is for
   * @param asOriginal spec, section 13
   */
  Factors factors(String cellLine, boolean asOriginal, Reporter report) throws IOException;

  /**
   * Looks whether it can be made at all, from headers only, before anything is read.
   *
   * @throws org.crelens.libs.cli.MemoryException when memory does not suffice for it
   */
  default void requireMemory(Reporter report) throws IOException {}

  /** A given table. */
  record Table(Path file) implements FactorSource {
    @Override
    public Factors factors(String cellLine, boolean asOriginal, Reporter report)
        throws IOException {
      return Factors.read(file, asOriginal);
    }
  }

  /**
   * Trained models, one per seed; k is the mean of their bounded k.
   *
   * @param tensor tensor file to sample
   * @param models model files
   * @param choice which windows to sample
   * @param seed of the sample
   * @param threads worker threads
   * @param limits of memory
   */
  record Models(
      Path tensor,
      List<Path> models,
      SampleChoice choice,
      long seed,
      int threads,
      MemoryLimits limits)
      implements FactorSource {
    public Models {
      models = List.copyOf(models);
    }

    @Override
    public Factors factors(String cellLine, boolean asOriginal, Reporter report)
        throws IOException {
      Tensor read = Tensor.read(tensor);
      if (!read.header().cellLine().equals(cellLine))
        throw new InputException(
            tensor,
            "is of cell line "
                + read.header().cellLine()
                + ", but the raw scores are of "
                + cellLine,
            "expected the tensor file that was scored");
      Sample sample = choice.of(read, seed);
      SampleCells cells = new SampleCells(read, sample);
      if (cells.seen().length == 0)
        throw new InputException(
            tensor,
            "has no source in the sample: the value of every peak is 0",
            "expected a tensor file of tensorize or crumb");
      report.info("%,d windows in the sample, %,d sources", sample.size(), cells.seen().length);
      List<Factors> tables = new ArrayList<>();
      StepMemory.Content content = new StepMemory.Content(read.size(), read.rows());
      for (Path file : models)
        requireMemory(
            Model.readInfo(file).shape(), content, cells.seen().length, sample.size(), report);
      report.progress("probing", 0, models.size());
      for (Path file : models) {
        try (Model model = Model.read(file)) {
          model.requireFits(read.header(), tensor);
          ModelInfo info = model.info();
          tables.add(
              new CorrelationGroups(info.axes(), info.crumb(), cells, model.probe(threads))
                  .factors(asOriginal));
        }
        report.progress("probing", tables.size(), models.size());
      }
      return Factors.mean(tables);
    }

    @Override
    public void requireMemory(Reporter report) throws IOException {
      for (Path file : models)
        requireMemory(Model.readInfo(file).shape(), StepMemory.Content.UNKNOWN, 1, 0, report);
    }

    private void requireMemory(
        Shape shape, StepMemory.Content content, long sources, long sampled, Reporter report) {
      // Without the peaks, which have been read by then, or tell of themselves when they do not
      // fit.
      MemoryNeed need = StepMemory.normalize(shape, threads, content, 0, sources, sampled);
      need.require(
          limits,
          StepMemory.modelOf(shape) + " and " + sources + " sources",
          "lower --threads or the sample");
      if (content.rows() > 0) report.detail("memory: %s", need);
    }
  }
}
