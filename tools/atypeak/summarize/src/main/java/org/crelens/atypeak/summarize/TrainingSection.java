package org.crelens.atypeak.summarize;

import static org.crelens.libs.chart.Table.Column.number;
import static org.crelens.libs.chart.Table.Column.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.libs.chart.Axis;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Lines;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;

/** How the models were trained. */
final class TrainingSection {
  /** The figure of the losses, which the document about the run reads again. */
  static final String LOSS = "loss";

  private TrainingSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    if (results.models() == null) {
      blocks.missing(ResultPart.TRAINING);
    } else {
      blocks.add(lossFigure(results.models()).forMultiqc());
      blocks.add(table(results.models()));
    }
    return blocks.section("training", "Training");
  }

  private static Figure lossFigure(List<TrainedModel> models) {
    int epochs = models.stream().mapToInt(m -> m.losses().size()).max().orElse(0);
    List<String> seeds = SeedNames.of(models);
    List<Lines.Series> series = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      TrainedModel model = models.get(i);
      boolean known = model.keptEpoch() >= 1 && model.keptEpoch() <= epochs;
      series.add(
          new Lines.Series(
              "seed " + seeds.get(i),
              PlotValues.padded(model.losses(), epochs),
              known ? model.keptEpoch() - 1 : -1));
    }
    return new Figure(
        LOSS,
        "Loss per epoch",
        "The loss is the model's error: the mean squared difference between its input and what it rebuilds, plus a"
            + " penalty for large weights. A good curve falls quickly and then levels off. If it still falls at the"
            + " end, train longer. The dot marks the epoch whose weights were kept.",
        epochLines(epochs, series));
  }

  /** Losses by epoch, on an axis where equal steps are equal factors. */
  static Lines epochLines(int epochs, List<Lines.Series> series) {
    return new Lines(
        new Axis("epoch", 0.5, Math.max(epochs, 1) + 0.5, false),
        Axis.factors("loss", series.stream().map(Lines.Series::values).toList()),
        IntStream.rangeClosed(1, epochs).asDoubleStream().toArray(),
        series,
        false,
        false);
  }

  private static Table table(List<TrainedModel> models) {
    List<String> seeds = SeedNames.of(models);
    List<List<Object>> rows = new ArrayList<>();
    for (TrainedModel model : models) {
      List<Double> losses = model.losses();
      rows.add(
          Blocks.cells(
              seeds.get(rows.size()),
              model.cellLine(),
              "crelens " + model.version(),
              losses.size(),
              model.keptEpoch(),
              model.keptLoss(),
              model.parameters(),
              model.stopped()));
    }
    return new Table(
        "models",
        "Models",
        "One model per seed, the start value of the random numbers. The kept epoch is the one whose weights the model has. Scores are means over all models.",
        List.of(
            text("seed"),
            text("trained on"),
            text("trained by"),
            number("epochs", 0),
            number("kept epoch", 0),
            number("its loss", -1),
            number("weights", 0),
            text("why it stopped")),
        rows);
  }
}
