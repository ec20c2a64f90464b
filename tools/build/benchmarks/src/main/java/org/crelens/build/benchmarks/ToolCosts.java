package org.crelens.build.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.TextOutput;

/** Straight lines through the time that the other tools took for a small and a large catalogue. */
final class ToolCosts {
  /** The time of these tools grows with the peaks that they read, that of others with rows. */
  private static final Set<String> OF_PEAKS = Set.of("split-peaks", "tensorize", "normalize");

  private final Map<String, double[]> lines = new LinkedHashMap<>();
  private final Map<String, Double> bytes = new LinkedHashMap<>();

  ToolCosts(List<TableRow> rows) throws InputException {
    Map<String, List<double[]>> points = new LinkedHashMap<>();
    for (TableRow row : rows) {
      String tool = row.text("tool");
      double of = row.number(OF_PEAKS.contains(tool) ? "peaks" : "rows");
      if (!row.text("seconds").isEmpty())
        points
            .computeIfAbsent(tool, x -> new ArrayList<>())
            .add(new double[] {of, row.number("seconds")});
      double per =
          row.number(
              Set.of("split-peaks", "normalize", "merge-windows").contains(tool)
                  ? "peaks"
                  : "rows");
      bytes.put(tool, row.number("bytes") / per);
    }
    points.forEach((tool, p) -> lines.put(tool, line(p)));
  }

  private static double[] line(List<double[]> points) {
    double[] a = points.get(0);
    double[] b = points.get(points.size() - 1);
    double slope = Math.max(0, (b[1] - a[1]) / (b[0] - a[0]));
    return new double[] {Math.max(0, a[1] - slope * a[0]), slope};
  }

  /** Core-seconds by tool: to start, and for a million peaks or rows. */
  Map<String, Map<String, Double>> coefficients() {
    Map<String, Map<String, Double>> byTool = new LinkedHashMap<>();
    lines.forEach(
        (tool, line) -> {
          Map<String, Double> ofTool = new LinkedHashMap<>();
          ofTool.put("start", line[0]);
          ofTool.put("million", line[1] * 1e6);
          byTool.put(tool, ofTool);
        });
    return byTool;
  }

  /** Bytes that a tool writes for so many peaks or rows. */
  double bytes(String tool, double n) {
    return bytes.get(tool) * n;
  }

  void write(TextOutput out) throws IOException {
    for (Map.Entry<String, Map<String, Double>> line : coefficients().entrySet())
      for (Map.Entry<String, Double> of : line.getValue().entrySet())
        out.row(line.getKey(), of.getKey(), of.getValue());
    for (Map.Entry<String, Double> one : bytes.entrySet())
      out.row(one.getKey(), "bytes_each", one.getValue());
  }
}
