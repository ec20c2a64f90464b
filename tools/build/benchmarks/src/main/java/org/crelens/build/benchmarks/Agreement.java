package org.crelens.build.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.crelens.libs.stats.Correlation;
import org.crelens.libs.stats.Quantiles;

/** Compares what a run left with results of another, figure by figure. */
final class Agreement {
  /**
   * One figure.
   *
   * @param part what it belongs to, such as {@code raw}
   * @param what its name
   * @param of how many peaks, TRs or sources it was made from; 0 where that says nothing
   * @param value the figure
   * @param published the published value, NaN where the figure is a comparison itself
   * @param difference relative difference of both, NaN where there is none
   * @param asked what the figure should be
   * @param single whether it is of one TR, source or epoch only
   */
  record Figure(
      String part,
      String what,
      int of,
      double value,
      double published,
      double difference,
      Threshold asked,
      boolean single) {}

  /** What is asked for. */
  enum Goal {
    /** hela against the published results. */
    PUBLISHED,
    /** The mean of several seeds of hela against the published results. */
    MEAN,
    /** Final scores of two seeds of cd34 against each other. */
    SEEDS,
    /** Nothing: figures only. */
    NONE
  }

  private final Goal goal;
  private final List<Figure> figures = new ArrayList<>();

  Agreement(Goal goal) {
    this.goal = goal;
  }

  /** All figures so far, in the order they were made. */
  List<Figure> figures() {
    return figures;
  }

  /** Raw scores of the same peaks. */
  void raw(ScoreTable.Pairs pairs) {
    scores("raw", pairs, published(Threshold.RAW), true);
  }

  /** Final scores of the same peaks. */
  void finals(ScoreTable.Pairs pairs) {
    Threshold asked = goal == Goal.SEEDS ? Threshold.SEEDS_FINAL : published(Threshold.FINAL);
    scores("final", pairs, asked, false);
  }

  private void scores(String part, ScoreTable.Pairs pairs, Threshold all, boolean judgeTrs) {
    int n = pairs.ours().length;
    add(part, "Spearman", n, Correlation.spearman(pairs.ours(), pairs.theirs()), all);
    add(part, "Pearson", n, Correlation.pearson(pairs.ours(), pairs.theirs()), Threshold.NONE);
    List<Double> ofAll = new ArrayList<>();
    List<Double> ofLarge = new ArrayList<>();
    for (Map.Entry<String, ScoreTable.Pairs> tr : pairs.perTr().entrySet()) {
      int peaks = tr.getValue().ours().length;
      double r = Correlation.spearman(tr.getValue().ours(), tr.getValue().theirs());
      boolean large = peaks > Threshold.LARGE_TR;
      Threshold asked = judgeTrs && large ? published(Threshold.RAW_PER_TR) : Threshold.NONE;
      figures.add(
          new Figure(
              part, "Spearman, " + tr.getKey(), peaks, r, Double.NaN, Double.NaN, asked, true));
      // A TR without spread has no correlation; it must not hide the others.
      if (Double.isNaN(r)) continue;
      ofAll.add(r);
      if (large) ofLarge.add(r);
    }
    perTr(part, "TRs", ofAll, judgeTrs ? Threshold.RAW_TR_MEDIAN : null, null);
    perTr(
        part,
        "TRs of more than 1,500 peaks",
        ofLarge,
        judgeTrs ? Threshold.RAW_TR_MEDIAN : null,
        judgeTrs ? Threshold.RAW_PER_TR : null);
  }

  private void perTr(
      String part, String which, List<Double> values, Threshold median, Threshold least) {
    if (values.isEmpty()) return;
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    add(part, "median Spearman, " + which, n, Quantiles.ofSorted(sorted, 0.5), published(median));
    add(part, "smallest Spearman, " + which, n, sorted[0], published(least));
  }

  /** k of one or more runs, by source; the sources of the published table are compared. */
  void factors(
      List<String> labels, List<SortedMap<String, Double>> ours, SortedMap<String, Double> theirs) {
    Threshold ofOne = goal == Goal.MEAN ? Threshold.K_OF_MEAN : Threshold.K_PER_SEED;
    for (int i = 0; i < ours.size(); i++)
      near(labels.get(i), ours.get(i), theirs, published(ofOne));
    SortedMap<String, Double> mean = new TreeMap<>();
    for (String source : theirs.keySet()) {
      // A source that one of the runs lacks has no mean.
      double sum = 0;
      for (SortedMap<String, Double> one : ours) sum += one.getOrDefault(source, Double.NaN);
      mean.put(source, sum / ours.size());
    }
    if (ours.size() > 1) near("mean", mean, theirs, published(Threshold.K_OF_MEAN));
    theirs.forEach(
        (source, k) -> {
          double own = mean.get(source);
          figures.add(
              new Figure("k", "k, " + source, 0, own, k, difference(own, k), Threshold.NONE, true));
        });
  }

  private void near(
      String label,
      SortedMap<String, Double> ours,
      SortedMap<String, Double> theirs,
      Threshold asked) {
    long near =
        theirs.entrySet().stream()
            .filter(
                e ->
                    Math.abs(difference(ours.getOrDefault(e.getKey(), Double.NaN), e.getValue()))
                        <= Threshold.NEAR_K)
            .count();
    add("k", named("k within 25 %", label), theirs.size(), near, asked);
    double[] a = new double[theirs.size()];
    double[] b = new double[theirs.size()];
    int n = 0;
    for (Map.Entry<String, Double> e : theirs.entrySet()) {
      Double k = ours.get(e.getKey());
      if (k == null || k.isNaN()) continue;
      a[n] = k;
      b[n++] = e.getValue();
    }
    double r = Correlation.spearman(Arrays.copyOf(a, n), Arrays.copyOf(b, n));
    add("k", named("Spearman of k", label), n, r, Threshold.NONE);
  }

  /** Losses per epoch of one run. */
  void losses(String label, double[] ours, double[] theirs) {
    double worst = 0;
    for (int e = 0; e < Math.min(ours.length, theirs.length); e++) {
      double difference = difference(ours[e], theirs[e]);
      figures.add(
          new Figure(
              "loss",
              named("loss of epoch " + (e + 1), label),
              0,
              ours[e],
              theirs[e],
              difference,
              Threshold.NONE,
              true));
      if (e < Threshold.JUDGED_EPOCHS) worst = Math.max(worst, Math.abs(difference));
    }
    int judged = Math.min(Threshold.JUDGED_EPOCHS, Math.min(ours.length, theirs.length));
    add("loss", named("largest difference", label), judged, worst, published(Threshold.LOSS));
    compared(
        "loss", named("epochs", label), ours.length, theirs.length, published(Threshold.EPOCHS));
  }

  /** Total Q of one run; {@code theirs} may be NaN. */
  void totalQ(String label, double ours, double theirs) {
    compared("Q-score", named("total Q", label), ours, theirs, published(Threshold.Q));
  }

  private Threshold published(Threshold threshold) {
    return (goal == Goal.PUBLISHED || goal == Goal.MEAN) && threshold != null
        ? threshold
        : Threshold.NONE;
  }

  private void add(String part, String what, int of, double value, Threshold asked) {
    figures.add(new Figure(part, what, of, value, Double.NaN, Double.NaN, asked, false));
  }

  private void compared(String part, String what, double ours, double theirs, Threshold asked) {
    figures.add(new Figure(part, what, 0, ours, theirs, difference(ours, theirs), asked, false));
  }

  /** A run alone needs no name. */
  private static String named(String figure, String label) {
    return label.isEmpty() ? figure : figure + ", " + label;
  }

  private static double difference(double ours, double theirs) {
    return (ours - theirs) / theirs;
  }
}
