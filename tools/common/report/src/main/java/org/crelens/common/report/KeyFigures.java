package org.crelens.common.report;

import java.util.List;
import java.util.function.ToLongFunction;
import org.crelens.libs.summary.CellLineSummary;

/**
 * What is told of every cell line in one row; null where it is not known.
 *
 * @param peaks scored
 * @param windows with peaks
 * @param regions with peaks
 * @param sources with a peak
 * @param models trained
 * @param epochs of the first model
 * @param loss of its last epoch
 * @param q mean of the models' totals
 * @param floored sources whose factor was set to the lower limit, of several models by any
 * @param capped sources whose factor was held at the upper limit, of several models by any
 * @param undefined sources whose factor took the mean of the others, of several models in any
 */
record KeyFigures(
    Long peaks,
    Long windows,
    Long regions,
    Long sources,
    Long models,
    Long epochs,
    Double loss,
    Double q,
    Long floored,
    Long capped,
    Long undefined) {

  static KeyFigures of(CellLineSummary s) {
    CellLineSummary.Data data = s.data();
    boolean trained = s.models() != null && !s.models().isEmpty();
    List<Double> losses = trained ? s.models().get(0).losses() : List.of();
    return new KeyFigures(
        known(data, CellLineSummary.Data::peaks),
        known(data, CellLineSummary.Data::windowsWithPeaks),
        known(data, CellLineSummary.Data::regionsWithPeaks),
        known(data, CellLineSummary.Data::sources),
        trained ? Long.valueOf(s.models().size()) : null,
        losses.isEmpty() ? null : Long.valueOf(losses.size()),
        losses.isEmpty() ? null : losses.get(losses.size() - 1),
        q(s),
        flagged(s, "floored"),
        flagged(s, "capped"),
        flagged(s, "undefined"));
  }

  // A summary says −1 of what was not there to be counted.
  private static Long known(CellLineSummary.Data data, ToLongFunction<CellLineSummary.Data> count) {
    if (data == null) return null;
    long n = count.applyAsLong(data);
    return n < 0 ? null : n;
  }

  private static Double q(CellLineSummary s) {
    if (s.qscore() == null || s.qscore().totals().isEmpty()) return null;
    Double mean = s.qscore().totals().get("mean");
    if (mean != null) return mean;
    return s.qscore().totals().values().stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  private static Long flagged(CellLineSummary s, String flag) {
    if (s.factors() == null) return null;
    return s.factors().stream().filter(f -> f.flag().equals(flag)).count();
  }
}
