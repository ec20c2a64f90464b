package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.libs.chart.Axis;
import org.crelens.libs.chart.Bars;
import org.crelens.libs.chart.ColourRamp;
import org.crelens.libs.chart.ColourScale;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Heatmap;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Text;

/** What the catalogue of peaks looks like. */
final class CatalogueSection {
  private CatalogueSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    CatalogueMatrices matrices = results.matrices();
    if (matrices == null) {
      blocks.missing(ResultPart.MATRICES);
    } else {
      blocks.add(
          heatmap(
              "average",
              "The average window",
              windowsAndBins(results.size())
                  + "Colour is the share of a window's bins that a source covers, as a mean over all windows with peaks."
                  + " Dark cells are the sources that dominate the catalogue. The palest cells have few or no peaks.",
              "dataset",
              "TR",
              matrices.average(),
              ColourScale.amounts("share of bins", 1e-9, PlotValues.cells(matrices.average()))));
      blocks.row(
          List.of(
              correlation(
                  "dataset_correlation",
                  "Correlation of datasets",
                  "dataset",
                  matrices.datasetCorrelation()),
              correlation("tr_correlation", "Correlation of TRs", "TR", matrices.trCorrelation()),
              heatmap(
                  "tr_jaccard",
                  "TRs in the same windows",
                  "The Jaccard index: windows with both TRs, divided by windows with at least one of them. 1 means"
                      + " always together, 0 means never.",
                  "TR",
                  "TR",
                  matrices.trJaccard(),
                  new ColourScale("Jaccard index", ColourRamp.AMOUNT, 0, 1))));
      if (results.size() != null) blocks.row(abundances(results.size(), matrices));
    }
    return blocks.section("data", "The catalogue");
  }

  private static String windowsAndBins(CatalogueSize size) {
    if (size == null) return "";
    return "A window is "
        + Text.whole(size.windowLength())
        + " bases long and is cut into bins of "
        + Text.count(size.squish(), "base")
        + ". ";
  }

  private static List<Figure> abundances(CatalogueSize size, CatalogueMatrices matrices) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        abundance(
            "dataset_abundance",
            "Abundance of datasets",
            "dataset",
            size.datasets(),
            matrices.datasetAbundance()));
    figures.add(
        abundance("tr_abundance", "Abundance of TRs", "TR", size.trs(), matrices.trAbundance()));
    return figures;
  }

  private static Figure correlation(String id, String title, String of, NamedMatrix matrix) {
    return heatmap(
        id,
        title,
        "Pearson correlation of the peaks along all bins. Red pairs occur together, blue pairs avoid each other."
            + " A model needs red pairs: they are the company by which it judges a peak. The colours end at the"
            + " largest value off the diagonal.",
        of,
        of,
        matrix,
        ColourScale.signed("Pearson correlation", 0.1, PlotValues.offDiagonal(matrix)));
  }

  private static Figure heatmap(
      String id,
      String title,
      String caption,
      String rows,
      String columns,
      NamedMatrix matrix,
      ColourScale scale) {
    return new Figure(
        id,
        title,
        caption,
        new Heatmap(
            rows,
            columns,
            matrix.rows(),
            matrix.columns(),
            PlotValues.cells(matrix),
            scale,
            0,
            false));
  }

  private static Figure abundance(
      String id, String title, String of, List<String> names, List<Double> values) {
    double[] all = PlotValues.numbers(values);
    int[] order = PlotValues.falling(all);
    double[] sorted = IntStream.of(order).mapToDouble(i -> all[i]).toArray();
    return new Figure(
        id,
        title,
        "Mean share of bins that each "
            + of
            + " covers, the most abundant first. A model learns most from abundant names. Scores of rare ones rest on"
            + " few examples.",
        new Bars(
            of,
            IntStream.of(order).mapToObj(names::get).toList(),
            Axis.from0("share of bins", List.of(sorted)),
            List.of(new Bars.Values("abundance", sorted))));
  }
}
