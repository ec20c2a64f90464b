package org.crelens.atypeak.model;

import org.crelens.atypeak.data.Shape;

/**
 * The network of spec, section 5, in double precision, one loop per index and nothing clever: what
 * the kernels are compared with. Gradients are taken backwards through the same loops.
 */
final class NaiveNetwork {
  // Places in Shape.parameters.
  private static final int C1_W = 0;
  private static final int C1_B = 1;
  private static final int C2_W = 2;
  private static final int C2_B = 3;
  private static final int D1_W = 4;
  private static final int D1_B = 5;
  private static final int C3_W = 12;
  private static final int C3_B = 13;
  private static final int C4_W = 14;
  private static final int C4_B = 15;

  private final Shape s;
  private final double[] w;
  private final int k;
  private final int d;
  private final int t;
  private final int f;
  private final int h;
  private final int p;
  private final int[] at;

  NaiveNetwork(Shape shape, float[] parameters) {
    s = shape;
    w = new double[parameters.length];
    for (int i = 0; i < w.length; i++) w[i] = parameters[i];
    k = s.kernel();
    d = s.datasets();
    t = s.trs();
    f = s.filters();
    h = s.deepDim();
    p = s.bins() + 4 * k;
    at = offsets(s);
  }

  private static int[] offsets(Shape shape) {
    return shape.parameters().stream().mapToInt(q -> (int) q.offset()).toArray();
  }

  private double[] cells(float[] batch, int window) {
    double[] cells = new double[s.windowCells()];
    for (int i = 0; i < cells.length; i++) cells[i] = batch[window * cells.length + i];
    return cells;
  }

  /** One window through all layers; keeps what the way back needs. */
  final class Window {
    private final double[][][] x = new double[p][d][t];
    private final double[][][] c1 = new double[p - k + 1][t][f];
    private final double[][][] p1 = new double[p / 2][t][f];
    private final double[][] c2 = new double[p / 2 - k / 2 + 1][f];
    private final double[][] p2 = new double[p / 4][f];
    private final double[][][] e = new double[4][p / 4][h];
    private final double[][] c3 = new double[p / 4 - k + 1][f];
    private final double[][] up = new double[p][f];
    final double[] rebuilt = new double[s.windowCells()];

    Window(float[] batch, int window) {
      this(cells(batch, window));
    }

    Window(double[] cells) {
      for (int b = 0; b < s.bins(); b++)
        for (int y = 0; y < d; y++)
          for (int z = 0; z < t; z++) x[b + 2 * k][y][z] = cells[(b * d + y) * t + z];
      encode();
      decode();
    }

    /** Mean activation of a unit of the encoded layer. */
    double activation(int unit) {
      double sum = 0;
      for (double[] position : e[3]) sum += position[unit];
      return sum / e[3].length;
    }

    private void encode() {
      for (int i = 0; i < c1.length; i++)
        for (int z = 0; z < t; z++)
          for (int c = 0; c < f; c++) {
            double sum = w[at[C1_B] + c];
            for (int j = 0; j < k; j++)
              for (int y = 0; y < d; y++) sum += x[i + j][y][z] * w[at[C1_W] + (j * d + y) * f + c];
            c1[i][z][c] = sum;
          }
      for (int m = 0; m < p1.length; m++)
        for (int z = 0; z < t; z++)
          for (int c = 0; c < f; c++) {
            int a = 2 * m - k / 2;
            double first = a >= 0 && a < c1.length ? c1[a][z][c] : 0;
            double second = a + 1 >= 0 && a + 1 < c1.length ? c1[a + 1][z][c] : 0;
            p1[m][z][c] = Math.max(first, second);
          }
      for (int i = 0; i < c2.length; i++)
        for (int c = 0; c < f; c++) {
          double sum = w[at[C2_B] + c];
          for (int z = 0; z < t; z++)
            for (int j = 0; j < k / 2; j++)
              for (int g = 0; g < f; g++) sum += p1[i + j][z][g] * w[c2At(z, j, g, c)];
          c2[i][c] = sum;
        }
      for (int m = 0; m < p2.length; m++)
        for (int c = 0; c < f; c++) {
          int a = 2 * m - k / 4;
          double first = a >= 0 && a < c2.length ? c2[a][c] : 0;
          double second = a + 1 >= 0 && a + 1 < c2.length ? c2[a + 1][c] : 0;
          p2[m][c] = Math.max(first, second);
        }
    }

    private int c2At(int z, int j, int g, int c) {
      return at[C2_W] + ((z * (k / 2) + j) * f + g) * f + c;
    }

    private void decode() {
      for (int l = 0; l < 4; l++) {
        double[][] in = l == 0 ? p2 : e[l - 1];
        for (int i = 0; i < in.length; i++)
          for (int u = 0; u < h; u++) {
            double sum = w[at[D1_B + 2 * l] + u];
            for (int v = 0; v < in[i].length; v++)
              sum += in[i][v] * w[at[D1_W + 2 * l] + v * h + u];
            e[l][i][u] = Math.max(sum, 0);
          }
      }
      for (int i = 0; i < c3.length; i++)
        for (int c = 0; c < f; c++) {
          double sum = w[at[C3_B] + c];
          for (int j = 0; j < k; j++)
            for (int u = 0; u < h; u++) sum += e[3][i + j][u] * w[at[C3_W] + (j * h + u) * f + c];
          c3[i][c] = sum;
        }
      for (int i = 0; i < p; i++) {
        int row = i / 4 - k / 2;
        if (row >= 0 && row < c3.length) up[i] = c3[row];
      }
      int cells = d * t;
      for (int b = 0; b < s.bins(); b++)
        for (int q = 0; q < cells; q++) {
          double sum = w[at[C4_B] + q];
          for (int j = 0; j < k; j++) {
            int row = b + 2 * k + j - (k - 1) / 2;
            for (int c = 0; c < f; c++)
              if (row >= 0 && row < p) sum += up[row][c] * w[at[C4_W] + (j * f + c) * cells + q];
          }
          rebuilt[b * cells + q] = sum;
        }
    }

    /** Adds this window's gradient, given that of the rebuilt window. */
    void backward(double[] dy, double[] gradient) {
      double[][] dc3 = backDecoder(dy, gradient);
      double[][] de = new double[p / 4][h];
      for (int i = 0; i < c3.length; i++)
        for (int c = 0; c < f; c++) {
          gradient[at[C3_B] + c] += dc3[i][c];
          for (int j = 0; j < k; j++)
            for (int u = 0; u < h; u++) {
              int kernel = at[C3_W] + (j * h + u) * f + c;
              gradient[kernel] += dc3[i][c] * e[3][i + j][u];
              de[i + j][u] += dc3[i][c] * w[kernel];
            }
        }
      for (int l = 3; l >= 0; l--) de = backDense(l, de, gradient);
      backEncoder(de, gradient);
    }

    private double[][] backDecoder(double[] dy, double[] gradient) {
      int cells = d * t;
      double[][] dc3 = new double[c3.length][f];
      for (int b = 0; b < s.bins(); b++)
        for (int q = 0; q < cells; q++) {
          double g = dy[b * cells + q];
          gradient[at[C4_B] + q] += g;
          for (int j = 0; j < k; j++) {
            int row = b + 2 * k + j - (k - 1) / 2;
            int low = row / 4 - k / 2;
            if (row < 0 || row >= p) continue;
            for (int c = 0; c < f; c++) {
              int kernel = at[C4_W] + (j * f + c) * cells + q;
              gradient[kernel] += g * up[row][c];
              if (low >= 0 && low < c3.length) dc3[low][c] += g * w[kernel];
            }
          }
        }
      return dc3;
    }

    private double[][] backDense(int l, double[][] de, double[] gradient) {
      double[][] in = l == 0 ? p2 : e[l - 1];
      double[][] din = new double[in.length][in[0].length];
      for (int i = 0; i < in.length; i++)
        for (int u = 0; u < h; u++) {
          double g = e[l][i][u] > 0 ? de[i][u] : 0;
          gradient[at[D1_B + 2 * l] + u] += g;
          for (int v = 0; v < in[i].length; v++) {
            int kernel = at[D1_W + 2 * l] + v * h + u;
            gradient[kernel] += g * in[i][v];
            din[i][v] += g * w[kernel];
          }
        }
      return din;
    }

    private void backEncoder(double[][] dp2, double[] gradient) {
      double[][] dc2 = new double[c2.length][f];
      for (int m = 0; m < p2.length; m++)
        for (int filter = 0; filter < f; filter++) {
          int c = filter;
          int winner = winner(2 * m - k / 4, c2.length, i -> c2[i][c]);
          if (winner >= 0) dc2[winner][c] += dp2[m][c];
        }
      double[][][] dp1 = new double[p / 2][t][f];
      for (int i = 0; i < c2.length; i++)
        for (int c = 0; c < f; c++) {
          gradient[at[C2_B] + c] += dc2[i][c];
          for (int z = 0; z < t; z++)
            for (int j = 0; j < k / 2; j++)
              for (int g = 0; g < f; g++) {
                gradient[c2At(z, j, g, c)] += dc2[i][c] * p1[i + j][z][g];
                dp1[i + j][z][g] += dc2[i][c] * w[c2At(z, j, g, c)];
              }
        }
      for (int m = 0; m < p1.length; m++)
        for (int tr = 0; tr < t; tr++)
          for (int filter = 0; filter < f; filter++) {
            int z = tr;
            int c = filter;
            int i = winner(2 * m - k / 2, c1.length, row -> c1[row][z][c]);
            if (i < 0) continue;
            gradient[at[C1_B] + c] += dp1[m][z][c];
            for (int j = 0; j < k; j++)
              for (int y = 0; y < d; y++)
                gradient[at[C1_W] + (j * d + y) * f + c] += dp1[m][z][c] * x[i + j][y][z];
          }
    }

    /** Row that the maximum over a and a + 1 came from, −1 for the border; of equals the first. */
    private int winner(int a, int rows, java.util.function.IntToDoubleFunction value) {
      boolean first = a >= 0 && a < rows;
      boolean second = a + 1 >= 0 && a + 1 < rows;
      double u = first ? value.applyAsDouble(a) : 0;
      double v = second ? value.applyAsDouble(a + 1) : 0;
      if (u >= v) return first ? a : -1;
      return second ? a + 1 : -1;
    }
  }

  /** Rebuilt windows. */
  float[] rebuild(float[] batch, int n) {
    float[] all = new float[n * s.windowCells()];
    for (int i = 0; i < n; i++) {
      double[] one = new Window(batch, i).rebuilt;
      for (int q = 0; q < one.length; q++) all[i * one.length + q] = (float) one[q];
    }
    return all;
  }

  /** Loss of a batch without the L2 term; its gradient is added to {@code gradient}. */
  double gradient(float[] batch, int n, float[] sourceWeights, double[] gradient) {
    int cells = s.windowCells();
    double loss = 0;
    for (int i = 0; i < n; i++) {
      Window window = new Window(batch, i);
      double[] dy = new double[cells];
      for (int q = 0; q < cells; q++) {
        double error = window.rebuilt[q] - batch[i * cells + q];
        double weight = sourceWeights[q % sourceWeights.length] / ((double) n * cells);
        loss += weight * error * error;
        dy[q] = 2 * weight * error;
      }
      window.backward(dy, gradient);
    }
    return loss;
  }
}
