package org.crelens.atypeak.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Tensor files for tests, as text. */
final class TensorFiles {
  private TensorFiles() {}

  static TensorHeader header(int windows, int length, int squish, int d, int t) {
    List<String> datasets = IntStream.range(0, d).mapToObj(i -> "d" + i).toList();
    List<String> trs = IntStream.range(0, t).mapToObj(i -> "t" + i).toList();
    Axes axes = new Axes(datasets, trs);
    return new TensorHeader("x", windows, length, squish, Crumb.NONE, axes, Map.of());
  }

  static Path write(Path file, TensorHeader header, List<String> rows) throws IOException {
    List<String> lines = new ArrayList<>(header.lines());
    lines.addAll(rows);
    return Files.write(file, lines);
  }

  /** A row; the peak is as long as its clipped part. */
  static String row(int window, int from, int to, int start, int end, String source, String value) {
    return String.join(
        "\t",
        "chr1",
        start + "",
        end + "",
        source + ".x",
        value,
        window + "",
        from + "",
        to + "",
        start + "",
        end + "");
  }
}
