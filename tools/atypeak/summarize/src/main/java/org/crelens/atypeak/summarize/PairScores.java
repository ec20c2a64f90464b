package org.crelens.atypeak.summarize;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.crelens.libs.stats.MannWhitney;

/** Final scores of a TR's peaks, in regions with and without a peak of another TR. */
final class PairScores {
  private final ScoredPeaks scores;
  private final RegionTable regions;
  private Counts counts;

  PairScores(ScoredPeaks scores, RegionTable regions) {
    this.scores = scores;
    this.regions = regions;
  }

  /** Scores of the peaks of {@code a}: together where a region that a peak touches holds b. */
  PairResult of(String a, String b, String why, double correlation) {
    BitSet withB = new BitSet(regions.size());
    boolean[] ofB = scores.sources(s -> scores.sources().tr(s).equals(b));
    for (int i = 0; i < scores.size(); i++) if (ofB[scores.source(i)]) touching(i, withB::set);
    boolean[] ofA = scores.sources(s -> scores.sources().tr(s).equals(a));
    DoubleStream.Builder alone = DoubleStream.builder();
    DoubleStream.Builder together = DoubleStream.builder();
    boolean[] met = new boolean[1];
    for (int i = 0; i < scores.size(); i++) {
      if (!ofA[scores.source(i)]) continue;
      met[0] = false;
      touching(i, r -> met[0] |= withB.get(r));
      (met[0] ? together : alone).accept(scores.finals(i));
    }
    double[] without = alone.build().toArray();
    double[] with = together.build().toArray();
    MannWhitney comparison = MannWhitney.of(with, without);
    return new PairResult(
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
        comparison.cliffsDelta(),
        comparison.p());
  }

  /**
   * Whether the first TR has so many peaks in regions with a peak of the second, and so many in
   * others.
   */
  boolean oftenWithAndWithout(String a, String b, int peaks) {
    if (counts == null) counts = new Counts();
    int i = counts.trs.indexOf(a);
    int j = counts.trs.indexOf(b);
    return i >= 0
        && j >= 0
        && counts.together[i][j] >= peaks
        && counts.together[i][i] - counts.together[i][j] >= peaks;
  }

  /** Peaks of each TR in regions with each other one, all pairs in one pass. */
  private final class Counts {
    final List<String> trs = scores.sources().axes().trs();
    final int[][] together = new int[trs.size()][trs.size()];

    Counts() {
      int[] trOf =
          IntStream.range(0, scores.sources().size())
              .map(s -> trs.indexOf(scores.sources().tr(s)))
              .toArray();
      BitSet[] held = Stream.generate(BitSet::new).limit(regions.size()).toArray(BitSet[]::new);
      for (int i = 0; i < scores.size(); i++) {
        int tr = trOf[scores.source(i)];
        touching(i, r -> held[r].set(tr));
      }
      BitSet met = new BitSet();
      for (int i = 0; i < scores.size(); i++) {
        int tr = trOf[scores.source(i)];
        met.clear();
        met.set(tr);
        touching(i, r -> met.or(held[r]));
        met.stream().forEach(other -> together[tr][other]++);
      }
    }
  }

  private void touching(int peak, IntConsumer region) {
    regions.touching(scores.contig(peak), scores.start(peak), scores.end(peak), region);
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElse(Double.NaN);
  }
}
