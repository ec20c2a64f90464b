package org.crelens.atypeak.summarize;

import static org.crelens.libs.chart.Table.Column.number;
import static org.crelens.libs.chart.Table.Column.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.crelens.libs.chart.Axis;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Lines;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;
import org.crelens.libs.chart.Text;

/** Scores of a TR's peaks in regions with another TR, and in regions without it. */
final class PairSection {
  private PairSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    List<PairResult> pairs = results.pairs();
    if (pairs == null) {
      blocks.missing(ResultPart.PAIRS);
    } else {
      blocks.add(table(pairs));
      List<Figure> row = new ArrayList<>();
      for (int i = 0; i < pairs.size(); i++) row.add(figure(i + 1, pairs.get(i)));
      blocks.row(row);
    }
    return blocks.section("pairs", "TRs alone and together");
  }

  private static Table table(List<PairResult> pairs) {
    List<List<Object>> rows = new ArrayList<>();
    for (PairResult pair : pairs)
      rows.add(
          Blocks.cells(
              pair.a(),
              pair.b(),
              why(pair.why()),
              pair.correlation(),
              pair.nAlone(),
              pair.nTogether(),
              pair.meanAlone(),
              pair.meanTogether(),
              pair.effect(),
              pair.p() == 0 ? new Table.Worded("< 1e-300", 0) : Double.valueOf(pair.p())));
    return new Table(
        "pairs",
        "Peaks of A, with and without B in the same region",
        "If A and B bind together, peaks of A should score higher where B is present. The effect is Cliff's delta: the"
            + " chance that a peak with B scores higher than one without, minus the chance of the reverse. 0 is no"
            + " effect; 1 and −1 are the strongest. p comes from a two-sided Mann–Whitney test. With many peaks p is"
            + " small even for tiny effects, so look at the effect first.",
        List.of(
            text("A"),
            text("B"),
            text("why shown"),
            number("correlation", 3),
            number("peaks alone", 0),
            number("peaks together", 0),
            number("mean alone", 1),
            number("mean together", 1),
            number("effect", 3),
            number("p", -1)),
        rows);
  }

  private static String why(String why) {
    return switch (why) {
      case "published" -> "shown in the paper";
      case "chosen" -> "asked for (--pair)";
      case "highest" -> "among the highest correlations";
      case "lowest" -> "among the lowest correlations";
      default -> why;
    };
  }

  private static Figure figure(int number, PairResult pair) {
    double[] alone = PlotValues.percentages(pair.alone());
    double[] together = PlotValues.percentages(pair.together());
    return new Figure(
        String.format(Locale.ROOT, "pair_%02d", number),
        pair.a() + " with " + pair.b(),
        "Final scores of "
            + pair.a()
            + " peaks in regions with "
            + pair.b()
            + " (together) and without (alone). Effect "
            + Text.fixed(pair.effect(), 3)
            + ".",
        new Lines(
            PlotValues.span("final score", pair.alone()),
            Axis.from0("% of peaks", List.of(alone, together)),
            PlotValues.middles(pair.alone()),
            List.of(new Lines.Series("alone", alone), new Lines.Series("together", together)),
            true,
            true));
  }
}
