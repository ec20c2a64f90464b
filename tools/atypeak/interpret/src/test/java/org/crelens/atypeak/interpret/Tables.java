package org.crelens.atypeak.interpret;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.TensorWriter;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.Outputs;

/** Tensor files and tables for tests. */
final class Tables {
  private Tables() {}

  /** A header of windows of 800 bases in bins of 10. */
  static TensorHeader header(int windows, List<String> datasets, List<String> trs) {
    return new TensorHeader(
        "x",
        windows,
        800,
        10,
        new Crumb(0.1, Crumb.Order.CRUMB_FIRST),
        new Axes(datasets, trs),
        Map.of());
  }

  /**
   * Writes a tensor file.
   *
   * @param rows contig, window, its start and end, cell, start and end of the peak
   */
  static Path write(Path file, TensorHeader header, List<Object[]> rows) throws IOException {
    try (Outputs outputs = new Outputs()) {
      try (TensorWriter writer = new TensorWriter(outputs, file, header)) {
        for (Object[] r : rows)
          writer.row(
              (String) r[0],
              (int) r[1],
              (int) r[2],
              (int) r[3],
              (int) r[4],
              (int) r[5],
              (int) r[6]);
      }
      outputs.commit();
    }
    return file;
  }

  /** The tensor of some rows, read again. */
  static Tensor tensor(Path file, TensorHeader header, List<Object[]> rows) throws IOException {
    return Tensor.read(write(file, header, rows));
  }

  /** Fields of all lines of a table, its header too. */
  static List<String[]> read(Path file) throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (LineSource lines = new LineSource(file)) {
      while (lines.next()) rows.add(lines.text().split("\t", -1));
    }
    return rows;
  }
}
