package org.crelens.atypeak.summarize;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.libs.chart.Axis;

/** Results in the shape that plots take. */
final class PlotValues {
  private PlotValues() {}

  /** The cells of a matrix, one array per row. */
  static double[][] cells(NamedMatrix matrix) {
    return matrix.values().stream().map(PlotValues::numbers).toArray(double[][]::new);
  }

  /** The cells, undefined on the diagonal, where everything goes with itself. */
  static double[][] offDiagonal(NamedMatrix matrix) {
    double[][] cells = cells(matrix);
    for (int i = 0; i < cells.length; i++) if (i < cells[i].length) cells[i][i] = Double.NaN;
    return cells;
  }

  /** The cells, undefined where dimension i and j are not a pair that the Q-score judges. */
  static double[][] judged(NamedMatrix matrix, int datasets) {
    double[][] cells = cells(matrix);
    for (int i = 0; i < cells.length; i++)
      for (int j = 0; j < cells[i].length; j++)
        if (i == j || i < datasets != j < datasets) cells[i][j] = Double.NaN;
    return cells;
  }

  static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The values, and NaN up to {@code length}. */
  static double[] padded(List<Double> values, int length) {
    double[] all = Arrays.copyOf(numbers(values), length);
    Arrays.fill(all, values.size(), length, Double.NaN);
    return all;
  }

  /** Indices by falling value, undefined ones last. */
  static int[] falling(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                i -> Double.isNaN(values[i]) ? Double.POSITIVE_INFINITY : -values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Middles of the bins. */
  static double[] middles(Histogram histogram) {
    return IntStream.range(0, histogram.counts().size())
        .mapToDouble(i -> histogram.from() + (i + 0.5) * histogram.width())
        .toArray();
  }

  /** Percentage of all in each bin. */
  static double[] percentages(Histogram histogram) {
    double total = histogram.counts().stream().mapToLong(Long::longValue).sum();
    return histogram.counts().stream().mapToDouble(n -> total == 0 ? 0 : 100 * n / total).toArray();
  }

  /** An axis from the first bin to the last. */
  static Axis span(String title, Histogram histogram) {
    return new Axis(
        title,
        histogram.from(),
        histogram.from() + histogram.width() * histogram.counts().size(),
        false);
  }

  /** A row-major list as rows. */
  static double[][] folded(List<Double> values, int rows, int columns) {
    double[][] cells = new double[rows][columns];
    for (int i = 0; i < rows; i++)
      for (int j = 0; j < columns; j++) cells[i][j] = values.get(i * columns + j);
    return cells;
  }

  /** Rows for columns. */
  static double[][] transposed(double[][] cells) {
    double[][] transposed = new double[cells[0].length][cells.length];
    for (int i = 0; i < cells.length; i++)
      for (int j = 0; j < cells[i].length; j++) transposed[j][i] = cells[i][j];
    return transposed;
  }
}
