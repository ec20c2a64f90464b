package org.crelens.libs.chart;

/**
 * From numbers to colours that people with any kind of colour vision can order. Lightness changes
 * evenly, so that a ramp also reads in grey.
 */
public enum ColourRamp {
  /** From pale yellow to dark blue. */
  AMOUNT(0xfffde3, 0xe3f4bd, 0xb5e1b9, 0x74c7bd, 0x3aa7c2, 0x2380b7, 0x2659a2, 0x23367e, 0x131d52),
  /** Blue, white, red-brown: for what lies on both sides of a middle. */
  SIGNED(0x0b3c6f, 0x2f74b3, 0x7fb3d5, 0xcfe3ef, 0xf6f5f2, 0xf9d8c1, 0xe9a07c, 0xc3513f, 0x75111f),
  /**
   * From yellow to dark blue, for items of a genome browser: its lowest colour is dark enough to be
   * seen on white.
   */
  BROWSER() {
    @Override
    int colour(double share) {
      return lab(share);
    }
  };

  /** Colours of a picture; index 0 is left for what is undefined. */
  public static final int LEVELS = 255;

  // Anchors in CIE Lab of equal steps in lightness; a and b bend from yellow to blue.
  private static final double[][] LAB = {
    {88, -4, 40}, {72, -10, 24}, {56, -8, 0}, {40, 4, -24}, {24, 16, -40}
  };

  private final int[] anchors;

  ColourRamp(int... anchors) {
    this.anchors = anchors;
  }

  /** Colour 0xRRGGBB at {@code share}, 0 for the first and 1 for the last. */
  int colour(double share) {
    double at = share * (anchors.length - 1);
    int k = Math.min((int) at, anchors.length - 2);
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double from = anchors[k] >> shift & 0xff;
      double to = anchors[k + 1] >> shift & 0xff;
      colour |= (int) Math.rint(from + (to - from) * (at - k)) << shift;
    }
    return colour;
  }

  /**
   * A colour as BED and bigBed write it, {@code r,g,b}.
   *
   * @param share 0 for the first colour, 1 for the last
   */
  public String rgb(double share) {
    int colour = colour(share);
    return (colour >> 16) + "," + (colour >> 8 & 0xff) + "," + (colour & 0xff);
  }

  /** Colours by index, as 0xRRGGBB; index 0 stands for nothing and is transparent. */
  public int[] palette() {
    int[] palette = new int[LEVELS + 1];
    for (int i = 1; i <= LEVELS; i++) palette[i] = colour((i - 1) / (double) (LEVELS - 1));
    return palette;
  }

  private static int lab(double share) {
    double place = share * (LAB.length - 1);
    int i = Math.min((int) place, LAB.length - 2);
    double[] lab = new double[3];
    for (int c = 0; c < 3; c++) lab[c] = LAB[i][c] + (place - i) * (LAB[i + 1][c] - LAB[i][c]);
    double y = (lab[0] + 16) / 116;
    double xn = 0.95047 * unfold(y + lab[1] / 500);
    double yn = unfold(y);
    double zn = 1.08883 * unfold(y - lab[2] / 200);
    int red = channel(3.2406 * xn - 1.5372 * yn - 0.4986 * zn);
    int green = channel(-0.9689 * xn + 1.8758 * yn + 0.0415 * zn);
    int blue = channel(0.0557 * xn - 0.2040 * yn + 1.0570 * zn);
    return red << 16 | green << 8 | blue;
  }

  private static double unfold(double t) {
    return t > 6.0 / 29 ? t * t * t : 3 * 36.0 / 841 * (t - 4.0 / 29);
  }

  // sRGB's transfer curve.
  private static int channel(double linear) {
    double v = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * Math.min(1, Math.max(0, v)));
  }
}
