package org.crelens.atypeak.summarize;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.libs.stats.Quantiles;

/** Histograms and medians of the scores of a cell line. */
final class ScoreDistributions {
  private ScoreDistributions() {}

  /** Histograms of raw and final scores: of all peaks, per TR, and per dataset. */
  static ScoreHistograms of(ScoredPeaks scores, Axes axes) {
    Sources sources = scores.sources();
    long[][] raw = new long[sources.size()][Distributions.RAW_BINS];
    long[][] finals = new long[sources.size()][Distributions.FINAL_BINS];
    for (int i = 0; i < scores.size(); i++) {
      raw[scores.source(i)][Distributions.bin(scores.raw(i), Distributions.RAW_BINS)]++;
      finals[scores.source(i)][Distributions.bin(scores.finals(i), Distributions.FINAL_BINS)]++;
    }
    Axes known = sources.axes();
    List<String> trs = axes.trs().stream().filter(known.trs()::contains).toList();
    List<String> datasets = axes.datasets().stream().filter(known.datasets()::contains).toList();
    return new ScoreHistograms(
        Distributions.histogram("raw", sum(raw, s -> true)),
        Distributions.histogram("final", sum(finals, s -> true)),
        histograms(trs, raw, sources::tr),
        histograms(trs, finals, sources::tr),
        histograms(datasets, raw, sources::dataset),
        histograms(datasets, finals, sources::dataset));
  }

  private static List<Histogram> histograms(
      List<String> names, long[][] counts, IntFunction<String> nameOf) {
    return names.stream()
        .map(name -> Distributions.histogram(name, sum(counts, s -> nameOf.apply(s).equals(name))))
        .toList();
  }

  private static long[] sum(long[][] counts, IntPredicate of) {
    long[] sum = new long[counts[0].length];
    for (int s = 0; s < counts.length; s++)
      if (of.test(s)) for (int b = 0; b < sum.length; b++) sum[b] += counts[s][b];
    return sum;
  }

  /** Peaks and median scores of each source, in the order of the axes. */
  static List<SourceMedians> sources(ScoredPeaks scores, Axes axes) {
    Sources sources = scores.sources();
    int[][] peaks = scores.bySource();
    return IntStream.range(0, sources.size())
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer s) -> axes.datasets().indexOf(sources.dataset(s)))
                .thenComparingInt(s -> axes.trs().indexOf(sources.tr(s))))
        .map(
            s ->
                new SourceMedians(
                    sources.dataset(s),
                    sources.tr(s),
                    peaks[s].length,
                    median(IntStream.of(peaks[s]).mapToDouble(scores::raw).toArray()),
                    median(IntStream.of(peaks[s]).mapToDouble(scores::finals).toArray())))
        .toList();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return Quantiles.ofSorted(values, 0.5);
  }
}
