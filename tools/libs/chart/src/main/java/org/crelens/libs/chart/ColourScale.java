package org.crelens.libs.chart;

/**
 * What the colours of a matrix mean.
 *
 * @param title of the colours, with unit
 * @param ramp colours
 * @param from value of the first colour; lower ones share it
 * @param to value of the last colour; higher ones share it
 */
public record ColourScale(String title, ColourRamp ramp, double from, double to) {
  public ColourScale {
    Checks.text("title of a colour scale", title);
    Checks.present("ramp of a colour scale", ramp);
    if (!(to > from) || !Double.isFinite(to - from))
      throw Checks.wrong("a colour scale from " + from + " to " + to);
  }

  /** From 0 to the largest finite value of {@code matrices}, at least to {@code least}. */
  public static ColourScale amounts(String title, double least, double[][]... matrices) {
    return new ColourScale(title, ColourRamp.AMOUNT, 0, Math.max(largest(matrices), least));
  }

  /** The same distance on both sides of 0. */
  public static ColourScale signed(String title, double least, double[][]... matrices) {
    double far = Math.max(largest(matrices), least);
    return new ColourScale(title, ColourRamp.SIGNED, -far, far);
  }

  /**
   * Colours for {@code matrices} that may or may not have two sides: to both sides of 0 when there
   * are negative values of more than a tenth of the largest, else from 0.
   */
  public static ColourScale fitting(String title, double[][]... matrices) {
    ColourScale amounts = amounts(title, 1e-9, matrices);
    for (double[][] matrix : matrices)
      for (double[] row : matrix)
        for (double v : row) if (v < -0.1 * amounts.to()) return signed(title, 1e-9, matrices);
    return amounts;
  }

  private static double largest(double[][]... matrices) {
    double largest = 0;
    for (double[][] matrix : matrices)
      for (double[] row : matrix)
        for (double v : row) if (Double.isFinite(v)) largest = Math.max(largest, Math.abs(v));
    // From −1e308 to 1e308 is no finite distance.
    return Math.min(largest, Axis.FARTHEST);
  }

  /** Index into the palette; 0 where the value is undefined. */
  int index(double value) {
    if (Double.isNaN(value)) return 0;
    double share = Math.max(0, Math.min(1, (value - from) / (to - from)));
    return 1 + (int) Math.rint(share * (ColourRamp.LEVELS - 1));
  }
}
