package org.crelens.atypeak.resources;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableWriter;

/**
 * The table of what steps need, one row per step.
 *
 * @param rows in the order of the file
 */
record ResourceTable(List<Row> rows) {
  /**
   * What one task of a step needs.
   *
   * @param step name of the step, as the tool or the process is called
   * @param cpus cores that memory and time are counted for
   * @param memoryMb memory that the task asks for, in MiB
   * @param seconds estimated wall time of one task
   * @param shards tasks among which the step is shared
   */
  record Row(String step, int cpus, long memoryMb, long seconds, int shards) {}

  void write(Path file) throws IOException {
    try (Outputs outputs = new Outputs()) {
      try (TableWriter table =
          TableWriter.create(outputs, file, "step", "cpus", "memory_mb", "seconds", "shards")) {
        for (Row row : rows) table.row(row.step, row.cpus, row.memoryMb, row.seconds, row.shards);
      }
      outputs.commit();
    }
  }
}
