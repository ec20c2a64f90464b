package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.ColourRamp;
import org.crelens.libs.chart.ColourScale;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Heatmap;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Text;

/** Whether the models know which datasets and TRs occur together. */
final class QscoreSection {
  private QscoreSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    QscoreResult q = results.qscore();
    if (q == null) {
      blocks.missing(ResultPart.QSCORE);
    } else {
      blocks.add(Block.Note.plain(totals(q)));
      blocks.row(figures(q, q.datasets()));
    }
    return blocks.section("qscore", "Q-score: does the model know what occurs together?");
  }

  private static String totals(QscoreResult q) {
    return "Total Q: "
        + q.totals().entrySet().stream()
            .map(e -> Text.fixed(e.getValue(), 4) + " (" + seedName(e.getKey()) + ")")
            .collect(Collectors.joining(", "))
        + ", from "
        + Text.count(q.windows(), "window")
        + ". Q measures how often the model is wrong about which datasets and TRs occur together: lower is better."
        + " Compare only totals from the same windows.";
  }

  private static String seedName(String key) {
    return key.matches("-?\\d+(-\\d+)?") ? "seed " + key : key;
  }

  private static List<Figure> figures(QscoreResult q, int datasets) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        heatmap(
            "q_correlation",
            "Correlation in these windows",
            "What the data say: red pairs occur together, blue pairs avoid each other. The axes list the datasets"
                + " first and then the TRs.",
            q.correlation(),
            PlotValues.cells(q.correlation()),
            ColourScale.signed("Pearson correlation", 0.1, PlotValues.offDiagonal(q.correlation())),
            datasets));
    double[][] judged = PlotValues.judged(q.q(), datasets);
    figures.add(
        heatmap(
            "q_matrix",
            "Q: where the model is wrong",
            "How much the model's view of row i with column j differs from the data, weighted by abundance. Pale"
                + " is good. A dataset with a TR is not a pair to judge and stays grey.",
            q.q(),
            judged,
            ColourScale.amounts("Q", 1e-9, judged),
            datasets));
    part(
        figures,
        datasets,
        "q_c",
        "C: together in the data",
        "1 where the correlation of i and j is above the mean. P and R should look like this matrix.",
        "1 = together",
        q.c());
    part(
        figures,
        datasets,
        "q_p",
        "P: stronger with the partner",
        "1 where the model rebuilds i more strongly in windows that also hold j. It should equal C.",
        "share of the models",
        q.p());
    part(
        figures,
        datasets,
        "q_r",
        "R: expected because of the partner",
        "1 where the model expects i in windows that hold j but not i. It should equal C.",
        "share of the models",
        q.r());
    return figures;
  }

  private static void part(
      List<Figure> figures,
      int datasets,
      String id,
      String title,
      String caption,
      String legend,
      NamedMatrix matrix) {
    if (matrix != null)
      figures.add(
          heatmap(
              id,
              title,
              caption,
              matrix,
              PlotValues.judged(matrix, datasets),
              new ColourScale(legend, ColourRamp.AMOUNT, 0, 1),
              datasets));
  }

  private static Figure heatmap(
      String id,
      String title,
      String caption,
      NamedMatrix matrix,
      double[][] cells,
      ColourScale scale,
      int datasets) {
    return new Figure(
        id,
        title,
        caption,
        new Heatmap("i", "j", matrix.rows(), matrix.columns(), cells, scale, datasets, true));
  }
}
