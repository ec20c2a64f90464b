package org.crelens.atypeak.data;

/**
 * How a window is crumbed (spec, section 4): every nonzero value v at [x, y, z] adds {@code amount
 * · v} to its row [x, y, :] and its column [x, :, z], itself included in both.
 *
 * @param amount the share that is added; 0 is none
 * @param order whether positions are crumbed or bins
 */
public record Crumb(double amount, Order order) {
  /** Binary windows: what is scored, sampled and judged. */
  public static final Crumb NONE = new Crumb(0, Order.CRUMB_FIRST);

  /** Which comes first; they differ where a bin holds the edge of a peak. */
  public enum Order {
    /** Positions are crumbed, then bins take the maximum (default, as implemented). */
    CRUMB_FIRST,
    /** Bins take the maximum, then they are crumbed (the paper's text). */
    SQUISH_FIRST
  }

  public Crumb {
    if (!(amount >= 0 && amount <= 1))
      throw new IllegalArgumentException("crumb " + amount + " is not between 0 and 1");
  }

  /** True when nothing is added. */
  public boolean isNone() {
    return amount == 0;
  }
}
