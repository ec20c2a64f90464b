package org.crelens.atypeak.judge;

import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.chart.KeyFigure;
import org.crelens.libs.chart.Table;

/** How documents show which claims hold. */
final class ClaimTable {
  private static final String CAPTION =
      "Each claim of the paper is a number with a threshold. The thresholds were written down before any model was"
          + " trained. The column values says how many values the smallest group of the comparison has.";

  private ClaimTable() {}

  /**
   * The claims among some measures, a row each.
   *
   * @param withExperiment whether the first column names the experiment
   */
  static Table of(List<Measure> measures, boolean withExperiment) {
    List<Table.Column> columns =
        new ArrayList<>(
            List.of(
                Table.Column.text("claim"),
                Table.Column.number("measured", -1),
                Table.Column.text("expected"),
                Table.Column.number("values", 0),
                Table.Column.flag("holds")));
    if (withExperiment) columns.add(0, Table.Column.text("experiment"));
    List<List<Object>> rows =
        measures.stream().filter(Measure::isClaim).map(m -> row(m, withExperiment)).toList();
    return new Table("claims", "Claims", CAPTION, columns, rows);
  }

  private static List<Object> row(Measure m, boolean withExperiment) {
    List<Object> row = new ArrayList<>();
    if (withExperiment) row.add(new Table.ItemLink(m.experiment()));
    row.add(m.claim());
    row.add(m.measured());
    row.add(m.expected());
    row.add(m.n());
    row.add(m.fails() ? "no" : "ok");
    return row;
  }

  /** Number of claims that hold. */
  static long holding(List<Measure> measures) {
    return measures.stream().filter(m -> m.isClaim() && !m.fails()).count();
  }

  /** Number of claims. */
  static long count(List<Measure> measures) {
    return measures.stream().filter(Measure::isClaim).count();
  }

  /** How many claims hold, and of how many. */
  static List<KeyFigure> keyFigures(List<Measure> measures) {
    return List.of(
        new KeyFigure(
            "claims_that_hold",
            "claims that hold",
            "Claims of the paper whose number is on the right side of its threshold.",
            holding(measures),
            "",
            0,
            true),
        new KeyFigure(
            "claims", "claims", "Claims that were tested.", count(measures), "", 0, true));
  }

  /** One sentence: {@code 4 of 5 claims hold.} */
  static String sentence(List<Measure> measures) {
    long claims = count(measures);
    return holding(measures) + " of " + claims + (claims == 1 ? " claim holds." : " claims hold.");
  }
}
