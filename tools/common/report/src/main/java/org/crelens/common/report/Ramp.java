package org.crelens.common.report;

/** From numbers to colours that people with any kind of colour vision can order. */
enum Ramp {
  /** From pale yellow to dark blue; luminance falls all the way, so that it also prints. */
  AMOUNT(0xfffde3, 0xe3f4bd, 0xb5e1b9, 0x74c7bd, 0x3aa7c2, 0x2380b7, 0x2659a2, 0x23367e, 0x131d52),
  /** Blue, white, red-brown: what lies on both sides of the middle. */
  SIGNED(0x0b3c6f, 0x2f74b3, 0x7fb3d5, 0xcfe3ef, 0xf6f5f2, 0xf9d8c1, 0xe9a07c, 0xc3513f, 0x75111f);

  /** Colours of a picture; index 0 is left for what is undefined. */
  static final int LEVELS = 255;

  private final int[] palette = new int[LEVELS + 1];

  Ramp(int... anchors) {
    for (int i = 1; i <= LEVELS; i++) {
      double at = (i - 1) / (double) (LEVELS - 1) * (anchors.length - 1);
      int k = Math.min((int) at, anchors.length - 2);
      palette[i] = mix(anchors[k], anchors[k + 1], at - k);
    }
  }

  private static int mix(int a, int b, double share) {
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double from = a >> shift & 0xff;
      double to = b >> shift & 0xff;
      colour |= (int) Math.rint(from + (to - from) * share) << shift;
    }
    return colour;
  }

  /** Colours by index, as 0xRRGGBB; 0 stands for nothing and is transparent. */
  int[] palette() {
    return palette.clone();
  }
}
