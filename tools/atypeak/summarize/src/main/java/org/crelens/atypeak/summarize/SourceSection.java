package org.crelens.atypeak.summarize;

import static org.crelens.libs.chart.Table.Column.number;
import static org.crelens.libs.chart.Table.Column.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.crelens.libs.chart.ColourScale;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Heatmap;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;

/** Median scores of each source. */
final class SourceSection {
  private SourceSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    List<SourceMedians> sources = results.sources();
    if (sources == null) {
      blocks.missing(ResultPart.SOURCES);
    } else {
      CatalogueSize size = results.size();
      List<String> datasets =
          size != null
              ? size.datasets()
              : sources.stream().map(SourceMedians::dataset).distinct().toList();
      List<String> trs =
          size != null ? size.trs() : sources.stream().map(SourceMedians::tr).distinct().toList();
      blocks.row(
          List.of(
              medians(
                  "source_raw",
                  "Median raw score per source",
                  "Pale sources get little support from the rest of the catalogue, or are rare. Do not compare raw"
                      + " scores between sources: that is what final scores are for. Grey cells: no peaks.",
                  datasets,
                  trs,
                  sources,
                  SourceMedians::raw),
              medians(
                  "source_final",
                  "Median final score per source",
                  "Compare the cells of a column: a pale dataset agrees less with the others about this TR. Grey"
                      + " cells: no peaks.",
                  datasets,
                  trs,
                  sources,
                  SourceMedians::finals)));
      blocks.add(table(sources));
    }
    return blocks.section("sources", "Scores per source");
  }

  private static Figure medians(
      String id,
      String title,
      String caption,
      List<String> datasets,
      List<String> trs,
      List<SourceMedians> sources,
      ToDoubleFunction<SourceMedians> value) {
    double[][] cells = new double[datasets.size()][trs.size()];
    for (double[] row : cells) Arrays.fill(row, Double.NaN);
    for (SourceMedians source : sources) {
      int y = datasets.indexOf(source.dataset());
      int z = trs.indexOf(source.tr());
      if (y >= 0 && z >= 0) cells[y][z] = value.applyAsDouble(source);
    }
    return new Figure(
        id,
        title,
        caption,
        new Heatmap(
            "dataset",
            "TR",
            datasets,
            trs,
            cells,
            ColourScale.amounts("median score", 1, cells),
            0,
            false));
  }

  private static Table table(List<SourceMedians> sources) {
    List<List<Object>> rows = new ArrayList<>();
    for (SourceMedians source : sources)
      rows.add(
          Blocks.cells(
              source.dataset(),
              source.tr(),
              source.peaks(),
              source.raw(),
              source.finals(),
              source.finals() - source.raw()));
    return new Table(
        "sources",
        "Sources",
        "Medians of unrounded scores. Final scores are not cut off here, so they may lie below 0 or above 1000. Sort by the last column to see which sources normalisation changed most.",
        List.of(
            text("dataset"),
            text("TR"),
            number("peaks", 0),
            number("median raw", 1),
            number("median final", 1),
            number("difference", 1)),
        rows);
  }
}
