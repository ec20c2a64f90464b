package org.crelens.atypeak.normalize;

import java.util.List;
import java.util.TreeSet;
import org.crelens.atypeak.data.Source;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.Numbers;

/**
 * From raw to final scores: times k, then per TR to a common mean and spread (spec, section 8). Two
 * chains run side by side, one rounded at each step and clipped as the BEDs are, one neither.
 */
final class Normalisation {
  private final double centre;

  private final boolean asOriginal;
  private final double[] k;
  private final List<String> trs;
  private final int[] trOf;
  private final GroupMoments rounded;
  private final GroupMoments unrounded;

  /**
   * @param peaks in the order in which they are summed; as the original does it, that of the file
   * @param k per source of {@code peaks}
   * @param centre what the mean of a TR becomes; 750 unless told
   * @param asOriginal spec, section 13
   */
  Normalisation(RawPeaks peaks, double[] k, double centre, boolean asOriginal) {
    this.centre = centre;
    this.asOriginal = asOriginal;
    this.k = k.clone();
    List<Source> sources = peaks.sources();
    TreeSet<String> names = new TreeSet<>(ByteOrder.NAMES);
    for (Source source : sources) names.add(source.tr());
    trs = List.copyOf(names);
    trOf = sources.stream().mapToInt(s -> trs.indexOf(s.tr())).toArray();
    int[] from = new int[trs.size()];
    if (asOriginal) {
      List<String> datasets = sources.stream().map(Source::dataset).distinct().toList();
      int[] datasetOf = sources.stream().mapToInt(s -> datasets.indexOf(s.dataset())).toArray();
      from =
          GroupMoments.originalStarts(
              peaks.size(),
              trs.size(),
              datasets.size(),
              i -> trOf[peaks.source(i)],
              i -> datasetOf[peaks.source(i)]);
    }
    rounded =
        GroupMoments.of(
            peaks.size(), trs.size(), i -> trOf[peaks.source(i)], i -> corrGroup(peaks, i), from);
    unrounded =
        GroupMoments.of(
            peaks.size(),
            trs.size(),
            i -> trOf[peaks.source(i)],
            i -> unroundedCorrGroup(peaks, i),
            from);
  }

  /** Score times k, rounded. */
  long corrGroup(RawPeaks peaks, int i) {
    return Numbers.round(peaks.score(i) * k[peaks.source(i)]);
  }

  /** Score times k. */
  double unroundedCorrGroup(RawPeaks peaks, int i) {
    return peaks.unrounded(i) * k[peaks.source(i)];
  }

  /** Final score of the BED: 0 to 1000. */
  int finalScore(RawPeaks peaks, int i) {
    int tr = trOf[peaks.source(i)];
    double score = standardised(corrGroup(peaks, i), rounded, tr);
    return (int) Numbers.round(Math.min(1000, Math.max(0, score)));
  }

  /** Final score, neither rounded nor clipped. */
  double unroundedFinal(RawPeaks peaks, int i) {
    return standardised(unroundedCorrGroup(peaks, i), unrounded, trOf[peaks.source(i)]);
  }

  private double standardised(double score, GroupMoments spread, int tr) {
    if (!spread.spreads(tr)) return asOriginal ? 0 : centre;
    return centre * (1 + (score - spread.mean()[tr]) / spread.sd()[tr] / 2);
  }

  /** Mean and spread per TR that final scores of the BED are made with. */
  GroupMoments spread() {
    return rounded;
  }

  /** TRs that have a peak, in byte order. */
  List<String> trs() {
    return trs;
  }

  /** Index of a source's TR in {@link #trs}. */
  int tr(int source) {
    return trOf[source];
  }

  /** TRs whose scores do not differ, so that they cannot be compared. */
  List<String> withoutSpread() {
    return trs.stream().filter(tr -> !rounded.spreads(trs.indexOf(tr))).toList();
  }
}
