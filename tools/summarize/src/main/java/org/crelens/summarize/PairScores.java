package org.crelens.summarize;

import java.util.BitSet;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.crelens.summary.CellLineSummary.Pair;

/** Final scores of a TR's peaks, in regions with and without a peak of another TR. */
final class PairScores {
  private final ScoreTable scores;
  private final RegionTable regions;

  PairScores(ScoreTable scores, RegionTable regions) {
    this.scores = scores;
    this.regions = regions;
  }

  /** Scores of the peaks of {@code a}: together where a region that a peak touches holds b. */
  Pair of(String a, String b, String why, double correlation) {
    BitSet withB = new BitSet(regions.size());
    boolean[] ofB = scores.sources(s -> scores.sources().tr(s).equals(b));
    for (int i = 0; i < scores.size(); i++)
      if (ofB[scores.source(i)])
        regions.touching(scores.contig(i), scores.start(i), scores.end(i), withB::set);
    boolean[] ofA = scores.sources(s -> scores.sources().tr(s).equals(a));
    DoubleStream.Builder alone = DoubleStream.builder();
    DoubleStream.Builder together = DoubleStream.builder();
    boolean[] met = new boolean[1];
    for (int i = 0; i < scores.size(); i++) {
      if (!ofA[scores.source(i)]) continue;
      met[0] = false;
      regions.touching(
          scores.contig(i), scores.start(i), scores.end(i), r -> met[0] |= withB.get(r));
      (met[0] ? together : alone).accept(scores.finals(i));
    }
    double[] without = alone.build().toArray();
    double[] with = together.build().toArray();
    Comparison comparison = Comparison.of(with, without);
    return new Pair(
        a,
        b,
        why,
        correlation,
        Distributions.histogram("alone", without, Distributions.FINAL_BINS),
        Distributions.histogram("together", with, Distributions.FINAL_BINS),
        without.length,
        with.length,
        mean(without),
        mean(with),
        comparison.delta(),
        comparison.p());
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElse(Double.NaN);
  }

  /**
   * Two lists of numbers against each other.
   *
   * @param delta Cliff's delta: share of pairs where the first is greater, minus share where it is
   *     less; NaN where a list is empty
   * @param p of a two-sided Mann–Whitney U test: exact for few numbers without ties, else the
   *     normal approximation, corrected for ties and continuity; NaN where a list is empty
   */
  record Comparison(double delta, double p) {
    static Comparison of(double[] first, double[] second) {
      if (first.length == 0 || second.length == 0) return new Comparison(Double.NaN, Double.NaN);
      MannWhitneyUTest.Result test = MannWhitneyUTest.withDefaults().test(first, second);
      // U counts the pairs where the first is greater, ties by half.
      double delta = 2 * test.getStatistic() / ((double) first.length * second.length) - 1;
      return new Comparison(delta, test.getPValue());
    }
  }
}
