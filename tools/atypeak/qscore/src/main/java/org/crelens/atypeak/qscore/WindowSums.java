package org.crelens.atypeak.qscore;

import java.util.Arrays;
import java.util.function.Consumer;
import org.crelens.atypeak.model.Rebuilder;
import org.crelens.libs.stats.Moments;

/**
 * What the Q-score needs of the windows and their rebuilding; a window shrinks to a few numbers per
 * dimension as soon as it is rebuilt. Numbers of a window stand at {@code window · #Λ + dimension}.
 */
final class WindowSums
    implements Rebuilder.BatchReader<WindowSums.Part>, Consumer<WindowSums.Part> {
  private final Dimensions dimensions;
  private final int[][] slices;
  private final int bins;
  private final int windows;
  private final double[] mean;
  private final double[] squares;
  private final boolean[] present;
  private final double[] sum;
  private final double[] products;

  /**
   * @param bins bins of a window
   * @param windows how many there will be
   */
  WindowSums(Dimensions dimensions, int bins, int windows) {
    this.dimensions = dimensions;
    this.bins = bins;
    this.windows = windows;
    int s = dimensions.size();
    slices = new int[s][];
    for (int i = 0; i < s; i++) slices[i] = dimensions.slice(i);
    mean = new double[Math.multiplyExact(windows, s)];
    squares = new double[windows * s];
    present = new boolean[windows * s];
    sum = new double[s];
    products = new double[s * s];
  }

  /** Sums of one batch. */
  static final class Part {
    private final int first;
    private final double[] mean;
    private final double[] squares;
    private final boolean[] present;
    private final double[] sum;
    private final double[] products;

    Part(int first, int count, int s) {
      this.first = first;
      mean = new double[count * s];
      squares = new double[count * s];
      present = new boolean[count * s];
      sum = new double[s];
      products = new double[s * s];
    }
  }

  @Override
  public Part read(int first, int count, float[] windows, float[] rebuilt) {
    Part part = new Part(first, count, dimensions.size());
    int cells = dimensions.axes().cells();
    double[] cellMean = new double[cells];
    for (int k = 0; k < count; k++) {
      readWindow(part, k, windows, k * bins * cells);
      meanOverBins(rebuilt, k * bins * cells, cellMean);
      readRebuilt(part, k, cellMean);
    }
    return part;
  }

  /**
   * Presence, and sums and products of the profiles: windows summed over the other axis, per bin.
   */
  private void readWindow(Part part, int k, float[] windows, int at) {
    int d = dimensions.axes().d();
    int t = dimensions.axes().t();
    int s = dimensions.size();
    double[] profile = new double[s];
    int[] touched = new int[s];
    for (int b = 0; b < bins; b++) {
      int n = 0;
      for (int y = 0; y < d; y++) {
        for (int z = 0; z < t; z++) {
          float v = windows[at++];
          if (v == 0) continue;
          if (profile[y] == 0) touched[n++] = y;
          profile[y] += v;
          if (profile[d + z] == 0) touched[n++] = d + z;
          profile[d + z] += v;
        }
      }
      for (int p = 0; p < n; p++) {
        int i = touched[p];
        part.present[k * s + i] = true;
        part.sum[i] += profile[i];
        for (int q = 0; q < n; q++)
          part.products[i * s + touched[q]] += profile[i] * profile[touched[q]];
      }
      for (int p = 0; p < n; p++) profile[touched[p]] = 0;
    }
  }

  private void meanOverBins(float[] rebuilt, int at, double[] cellMean) {
    Arrays.fill(cellMean, 0);
    for (int b = 0; b < bins; b++)
      for (int c = 0; c < cellMean.length; c++) cellMean[c] += rebuilt[at++];
    for (int c = 0; c < cellMean.length; c++) cellMean[c] /= bins;
  }

  /** Every cell of a slice is an observation: their mean, and squares of their distance from it. */
  private void readRebuilt(Part part, int k, double[] cellMean) {
    for (int i = 0, at = k * slices.length; i < slices.length; i++, at++) {
      double of = 0;
      for (int c : slices[i]) of += cellMean[c];
      part.mean[at] = of / slices[i].length;
      for (int c : slices[i]) {
        double off = cellMean[c] - part.mean[at];
        part.squares[at] += off * off;
      }
    }
  }

  @Override
  public void accept(Part part) {
    int at = part.first * dimensions.size();
    System.arraycopy(part.mean, 0, mean, at, part.mean.length);
    System.arraycopy(part.squares, 0, squares, at, part.squares.length);
    System.arraycopy(part.present, 0, present, at, part.present.length);
    for (int i = 0; i < sum.length; i++) sum[i] += part.sum[i];
    for (int i = 0; i < products.length; i++) products[i] += part.products[i];
  }

  /** Number of windows. */
  int windows() {
    return windows;
  }

  /** Whether dimension {@code i} has a peak in window {@code k}. */
  boolean present(int k, int i) {
    return present[k * slices.length + i];
  }

  /**
   * Abundance: mean of the tensor over windows, x and the other axis.
   *
   * @return per dimension
   */
  double[] abundance() {
    double[] abundance = new double[sum.length];
    for (int i = 0; i < sum.length; i++)
      abundance[i] = sum[i] / ((double) windows * bins * slices[i].length);
    return abundance;
  }

  /** Pearson correlation of two profiles over all bins of all windows; NaN where one is flat. */
  double correlation(int i, int j) {
    double n = (double) windows * bins;
    double covariance = n * products[i * sum.length + j] - sum[i] * sum[j];
    return covariance / Math.sqrt(variance(n, i) * variance(n, j));
  }

  private double variance(double n, int i) {
    double squares = n * products[i * sum.length + i];
    double variance = squares - sum[i] * sum[i];
    // What rounding leaves of a flat profile is no variance.
    return variance > 1e-12 * squares ? variance : 0;
  }

  /**
   * Observations of {@code i} in four groups of windows, by presence of {@code i} and {@code j}:
   * only i (0), both (1), only j (2), none (3).
   */
  Moments[] observations(int i, int j) {
    int s = slices.length;
    long[] n = new long[4];
    double[] means = new double[4];
    for (int k = 0; k < windows; k++) {
      int g = group(k * s, i, j);
      n[g]++;
      means[g] += mean[k * s + i];
    }
    for (int g = 0; g < 4; g++) means[g] /= n[g];
    // Second pass around the group's mean: sums of squares alone would cancel.
    double[] about = new double[4];
    for (int k = 0; k < windows; k++) {
      int g = group(k * s, i, j);
      double off = mean[k * s + i] - means[g];
      about[g] += squares[k * s + i] + slices[i].length * off * off;
    }
    Moments[] groups = new Moments[4];
    for (int g = 0; g < 4; g++) {
      long count = n[g] * slices[i].length;
      groups[g] = new Moments(count, means[g], about[g] / (count - 1));
    }
    return groups;
  }

  private int group(int at, int i, int j) {
    return present[at + i] ? (present[at + j] ? 1 : 0) : (present[at + j] ? 2 : 3);
  }
}
