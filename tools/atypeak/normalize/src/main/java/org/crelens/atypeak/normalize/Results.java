package org.crelens.atypeak.normalize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.PeakScores;
import org.crelens.atypeak.data.RegionScores;
import org.crelens.atypeak.data.ScoreStatistics;
import org.crelens.atypeak.data.ScoreStatistics.By;
import org.crelens.atypeak.data.Source;
import org.crelens.libs.chart.ColourRamp;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;
import org.crelens.libs.stats.Quantiles;
import org.crelens.libs.stats.Ranks;

/**
 * Writes normalised scores.
 *
 * @param peaks by contig, start, end, name
 * @param normalisation how their scores are normalised
 */
record Results(RawPeaks peaks, Normalisation normalisation) {

  /** BED6 of rounded corr-group scores, the unrounded ones as a seventh column. */
  void corrGroup(Outputs outputs, Path target) throws IOException {
    try (TextOutput out = TextOutput.bedOrPlain(outputs, target)) {
      for (int i = 0; i < peaks.size(); i++) {
        place(out, i);
        out.add(Long.toString(normalisation.corrGroup(peaks, i))).add("\t.\t");
        out.add(normalisation.unroundedCorrGroup(peaks, i));
        out.endLine(peaks.contig(i), peaks.start(i), peaks.end(i));
      }
    }
  }

  /** BED9 of final scores, coloured by score. */
  void finalBed(Outputs outputs, Path target) throws IOException {
    String[] colour =
        IntStream.rangeClosed(0, 1000)
            .mapToObj(s -> ColourRamp.BROWSER.rgb(s / 1000.0))
            .toArray(String[]::new);
    try (TextOutput out = TextOutput.bedOrPlain(outputs, target)) {
      for (int i = 0; i < peaks.size(); i++) {
        int score = normalisation.finalScore(peaks, i);
        place(out, i);
        out.add(score).add("\t.\t").add(peaks.start(i)).tab().add(peaks.end(i)).tab();
        out.add(colour[score]);
        out.endLine(peaks.contig(i), peaks.start(i), peaks.end(i));
      }
    }
  }

  private void place(TextOutput out, int i) {
    out.add(peaks.contig(i)).tab().add(peaks.start(i)).tab().add(peaks.end(i)).tab();
    out.add(peaks.nameOf(peaks.source(i))).tab();
  }

  /** The companion table: a row per peak, nothing rounded or clipped. */
  void scores(Outputs outputs, Path target) throws IOException {
    int n = peaks.size();
    double[] finals =
        IntStream.range(0, n).mapToDouble(i -> normalisation.unroundedFinal(peaks, i)).toArray();
    double[] rank = Ranks.descending(finals);
    double[] inTr =
        Percentiles.within(
            finals, normalisation.trs().size(), i -> normalisation.tr(peaks.source(i)));
    double[] median = medians();
    try (PeakScores.Writer out = new PeakScores.Writer(outputs, target)) {
      for (int i = 0; i < n; i++) {
        int source = peaks.source(i);
        out.row(
            peaks.contig(i),
            peaks.start(i),
            peaks.end(i),
            peaks.nameOf(source),
            peaks.sources().get(source),
            new PeakScores.Scores(
                peaks.unrounded(i),
                peaks.unrounded(i) - median[source],
                normalisation.unroundedCorrGroup(peaks, i),
                finals[i],
                rank[i],
                Percentiles.of(rank[i], n),
                inTr[i]));
      }
    }
  }

  /** Median unrounded raw score per source. */
  private double[] medians() {
    int[][] members = Percentiles.members(peaks.size(), peaks.sources().size(), peaks::source);
    return Arrays.stream(members)
        .mapToDouble(
            rows -> {
              double[] raw = IntStream.of(rows).mapToDouble(peaks::unrounded).sorted().toArray();
              return Quantiles.ofSorted(raw, 0.5);
            })
        .toArray();
  }

  /** Statistics of all peaks of each TR, or dataset, at each of the three stages of the BEDs. */
  void statistics(Outputs outputs, Path target, By by) throws IOException {
    boolean perTr = by == By.TR;
    List<String> groups =
        perTr
            ? normalisation.trs()
            : peaks.sources().stream()
                .map(Source::dataset)
                .distinct()
                .sorted(ByteOrder.NAMES)
                .toList();
    int[] groupOf =
        peaks.sources().stream()
            .mapToInt(s -> groups.indexOf(perTr ? s.tr() : s.dataset()))
            .toArray();
    int[][] members =
        Percentiles.members(peaks.size(), groups.size(), i -> groupOf[peaks.source(i)]);
    try (ScoreStatistics.Writer out = new ScoreStatistics.Writer(outputs, target, by)) {
      for (int g = 0; g < groups.size(); g++) {
        boolean spreads = !perTr || !normalisation.withoutSpread().contains(groups.get(g));
        String flag = !perTr ? null : spreads ? "ok" : "no_spread";
        out.row(row(groups.get(g), "raw", members[g], peaks::score, flag));
        out.row(
            row(
                groups.get(g),
                "corr_group",
                members[g],
                i -> normalisation.corrGroup(peaks, i),
                flag));
        out.row(
            row(groups.get(g), "final", members[g], i -> normalisation.finalScore(peaks, i), flag));
      }
    }
  }

  private static ScoreStatistics.Row row(
      String group, String stage, int[] rows, IntToDoubleFunction of, String flag) {
    Summary s = Summary.of(IntStream.of(rows).mapToDouble(of).toArray());
    List<Double> quartiles = List.of(s.min(), s.q1(), s.median(), s.q3(), s.max());
    return new ScoreStatistics.Row(group, stage, s.count(), s.mean(), s.sd(), quartiles, flag);
  }

  /** Regions that hold a peak, best first. */
  void regions(Outputs outputs, Path target, RegionSums sums) throws IOException {
    try (RegionScores.Writer out = new RegionScores.Writer(outputs, target)) {
      for (int r : sums.ranking())
        out.row(
            new RegionScores.Row(
                sums.region(r),
                sums.peaks(r),
                sums.sources(r),
                sums.sum(r),
                (double) sums.sum(r) / sums.peaks(r),
                sums.max(r)));
    }
  }
}
