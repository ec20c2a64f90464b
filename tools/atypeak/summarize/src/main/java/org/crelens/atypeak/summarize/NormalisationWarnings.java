package org.crelens.atypeak.summarize;

import static org.crelens.atypeak.data.Factor.HIGHEST;
import static org.crelens.atypeak.data.Factor.LOWEST;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.crelens.libs.chart.Text;
import org.crelens.libs.chart.Warning.Level;
import org.crelens.libs.io.ByteOrder;

/**
 * Warns of sources and TRs that could not be normalised.
 *
 * @param to where warnings go
 */
record NormalisationWarnings(Warnings to) {

  /**
   * Sources that were not in the sample, and factors that were limited or replaced.
   *
   * @param scores null when they are not known
   * @param models whose factors were averaged; 0 when that is not known
   */
  void factors(List<SourceFactor> factors, ScoredPeaks scores, int models) {
    if (scores != null) unseen(factors, scores);
    // A mean keeps the gravest flag of its models, though its k may be anywhere between the limits.
    boolean several = models > 1 || factors.stream().anyMatch(NormalisationWarnings::offItsLimit);
    flagged(
        factors,
        "floored",
        Level.SERIOUS,
        several,
        "was too low and was set to 0.1, the lowest allowed value",
        "These sources could not be normalised. Use their raw scores, train longer, or leave them out (--sources).");
    flagged(
        factors,
        "unbounded",
        Level.SERIOUS,
        several,
        "is not positive and was kept (normalize --as-original)",
        several
            ? "Do not use the final scores of these sources: such a factor distorts the mean, and a negative mean reverses the ranking."
            : "Do not use the final scores of these sources: a negative factor reverses the ranking.");
    flagged(
        factors,
        "undefined",
        Level.CAUTION,
        several,
        "could not be computed, and the mean of the other sources was used instead",
        "Compare these peaks only with other peaks of the same source.");
    flagged(
        factors,
        "capped",
        Level.CAUTION,
        several,
        "was too high and was set to 10, the highest allowed value",
        "The model rebuilds little of these sources: many of their peaks may be noise, or the model may need more training. Compare these peaks only with other peaks of the same source.");
  }

  private static boolean offItsLimit(SourceFactor factor) {
    return switch (factor.flag()) {
      case "capped" -> factor.k() != HIGHEST;
      case "floored" -> factor.k() != LOWEST;
      default -> false;
    };
  }

  private void unseen(List<SourceFactor> factors, ScoredPeaks scores) {
    Map<String, Integer> peaks = new TreeMap<>(ByteOrder.NAMES);
    int[] counts = scores.counts();
    for (int s = 0; s < counts.length; s++) {
      String dataset = scores.sources().dataset(s);
      String tr = scores.sources().tr(s);
      if (factors.stream().noneMatch(f -> f.dataset().equals(dataset) && f.tr().equals(tr)))
        peaks.put(scores.sources().name(s), counts[s]);
    }
    if (peaks.isEmpty()) return;
    to.add(
        Level.CAUTION,
        "unseen",
        "Use a larger sample (--sample_windows all), or compare these peaks only with other peaks of the same source.",
        "The factor of %s is a mean, because the sample of windows holds no peak of %s: %s.",
        Text.count(peaks.values().stream().mapToInt(n -> n).sum(), "peak"),
        peaks.size() == 1 ? "their source" : "their " + peaks.size() + " sources",
        Text.some(List.copyOf(peaks.keySet())));
  }

  private void flagged(
      List<SourceFactor> factors,
      String flag,
      Level level,
      boolean several,
      String what,
      String remedy) {
    List<String> names =
        factors.stream()
            .filter(factor -> factor.flag().equals(flag))
            .map(factor -> factor.name() + (several ? meanOf(factor) : ""))
            .toList();
    if (names.isEmpty()) return;
    to.add(
        level,
        flag,
        remedy,
        "%s factor k of %s %s: %s.",
        several ? "In at least one model, the" : "The",
        Text.count(names.size(), "source"),
        what,
        Text.some(names));
  }

  private static String meanOf(SourceFactor factor) {
    return String.format(Locale.ROOT, " (mean k %.3g)", factor.k());
  }

  /** TRs whose peaks all score the same. */
  void statistics(List<ScoreStatistic> trs) {
    List<String> flat =
        trs.stream()
            .filter(row -> row.stage().equals("final") && "no_spread".equals(row.flag()))
            .map(ScoreStatistic::name)
            .toList();
    if (!flat.isEmpty())
      to.add(
          Level.CAUTION,
          "no_spread",
          "Do not rank these peaks.",
          "All peaks of %s have the same score, so that their final score is 750: %s.",
          Text.count(flat.size(), "TR"),
          Text.some(flat));
  }
}
