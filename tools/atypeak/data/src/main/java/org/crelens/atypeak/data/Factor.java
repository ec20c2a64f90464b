package org.crelens.atypeak.data;

import java.util.Locale;

/**
 * What the scores of one source are multiplied by.
 *
 * @param source the source
 * @param intra k1: how well the source is rebuilt from itself alone; NaN where a table lacks it
 * @param inter k2: how much its windows hold of its usual partners, likewise
 * @param overlapping k3: how much others rebuild it, likewise
 * @param k the factor
 * @param flag whether {@code k} is k1 · k2 · k3
 */
public record Factor(
    Source source, double intra, double inter, double overlapping, double k, Flag flag) {
  /** Bounds of k: outside of them a source cannot be normalised (spec, section 13). */
  public static final double LOWEST = 0.1;

  public static final double HIGHEST = 10;

  /** What happened to k; a later one outweighs an earlier one. */
  public enum Flag {
    /** The product as it stands. */
    OK,
    /** Above 10, so 10. */
    CAPPED,
    /** Below 0.1, or one of the three is not positive, so 0.1. */
    FLOORED,
    /** Not positive, left so as the original does. */
    UNBOUNDED,
    /** Not a number; the mean of the other k stands in. */
    UNDEFINED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The factor of three weights (spec, section 8); an undefined one is NaN for now.
   *
   * @param asOriginal no lower bound
   */
  public static Factor of(
      Source source, double intra, double inter, double overlapping, boolean asOriginal) {
    boolean negative = intra <= 0 || inter <= 0 || overlapping <= 0;
    double k = intra * inter * overlapping;
    Factor factor = new Factor(source, intra, inter, overlapping, k, Flag.OK);
    if (negative && !asOriginal) return factor.with(LOWEST, Flag.FLOORED);
    return factor.bounded(asOriginal);
  }

  /** This factor with k between its bounds. */
  public Factor bounded(boolean asOriginal) {
    if (!Double.isFinite(k)) return with(Double.NaN, Flag.UNDEFINED);
    if (k > HIGHEST) return with(HIGHEST, Flag.CAPPED);
    if (asOriginal) return k > 0 ? this : with(k, Flag.UNBOUNDED);
    return k < LOWEST ? with(LOWEST, Flag.FLOORED) : this;
  }

  /** This factor with another k. */
  public Factor with(double otherK, Flag why) {
    return new Factor(source, intra, inter, overlapping, otherK, why);
  }
}
