package org.crelens.libs.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis of numbers.
 *
 * @param title with unit
 * @param from lowest value shown
 * @param to highest value shown
 * @param log whether equal steps are equal factors
 */
public record Axis(String title, double from, double to, boolean log) {
  /** Values beyond are shown at the ends: distances between larger ones may be infinite. */
  static final double FARTHEST = 1e300;

  /** The same for axes by factors: a share of two such values is a number. */
  private static final double LARGEST_FACTOR = 1e150;

  private static final double MOST_STEPS = 1e12;

  public Axis {
    Checks.text("title of an axis", title);
    if (!(to > from) || log && !(from > 0) || !Double.isFinite(to - from))
      throw Checks.wrong("an axis from " + from + " to " + to + (log ? ", by factors" : ""));
  }

  /** From 0, or from the lowest value if that is negative, to a little above the highest. */
  public static Axis from0(String title, Iterable<double[]> values) {
    double from = 0;
    double to = 0;
    for (double[] list : values)
      for (double v : list)
        if (Double.isFinite(v)) {
          from = Math.max(Math.min(from, v), -FARTHEST);
          to = Math.min(Math.max(to, v), FARTHEST);
        }
    if (to == from) to = from + 1;
    double room = (to - from) * 0.04;
    return new Axis(title, from < 0 ? from - room : 0, to + room, false);
  }

  /** By factors, around all positive values; from 0 where there are none. */
  public static Axis factors(String title, Iterable<double[]> values) {
    double from = Double.POSITIVE_INFINITY;
    double to = 0;
    for (double[] list : values)
      for (double v : list)
        if (v > 0 && Double.isFinite(v)) {
          double shown = Math.max(1 / LARGEST_FACTOR, Math.min(v, LARGEST_FACTOR));
          from = Math.min(from, shown);
          to = Math.max(to, shown);
        }
    if (to == 0) return new Axis(title, 0, 1, false);
    double room = Math.pow(Math.max(to / from, 2), 0.05);
    return new Axis(title, from / room, to * room, true);
  }

  /** Where {@code value} lies: 0 at the lowest, 1 at the highest; outside values at the ends. */
  double share(double value) {
    double share =
        log
            ? Math.log(Math.max(value, from) / from) / Math.log(to / from)
            : (value - from) / (to - from);
    return Math.max(0, Math.min(1, share));
  }

  /** Round values within, about {@code wanted} of them. */
  List<Double> ticks(int wanted) {
    List<Double> ticks = new ArrayList<>();
    if (log && to / from > 8) {
      boolean few = to / from < 200;
      for (int e = (int) Math.floor(Math.log10(from)); Math.pow(10, e) <= to; e++)
        for (int digit : few ? new int[] {1, 2, 5} : new int[] {1}) {
          double tick = digit * Math.pow(10, e);
          if (tick >= from && tick <= to) ticks.add(tick);
        }
      return ticks;
    }
    double wish = (to - from) / wanted;
    double power = Math.pow(10, Math.floor(Math.log10(wish)));
    double digit = wish / power;
    double step = power * (digit > 5 ? 10 : digit > 2 ? 5 : digit > 1 ? 2 : 1);
    // Steps that numbers of this size do not resolve: counting them would never end.
    if (!(step > 0 && Math.max(Math.abs(from), Math.abs(to)) / step < MOST_STEPS))
      return List.of(from, to);
    for (long k = (long) Math.ceil(from / step - 1e-9); k * step <= to + step * 1e-9; k++)
      ticks.add(k * step);
    return ticks;
  }
}
