package org.crelens.atypeak.summarize;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.crelens.libs.stats.Quantiles;

/** Histograms, quartiles and matrices as a summary holds them. */
final class Distributions {
  /** Width of a bin of scores, raw and final. */
  static final double WIDTH = 20;

  /** Bins of raw scores, which may exceed 1000. */
  static final int RAW_BINS = 60;

  /** Bins of final scores. */
  static final int FINAL_BINS = 50;

  private static final MathContext DIGITS = new MathContext(6);

  private Distributions() {}

  /** Place of a score among so many bins from 0; what lies outside falls into the outermost. */
  static int bin(double score, int bins) {
    return (int) Math.max(0, Math.min(bins - 1, Math.floor(score / WIDTH)));
  }

  /** Counts per bin as a histogram from 0. */
  static Histogram histogram(String name, long[] counts) {
    return new Histogram(name, 0, WIDTH, LongStream.of(counts).boxed().toList());
  }

  /** Histogram of {@code scores}. */
  static Histogram histogram(String name, double[] scores, int bins) {
    long[] counts = new long[bins];
    for (double score : scores) counts[bin(score, bins)]++;
    return histogram(name, counts);
  }

  /** Minimum, quartiles, maximum of {@code values}, which are sorted here. */
  static List<Double> quartiles(double[] values) {
    Arrays.sort(values);
    return DoubleStream.of(0, 0.25, 0.5, 0.75, 1)
        .mapToObj(share -> Quantiles.ofSorted(values, share))
        .toList();
  }

  /** A number with six significant digits: what a chart shows needs no more. */
  static double rounded(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value;
  }

  /** Numbers with six significant digits. */
  static List<Double> rounded(double[] values) {
    return DoubleStream.of(values).map(Distributions::rounded).boxed().toList();
  }

  /** Cells of a matrix by row and column. */
  @FunctionalInterface
  interface Cells {
    double at(int row, int column);
  }

  /** The rows and columns {@code kept} of a larger matrix. */
  static NamedMatrix matrix(Names rows, Names columns, Cells cells) {
    List<List<Double>> values = new ArrayList<>();
    for (int i : rows.kept())
      values.add(rounded(IntStream.of(columns.kept()).mapToDouble(j -> cells.at(i, j)).toArray()));
    return new NamedMatrix(rows.names(), columns.names(), values);
  }
}
