package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Tensor;

/**
 * What the binary, squished windows of a tensor file sum up to: coverage, products of profiles, and
 * windows that sources share. A window is never made dense: two runs of bins add the length that
 * they share, so that the work follows the pairs of peaks that overlap.
 */
final class CatalogueSums {
  // Fixed, whatever the number of threads: values other than 1 are added in the same order.
  private static final int SLICES = 4;

  private final Axes axes;
  private final double positions;
  private final double[] coverage;
  private final int[] windowsOf;
  private final double[][] datasetProducts;
  private final double[][] trProducts;
  private final int[][] trWindows;

  private CatalogueSums(Tensor tensor) {
    axes = tensor.header().axes();
    positions = (double) tensor.size() * tensor.header().bins();
    coverage = new double[axes.cells()];
    windowsOf = new int[axes.cells()];
    datasetProducts = new double[axes.d()][axes.d()];
    trProducts = new double[axes.t()][axes.t()];
    trWindows = new int[axes.t()][axes.t()];
  }

  /** Reads all windows with peaks. */
  static CatalogueSums of(Tensor tensor, int threads) {
    ExecutorService workers = Executors.newFixedThreadPool(Math.min(threads, SLICES));
    try {
      List<Future<CatalogueSums>> parts = new ArrayList<>();
      for (int s = 0; s < SLICES; s++) {
        int from = (int) ((long) tensor.size() * s / SLICES);
        int to = (int) ((long) tensor.size() * (s + 1) / SLICES);
        parts.add(workers.submit(() -> new CatalogueSums(tensor).read(tensor, from, to)));
      }
      CatalogueSums all = parts.get(0).get();
      for (Future<CatalogueSums> part : parts.subList(1, SLICES)) all.add(part.get());
      return all;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      workers.shutdownNow();
    }
  }

  private CatalogueSums read(Tensor tensor, int from, int to) {
    WindowRuns runs = new WindowRuns(tensor);
    int[] trs = new int[axes.t()];
    int[] seen = new int[axes.t()];
    Arrays.fill(seen, -1);
    for (int w = from; w < to; w++) {
      runs.of(w);
      for (int i = 0; i < runs.size(); i++) addRun(runs, i);
      int n = 0;
      for (int i = 0; i < runs.sources(); i++) {
        int c = runs.source(i);
        windowsOf[c]++;
        int z = c % axes.t();
        if (seen[z] != w) trs[n++] = z;
        seen[z] = w;
      }
      for (int p = 0; p < n; p++) for (int q = 0; q < n; q++) trWindows[trs[p]][trs[q]]++;
    }
    return this;
  }

  private void addRun(WindowRuns runs, int i) {
    int t = axes.t();
    int cell = runs.cell(i);
    double value = runs.value(i);
    double length = runs.to(i) - runs.from(i);
    coverage[cell] += value * length;
    datasetProducts[cell / t][cell / t] += value * value * length;
    trProducts[cell % t][cell % t] += value * value * length;
    for (int j = i + 1; j < runs.size() && runs.from(j) < runs.to(i); j++) {
      int other = runs.cell(j);
      double product =
          value * runs.value(j) * (Math.min(runs.to(i), runs.to(j)) - (double) runs.from(j));
      // On the diagonal both orders of the pair fall together.
      datasetProducts[cell / t][other / t] += product;
      datasetProducts[other / t][cell / t] += product;
      trProducts[cell % t][other % t] += product;
      trProducts[other % t][cell % t] += product;
    }
  }

  private void add(CatalogueSums other) {
    for (int c = 0; c < coverage.length; c++) {
      coverage[c] += other.coverage[c];
      windowsOf[c] += other.windowsOf[c];
    }
    add(datasetProducts, other.datasetProducts);
    add(trProducts, other.trProducts);
    for (int i = 0; i < trWindows.length; i++)
      for (int j = 0; j < trWindows.length; j++) trWindows[i][j] += other.trWindows[i][j];
  }

  private static void add(double[][] to, double[][] from) {
    for (int i = 0; i < to.length; i++) for (int j = 0; j < to.length; j++) to[i][j] += from[i][j];
  }

  Axes axes() {
    return axes;
  }

  /** Windows in which a source has a peak. */
  int windowsOf(int cell) {
    return windowsOf[cell];
  }

  /** Share of the bins of windows with peaks that a source covers (mean of its values). */
  double average(int cell) {
    return coverage[cell] / positions;
  }

  /** Mean of the tensor over windows, bins and TRs. */
  double datasetAbundance(int y) {
    return datasetSum(y) / (positions * axes.t());
  }

  /** Mean of the tensor over windows, bins and datasets. */
  double trAbundance(int z) {
    return trSum(z) / (positions * axes.d());
  }

  private double datasetSum(int y) {
    return IntStream.range(0, axes.t()).mapToDouble(z -> coverage[y * axes.t() + z]).sum();
  }

  private double trSum(int z) {
    return IntStream.range(0, axes.d()).mapToDouble(y -> coverage[y * axes.t() + z]).sum();
  }

  /**
   * Pearson correlation of the profiles of two datasets (a window summed over the TRs, all bins of
   * all windows with peaks strung together), as the Q-score has it; NaN where one is flat.
   */
  double datasetCorrelation(int i, int j) {
    return correlation(datasetProducts, datasetSum(i), datasetSum(j), i, j);
  }

  /** The same of two TRs, summed over the datasets. */
  double trCorrelation(int i, int j) {
    return correlation(trProducts, trSum(i), trSum(j), i, j);
  }

  private double correlation(double[][] products, double sumI, double sumJ, int i, int j) {
    double covariance = positions * products[i][j] - sumI * sumJ;
    return covariance / Math.sqrt(variance(products[i][i], sumI) * variance(products[j][j], sumJ));
  }

  private double variance(double product, double sum) {
    double squares = positions * product;
    double variance = squares - sum * sum;
    // What rounding leaves of a flat profile is no variance.
    return variance > 1e-12 * squares ? variance : 0;
  }

  /** Windows that hold both TRs, over windows that hold either; NaN where none does. */
  double trJaccard(int i, int j) {
    int both = trWindows[i][j];
    return (double) both / (trWindows[i][i] + trWindows[j][j] - both);
  }

  /** The same by name; NaN where one is not on the axis. */
  double trCorrelation(String a, String b) {
    int i = axes.trs().indexOf(a);
    int j = axes.trs().indexOf(b);
    return i < 0 || j < 0 ? Double.NaN : trCorrelation(i, j);
  }

  /** Whether the first TR is in so many windows with the second, and in so many without it. */
  boolean oftenWithAndWithout(String a, String b, int windows) {
    int i = axes.trs().indexOf(a);
    int j = axes.trs().indexOf(b);
    return i >= 0
        && j >= 0
        && trWindows[i][j] >= windows
        && trWindows[i][i] - trWindows[i][j] >= windows;
  }

  /** What a source, a dataset or a TR covers, in bins of all windows; 0 for any other name. */
  double coverage(String name) {
    int y = axes.datasets().indexOf(name);
    if (y >= 0) return datasetSum(y);
    int z = axes.trs().indexOf(name);
    if (z >= 0) return trSum(z);
    int dot = name.indexOf('.');
    int cell = dot < 0 ? -1 : axes.cell(name.substring(0, dot), name.substring(dot + 1));
    return cell < 0 ? 0 : coverage[cell];
  }
}
