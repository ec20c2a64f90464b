package org.crelens.atypeak.simulate;

import java.util.Comparator;
import org.crelens.atypeak.data.SimulatedPeaks.Kind;

/**
 * A peak as it was drawn, and what it is.
 *
 * @param start first base, 0-based, counted from the region's start; may lie before it
 * @param end one past the last base; may lie behind the region, or the whole peak may
 * @param dataset counted from 0
 * @param tr counted from 0
 * @param kind why it is there
 * @param group correlation group of its stack, counted from 0; -1 outside a stack
 * @param round which of the stack's rounds of draws it came from, counted from 0; -1 outside one
 * @param draw which draw of the stack: peaks of one draw differ in their dataset only; -1 outside
 */
record TruePeak(int start, int end, int dataset, int tr, Kind kind, int group, int round, int draw)
    implements Comparable<TruePeak> {
  private static final Comparator<TruePeak> ORDER =
      Comparator.comparingInt(TruePeak::start)
          .thenComparingInt(TruePeak::end)
          .thenComparingInt(TruePeak::dataset)
          .thenComparingInt(TruePeak::tr)
          .thenComparing(TruePeak::kind)
          .thenComparingInt(TruePeak::draw);

  /** Whether the experiment would have called it: not dropped, and at least one base inside. */
  boolean called(int length) {
    return kind != Kind.DROPPED && end > 0 && start < length && end > start;
  }

  @Override
  public int compareTo(TruePeak other) {
    return ORDER.compare(this, other);
  }
}
