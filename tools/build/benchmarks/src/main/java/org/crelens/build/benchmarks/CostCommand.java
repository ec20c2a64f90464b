package org.crelens.build.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.crelens.atypeak.data.NetworkWork;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.StepMemory;
import org.crelens.atypeak.data.StepSeconds;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The cost model of docs/atypeak/scaling.md: fitted to measurements, applied to cell lines. */
@Command(
    name = "cost",
    description = {
      "Fit the cost model to measurements, and say what cell lines cost.",
      "",
      "Reads network.tsv and files.tsv of tools/benchmarks/scaling.sh; writes coefficients.tsv, predicted.tsv, cost.tsv and prints the sums."
    },
    footer =
        "  benchmark cost --measured tools/benchmarks/results --cell-lines lines.tsv --output costs")
final class CostCommand extends Tool {
  private static final int CORES = 4;
  private static final double DRAWS = 48;
  private static final double GB = 1e9;

  @Option(
      names = "--measured",
      required = true,
      paramLabel = "FOLDER",
      description = "Holds network.tsv and files.tsv.")
  Path measured;

  @Option(
      names = "--cell-lines",
      required = true,
      paramLabel = "FILE",
      description =
          "Table: cell_line, all_peaks, peaks, rows, windows, windows_with_peaks, sources, datasets, trs, filters, deep_dim.")
  Path cellLines;

  @Option(
      names = "--epochs",
      defaultValue = "20",
      paramLabel = "N",
      description = "Epochs until training stops (default: ${DEFAULT-VALUE}).")
  int epochs;

  @Option(
      names = "--seeds",
      defaultValue = "1",
      paramLabel = "N",
      description = "Models per cell line (default: ${DEFAULT-VALUE}).")
  int seeds;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the tables go.")
  Path output;

  @Spec CommandSpec command;

  @Override
  protected void run(Reporter report) throws IOException {
    UsageException.require(epochs >= 1, "--epochs " + epochs + " is not above 0");
    UsageException.require(seeds >= 1, "--seeds " + seeds + " is not above 0");
    checkInputs(List.of(cellLines));
    List<Map<String, String>> network = rows(measured.resolve("network.tsv"));
    Files files = new Files(rows(measured.resolve("files.tsv")));
    try (Outputs outputs = new Outputs();
        TextOutput predicted = TextOutput.table(outputs, output.resolve("predicted.tsv"));
        TextOutput coefficients = TextOutput.table(outputs, output.resolve("coefficients.tsv"));
        TextOutput costs = TextOutput.table(outputs, output.resolve("cost.tsv"))) {
      predicted.row(
          "step",
          "datasets",
          "trs",
          "filters",
          "deep_dim",
          "rows_per_window",
          "windows",
          "measured",
          "predicted");
      coefficients.row("step", "of", "core_seconds");
      Map<String, Map<String, Double>> fitted = new LinkedHashMap<>(files.coefficients());
      fitted.put("scoring", fit("scoring", StepSeconds.SCORING, network, predicted, coefficients));
      fitted.put(
          "training", fit("training", StepSeconds.TRAINING, network, predicted, coefficients));
      StepSeconds seconds = StepSeconds.of(fitted);
      files.write(coefficients);
      Sums sums = new Sums();
      costs.row(Cost.COLUMNS);
      for (Map<String, String> line : rows(cellLines)) {
        Cost cost = cost(line, seconds, files);
        costs.row(cost.row());
        sums.add(cost);
      }
      sums.split(files, seconds);
      sums.print(command.commandLine().getOut());
      for (TextOutput out : List.of(predicted, coefficients, costs)) out.close();
      outputs.commit();
    }
  }

  /** Coefficients of one step; says how well they fit. */
  private Map<String, Double> fit(
      String step,
      List<String> names,
      List<Map<String, String>> network,
      TextOutput predicted,
      TextOutput coefficients)
      throws IOException {
    List<Map<String, String>> of =
        network.stream().filter(row -> row.get("step").equals(step)).toList();
    double[][] x = new double[of.size()][];
    double[] y = new double[of.size()];
    for (int i = 0; i < x.length; i++) {
      Map<String, String> row = of.get(i);
      NetworkWork work = new NetworkWork(shape(row), number(row, "rows_per_window"));
      x[i] = step.equals("scoring") ? work.scoring() : work.training(number(row, "windows"));
      y[i] = number(row, "core_seconds_per_window");
    }
    LeastSquares fit = LeastSquares.fit(x, y);
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int j = 0; j < names.size(); j++) {
      byName.put(names.get(j), fit.coefficients()[j]);
      coefficients.row(step, names.get(j), fit.coefficients()[j]);
    }
    for (int i = 0; i < x.length; i++) {
      Map<String, String> row = of.get(i);
      predicted.row(
          step,
          row.get("datasets"),
          row.get("trs"),
          row.get("filters"),
          row.get("deep_dim"),
          row.get("rows_per_window"),
          row.get("windows"),
          text("%.6f", y[i]),
          text("%.6f", LeastSquares.predict(fit.coefficients(), x[i])));
    }
    PrintWriter out = command.commandLine().getOut();
    out.println(
        text(
            "fit\t%s\t%d rows\tR2 %.4f\tworst relative error %.2f\tmedian %.2f",
            step, x.length, fit.r2(), fit.worst(), fit.median()));
    return byName;
  }

  private Cost cost(Map<String, String> line, StepSeconds seconds, Files files) {
    Shape shape = shape(line);
    double windows = number(line, "windows");
    double full = number(line, "windows_with_peaks");
    double rows = number(line, "rows");
    double sources = number(line, "sources");
    NetworkWork work = new NetworkWork(shape, rows / full);
    // As many windows of a batch are left as there are windows with peaks.
    double drawn = Math.max(1, DRAWS * full / windows);
    double train = seconds.train(work, drawn, epochs * DRAWS);
    double score = full * seconds.scoringWindow(work);
    double sample = 200 * drawn;
    double normalize = seconds.normalize(work, number(line, "peaks"), sources, 1);
    double judge = seconds.qscore(work, sample);
    StepMemory.Content content = new StepMemory.Content((long) full, (long) rows);
    int shards = seconds.shards(work, (long) full);
    double tensorize = seconds.reading("tensorize", number(line, "all_peaks"));
    double crumb = seconds.reading("crumb", rows);
    double merge = seconds.reading("merge-windows", rows * seeds);
    Cost cost = new Cost();
    cost.name = line.get("cell_line");
    cost.line = line;
    cost.shards = shards;
    cost.tasks = 5 + seeds * (1 + shards);
    cost.hours =
        new double[] {
          seeds * train / 3600,
          seeds * score / 3600,
          (tensorize + crumb + merge) / 3600,
          normalize / 3600,
          seeds * judge / 3600
        };
    cost.memory =
        new long[] {
          StepMemory.training(shape, (int) DRAWS, CORES, content).megabytes(),
          StepMemory.scoring(shape, CORES, content).megabytes(),
          StepMemory.normalize(
                  shape,
                  CORES,
                  content,
                  (long) number(line, "peaks"),
                  (long) sources,
                  (long) sample)
              .megabytes(),
          StepMemory.qscore(shape, CORES, content, (long) sample, seeds).megabytes()
        };
    double model = 12.0 * shape.parameterCount();
    double results =
        files.bytes("tensorize", rows)
            + files.bytes("merge-windows", number(line, "peaks"))
            + files.bytes("normalize", number(line, "peaks"))
            + seeds * model;
    cost.results = results / GB;
    // Results are copied out of the work folder, where crumbed tensor and score files stay as well.
    cost.work = (results + files.bytes("crumb", rows) + seeds * files.bytes("score", rows)) / GB;
    cost.longest =
        (tensorize + crumb + train / CORES + score / CORES / shards + merge + normalize) / 3600;
    return cost;
  }

  private static Shape shape(Map<String, String> row) {
    return new Shape(
        row.containsKey("bins") ? (int) number(row, "bins") : 320,
        (int) number(row, "datasets"),
        (int) number(row, "trs"),
        (int) number(row, "filters"),
        (int) number(row, "deep_dim"),
        Shape.KERNEL);
  }

  private static double number(Map<String, String> row, String column) {
    String value = row.get(column);
    UsageException.require(value != null, "a table lacks the column " + column);
    return Double.parseDouble(value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (LineSource lines = new LineSource(file)) {
      String[] columns = null;
      while (lines.next()) {
        if (lines.text().startsWith("#") || lines.text().isEmpty()) continue;
        String[] fields = lines.text().split("\t", -1);
        if (columns == null) {
          columns = fields;
          continue;
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) row.put(columns[i], fields[i]);
        rows.add(row);
      }
    }
    return rows;
  }

  /** Straight lines through what the other tools took for a small and a large catalogue. */
  private static final class Files {
    /** Tools whose time follows the peaks that they read; that of others follows rows. */
    private static final Set<String> OF_PEAKS = Set.of("split-peaks", "tensorize", "normalize");

    private final Map<String, double[]> lines = new LinkedHashMap<>();
    private final Map<String, Double> bytes = new LinkedHashMap<>();

    Files(List<Map<String, String>> rows) {
      Map<String, List<double[]>> points = new LinkedHashMap<>();
      for (Map<String, String> row : rows) {
        String tool = row.get("tool");
        double of = number(row, OF_PEAKS.contains(tool) ? "peaks" : "rows");
        if (!row.get("seconds").isEmpty())
          points
              .computeIfAbsent(tool, x -> new ArrayList<>())
              .add(new double[] {of, number(row, "seconds")});
        double per =
            number(
                row,
                Set.of("split-peaks", "normalize", "merge-windows").contains(tool)
                    ? "peaks"
                    : "rows");
        bytes.put(tool, number(row, "bytes") / per);
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

  /** What a cell line costs. */
  private static final class Cost {
    static final Object[] COLUMNS = {
      "cell_line",
      "peaks",
      "datasets",
      "trs",
      "windows_with_peaks",
      "filters",
      "deep_dim",
      "shards",
      "tasks",
      "core_hours_train",
      "core_hours_score",
      "core_hours_text",
      "core_hours_normalize",
      "core_hours_qscore",
      "mb_train",
      "mb_score",
      "mb_normalize",
      "mb_qscore",
      "gb_results",
      "gb_work",
      "longest_hours"
    };
    String name;
    Map<String, String> line;
    int shards;
    int tasks;
    double[] hours;
    long[] memory;
    double results;
    double work;
    double longest;

    Object[] row() {
      List<Object> row = new ArrayList<>(List.of(name));
      for (String column :
          new String[] {"peaks", "datasets", "trs", "windows_with_peaks", "filters", "deep_dim"})
        row.add(line.get(column));
      row.add(shards);
      row.add(tasks);
      for (double h : hours) row.add(text("%.4f", h));
      for (long m : memory) row.add(m);
      row.add(text("%.3f", results));
      row.add(text("%.3f", work));
      row.add(text("%.2f", longest));
      return row.toArray();
    }
  }

  /** All cell lines together. */
  private static final class Sums {
    private int lines;
    private long tasks;
    private final double[] hours = new double[5];
    private final long[] memory = new long[4];
    private double results;
    private double work;
    private double longest;
    private double catalogue;

    void add(Cost cost) {
      lines++;
      catalogue += number(cost.line, "all_peaks");
      tasks += cost.tasks;
      for (int i = 0; i < hours.length; i++) hours[i] += cost.hours[i];
      for (int i = 0; i < memory.length; i++) memory[i] = Math.max(memory[i], cost.memory[i]);
      results += cost.results;
      work += cost.work;
      longest = Math.max(longest, cost.longest);
    }

    /**
     * The catalogue of all is read and split by one task on two cores, for which all others wait.
     */
    void split(Files files, StepSeconds time) {
      double seconds = time.reading("split-peaks", catalogue);
      tasks++;
      hours[2] += seconds / 3600;
      work += files.bytes("split-peaks", catalogue) / GB;
      longest += seconds / 2 / 3600;
    }

    void print(PrintWriter out) {
      double all = Arrays.stream(hours).sum();
      out.println(text("cell_lines\t%d", lines));
      out.println(text("tasks\t%d", tasks));
      String[] steps = {"train", "score", "text", "normalize", "qscore"};
      for (int i = 0; i < steps.length; i++)
        out.println(text("core_hours_%s\t%.1f\t%.0f %%", steps[i], hours[i], 100 * hours[i] / all));
      out.println(text("core_hours\t%.1f", all));
      String[] tools = {"train", "score", "normalize", "qscore"};
      for (int i = 0; i < tools.length; i++)
        out.println(text("largest_mb_%s\t%d", tools[i], memory[i]));
      out.println(text("gb_results\t%.1f", results));
      out.println(text("gb_work\t%.1f", work));
      out.println(text("longest_hours\t%.2f", longest));
      for (int cores : new int[] {2, 64, 1000})
        out.println(
            text(
                "hours_on_%d_cores\t%.1f",
                cores, Math.max(all / cores, longest * Math.max(1, 4.0 / cores))));
    }
  }
}
