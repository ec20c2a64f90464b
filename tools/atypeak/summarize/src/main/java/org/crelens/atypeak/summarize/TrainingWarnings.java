package org.crelens.atypeak.summarize;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.crelens.libs.chart.Text;
import org.crelens.libs.chart.Warning.Level;

/**
 * Warns of models that were trained elsewhere, too briefly, or with a network of the wrong size.
 *
 * @param to where warnings go
 */
record TrainingWarnings(Warnings to) {
  private static final int FEW_EPOCHS = 5;

  /** What a model file says of training that nothing else ended. */
  private static final String LAST_EPOCH = "all epochs done";

  /** The paper's models have 17 deep units per source (hela) and 8 (cd34). */
  private static final double MANY_UNITS_PER_SOURCE = 32;

  /** A loss of this share of the mean square of the windows: most of the signal is not rebuilt. */
  private static final double HIGH_LOSS = 0.5;

  private static final double LARGE_RATIO = 1.5;

  /**
   * How training ended, and whether the size of the network fits.
   *
   * @param cellLine whose peaks were scored
   * @param digests of the tensor's inputs; null when the tensor is not there
   * @param sources that have a peak; 0 when that is not known
   * @param meanSquare of a training window's cells; NaN when it is not known
   */
  void models(
      Models models, String cellLine, Map<String, String> digests, int sources, double meanSquare) {
    boolean several = models.list().size() > 1;
    for (Models.Opened opened : models.list()) {
      TrainedModel model = opened.summary();
      String name = several ? "The model of seed " + model.seed() : "The model";
      origin(opened, name, cellLine, digests);
      end(model, name);
      size(model, name, sources, meanSquare);
    }
    if (models.list().size() == 1)
      to.add(
          Level.NOTE,
          "one_seed",
          "To use the mean of several models, as the paper advises, run with --seeds 3.",
          "Only one model was trained. A model from another seed can give noticeably different scores.");
    if (several) lossesOfSeeds(models);
  }

  private void origin(
      Models.Opened opened, String name, String cellLine, Map<String, String> digests) {
    String trainedOn = opened.summary().cellLine();
    if (!trainedOn.equals(cellLine))
      to.add(
          Level.CAUTION,
          "other_cell_line",
          "Train a model on " + cellLine + " if its catalogue is large enough.",
          "%s was trained on %s. It judges each peak by the partners that are usual there.",
          name,
          trainedOn);
    else if (digests != null && !digests.equals(opened.description().digests()))
      to.add(
          Level.NOTE,
          "other_data",
          "If you did not intend this, train a new model on these files.",
          "%s was trained on other files of regions or peaks than those that were scored.",
          name);
  }

  private void end(TrainedModel model, String name) {
    int epochs = model.losses().size();
    if (model.stopped().equals(LAST_EPOCH)) atLastEpoch(model, name);
    else if (epochs < FEW_EPOCHS)
      to.add(
          Level.CAUTION,
          "few_epochs",
          "Look at the loss curve. To train longer, lower --loss_floor or --learning_rate.",
          "%s was trained for only %s (%s).",
          name,
          Text.count(epochs, "epoch"),
          model.stopped());
    else
      to.add(
          Level.NOTE,
          "stopped",
          "",
          "%s was trained for %d epochs, and the weights of epoch %d were kept. Training ended as it should: %s.",
          name,
          epochs,
          model.keptEpoch(),
          model.stopped());
  }

  /** Judged over as many epochs as early stopping would have waited, if there were so many. */
  private void atLastEpoch(TrainedModel model, String name) {
    List<Double> losses = model.losses();
    int last = losses.size() - 1;
    if (last < 1) {
      to.add(
          Level.CAUTION,
          "epoch_limit",
          "Train longer (--epochs).",
          "%s was trained for 1 epoch, its limit. Nothing shows whether it was still learning.",
          name);
      return;
    }
    int waited = (int) Math.max(1, Math.min(last, option(model, "patience", last)));
    double from = losses.get(last - waited);
    double end = losses.get(last);
    boolean learning = from - end > option(model, "minDelta", 0);
    to.add(
        Level.CAUTION,
        "epoch_limit",
        learning
            ? "Train longer (--epochs)."
            : "Look at the loss curve. If it rises or jumps, lower --learning_rate. With more epochs (--epochs), training can stop by itself.",
        "%s reached its limit of %d epochs %s. The loss was %.4g in epoch %d and %.4g in the last.",
        name,
        last + 1,
        learning
            ? "while it was still learning"
            : end > from ? "while its loss was rising" : "after its loss had stopped improving",
        from,
        last + 1 - waited,
        end);
  }

  private static double option(TrainedModel model, String name, double without) {
    String text = model.options().get(name);
    return text == null ? without : Double.parseDouble(text);
  }

  private void size(TrainedModel model, String name, int sources, double meanSquare) {
    double loss = model.keptLoss();
    // Weights change what a loss means.
    if (loss > HIGH_LOSS * meanSquare && unweighted(model)) {
      to.add(
          Level.CAUTION,
          "high_loss",
          String.format(
              Locale.ROOT,
              "Train longer. If the catalogue has plenty of windows, try a larger network than --filters %s, --deep_dim %s.",
              model.options().get("filters"),
              model.options().get("deepDim")),
          "%s learned little: its loss is %.3g, which is %.0f %% of the loss of a model that rebuilds nothing (%.3g).",
          name,
          loss,
          100 * loss / meanSquare,
          meanSquare);
      return;
    }
    double units = option(model, "deepDim", 0);
    if (sources > 0 && units > MANY_UNITS_PER_SOURCE * sources)
      to.add(
          Level.NOTE,
          "large_budget",
          "If groups look split, lower --deep_dim.",
          "%s has %.0f deep units for %s, more than %.0f for each. A network that is too large learns sub-groups, and noise gets high scores.",
          name,
          units,
          Text.count(sources, "source"),
          MANY_UNITS_PER_SOURCE);
  }

  private static boolean unweighted(TrainedModel model) {
    return Stream.of("datasetWeights", "trWeights", "sourceWeights")
        .allMatch(name -> model.options().getOrDefault(name, "none").equals("none"));
  }

  private void lossesOfSeeds(Models models) {
    double[] losses = models.list().stream().mapToDouble(m -> m.summary().keptLoss()).toArray();
    double low = DoubleStream.of(losses).min().orElseThrow();
    double high = DoubleStream.of(losses).max().orElseThrow();
    if (high > LARGE_RATIO * low)
      to.add(
          Level.CAUTION,
          "seeds_differ",
          "Train longer, or leave the worst model out.",
          "The models of the %d seeds ended with losses from %.3g to %.3g: some learned less than others.",
          losses.length,
          low,
          high);
  }
}
