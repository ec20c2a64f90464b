package org.crelens.atypeak.summarize;

import static org.crelens.libs.chart.Table.Column.flag;
import static org.crelens.libs.chart.Table.Column.number;
import static org.crelens.libs.chart.Table.Column.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crelens.libs.chart.Axis;
import org.crelens.libs.chart.Bars;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;

/** What normalisation did to the scores of each source, TR and dataset. */
final class NormalisationSection {
  /** The table of statistics per TR, which the document about the run reads again. */
  static final String TR_STATISTICS = "tr_statistics";

  private NormalisationSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    if (results.factors() == null) blocks.missing(ResultPart.FACTORS);
    else blocks.add(factors(results));
    NormalisationStatistics statistics = results.statistics();
    if (statistics == null || statistics.trs() == null || statistics.datasets() == null)
      blocks.missing(ResultPart.STATISTICS);
    if (statistics != null) {
      List<ScoreStatistic> trs = statistics.trs() == null ? List.of() : statistics.trs();
      List<ScoreStatistic> datasets =
          statistics.datasets() == null ? List.of() : statistics.datasets();
      List<Figure> row = new ArrayList<>();
      if (!trs.isEmpty()) row.add(means("tr_means", "Mean score per TR, step by step", "TR", trs));
      if (!datasets.isEmpty())
        row.add(
            means("dataset_means", "Mean score per dataset, step by step", "dataset", datasets));
      blocks.row(row);
      if (!trs.isEmpty()) blocks.add(table(TR_STATISTICS, "Scores per TR", "TR", trs));
      if (!datasets.isEmpty())
        blocks.add(table("dataset_statistics", "Scores per dataset", "dataset", datasets));
    }
    return blocks.section("factors", "Normalisation, before and after");
  }

  private static Table factors(CellLineResults results) {
    Map<String, SourceMedians> medians = new HashMap<>();
    if (results.sources() != null)
      for (SourceMedians source : results.sources()) medians.put(source.name(), source);
    List<List<Object>> rows = new ArrayList<>();
    for (SourceFactor factor : results.factors()) {
      SourceMedians source = medians.get(factor.name());
      rows.add(
          Blocks.cells(
              factor.dataset(),
              factor.tr(),
              source == null ? null : source.peaks(),
              factor.intra(),
              factor.inter(),
              factor.overlapping(),
              factor.k(),
              factor.flag(),
              source == null ? null : source.raw(),
              source == null ? null : source.finals()));
    }
    return new Table(
        "factors",
        "The factor of each source",
        "Sources differ in how well a model can rebuild them at all. Each raw score is multiplied by the factor k of"
            + " its source, so that scores of different sources can be compared. k = k1 · k2 · k3, at least 0.1 and at"
            + " most 10. The flag should be ok. Capped: k was too high and was set to 10. Floored: k was too low and was"
            + " set to 0.1. Undefined: k is the mean of the other sources. Unbounded: k is not positive and was kept."
            + " Do not compare peaks of flagged sources with those of others. With several models, the numbers are"
            + " means and the flag is the worst of all models.",
        List.of(
            text("dataset"),
            text("TR"),
            number("peaks", 0),
            number("k1 within group", 3),
            number("k2 between groups", 3),
            number("k3 overlap", 3),
            number("k", 3),
            flag("flag"),
            number("median raw", 1),
            number("median final", 1)),
        rows);
  }

  private static Figure means(String id, String title, String of, List<ScoreStatistic> list) {
    List<String> names = list.stream().map(ScoreStatistic::name).distinct().toList();
    List<Bars.Values> series = new ArrayList<>();
    for (String stage : list.stream().map(ScoreStatistic::stage).distinct().toList()) {
      double[] values = new double[names.size()];
      Arrays.fill(values, Double.NaN);
      for (ScoreStatistic s : list)
        if (s.stage().equals(stage)) values[names.indexOf(s.name())] = s.mean();
      series.add(new Bars.Values(stageName(stage), values));
    }
    return new Figure(
        id,
        title,
        "Raw: as the model rebuilds the peaks. After k: multiplied by the factor of the source. Final: also brought"
            + " to the same mean for every TR. The further the dots of a row are apart, the more normalisation"
            + " changed.",
        new Bars(
            of,
            names,
            Axis.from0("mean score", series.stream().map(Bars.Values::values).toList()),
            series));
  }

  private static String stageName(String stage) {
    return stage.equals("corr_group") ? "after k" : stage;
  }

  private static Table table(String id, String title, String of, List<ScoreStatistic> list) {
    boolean flags = list.stream().anyMatch(s -> s.flag() != null && !s.flag().isEmpty());
    List<Table.Column> columns =
        new ArrayList<>(
            List.of(
                text(of),
                text("stage"),
                number("peaks", 0),
                number("mean", 1),
                number("sd", 1),
                number("minimum", 1),
                number("first quartile", 1),
                number("median", 1),
                number("third quartile", 1),
                number("maximum", 1)));
    if (flags) columns.add(flag("flag"));
    List<List<Object>> rows = new ArrayList<>();
    for (ScoreStatistic s : list) {
      List<Object> row =
          Blocks.cells(
              s.name(),
              stageName(s.stage()),
              s.count(),
              s.mean(),
              s.sd(),
              s.min(),
              s.q1(),
              s.median(),
              s.q3(),
              s.max());
      if (flags) row.add(s.flag() == null ? "" : s.flag());
      rows.add(row);
    }
    return new Table(
        id,
        title,
        "Scores before normalisation (raw), after the factor k, and after all of it (final). Final scores are not cut off here, so they may lie below 0 or above 1000."
            + (flags
                ? " The flag no_spread means that all peaks of a TR score the same: do not rank them."
                : ""),
        columns,
        rows);
  }
}
