package org.crelens.libs.chart;

/**
 * Colours of final scores for genome browsers: pale for low, dark for high, and from yellow to
 * blue, which the common kinds of colour blindness leave apart. Lightness falls evenly, so that it
 * reads in grey as well.
 */
public final class Ramp {
  // Anchors in CIE Lab of equal steps in lightness; a and b bend from yellow to blue.
  private static final double[][] LAB = {
    {88, -4, 40}, {72, -10, 24}, {56, -8, 0}, {40, 4, -24}, {24, 16, -40}
  };

  private Ramp() {}

  /** Colour {@code r,g,b} of a score from 0 to 1000. */
  public static String colour(int score) {
    double place = score / 1000.0 * (LAB.length - 1);
    int i = Math.min((int) place, LAB.length - 2);
    double[] lab = new double[3];
    for (int c = 0; c < 3; c++) lab[c] = LAB[i][c] + (place - i) * (LAB[i + 1][c] - LAB[i][c]);
    double y = (lab[0] + 16) / 116;
    double xn = 0.95047 * unfold(y + lab[1] / 500);
    double yn = unfold(y);
    double zn = 1.08883 * unfold(y - lab[2] / 200);
    return channel(3.2406 * xn - 1.5372 * yn - 0.4986 * zn)
        + ","
        + channel(-0.9689 * xn + 1.8758 * yn + 0.0415 * zn)
        + ","
        + channel(0.0557 * xn - 0.2040 * yn + 1.0570 * zn);
  }

  private static double unfold(double t) {
    return t > 6.0 / 29 ? t * t * t : 3 * 36.0 / 841 * (t - 4.0 / 29);
  }

  // sRGB's transfer curve.
  private static long channel(double linear) {
    double v = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, v)));
  }
}
