package org.crelens.atypeak.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableWriter;

/** The loss table that {@code train} writes: one row per epoch. */
public final class LossTable {
  private LossTable() {}

  /**
   * Writes the table.
   *
   * @param losses loss of each epoch
   * @param keptEpoch the epoch whose weights the model holds, from 1
   */
  public static void write(Outputs outputs, Path target, List<Double> losses, int keptEpoch)
      throws IOException {
    try (TableWriter table = TableWriter.create(outputs, target, "epoch", "loss", "kept")) {
      for (int e = 1; e <= losses.size(); e++)
        table.add(e).add(losses.get(e - 1).doubleValue()).add(e == keptEpoch ? 1 : 0).endRow();
    }
  }
}
