package org.crelens.atypeak.data;

import java.util.List;

/**
 * Sizes of an atyPeak network (atyPeak specification, section 5). Known without the network itself,
 * so that tools without natives can tell what it will need.
 *
 * @param bins L, positions of a window after squishing; a multiple of 4 k
 * @param datasets D
 * @param trs T
 * @param filters F, of every convolution
 * @param deepDim H, units of every dense layer
 * @param kernel k, positions that a filter of the first convolution spans; a multiple of 4
 */
public record Shape(int bins, int datasets, int trs, int filters, int deepDim, int kernel) {
  /** The kernel of the paper. */
  public static final int KERNEL = 20;

  /** The largest dense window: bins · datasets · TRs. */
  public static final int MOST_CELLS = 1 << 25;

  public Shape {
    check("datasets", datasets, 65_536);
    check("TRs", trs, 65_536);
    check("filters", filters, 4_096);
    check("deep dimension", deepDim, 65_536);
    check("kernel", kernel, 1_024);
    check("bins", bins, 1 << 15);
    if (kernel % 4 != 0)
      throw new IllegalArgumentException("kernel " + kernel + " is not a multiple of 4");
    if (bins % (4 * kernel) != 0)
      throw new IllegalArgumentException(
          bins + " bins are not a multiple of " + 4 * kernel + ", four times the kernel");
    if ((long) bins * datasets * trs > MOST_CELLS)
      throw new IllegalArgumentException(
          "a window of "
              + bins
              + " bins, "
              + datasets
              + " datasets and "
              + trs
              + " TRs is too large");
    // Counted here, since the fields are not set yet.
    long f = filters;
    long h = deepDim;
    long cells = (long) datasets * trs;
    long parameters =
        kernel * (datasets * f + h * f + f * cells)
            + trs * (kernel / 2) * f * f
            + 3 * f
            + f * h
            + 3 * h * h
            + 4 * h
            + cells;
    if (parameters > 1 << 28)
      throw new IllegalArgumentException(
          parameters + " parameters are more than " + (1 << 28) + "; take fewer filters or units");
  }

  private static void check(String what, int value, int most) {
    if (value < 1 || value > most)
      throw new IllegalArgumentException(what + " " + value + " is not between 1 and " + most);
  }

  /** D · T, the sources that the last convolution tells apart. */
  public int cells() {
    return datasets * trs;
  }

  /** L · D · T, the numbers in a dense window. */
  public int windowCells() {
    return bins * cells();
  }

  /** Positions with both borders of 2 k: 400. */
  public int padded() {
    return bins + 4 * kernel;
  }

  /** Positions that the first convolution yields: 381. */
  public int c1Rows() {
    return padded() - kernel + 1;
  }

  /** Positions after the first pooling: 200. */
  public int pooled1() {
    return padded() / 2;
  }

  /** Positions that the second convolution spans: 10. */
  public int kernel2() {
    return kernel / 2;
  }

  /** Positions that the second convolution yields: 191. */
  public int c2Rows() {
    return pooled1() - kernel2() + 1;
  }

  /** Positions after the second pooling, where the dense layers stand: 100. */
  public int pooled2() {
    return padded() / 4;
  }

  /** Positions that the third convolution yields: 81. */
  public int c3Rows() {
    return pooled2() - kernel + 1;
  }

  /** Low-resolution positions that the output is made of: 80, four bins each. */
  public int outRows() {
    return bins / 4;
  }

  /** Low-resolution positions that a row of the folded last convolution sees: 7. */
  public int foldedTaps() {
    return Math.floorDiv(3 + kernel - 1 - leftPadding(), 4) - Math.floorDiv(-leftPadding(), 4) + 1;
  }

  /** Positions that "same" padding adds on the left: one less than on the right when k is even. */
  public int leftPadding() {
    return (kernel - 1) / 2;
  }

  /** Numbers of the folded kernel of the last convolution: (taps · F) × (4 · D · T). */
  public long foldedLength() {
    return (long) foldedTaps() * filters * 4 * cells();
  }

  /**
   * The parameters in the order of the flat vector, each in C order: c1 (k, D, F), c2 (T, k/2, F,
   * F), dense (in, out), c3 (k, H, F), c4 (k, F, D·T), biases after their kernels.
   */
  public List<Parameter> parameters() {
    int f = filters;
    int h = deepDim;
    long offset = 0;
    java.util.ArrayList<Parameter> list = new java.util.ArrayList<>();
    Object[][] rows = {
      {
        "c1",
        new int[] {kernel, datasets, f},
        f,
        fans(kernel * datasets, (long) kernel * datasets * f)
      },
      {
        "c2",
        new int[] {trs, kernel2(), f, f},
        f,
        fans((long) kernel2() * trs * f, (long) kernel2() * trs * f)
      },
      {"d1", new int[] {f, h}, h, fans(f, h)},
      {"d2", new int[] {h, h}, h, fans(h, h)},
      {"d3", new int[] {h, h}, h, fans(h, h)},
      {"d4", new int[] {h, h}, h, fans(h, h)},
      {"c3", new int[] {kernel, h, f}, f, fans((long) kernel * h, (long) kernel * h * f)},
      {
        "c4",
        new int[] {kernel, f, cells()},
        cells(),
        fans((long) kernel * f, (long) kernel * cells())
      },
    };
    for (Object[] row : rows) {
      int[] shape = (int[]) row[1];
      Parameter weights = new Parameter(row[0] + "_w", shape, offset, (double) row[3]);
      list.add(weights);
      offset += weights.length();
      Parameter bias = new Parameter(row[0] + "_b", new int[] {(int) row[2]}, offset, 0);
      list.add(bias);
      offset += bias.length();
    }
    return list;
  }

  // Glorot's limit, with the fans that Keras counts for these shapes: read otherwise, c3's limit is
  // five times too large and training misses the published curve (spec, section 5).
  private static double fans(long in, long out) {
    return Math.sqrt(6.0 / (in + out));
  }

  /** Number of parameters; 583,637 for the hela model of the paper. */
  public long parameterCount() {
    Parameter last = parameters().get(15);
    return last.offset() + last.length();
  }

  /**
   * One array of parameters.
   *
   * @param name such as {@code c1_w} or {@code c1_b}
   * @param shape its axes, C order
   * @param offset of its first number in the flat vector
   * @param limit initial values are uniform in [−limit, limit]; 0 for biases
   */
  public record Parameter(String name, int[] shape, long offset, double limit) {
    /** How many numbers it holds. */
    public long length() {
      long n = 1;
      for (int s : shape) n *= s;
      return n;
    }

    /** Name inside Deeplearning4j, which cuts names at underscores. */
    public String key() {
      return name.replace("_", "");
    }

    /** True for the kernels that the L2 term pulls on: c1 and c2. */
    public boolean regularised() {
      return name.equals("c1_w") || name.equals("c2_w");
    }
  }
}
