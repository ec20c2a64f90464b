package org.crelens.atypeak.summarize;

import static org.crelens.atypeak.data.Factor.HIGHEST;
import static org.crelens.atypeak.data.Factor.LOWEST;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.CellLineSummary.Data;
import org.crelens.libs.summary.CellLineSummary.Factor;
import org.crelens.libs.summary.CellLineSummary.Level;
import org.crelens.libs.summary.CellLineSummary.Model;
import org.crelens.libs.summary.CellLineSummary.Statistic;
import org.crelens.libs.summary.CellLineSummary.Warning;

/** What to know before trusting the scores. Each rule is told in docs/formats.md. */
final class Concerns {
  /** Names that a text holds at most. */
  private static final int NAMED = 10;

  /** The paper trains on some 50,000 windows with peaks. */
  private static final int FEW_WINDOWS = 10_000;

  private static final int FEW_WINDOWS_OF_SOURCE = 50;
  private static final int FEW_EPOCHS = 5;

  /** What a model file says of training that nothing else ended. */
  private static final String LAST_EPOCH = "all epochs done";

  /** The paper's models have 17 deep units per source (hela) and 8 (cd34). */
  private static final double MANY_UNITS_PER_SOURCE = 32;

  /** A loss of this share of the mean square of the windows: most of the signal is not rebuilt. */
  private static final double HIGH_LOSS = 0.5;

  /** Hela models of the paper's size reach 50 to 60 % of the highest total. */
  private static final double HIGH_Q = 0.65;

  /**
   * P and R of a pair are each wrong or not: whoever tosses a coin for either is wrong in half of
   * them, whatever the weights of the pairs and however many are correlated.
   */
  private static final double COIN_Q = 0.5;

  /** Two seeds of the paper's model agree in some four of five pairs. */
  private static final double LOW_AGREEMENT = 2.0 / 3;

  private static final double LARGE_RATIO = 1.5;

  private final List<Warning> warnings = new ArrayList<>();

  /** All of them, the gravest first, else in the order of their rules. */
  List<Warning> inOrder() {
    return warnings.stream().sorted(Comparator.comparing(Warning::level)).toList();
  }

  private void add(Level level, String code, String format, Object... args) {
    warnings.add(new Warning(level, code, String.format(Locale.ROOT, format, args)));
  }

  /** Names parted by commas, at most ten. */
  static String some(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    int more = names.size() - NAMED;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static String counted(int n, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", n, what, n == 1 ? "" : "s");
  }

  /**
   * Sources that were not in the sample, and factors that were held or replaced.
   *
   * @param models whose factors were averaged; 0 when that is not known
   */
  void factors(List<Factor> factors, ScoreTable scores, int models) {
    if (scores != null) unseen(factors, scores);
    // A mean keeps the gravest flag of its models, though its k may be anywhere between the bounds.
    boolean several = models > 1 || factors.stream().anyMatch(Concerns::offItsBound);
    held(
        factors,
        "floored",
        Level.SERIOUS,
        several,
        "is not positive and was set to 0.1",
        "Such sources could not be normalised: rely on raw scores there, train longer, or leave them out (--sources).");
    held(
        factors,
        "unbounded",
        Level.SERIOUS,
        several,
        "is not positive and was left so (normalize --as-original)",
        several
            ? "That distorts the mean, and a negative one turns their ranking upside down: do not use those final scores."
            : "It turns their ranking upside down: do not use those final scores.");
    held(
        factors,
        "undefined",
        Level.CAUTION,
        several,
        "is undefined and was replaced by the mean of the others",
        "Compare such peaks within their source only.");
    held(
        factors,
        "capped",
        Level.CAUTION,
        several,
        "was held at the largest allowed (10)",
        "Little of such sources is rebuilt: compare their peaks within the source. Many of them may be noise, or a model that was trained too short.");
  }

  private static boolean offItsBound(Factor factor) {
    return switch (factor.flag()) {
      case "capped" -> factor.k() != HIGHEST;
      case "floored" -> factor.k() != LOWEST;
      default -> false;
    };
  }

  private void unseen(List<Factor> factors, ScoreTable scores) {
    Map<String, Integer> peaks = new TreeMap<>(ByteOrder.NAMES);
    int[] counts = scores.counts();
    for (int s = 0; s < counts.length; s++) {
      String dataset = scores.sources().dataset(s);
      String tr = scores.sources().tr(s);
      if (factors.stream().noneMatch(f -> f.dataset().equals(dataset) && f.tr().equals(tr)))
        peaks.put(scores.sources().name(s), counts[s]);
    }
    if (peaks.isEmpty()) return;
    add(
        Level.CAUTION,
        "unseen",
        "%s took the mean factor, since the sample of windows held none: %s. Enlarge the sample (--sample_windows all), or compare such peaks within their source only.",
        counted(peaks.values().stream().mapToInt(n -> n).sum(), "peak")
            + " of "
            + counted(peaks.size(), "source"),
        some(List.copyOf(peaks.keySet())));
  }

  private void held(
      List<Factor> factors, String flag, Level level, boolean several, String what, String advice) {
    List<String> names =
        factors.stream()
            .filter(factor -> factor.flag().equals(flag))
            .map(factor -> name(factor) + (several ? meanOf(factor) : ""))
            .toList();
    if (names.isEmpty()) return;
    add(
        level,
        flag,
        "The factor of %s %s%s: %s. %s",
        counted(names.size(), "source"),
        what,
        several ? " in at least one model" : "",
        some(names),
        advice);
  }

  private static String name(Factor factor) {
    return factor.dataset() + "." + factor.tr();
  }

  private static String meanOf(Factor factor) {
    return String.format(Locale.ROOT, " (mean k %.3g)", factor.k());
  }

  /** TRs whose scores do not differ. */
  void statistics(List<Statistic> trs) {
    List<String> flat =
        trs.stream()
            .filter(row -> row.stage().equals("final") && "no_spread".equals(row.flag()))
            .map(Statistic::name)
            .toList();
    if (!flat.isEmpty())
      add(
          Level.CAUTION,
          "no_spread",
          "Within %s all scores are the same, and the final ones 750: %s. Do not rank these peaks.",
          counted(flat.size(), "TR"),
          some(flat));
  }

  /** Too few windows, sources in few of them, and names without any peak. */
  void data(Data data, CatalogueSums sums) {
    if (data.windowsWithPeaks() < FEW_WINDOWS)
      add(
          data.windowsWithPeaks() < FEW_WINDOWS / 10 ? Level.SERIOUS : Level.CAUTION,
          "few_windows",
          "Only %,d windows have peaks (the published models were trained on some 50,000): the model may know them by heart. Use more regions, or a smaller network (--filters, --deep_dim).",
          data.windowsWithPeaks());
    List<String> rare =
        IntStream.range(0, sums.axes().cells())
            .filter(c -> sums.windowsOf(c) > 0 && sums.windowsOf(c) < FEW_WINDOWS_OF_SOURCE)
            .mapToObj(c -> sums.axes().source(c))
            .toList();
    if (!rare.isEmpty())
      add(
          Level.CAUTION,
          "rare_sources",
          "%s with peaks in fewer than %d windows: %s. Usual partners cannot be learned from so few: leave such sources out (--min_peaks), or do not rely on their scores.",
          counted(rare.size(), "source"),
          FEW_WINDOWS_OF_SOURCE,
          some(rare));
    List<String> empty = new ArrayList<>();
    for (int y = 0; y < sums.axes().d(); y++)
      if (sums.datasetAbundance(y) == 0) empty.add(sums.axes().datasets().get(y));
    for (int z = 0; z < sums.axes().t(); z++)
      if (sums.trAbundance(z) == 0) empty.add(sums.axes().trs().get(z));
    if (!empty.isEmpty())
      add(
          Level.CAUTION,
          "empty_names",
          "%s on the axes without a peak: %s. Empty slices make a model less precise; train one on the names that have peaks.",
          counted(empty.size(), "name"),
          some(empty));
    List<String> cut = new ArrayList<>();
    if (data.datasets().size() > CellLineSummary.MOST_NAMES)
      cut.add(data.datasets().size() + " datasets");
    if (data.trs().size() > CellLineSummary.MOST_NAMES) cut.add(data.trs().size() + " TRs");
    if (!cut.isEmpty())
      add(
          Level.NOTE,
          "cut_matrices",
          "There are %s: matrices show the %d most abundant of an axis. All pairs are in q_score/.",
          String.join(" and ", cut),
          CellLineSummary.MOST_NAMES);
  }

  /**
   * How training ended, and whether the budget fits.
   *
   * @param cellLine whose peaks were scored
   * @param digests of the tensor's inputs; null when the tensor is not there
   * @param sources that have a peak; 0 when that is not known
   * @param meanSquare of a training window's cells; NaN when it is not known
   */
  void models(
      Models models, String cellLine, Map<String, String> digests, int sources, double meanSquare) {
    for (Models.Opened opened : models.list())
      model(opened, models.list().size() > 1, cellLine, digests, sources, meanSquare);
    if (models.list().size() == 1)
      add(
          Level.NOTE,
          "one_seed",
          "One model was trained: another seed would change scores slightly. To average, as the paper advises, give --seeds 3.");
    if (models.list().size() > 1) lossesOfSeeds(models);
  }

  private void model(
      Models.Opened opened,
      boolean several,
      String cellLine,
      Map<String, String> digests,
      int sources,
      double meanSquare) {
    Model model = opened.summary();
    String name = several ? "The model of seed " + model.seed() : "The model";
    if (!model.cellLine().equals(cellLine))
      add(
          Level.CAUTION,
          "other_cell_line",
          "%s was trained on %s: a peak is judged by the company it keeps there. Where the catalogue allows, train on %s.",
          name,
          model.cellLine(),
          cellLine);
    else if (digests != null && !digests.equals(opened.said().digests()))
      add(
          Level.NOTE,
          "other_data",
          "%s was trained on other files of regions or peaks than those that were scored.",
          name);
    stopped(model, name);
    budget(model, name, sources, meanSquare);
  }

  private void stopped(Model model, String name) {
    int epochs = model.losses().size();
    if (model.stopped().equals(LAST_EPOCH)) atLastEpoch(model, name);
    else if (epochs < FEW_EPOCHS)
      add(
          Level.CAUTION,
          "few_epochs",
          "%s was trained for %s only (%s). Look at the loss curve; lower --loss_floor or --learning_rate to train longer.",
          name,
          counted(epochs, "epoch"),
          model.stopped());
    else
      add(
          Level.NOTE,
          "stopped",
          "%s was trained for %d epochs, and that of epoch %d was kept: %s, as it should end.",
          name,
          epochs,
          model.keptEpoch(),
          model.stopped());
  }

  /** Judged over as many epochs as early stopping would have waited, if there were so many. */
  private void atLastEpoch(Model model, String name) {
    List<Double> losses = model.losses();
    int last = losses.size() - 1;
    if (last < 1) {
      add(
          Level.CAUTION,
          "epoch_limit",
          "%s was stopped by its last epoch, 1: nothing tells whether it was still learning. Train longer (--epochs).",
          name);
      return;
    }
    int waited = (int) Math.max(1, Math.min(last, option(model, "patience", last)));
    double from = losses.get(last - waited);
    double to = losses.get(last);
    boolean learning = from - to > option(model, "minDelta", 0);
    add(
        Level.CAUTION,
        "epoch_limit",
        "%s was stopped by its last epoch, %d, %s: a loss of %.4g in epoch %d, of %.4g in the last. %s",
        name,
        last + 1,
        learning
            ? "while it was still learning"
            : "though its loss no longer fell by more than the minimum delta",
        from,
        last + 1 - waited,
        to,
        learning
            ? "Train longer (--epochs)."
            : "Look at the loss curve: where it rises or leaps, lower --learning_rate; more epochs (--epochs) let early stopping decide.");
  }

  private static double option(Model model, String name, double without) {
    String text = model.options().get(name);
    return text == null ? without : Double.parseDouble(text);
  }

  private void budget(Model model, String name, int sources, double meanSquare) {
    double loss = lossKept(model);
    String sizes =
        String.format(
            Locale.ROOT,
            "--filters %s, --deep_dim %s",
            model.options().get("filters"),
            model.options().get("deepDim"));
    // Weights change what a loss means.
    if (loss > HIGH_LOSS * meanSquare && unweighted(model)) {
      add(
          Level.CAUTION,
          "high_loss",
          "%s ended with a loss of %.3g, %.0f %% of what rebuilding nothing would cost (%.3g): it learned little. Train longer, or give it a larger budget than %s.",
          name,
          loss,
          100 * loss / meanSquare,
          meanSquare,
          sizes);
      return;
    }
    double units = option(model, "deepDim", 0);
    if (sources > 0 && units > MANY_UNITS_PER_SOURCE * sources)
      add(
          Level.NOTE,
          "large_budget",
          "%s has a deep dimension of %.0f for %s, more than %.0f for each: too large a budget learns sub-groups, and noise scores high. If groups look split, lower --deep_dim.",
          name,
          units,
          counted(sources, "source"),
          MANY_UNITS_PER_SOURCE);
  }

  private static boolean unweighted(Model model) {
    return Stream.of("datasetWeights", "trWeights", "sourceWeights")
        .allMatch(name -> model.options().getOrDefault(name, "none").equals("none"));
  }

  private static double lossKept(Model model) {
    int kept = model.keptEpoch();
    return kept >= 1 && kept <= model.losses().size() ? model.losses().get(kept - 1) : Double.NaN;
  }

  private void lossesOfSeeds(Models models) {
    double[] losses = models.list().stream().mapToDouble(m -> lossKept(m.summary())).toArray();
    double low = IntStream.range(0, losses.length).mapToDouble(i -> losses[i]).min().orElseThrow();
    double high = IntStream.range(0, losses.length).mapToDouble(i -> losses[i]).max().orElseThrow();
    if (high > LARGE_RATIO * low)
      add(
          Level.CAUTION,
          "seeds_differ",
          "The models of the %d seeds ended with losses from %.3g to %.3g: some learned less than others. Train longer, or leave the worst out.",
          losses.length,
          low,
          high);
  }

  /** A total that is high, and models that know different pairs. */
  void qscore(QscoreFolder q) {
    double wrong = q.shareWrong();
    if (wrong > HIGH_Q)
      add(
          Level.CAUTION,
          "high_q",
          "The total Q is %.0f %% of the highest possible (0: every pair known; 50 %%: a coin tossed for each; hela models of the usual size: 50 to 60 %%): the combinations were hardly learned. Train longer or change the budget (--filters, --deep_dim), and compare totals on the same windows.",
          100 * wrong);
    else if (wrong >= COIN_Q)
      add(
          Level.NOTE,
          "even_q",
          "The total Q is %.0f %% of the highest possible; tossing a coin for every decision would give 50 %% on average. Hela models of the usual size reach 50 to 60 %%: read the matrix, not the total alone, and compare totals on the same windows.",
          100 * wrong);
    double least = 1;
    for (int a = 0; a < q.parts().size(); a++)
      for (int b = a + 1; b < q.parts().size(); b++) least = Math.min(least, q.agreement(a, b));
    if (least < LOW_AGREEMENT)
      add(
          Level.CAUTION,
          "seeds_disagree",
          "Two of the models agree about only %.0f %% of the pairs: what was learned depends on chance. Average more seeds (--seeds), or train longer.",
          100 * least);
  }
}
