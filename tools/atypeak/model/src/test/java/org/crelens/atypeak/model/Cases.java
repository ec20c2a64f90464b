package org.crelens.atypeak.model;

import java.util.SplittableRandom;
import org.crelens.atypeak.data.Shape;

/** Random shapes, parameters and windows like those of real catalogues, or unlike them. */
final class Cases {
  /** What a window is like. */
  enum Kind {
    /** No peak at all. */
    EMPTY,
    /** A few intervals of ones. */
    BINARY,
    /** The same with what crumbing adds to rows and columns: TRs without a peak share planes. */
    CRUMBED,
    /** A different number in every cell: no plane is shared. */
    DENSE
  }

  private final SplittableRandom random;

  Cases(long seed) {
    random = new SplittableRandom(seed);
  }

  Shape shape() {
    int kernel = 4 * (1 + random.nextInt(3));
    int bins = 4 * kernel * (1 + random.nextInt(2));
    return new Shape(
        bins,
        1 + random.nextInt(4),
        1 + random.nextInt(6),
        1 + random.nextInt(6),
        1 + random.nextInt(9),
        kernel);
  }

  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  float[] uniform(int n, double limit) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
    return values;
  }

  /** Kernels within their usual limits, biases that are not 0. */
  float[] parameters(Shape shape) {
    float[] all = new float[(int) shape.parameterCount()];
    for (Shape.Parameter p : shape.parameters()) {
      float[] values = uniform((int) p.length(), p.limit() == 0 ? 0.2 : p.limit());
      System.arraycopy(values, 0, all, (int) p.offset(), values.length);
    }
    return all;
  }

  /** A batch of windows of random kinds. */
  float[] batch(Shape shape, int n) {
    float[] batch = new float[n * shape.windowCells()];
    for (int w = 0; w < n; w++)
      fill(shape, Kind.values()[random.nextInt(4)], batch, w * shape.windowCells());
    return batch;
  }

  void fill(Shape shape, Kind kind, float[] into, int offset) {
    int cells = shape.cells();
    if (kind == Kind.DENSE) {
      float[] noise = uniform(shape.windowCells(), 1);
      System.arraycopy(noise, 0, into, offset, noise.length);
    } else if (kind != Kind.EMPTY) {
      for (int peak = between(1, 3); peak > 0; peak--) {
        int cell = random.nextInt(cells);
        int from = random.nextInt(shape.bins());
        int to = between(from + 1, shape.bins());
        for (int b = from; b < to; b++) into[offset + b * cells + cell] = 1;
      }
      if (kind == Kind.CRUMBED) crumb(shape, into, offset);
    }
  }

  private static void crumb(Shape shape, float[] x, int offset) {
    int d = shape.datasets();
    int t = shape.trs();
    for (int b = 0; b < shape.bins(); b++) {
      int at = offset + b * d * t;
      double[] rows = new double[d];
      double[] columns = new double[t];
      for (int c = 0; c < d * t; c++) {
        rows[c / t] += x[at + c];
        columns[c % t] += x[at + c];
      }
      for (int c = 0; c < d * t; c++) x[at + c] += (float) (0.1 * (rows[c / t] + columns[c % t]));
    }
  }
}
