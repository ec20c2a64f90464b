package org.crelens.common.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.libs.chart.Axis;
import org.crelens.libs.chart.ColourScale;
import org.crelens.libs.summary.CellLineSummary.Histogram;
import org.crelens.libs.summary.CellLineSummary.Matrix;

/** Numbers of a summary in the shape that plots take. */
final class Values {
  private Values() {}

  /**
   * Colours for {@code matrices}: from 0, or to both sides of it when negative values are more than
   * the play around 0 that rebuilt values have.
   */
  static ColourScale either(String title, double[][]... matrices) {
    ColourScale amounts = ColourScale.amounts(title, 1e-9, matrices);
    boolean negative =
        Arrays.stream(matrices)
            .flatMap(Arrays::stream)
            .flatMapToDouble(Arrays::stream)
            .anyMatch(v -> v < -0.1 * amounts.to());
    return negative ? ColourScale.signed(title, 1e-9, matrices) : amounts;
  }

  /** The values, one list per row. */
  static double[][] cells(Matrix matrix) {
    return matrix.values().stream().map(Values::numbers).toArray(double[][]::new);
  }

  /** The values, undefined on the diagonal, where everything goes with itself. */
  static double[][] offDiagonal(Matrix matrix) {
    double[][] cells = cells(matrix);
    for (int i = 0; i < cells.length; i++) if (i < cells[i].length) cells[i][i] = Double.NaN;
    return cells;
  }

  /** The value, or NaN for none. */
  static double orNaN(Double value) {
    return value == null ? Double.NaN : value;
  }

  /** The values, NaN for none. */
  static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Values::orNaN).toArray();
  }

  /** The values, and NaN up to {@code length}. */
  static double[] padded(List<Double> values, int length) {
    double[] all = Arrays.copyOf(numbers(values), length);
    Arrays.fill(all, values.size(), length, Double.NaN);
    return all;
  }

  /** Indices by falling value, undefined ones last. */
  static Integer[] falling(double[] values) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(
        order,
        Comparator.comparingDouble(
            i -> Double.isNaN(values[i]) ? Double.POSITIVE_INFINITY : -values[i]));
    return order;
  }

  /** Middles of the bins. */
  static double[] middles(Histogram h) {
    return IntStream.range(0, h.counts().size())
        .mapToDouble(i -> h.from() + (i + 0.5) * h.width())
        .toArray();
  }

  /** Percentage of all in each bin. */
  static double[] shares(Histogram h) {
    double total = h.counts().stream().mapToLong(Long::longValue).sum();
    return h.counts().stream().mapToDouble(n -> total == 0 ? 0 : 100 * n / total).toArray();
  }

  /** An axis from the first bin to the last. */
  static Axis span(String title, Histogram h) {
    return new Axis(title, h.from(), h.from() + h.width() * h.counts().size(), false);
  }

  /** A row-major list as rows. */
  static double[][] folded(List<Double> values, int rows, int columns) {
    double[][] cells = new double[rows][columns];
    for (int i = 0; i < rows; i++)
      for (int j = 0; j < columns; j++) cells[i][j] = orNaN(values.get(i * columns + j));
    return cells;
  }

  /** Rows for columns. */
  static double[][] turned(double[][] cells) {
    double[][] turned = new double[cells[0].length][cells.length];
    for (int i = 0; i < cells.length; i++)
      for (int j = 0; j < cells[i].length; j++) turned[j][i] = cells[i][j];
    return turned;
  }

  /** What is no pair of two datasets, or of two TRs, is not judged: undefined here. */
  static double[][] judged(Matrix matrix, int d) {
    double[][] cells = cells(matrix);
    for (int i = 0; i < cells.length; i++)
      for (int j = 0; j < cells[i].length; j++)
        if (i == j || i < d != j < d) cells[i][j] = Double.NaN;
    return cells;
  }
}
