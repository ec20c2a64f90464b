package org.crelens.common.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.crelens.libs.chart.Json;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.CellLineSummary.Histogram;
import org.crelens.libs.summary.CellLineSummary.Model;
import org.crelens.libs.summary.CellLineSummary.Statistic;

/** Custom content for MultiQC: one JSON file per section of its report. */
final class Multiqc {
  private static final String PARENT = "crelens";

  private Multiqc() {}

  /** File names and their content; a file that would be empty is left out. */
  static Map<String, String> files(List<CellLineSummary> summaries) {
    Map<String, String> files = new LinkedHashMap<>();
    put(files, "crelens_summary", table(summaries));
    put(files, "crelens_loss", loss(summaries));
    put(files, "crelens_raw_scores", scores(summaries, true));
    put(files, "crelens_final_scores", scores(summaries, false));
    put(files, "crelens_tr_medians", medians(summaries));
    return files;
  }

  private static void put(Map<String, String> files, String id, Map<String, Object> content) {
    if (content == null) return;
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", id);
    all.put("parent_id", PARENT);
    all.put("parent_name", "crelens");
    all.put(
        "parent_description",
        "Scores of peaks by how well the peaks around them corroborate them.");
    all.putAll(content);
    if (content.get("data") instanceof Curves curves)
      files.put(id + "_mqc.yaml", yaml(all, curves));
    else files.put(id + "_mqc.json", Json.text(all) + "\n");
  }

  /**
   * Lines of a plot: MultiQC orders positions by their keys, which in JSON would be text.
   *
   * @param lines per name, positions and their values
   */
  private record Curves(Map<String, List<double[]>> lines) {}

  private static String yaml(Map<String, Object> all, Curves curves) {
    StringBuilder yaml = new StringBuilder();
    // JSON is YAML, but for keys that are numbers.
    all.forEach(
        (key, value) -> {
          if (value != curves) yaml.append(key).append(": ").append(Json.text(value)).append('\n');
        });
    yaml.append("data:\n");
    curves
        .lines()
        .forEach(
            (name, points) -> {
              yaml.append("  ").append(Json.text(name)).append(":\n");
              for (double[] point : points)
                yaml.append("    ")
                    .append(plain(point[0]))
                    .append(": ")
                    .append(plain(point[1]))
                    .append('\n');
            });
    return yaml.toString();
  }

  // YAML takes a number with an exponent for text, unless it also has a point and a sign.
  private static String plain(double value) {
    return new BigDecimal(value).round(new MathContext(10)).stripTrailingZeros().toPlainString();
  }

  private static Map<String, Object> section(
      String name, String description, String type, Map<String, Object> config, Object data) {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("section_name", name);
    section.put("description", description);
    section.put("plot_type", type);
    section.put("pconfig", config);
    section.put("data", data);
    return section;
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2)
      if (pairs[i + 1] != null) map.put((String) pairs[i], pairs[i + 1]);
    return map;
  }

  private static Map<String, Object> table(List<CellLineSummary> summaries) {
    Map<String, Object> rows = new TreeMap<>(ByteOrder.NAMES);
    for (CellLineSummary s : summaries) {
      KeyFigures k = KeyFigures.of(s);
      rows.put(
          s.cellLine(),
          map(
              "peaks", k.peaks(),
              "windows", k.windows(),
              "sources", k.sources(),
              "epochs", k.epochs(),
              "loss", finite(k.loss()),
              "total_q", finite(k.q()),
              "floored", k.floored(),
              "capped", k.capped(),
              "warnings", (long) s.warnings().size()));
    }
    Map<String, Object> section =
        section(
            "Cell lines",
            "Sizes, training and normalisation of each cell line. Total Q: lower is better, comparable on the same windows only.",
            "table",
            map(
                "id",
                "crelens_summary_table",
                "title",
                "crelens: cell lines",
                "col1_header",
                "Cell line"),
            rows);
    section.put(
        "headers",
        map(
            "peaks", header("Peaks", "Peaks that were scored", "{:,.0f}"),
            "windows", header("Windows", "Windows with peaks", "{:,.0f}"),
            "sources", header("Sources", "Datasets and TRs with a peak", "{:,.0f}"),
            "epochs", header("Epochs", "Epochs of the first model", "{:,.0f}"),
            "loss", header("Last loss", "Loss of the last epoch", "{:,.5f}"),
            "total_q", header("Total Q", "Q-score, mean of the models", "{:,.3f}"),
            "floored",
                header(
                    "Floored k",
                    "Sources whose factor, in any model, was set to the lower limit",
                    "{:,.0f}"),
            "capped",
                header(
                    "Capped k",
                    "Sources whose factor, in any model, was held at the upper limit",
                    "{:,.0f}"),
            "warnings", header("Warnings", "Read them in report.html", "{:,.0f}")));
    return rows.isEmpty() ? null : section;
  }

  private static Map<String, Object> header(String title, String description, String format) {
    return map("title", title, "description", description, "format", format);
  }

  private static Double finite(Double value) {
    return value == null || !Double.isFinite(value) ? null : value;
  }

  private static Map<String, Object> loss(List<CellLineSummary> summaries) {
    Map<String, List<double[]>> lines = new TreeMap<>(ByteOrder.NAMES);
    for (CellLineSummary s : summaries) {
      if (s.models() == null) continue;
      List<String> seeds = Seeds.of(s.models());
      for (int k = 0; k < seeds.size(); k++) {
        Model m = s.models().get(k);
        List<double[]> line = new ArrayList<>();
        for (int i = 0; i < m.losses().size(); i++)
          if (Double.isFinite(m.losses().get(i))) line.add(new double[] {i + 1, m.losses().get(i)});
        String name =
            s.models().size() == 1 ? s.cellLine() : s.cellLine() + " seed " + seeds.get(k);
        if (!line.isEmpty()) lines.put(name, line);
      }
    }
    return lines.isEmpty()
        ? null
        : section(
            "Loss",
            "Loss per epoch: it should fall quickly, then level off.",
            "linegraph",
            map(
                "id",
                "crelens_loss_plot",
                "title",
                "crelens: loss per epoch",
                "xlab",
                "Epoch",
                "ylab",
                "Loss",
                "ylog",
                true,
                "x_decimals",
                false),
            new Curves(lines));
  }

  private static Map<String, Object> scores(List<CellLineSummary> summaries, boolean raw) {
    Map<String, List<double[]>> lines = new TreeMap<>(ByteOrder.NAMES);
    for (CellLineSummary s : summaries) {
      if (s.scores() == null) continue;
      Histogram h = raw ? s.scores().raw() : s.scores().finals();
      if (h == null) continue;
      double total = h.counts().stream().mapToLong(Long::longValue).sum();
      List<double[]> line = new ArrayList<>();
      for (int i = 0; i < h.counts().size() && total > 0; i++)
        line.add(new double[] {h.from() + (i + 0.5) * h.width(), 100 * h.counts().get(i) / total});
      if (!line.isEmpty()) lines.put(s.cellLine(), line);
    }
    String stage = raw ? "raw" : "final";
    return lines.isEmpty()
        ? null
        : section(
            raw ? "Raw scores" : "Final scores",
            raw
                ? "Scores of all peaks as the model rebuilds them."
                : "Scores of all peaks after normalisation: low are peaks without their usual partners.",
            "linegraph",
            map(
                "id",
                "crelens_" + stage + "_scores_plot",
                "title",
                "crelens: " + stage + " scores",
                "xlab",
                "Score",
                "ylab",
                "% of peaks",
                "ymin",
                0L),
            new Curves(lines));
  }

  private static Map<String, Object> medians(List<CellLineSummary> summaries) {
    Map<String, Map<String, Double>> byLine = new TreeMap<>(ByteOrder.NAMES);
    TreeSet<String> trs = new TreeSet<>(ByteOrder.NAMES);
    for (CellLineSummary s : summaries) {
      if (s.statistics() == null) continue;
      for (Statistic t : s.statistics().trs()) {
        if (!t.stage().equals("raw")) continue;
        byLine.computeIfAbsent(s.cellLine(), k -> new TreeMap<>()).put(t.name(), t.median());
        trs.add(t.name());
      }
    }
    if (byLine.isEmpty()) return null;
    List<Object> cells = new ArrayList<>();
    for (Map<String, Double> medians : byLine.values())
      cells.add(trs.stream().map(tr -> medians.getOrDefault(tr, Double.NaN)).toList());
    Map<String, Object> section =
        section(
            "TR medians",
            "Median raw score per TR: low ones are badly supported by the rest of their catalogue, or rare.",
            "heatmap",
            map(
                "id",
                "crelens_tr_medians_plot",
                "title",
                "crelens: median raw score per TR",
                "xlab",
                "TR",
                "ylab",
                "Cell line",
                "square",
                false,
                "xcats_samples",
                false,
                "ycats_samples",
                true,
                "display_values",
                false),
            cells);
    section.put("xcats", List.copyOf(trs));
    section.put("ycats", List.copyOf(byLine.keySet()));
    return section;
  }
}
