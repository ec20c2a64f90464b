package org.crelens.atypeak.summarize;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.crelens.libs.chart.Axis;
import org.crelens.libs.chart.ColourRamp;
import org.crelens.libs.chart.ColourScale;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Strips;
import org.crelens.libs.chart.Table;
import org.crelens.libs.chart.Text;

/** Example windows: their peaks, what the model rebuilds of them, and the scores. */
final class ExampleSection {
  private ExampleSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    List<ExampleWindow> examples = results.examples();
    if (examples == null || examples.isEmpty()) {
      blocks.missing(ResultPart.EXAMPLES);
    } else {
      for (int i = 0; i < examples.size(); i++) blocks.add(figure(i + 1, examples.get(i)));
    }
    return blocks.section("examples", "Example windows: peaks, rebuilt, scored");
  }

  private static Figure figure(int number, ExampleWindow window) {
    List<ExampleSource> sources = window.sources();
    int bins = (window.end() - window.binStart() + window.binLength() - 1) / window.binLength();
    for (ExampleSource source : sources) bins = Math.max(bins, source.rebuilt().size());
    boolean finals = sources.stream().flatMap(s -> s.finals().stream()).anyMatch(v -> !v.isNaN());
    double[][] before = undefined(sources.size(), bins);
    double[][] rebuilt = undefined(sources.size(), bins);
    double[][] scored = undefined(sources.size(), bins);
    boolean[] phantom = new boolean[sources.size()];
    for (int i = 0; i < sources.size(); i++) {
      ExampleSource source = sources.get(i);
      phantom[i] = source.present().isEmpty();
      for (int b = 0; b < source.rebuilt().size(); b++) rebuilt[i][b] = source.rebuilt().get(b);
      List<Double> scores = finals ? source.finals() : source.raw();
      for (int k = 0; k < source.present().size(); k += 2) {
        int from = source.present().get(k);
        int to = Math.min(bins, source.present().get(k + 1));
        Arrays.fill(before[i], from, to, 1);
        Arrays.fill(scored[i], from, to, scores.get(k / 2));
      }
    }
    return new Figure(
        String.format(Locale.ROOT, "example_%02d", number),
        title(window),
        caption(number),
        new Strips(
            "source",
            sources.stream().map(source -> source.dataset() + "." + source.tr()).toList(),
            phantom,
            axis(window, bins),
            positions(window, bins),
            List.of(
                new Strips.Facet("Peaks", before, null),
                new Strips.Facet(
                    "Rebuilt", rebuilt, new ColourScale("rebuilt value", ColourRamp.AMOUNT, 0, 1)),
                new Strips.Facet(
                    "Scored",
                    scored,
                    new ColourScale(
                        finals ? "final score" : "raw score", ColourRamp.AMOUNT, 0, 1000)))));
  }

  private static double[][] undefined(int rows, int columns) {
    double[][] cells = new double[rows][columns];
    for (double[] row : cells) Arrays.fill(row, Double.NaN);
    return cells;
  }

  private static Axis axis(ExampleWindow window, int bins) {
    double from = window.binStart();
    return new Axis(
        Text.shortened(window.contig(), 24),
        // Counted from 1, as places are elsewhere on the page.
        from + 1,
        Math.max(from + 2, from + (double) bins * window.binLength()),
        false);
  }

  private static double[] positions(ExampleWindow window, int bins) {
    double[] positions = new double[bins];
    for (int b = 0; b < bins; b++)
      positions[b] = window.binStart() + (double) b * window.binLength() + 1;
    return positions;
  }

  private static String title(ExampleWindow window) {
    String kind =
        switch (window.why()) {
          case "best" -> "A window with one of the highest mean raw scores";
          case "middle" -> "A window with a middling mean raw score";
          case "worst" -> "A window with one of the lowest mean raw scores";
          default -> "A window that was asked for";
        };
    return kind + ": " + new Table.Place(window.contig(), window.start(), window.end());
  }

  private static String caption(int number) {
    return number == 1
        ? "The same window three times, with one row per source: its peaks, what the model"
            + " rebuilds, and the scores of the peaks. The model sees whole bins, so the first"
            + " bin may begin before the window. A rebuilt value of 1 is a peak that the model is"
            + " sure of. Peaks that the model supports are dark in the middle panel. Rows with a"
            + " name in italics have no peak here: what is rebuilt there is a phantom, a peak"
            + " that the model expects but the catalogue lacks."
        : "Peaks, what the model rebuilds, and the scores. Rows in italics have no peak here.";
  }
}
