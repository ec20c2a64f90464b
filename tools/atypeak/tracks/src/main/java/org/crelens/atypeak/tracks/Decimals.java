package org.crelens.atypeak.tracks;

import org.crelens.atypeak.tracks.bbi.Bytes;
import org.crelens.libs.io.Numbers;

/** Numbers for people who look at a track: three decimals. The tables have all of them. */
final class Decimals {
  private static final int DECIMALS = 3;
  private static final int UNIT = 1000;

  private Decimals() {}

  /** Adds {@code value} as {@link Numbers#fixed} writes it, in a tenth of the time. */
  static void add(Bytes to, double value) {
    double scaled = value * UNIT;
    // The product is rounded itself: what looks like a tie need not be one.
    boolean nearTie = Math.abs(scaled - Math.floor(scaled) - 0.5) < 1e-3;
    if (nearTie || Math.abs(scaled) > 1e12) {
      to.add(Numbers.fixed(value, DECIMALS));
      return;
    }
    long rounded = (long) Math.rint(scaled);
    if (rounded < 0) to.add("-");
    to.add(Long.toString(Math.abs(rounded / UNIT)));
    int rest = (int) Math.abs(rounded % UNIT);
    if (rest == 0) return;
    String digits = Integer.toString(UNIT + rest);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') end--;
    to.add("." + digits.substring(1, end));
  }
}
