package org.crelens.atypeak.resources;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.crelens.atypeak.data.ModelDescription;
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
      return new Networks(Collections.nCopies(models, shape), batchSize);
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
      ModelDescription description = ModelDescription.read(file);
      Shape shape = description.shape(file);
      if (shape.datasets() != summary.datasets()
          || shape.trs() != summary.trs()
          || shape.bins() != summary.bins())
        throw new InputException(
            file,
            "it has "
                + sizes(shape.datasets(), shape.trs(), shape.bins())
                + ", and the tensor "
                + sizes(summary.datasets(), summary.trs(), summary.bins()),
            "make the tensor with tensorize --axes MODEL");
      shapes.add(shape);
      batchSize = Math.max(batchSize, description.option(file, "batchSize"));
    }
    return new Networks(shapes, batchSize);
  }

  private static String sizes(int datasets, int trs, int bins) {
    return datasets + " datasets, " + trs + " TRs and " + bins + " bins";
  }
}
