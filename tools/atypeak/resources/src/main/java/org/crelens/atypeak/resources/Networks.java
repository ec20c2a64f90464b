package org.crelens.atypeak.resources;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.ModelFile;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.TensorSummary;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.io.InputException;

/**
 * The networks that work on a tensor.
 *
 * @param shapes one for each model, never empty
 * @param batchSize draws of a training batch
 */
record Networks(List<Shape> shapes, int batchSize) {
  Networks {
    shapes = List.copyOf(shapes);
  }

  /** Models that are still to be trained, all with the same hyperparameters. */
  static Networks planned(
      TensorSummary summary, int filters, int deepDim, int batchSize, int models) {
    try {
      Shape shape = summary.shape(filters, deepDim, Shape.KERNEL);
      return new Networks(java.util.Collections.nCopies(models, shape), batchSize);
    } catch (IllegalArgumentException e) {
      throw new UsageException("these sizes make no network: " + e.getMessage());
    }
  }

  /**
   * Models that are given.
   *
   * @throws InputException when a file is no model, or one of another tensor
   */
  static Networks given(TensorSummary summary, List<Path> models) throws IOException {
    List<Shape> shapes = new ArrayList<>();
    int batchSize = 1;
    for (Path file : models) {
      ModelFile.Said said = ModelFile.readInfo(file);
      Axes axes = said.axes();
      if (axes.d() != summary.datasets() || axes.t() != summary.trs())
        throw new InputException(
            file,
            "its axes are "
                + axes.d()
                + " datasets and "
                + axes.t()
                + " TRs, those of the tensor "
                + summary.datasets()
                + " and "
                + summary.trs(),
            "make the tensor with tensorize --axes MODEL");
      batchSize = Math.max(batchSize, option(file, said, "batchSize"));
      try {
        shapes.add(
            summary.shape(
                option(file, said, "filters"),
                option(file, said, "deepDim"),
                option(file, said, "kernel")));
      } catch (IllegalArgumentException e) {
        throw new InputException(
            file,
            "its sizes make no network for the tensor: " + e.getMessage(),
            ModelFile.EXPECTED);
      }
    }
    return new Networks(shapes, batchSize);
  }

  private static int option(Path file, ModelFile.Said said, String name) throws InputException {
    JsonElement value = said.options() == null ? null : said.options().get(name);
    try {
      if (value != null) return value.getAsInt();
    } catch (RuntimeException e) {
      throw ModelFile.incomplete(file);
    }
    throw ModelFile.incomplete(file);
  }
}
