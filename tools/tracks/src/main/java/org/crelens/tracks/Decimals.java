package org.crelens.tracks;

import org.crelens.tracks.bbi.Bytes;

/** Numbers for people who look at a track: three decimals. The tables have all of them. */
final class Decimals {
  private static final int UNIT = 1000;

  private Decimals() {}

  /** Adds {@code value}, rounded half to even, without trailing zeros. */
  static void add(Bytes to, double value) {
    long scaled = (long) Math.rint(value * UNIT);
    if (scaled < 0) to.add("-");
    to.add(Long.toString(Math.abs(scaled / UNIT)));
    int rest = (int) Math.abs(scaled % UNIT);
    if (rest == 0) return;
    String digits = Integer.toString(UNIT + rest);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') end--;
    to.add("." + digits.substring(1, end));
  }
}
