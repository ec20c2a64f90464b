package org.crelens.build.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.crelens.atypeak.data.NetworkWork;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.StepSeconds;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.io.InputException;
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
      "Reads network.tsv and files.tsv of tools/build/benchmarks/scaling.sh; writes coefficients.tsv, predicted.tsv, cost.tsv and prints the sums."
    },
    footer =
        "  benchmark cost --measured tools/build/benchmarks/results --cell-lines lines.tsv --output costs")
final class CostCommand extends Tool {
  static final int CORES = 4;
  static final double DRAWS = 48;
  static final double GB = 1e9;

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
    List<TableRow> network =
        TableRow.read(measured.resolve("network.tsv"), "network.tsv of scaling.sh");
    ToolCosts tools =
        new ToolCosts(TableRow.read(measured.resolve("files.tsv"), "files.tsv of scaling.sh"));
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
      Map<String, Map<String, Double>> fitted = new LinkedHashMap<>(tools.coefficients());
      fitted.put("scoring", fit("scoring", StepSeconds.SCORING, network, predicted, coefficients));
      fitted.put(
          "training", fit("training", StepSeconds.TRAINING, network, predicted, coefficients));
      StepSeconds seconds = StepSeconds.of(fitted);
      tools.write(coefficients);
      CostSums sums = new CostSums();
      costs.row(CellLineCost.COLUMNS);
      for (TableRow line : TableRow.read(cellLines, "a table of cell lines")) {
        CellLineCost cost = CellLineCost.of(line, epochs, seeds, seconds, tools);
        costs.row(cost.row());
        sums.add(cost);
      }
      sums.split(tools, seconds);
      sums.print(command.commandLine().getOut());
      for (TextOutput out : List.of(predicted, coefficients, costs)) out.close();
      outputs.commit();
    }
  }

  /** Fits the coefficients of one step, and prints how well they fit. */
  private Map<String, Double> fit(
      String step,
      List<String> names,
      List<TableRow> network,
      TextOutput predicted,
      TextOutput coefficients)
      throws IOException {
    List<TableRow> of = new ArrayList<>();
    for (TableRow row : network) if (row.text("step").equals(step)) of.add(row);
    double[][] x = new double[of.size()][];
    double[] y = new double[of.size()];
    for (int i = 0; i < x.length; i++) {
      TableRow row = of.get(i);
      NetworkWork work = new NetworkWork(shape(row), row.number("rows_per_window"));
      x[i] = step.equals("scoring") ? work.scoring() : work.training(row.number("windows"));
      y[i] = row.number("core_seconds_per_window");
    }
    LeastSquares fit = LeastSquares.fit(x, y);
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int j = 0; j < names.size(); j++) {
      byName.put(names.get(j), fit.coefficients()[j]);
      coefficients.row(step, names.get(j), fit.coefficients()[j]);
    }
    for (int i = 0; i < x.length; i++) {
      TableRow row = of.get(i);
      predicted.row(
          step,
          row.text("datasets"),
          row.text("trs"),
          row.text("filters"),
          row.text("deep_dim"),
          row.text("rows_per_window"),
          row.text("windows"),
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

  static Shape shape(TableRow row) throws InputException {
    return new Shape(
        row.has("bins") ? (int) row.number("bins") : 320,
        (int) row.number("datasets"),
        (int) row.number("trs"),
        (int) row.number("filters"),
        (int) row.number("deep_dim"),
        Shape.KERNEL);
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
