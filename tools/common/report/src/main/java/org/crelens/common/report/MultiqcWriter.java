package org.crelens.common.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Heatmap;
import org.crelens.libs.chart.Json;
import org.crelens.libs.chart.KeyFigure;
import org.crelens.libs.chart.Lines;
import org.crelens.libs.chart.Text;
import org.crelens.libs.io.ByteOrder;

/** Custom content for MultiQC: one file per part of its report, from what documents flag for it. */
final class MultiqcWriter {
  /** Columns of its general statistics that MultiQC shows at first; a click shows the others. */
  private static final int SHOWN = 4;

  private final RunDocuments documents;
  private final RunSettings info;
  private final Map<String, String> files = new LinkedHashMap<>();

  private MultiqcWriter(RunDocuments documents, RunSettings info) {
    this.documents = documents;
    this.info = info;
  }

  /** File names and their content; a file that would be empty is left out. */
  static Map<String, String> files(RunDocuments documents, RunSettings info) {
    MultiqcWriter writer = new MultiqcWriter(documents, info);
    writer.general();
    writer.versions();
    writer.table();
    writer.lines();
    writer.heatmaps();
    return writer.files;
  }

  private Map<String, Object> part(String id, String name, String description, String type) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("id", id);
    part.put("parent_id", "crelens");
    part.put("parent_name", "crelens");
    part.put("parent_description", "Results of crelens, method " + documents.method() + ".");
    part.put("section_name", name);
    part.put("description", description);
    part.put("plot_type", type);
    return part;
  }

  private static Map<String, Object> settings(String id, String title) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("id", id + (id.equals("crelens_summary") ? "_table" : "_plot"));
    settings.put("title", "crelens: " + title);
    return settings;
  }

  // ---- general statistics, where MultiQC sets samples of all programs side by side

  private void general() {
    Map<String, Object> headers = new LinkedHashMap<>();
    Map<String, Object> rows = new TreeMap<>(ByteOrder.NAMES);
    for (Document document : documents.items()) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (KeyFigure figure : document.keyFigures()) {
        if (!figure.multiqc()) continue;
        if (!headers.containsKey(figure.id())) {
          Map<String, Object> header = header(figure);
          header.put("namespace", "crelens");
          header.put("hidden", headers.size() >= SHOWN);
          headers.put(figure.id(), header);
        }
        if (figure.known()) row.put(figure.id(), figure.value());
      }
      if (!row.isEmpty()) rows.put(document.item(), row);
    }
    if (rows.isEmpty()) return;
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("id", "crelens_general");
    part.put("plot_type", "generalstats");
    part.put("headers", headers);
    part.put("data", rows);
    files.put("crelens_general_mqc.json", Json.text(part) + "\n");
  }

  // ---- versions

  private void versions() {
    Map<String, Set<String>> byTool = new TreeMap<>(ByteOrder.NAMES);
    for (Document document : documents.all())
      if (!document.version().isBlank())
        byTool
            .computeIfAbsent("crelens", k -> new TreeSet<>(ByteOrder.NAMES))
            .add(document.version() + " (" + document.revision() + ")");
    info.versions()
        .forEach(
            (tool, version) ->
                byTool.computeIfAbsent(tool, k -> new TreeSet<>(ByteOrder.NAMES)).add(version));
    if (byTool.isEmpty()) return;
    // Quoted, since 1.10 is not 1.1; and JSON of a text is YAML.
    StringBuilder yaml = new StringBuilder("\"crelens\":\n");
    byTool.forEach(
        (tool, versions) -> {
          yaml.append("    ").append(Json.text(tool)).append(":\n");
          for (String version : versions)
            yaml.append("        - ").append(Json.text(version)).append('\n');
        });
    files.put("crelens_mqc_versions.yml", yaml.toString());
  }

  // ---- key figures

  private void table() {
    Map<String, Object> headers = new LinkedHashMap<>();
    Map<String, Object> rows = new TreeMap<>(ByteOrder.NAMES);
    for (Document document : documents.items()) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (KeyFigure figure : document.keyFigures()) {
        if (!figure.multiqc()) continue;
        headers.putIfAbsent(figure.id(), header(figure));
        if (figure.known()) row.put(figure.id(), figure.value());
      }
      row.put("warnings", (long) document.warnings().size());
      rows.put(document.item(), row);
    }
    if (rows.isEmpty()) return;
    // In a fixed order: that of Map.of differs from one Java machine to the next.
    Map<String, Object> warnings = new LinkedHashMap<>();
    warnings.put("title", "Warnings");
    warnings.put("description", "Read them in report.html");
    warnings.put("format", "{:,.0f}");
    headers.put("warnings", warnings);
    String id = "crelens_summary";
    String heading = documents.noun().heading();
    Map<String, Object> settings = settings(id, documents.noun().many());
    settings.put("col1_header", Text.capital(documents.noun().one()));
    Map<String, Object> part =
        part(id, heading, "Key figures of each " + documents.noun().one() + ".", "table");
    part.put("pconfig", settings);
    part.put("data", rows);
    part.put("headers", headers);
    files.put(id + "_mqc.json", Json.text(part) + "\n");
  }

  private static Map<String, Object> header(KeyFigure figure) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("title", Text.capital(figure.name()));
    header.put(
        "description", figure.description().isEmpty() ? figure.name() : figure.description());
    header.put("format", figure.decimals() < 0 ? "{:,.4g}" : "{:,." + figure.decimals() + "f}");
    if (!figure.unit().isEmpty()) header.put("suffix", " " + figure.unit());
    return header;
  }

  // ---- lines of all items in one plot

  private void lines() {
    Map<String, Figure> first = new LinkedHashMap<>();
    Map<String, Map<String, List<double[]>>> byFigure = new LinkedHashMap<>();
    for (Document document : documents.all())
      for (Figure figure : document.figures()) {
        if (!figure.multiqc() || !(figure.plot() instanceof Lines lines)) continue;
        first.putIfAbsent(figure.id(), figure);
        Map<String, List<double[]>> all =
            byFigure.computeIfAbsent(figure.id(), k -> new TreeMap<>(ByteOrder.NAMES));
        for (Lines.Series series : lines.series()) {
          List<double[]> points = points(lines.positions(), series.values());
          String name =
              lines.series().size() == 1 ? document.item() : document.item() + " " + series.name();
          if (!points.isEmpty()) all.put(name, points);
        }
      }
    first.forEach((id, figure) -> lines("crelens_" + id, figure, byFigure.get(id)));
  }

  private static List<double[]> points(double[] positions, double[] values) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < positions.length; i++)
      if (Double.isFinite(values[i])) points.add(new double[] {positions[i], values[i]});
    return points;
  }

  private void lines(String id, Figure figure, Map<String, List<double[]>> lines) {
    if (lines.isEmpty()) return;
    Lines plot = (Lines) figure.plot();
    Map<String, Object> settings = settings(id, figure.title());
    settings.put("xlab", plot.x().title());
    settings.put("ylab", plot.y().title());
    if (plot.y().log()) settings.put("ylog", true);
    else if (plot.y().from() == 0) settings.put("ymin", 0L);
    Map<String, Object> part = part(id, figure.title(), figure.caption(), "linegraph");
    part.put("pconfig", settings);
    StringBuilder yaml = new StringBuilder();
    // JSON is YAML, but for keys that are numbers: MultiQC orders positions by their keys, which in
    // JSON would be text.
    part.forEach(
        (key, value) -> yaml.append(key).append(": ").append(Json.text(value)).append('\n'));
    yaml.append("data:\n");
    lines.forEach(
        (name, points) -> {
          yaml.append("  ").append(Json.text(name)).append(":\n");
          for (double[] point : points)
            yaml.append("    " + plain(point[0]) + ": " + plain(point[1]) + "\n");
        });
    files.put(id + "_mqc.yaml", yaml.toString());
  }

  // YAML takes a number with an exponent for text, unless it also has a point and a sign.
  private static String plain(double value) {
    return new BigDecimal(value).round(new MathContext(10)).stripTrailingZeros().toPlainString();
  }

  // ---- matrices

  private void heatmaps() {
    for (Document document : documents.all())
      for (Figure figure : document.figures())
        if (figure.multiqc() && figure.plot() instanceof Heatmap plot)
          heatmap(document, figure, plot);
  }

  private void heatmap(Document document, Figure figure, Heatmap plot) {
    String wish = "crelens_" + figure.id();
    String id = wish;
    for (int i = 2; files.containsKey(id + "_mqc.json"); i++) id = wish + "_" + i;
    String title =
        document.kind() == Document.Kind.RUN
            ? figure.title()
            : figure.title() + ", " + document.item();
    Map<String, Object> settings = settings(id, title);
    settings.put("xlab", plot.columnTitle());
    settings.put("ylab", plot.rowTitle());
    settings.put("square", false);
    settings.put("xcats_samples", false);
    settings.put("ycats_samples", document.kind() == Document.Kind.RUN);
    settings.put("display_values", false);
    Map<String, Object> part = part(id, title, figure.caption(), "heatmap");
    part.put("pconfig", settings);
    part.put("data", plot.values());
    part.put("xcats", plot.columns());
    part.put("ycats", plot.rows());
    files.put(id + "_mqc.json", Json.text(part) + "\n");
  }
}
