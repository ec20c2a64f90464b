package org.crelens.atypeak.summarize;

import java.util.List;
import org.crelens.atypeak.data.Axes;

/** Chooses pairs of TRs and compares the scores of their peaks, alone and together. */
final class PairComparisons {
  /** Windows in which a TR has to be with and without another for their pair to be taken. */
  private static final int ENOUGH_WINDOWS = 50;

  /** The same in peaks and regions, where no pair is in so many windows: fewer have no spread. */
  private static final int ENOUGH_PEAKS = 2;

  private final String cellLine;
  private final List<String> wanted;

  /**
   * @param cellLine name
   * @param wanted pairs that a user asked for, each {@code A,B}
   */
  PairComparisons(String cellLine, List<String> wanted) {
    this.cellLine = cellLine;
    this.wanted = wanted;
  }

  /**
   * Compares.
   *
   * @param folder told of the part when it cannot be made
   * @param sums null when the tensor is missing; the Q-score's correlations serve instead
   * @return null when there is nothing to compare
   */
  List<PairResult> compare(
      ResultFolder folder,
      ScoredPeaks scores,
      RegionTable regions,
      CatalogueSums sums,
      QscoreReader q,
      Axes axes) {
    if (axes == null) return null;
    // A TR of the axes may have no peak: a pair with it has nothing to compare, but is no mistake.
    List<List<String>> chosen =
        wanted.stream().map(pair -> PairChoice.parse(pair, axes.trs())).toList();
    if (scores == null) return null;
    if (regions == null) {
      folder.missing(
          ResultPart.PAIRS,
          "regions.tsv.gz is missing, so that nothing shows which peaks share a region",
          "Run the pipeline to its end (without --stop_after), or run normalize");
      return null;
    }
    PairScores pairScores = new PairScores(scores, regions);
    PairChoice.Comparable enoughPeaks =
        (a, b) -> pairScores.oftenWithAndWithout(a, b, ENOUGH_PEAKS);
    List<PairChoice> choices =
        PairChoice.of(
            cellLine,
            chosen,
            scores.sources().axes().trs(),
            (a, b) ->
                sums != null
                    ? sums.trCorrelation(a, b)
                    : q != null ? q.trCorrelation(a, b) : Double.NaN,
            sums == null
                ? List.of(enoughPeaks)
                : List.of((a, b) -> sums.oftenWithAndWithout(a, b, ENOUGH_WINDOWS), enoughPeaks));
    if (choices.isEmpty()) {
      if (sums == null && q == null)
        folder.missing(
            ResultPart.PAIRS,
            "Both the tensor and q_score/ are missing, so that no pair can be chosen by its correlation",
            "Name pairs with --pair");
      else
        folder.missing(
            ResultPart.PAIRS,
            "No TR has "
                + ENOUGH_PEAKS
                + " peaks in regions with another TR and "
                + ENOUGH_PEAKS
                + " in regions without it, so that there is nothing to compare",
            "Use more regions, or more TRs");
      return null;
    }
    return choices.stream()
        .map(pair -> pairScores.of(pair.a(), pair.b(), pair.why(), pair.correlation()))
        .toList();
  }
}
