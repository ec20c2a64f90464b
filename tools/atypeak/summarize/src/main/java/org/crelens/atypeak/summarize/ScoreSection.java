package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.crelens.libs.chart.Axis;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Lines;
import org.crelens.libs.chart.Ridges;
import org.crelens.libs.chart.Section;

/** Distributions of the scores: of all peaks, per TR, and per dataset. */
final class ScoreSection {
  /** Figures of all peaks, which the document about the run reads again. */
  static final String RAW = "raw_distribution";

  static final String FINAL = "final_distribution";

  private ScoreSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    ScoreHistograms scores = results.histograms();
    if (scores == null) {
      blocks.missing(ResultPart.SCORES);
    } else {
      blocks.row(
          List.of(
              distribution(
                  RAW,
                  "Raw scores of all peaks",
                  "raw score",
                  "The raw score of a peak is 1000 times the value that the model rebuilds of it. The model rebuilds"
                      + " what it has learned to expect. The hump near 0 consists of peaks that it does not expect. Scores above"
                      + " 1000 are possible; the last bin holds all from 1180.",
                  scores.raw()),
              distribution(
                  FINAL,
                  "Final scores of all peaks",
                  "final score",
                  "Final scores are normalised: every TR has about the same mean. The first and the last bin also hold the"
                      + " scores below 0 and above 1000, which the BED file cuts off there. High scores are peaks in the company that is usual for their source. Low scores are peaks without"
                      + " it: perhaps noise, perhaps unusual binding.",
                  scores.finals())));
      ridges(
          blocks, "tr_distributions", "Scores per TR", "TR", scores.rawByTr(), scores.finalByTr());
      ridges(
          blocks,
          "dataset_distributions",
          "Scores per dataset",
          "dataset",
          scores.rawByDataset(),
          scores.finalByDataset());
    }
    return blocks.section("scores", "Distributions of scores");
  }

  private static Figure distribution(
      String id, String title, String x, String caption, Histogram histogram) {
    double[] percentages = PlotValues.percentages(histogram);
    return new Figure(
            id,
            title,
            caption,
            new Lines(
                PlotValues.span(x, histogram),
                Axis.from0("% of peaks", List.of(percentages)),
                PlotValues.middles(histogram),
                List.of(new Lines.Series("% of peaks", percentages)),
                true,
                false))
        .forMultiqc();
  }

  private static void ridges(
      Blocks blocks,
      String id,
      String title,
      String of,
      List<Histogram> raw,
      List<Histogram> finals) {
    Set<String> names = new LinkedHashSet<>();
    raw.forEach(histogram -> names.add(histogram.name()));
    finals.forEach(histogram -> names.add(histogram.name()));
    if (names.isEmpty()) return;
    List<String> order = List.copyOf(names);
    List<Ridges.Stage> stages = new ArrayList<>();
    if (!raw.isEmpty()) stages.add(stage("raw score", order, raw));
    if (!finals.isEmpty()) stages.add(stage("final score", order, finals));
    blocks.add(
        new Figure(
            id,
            title,
            "One row per "
                + of
                + ". Each row is as high as its fullest bin, so that you can compare shapes and places but not"
                + " heights. Two humps in a row are often two kinds of peaks: those with their usual company, and"
                + " those without.",
            new Ridges(of, order, "score", "share of peaks", stages)));
  }

  private static Ridges.Stage stage(String title, List<String> names, List<Histogram> histograms) {
    double[][] shares = new double[names.size()][];
    for (Histogram histogram : histograms)
      shares[names.indexOf(histogram.name())] = PlotValues.percentages(histogram);
    Histogram first = histograms.get(0);
    return new Ridges.Stage(PlotValues.span(title, first), PlotValues.middles(first), shares);
  }
}
