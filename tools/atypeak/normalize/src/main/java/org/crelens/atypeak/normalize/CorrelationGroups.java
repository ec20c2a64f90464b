package org.crelens.atypeak.normalize;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Factor;
import org.crelens.atypeak.data.Factors;
import org.crelens.atypeak.data.Source;
import org.crelens.atypeak.model.Probe;

/**
 * Finds the factor k of every source of a sample, by what a model makes of the source alone and of
 * all others (spec, section 8). Names follow it: U a lone source, R what is rebuilt of it, F all
 * sources, M the others mask, N all but the source's group.
 *
 * @param axes datasets and TRs
 * @param crumb the crumb that the model was trained with
 * @param sample the windows that tell how full windows usually are
 * @param probe the model
 */
record CorrelationGroups(Axes axes, Crumb crumb, SampleCells sample, Probe probe) {

  /** The k table of one model. */
  Factors factors(boolean asOriginal) throws IOException {
    int[] seen = sample.seen();
    double[][] r = probe.alone(axes, crumb, seen);
    double[] intra = new double[seen.length];
    double[] weight = new double[axes.cells()];
    for (int i = 0; i < seen.length; i++) {
      intra[i] = sum(Probe.grid(axes, crumb, seen[i])) / Arrays.stream(r[i]).sum();
      weight[seen[i]] = intra[i];
    }
    double[] inter = new double[seen.length];
    double[] negative = new double[seen.length];
    float[] full = Probe.grid(axes, crumb, seen);
    float[][] n = new float[seen.length][];
    for (int i = 0; i < seen.length; i++) {
      int s = seen[i];
      double[] m = times(r[i], full[s] / r[i][s]);
      inter[i] =
          fullness(s, seen, times(r[i], 1 / Arrays.stream(r[i]).max().orElseThrow()), weight);
      // Here the occupancy of the full tensor is what is divided by.
      negative[i] = 1 / fullness(s, seen, m, weight);
      n[i] = new float[m.length];
      for (int c = 0; c < m.length; c++) n[i][c] = (float) Math.min(2, Math.max(0, full[c] - m[c]));
    }
    double[][] others = probe.rebuild(n);
    List<Factor> factors = new ArrayList<>();
    for (int i = 0; i < seen.length; i++) {
      int s = seen[i];
      double overlapping = 1 - others[i][s] / full[s] * negative[i];
      Source source = new Source(axes.dataset(s), axes.tr(s));
      factors.add(Factor.of(source, intra[i], inter[i], overlapping, asOriginal));
    }
    return Factors.of(factors);
  }

  /** Occupancy of the full, uncrumbed tensor, over the mean nonzero occupancy of the windows. */
  private double fullness(int source, int[] seen, double[] mask, double[] weight) {
    double[] weighted = new double[mask.length];
    double ofFull = 0;
    for (int c : seen) {
      weighted[c] = mask[c] * weight[c];
      ofFull += weighted[c];
    }
    return ofFull / sample.meanOccupancy(source, weighted);
  }

  private static double[] times(double[] values, double factor) {
    return Arrays.stream(values).map(v -> v * factor).toArray();
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float v : values) sum += v;
    return sum;
  }
}
