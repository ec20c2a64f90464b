package org.crelens.libs.engine;

import java.util.Arrays;

/**
 * Adds a bias, pads with zeros, and takes the maximum over pairs of rows, channel by channel. Rows
 * are positions of one example, columns are channels. Output row m looks at input rows 2m − left
 * and 2m − left + 1; a row outside the input is the zero border, without bias.
 */
public final class MaxPool {
  private static final byte FIRST = 0;
  private static final byte SECOND = 1;
  private static final byte BORDER = 2;

  private final int rows;
  private final int left;
  private final int out;
  private final int f;

  /**
   * @param rows of the input
   * @param left rows of zeros before it
   * @param out rows of the output
   * @param f channels
   */
  public MaxPool(int rows, int left, int out, int f) {
    this.rows = rows;
    this.left = left;
    this.out = out;
    this.f = f;
  }

  /**
   * Pools one example.
   *
   * @param x rows × f
   * @param bias f numbers
   * @param y out × f from {@code yo}
   * @param choice where each maximum came from, out × f from {@code co}; null when no gradient will
   *     be asked for
   */
  public void forward(float[] x, float[] bias, float[] y, int yo, byte[] choice, int co) {
    for (int m = 0; m < out; m++) {
      int a = 2 * m - left;
      int at = yo + m * f;
      int ca = co + m * f;
      boolean first = a >= 0 && a < rows;
      boolean second = a + 1 >= 0 && a + 1 < rows;
      if (first && second) {
        int xa = a * f;
        int xb = xa + f;
        for (int c = 0; c < f; c++) y[at + c] = Math.max(x[xa + c], x[xb + c]) + bias[c];
        if (choice != null)
          for (int c = 0; c < f; c++) choice[ca + c] = x[xb + c] > x[xa + c] ? SECOND : FIRST;
      } else if (first || second) {
        int xa = (first ? a : a + 1) * f;
        for (int c = 0; c < f; c++) {
          float u = x[xa + c] + bias[c];
          y[at + c] = Math.max(u, 0);
          // On a tie the earlier row wins, as in the implementations this is compared with.
          if (choice != null)
            choice[ca + c] = first ? (u >= 0 ? FIRST : BORDER) : (u > 0 ? SECOND : BORDER);
        }
      } else {
        Arrays.fill(y, at, at + f, 0f);
        if (choice != null) Arrays.fill(choice, ca, ca + f, BORDER);
      }
    }
  }

  /**
   * Spreads the gradient of y back over x, after {@link #forward} with {@code choice}.
   *
   * @param dy out × f from {@code yo}
   * @param choice as forward left it, from {@code co} on
   * @param dx rows × f, overwritten
   * @param dbias gradient of the bias, f numbers, added to
   */
  public void backward(float[] dy, int yo, byte[] choice, int co, float[] dx, float[] dbias) {
    Arrays.fill(dx, 0, rows * f, 0f);
    for (int m = 0; m < out; m++) {
      int a = 2 * m - left;
      int at = yo + m * f;
      int ca = co + m * f;
      boolean first = a >= 0 && a < rows;
      boolean second = a + 1 >= 0 && a + 1 < rows;
      if (first && second) {
        int xa = a * f;
        int xb = xa + f;
        for (int c = 0; c < f; c++) {
          float g = dy[at + c];
          boolean later = choice[ca + c] != FIRST;
          dx[xa + c] = later ? 0f : g;
          dx[xb + c] = later ? g : 0f;
        }
        for (int c = 0; c < f; c++) dbias[c] += dy[at + c];
      } else if (first || second) {
        int xa = (first ? a : a + 1) * f;
        for (int c = 0; c < f; c++) {
          if (choice[ca + c] == BORDER) continue;
          dx[xa + c] = dy[at + c];
          dbias[c] += dy[at + c];
        }
      }
    }
  }
}
