package org.crelens.atypeak.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.TableReader;

/** Weights of sources in the loss of training: a table with the columns dataset, tf and weight. */
public final class SourceWeights {
  private static final String WHAT = "a table with the columns dataset, tf, weight";

  private SourceWeights() {}

  /**
   * Reads weights by {@code dataset.tr}.
   *
   * @throws InputException when a weight is negative, a source comes twice, or there is none
   */
  public static Map<String, Double> read(Path file) throws IOException {
    Map<String, Double> weights = new LinkedHashMap<>();
    try (TableReader table = TableReader.open(file, WHAT, "dataset", "weight")) {
      int dataset = table.column("dataset");
      int tr = table.column("tf", "tr");
      int weight = table.column("weight");
      while (table.next()) {
        double value = table.finite(weight);
        if (value < 0) throw table.error(weight, "is negative", "expected 0 or more");
        String source = new Source(table.text(dataset), table.text(tr)).toString();
        if (weights.put(source, value) != null)
          throw table.error("source " + source + " comes twice", "expected each source once");
      }
    }
    if (weights.isEmpty()) throw new InputException(file, "holds no weight", "expected " + WHAT);
    return weights;
  }
}
