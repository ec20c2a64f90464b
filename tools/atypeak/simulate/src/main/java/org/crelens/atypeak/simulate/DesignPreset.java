package org.crelens.atypeak.simulate;

/** Where paper and published implementation differ (spec, section 11), and what each one does. */
enum DesignPreset {
  /** Datasets once each, shift on both sides, at least one noise peak. */
  PAPER(false, -200, 200, 1),
  /** Datasets with replacement, shift to the left only, sometimes no noise. */
  IMPLEMENTATION(true, -200, 0, 0);

  final boolean replacement;
  final double shiftFrom;
  final double shiftTo;
  final int extraNoise;

  DesignPreset(boolean replacement, double shiftFrom, double shiftTo, int extraNoise) {
    this.replacement = replacement;
    this.shiftFrom = shiftFrom;
    this.shiftTo = shiftTo;
    this.extraNoise = extraNoise;
  }
}
