package org.crelens.atypeak.simulate;

import static org.crelens.libs.cli.UsageException.require;

/**
 * The rules that regions are drawn by (spec, section 11). A design that exists can be drawn from.
 *
 * @param length bases of a region
 * @param datasets D
 * @param trs T, without the empty ones
 * @param reliable how many datasets, the last ones, take part in stacks
 * @param groups the correlation groups
 * @param watermark probability of a peak over the whole region at dataset 0, TR 0
 * @param replacement whether the datasets of a stack are drawn with replacement
 * @param shiftFrom lowest shift of a peak's centre from the stack's, in bases
 * @param shiftTo highest shift, excluded
 * @param extraNoise noise peaks on top of the Poisson number
 * @param stackMean Poisson mean of the numbers of datasets, rounds and TRs of a stack, less one
 * @param noiseMean Poisson mean of the number of noise peaks
 */
record Design(
    int length,
    int datasets,
    int trs,
    int reliable,
    Groups groups,
    double watermark,
    boolean replacement,
    double shiftFrom,
    double shiftTo,
    int extraNoise,
    double stackMean,
    double noiseMean) {

  Design {
    inside("--length", length, 1, 10_000_000);
    inside("--datasets", datasets, 2, 10_000);
    inside("--trs", trs, 2, 10_000);
    inside("--reliable", reliable, 1, datasets);
    within("--watermark", watermark, 0, 1);
    require(
        shiftFrom <= shiftTo && shiftFrom >= -1_000_000 && shiftTo <= 1_000_000,
        "--shift "
            + shiftFrom
            + ","
            + shiftTo
            + " is not FROM,TO with FROM at most TO, both between -1000000 and 1000000");
    inside("--extra-noise", extraNoise, 0, 1000);
    within("--stack-mean", stackMean, 0, 20);
    within("--noise-mean", noiseMean, 0, 100);
  }

  /** First dataset that takes part in stacks. */
  int firstReliable() {
    return datasets - reliable;
  }

  /** Datasets that are reliable unless told: the last half, the larger one where D is odd. */
  static int lastHalf(int datasets) {
    return datasets - datasets / 2;
  }

  /** Throws unless {@code low <= value <= high}; the message names the option and both. */
  static void inside(String option, long value, long low, long high) {
    require(
        value >= low && value <= high,
        option + " " + value + " is not between " + low + " and " + high);
  }

  private static void within(String option, double value, int low, int high) {
    require(
        value >= low && value <= high,
        option + " " + value + " is not between " + low + " and " + high);
  }
}
