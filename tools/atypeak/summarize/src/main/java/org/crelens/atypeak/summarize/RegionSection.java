package org.crelens.atypeak.summarize;

import static org.crelens.libs.chart.Table.Column.number;
import static org.crelens.libs.chart.Table.Column.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.crelens.atypeak.data.RegionScores;
import org.crelens.libs.chart.Axis;
import org.crelens.libs.chart.Boxes;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;

/** Scores of regions: by their number of peaks, and those at either end. */
final class RegionSection {
  private RegionSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    List<RegionClass> classes = results.regionClasses();
    if (classes == null) {
      blocks.missing(ResultPart.REGION_CLASSES);
    } else if (!classes.isEmpty()) {
      blocks.row(
          List.of(
              boxes(
                  "region_mean",
                  "Mean score of a region",
                  "mean final score",
                  "Regions by their number of peaks. The box is the middle half of the regions, its"
                      + " line the median, and the thin line reaches to the extremes. A model that"
                      + " knows which sources occur together gives crowded regions higher scores,"
                      + " with less spread.",
                  classes,
                  RegionClass::mean),
              boxes(
                  "region_max",
                  "Highest score of a region",
                  "highest final score",
                  "The same for the best peak of each region. The more peaks a region has, the more"
                      + " likely one of them scores high.",
                  classes,
                  RegionClass::max)));
    }
    table(
        blocks,
        ResultPart.BEST_REGIONS,
        "best_regions",
        "Best regions",
        "The regions with the highest sum of final scores: many peaks that support each other.",
        results.best());
    table(
        blocks,
        ResultPart.WORST_REGIONS,
        "worst_regions",
        "Worst regions",
        "The regions with the lowest mean score, of those with at least "
            + RegionTable.ENOUGH_PEAKS
            + " peaks: their peaks lack their usual company.",
        results.worst());
    return blocks.section("regions", "Regions");
  }

  private static Figure boxes(
      String id,
      String title,
      String y,
      String caption,
      List<RegionClass> classes,
      Function<RegionClass, List<Double>> quartiles) {
    double[][] values =
        classes.stream().map(c -> PlotValues.numbers(quartiles.apply(c))).toArray(double[][]::new);
    return new Figure(
        id,
        title,
        caption,
        new Boxes(
            "peaks in the region",
            classes.stream().map(RegionClass::name).toList(),
            classes.stream().mapToLong(RegionClass::regions).toArray(),
            "regions",
            Axis.from0(y, List.of(values)),
            values));
  }

  private static void table(
      Blocks blocks,
      ResultPart part,
      String id,
      String title,
      String caption,
      List<RegionScores.Row> list) {
    if (list == null) {
      blocks.missing(part);
      return;
    }
    List<List<Object>> rows = new ArrayList<>();
    for (RegionScores.Row row : list)
      rows.add(
          Blocks.cells(
              Blocks.place(row), row.peaks(), row.sources(), row.sum(), row.mean(), row.max()));
    blocks.add(
        new Table(
            id,
            title,
            caption + " Positions count from 1, as in genome browsers.",
            List.of(
                text("region"),
                number("peaks", 0),
                number("sources", 0),
                number("sum", 0),
                number("mean", 1),
                number("highest", 0)),
            rows));
  }
}
