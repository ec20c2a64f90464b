package org.crelens.atypeak.normalize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Source;
import org.crelens.libs.chart.ColourRamp;
import org.crelens.libs.genome.Interval;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.Numbers;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;
import org.crelens.libs.stats.Quantiles;
import org.crelens.libs.stats.Ranks;

/**
 * Writes normalised scores.
 *
 * @param peaks by contig, start, end, name
 * @param chain how their scores are normalised
 */
record Results(RawPeaks peaks, Chain chain) {

  /** BED6 of rounded corr-group scores, the unrounded ones as a seventh column. */
  void corrGroup(Outputs outputs, Path target) throws IOException {
    try (TextOutput out = TextOutput.bedOrPlain(outputs, target)) {
      for (int i = 0; i < peaks.size(); i++) {
        place(out, i);
        out.add(Long.toString(chain.corrGroup(peaks, i))).add("\t.\t");
        out.add(chain.unroundedCorrGroup(peaks, i));
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
        int score = chain.finalScore(peaks, i);
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
        IntStream.range(0, n).mapToDouble(i -> chain.unroundedFinal(peaks, i)).toArray();
    double[] rank = Ranks.descending(finals);
    double[] inTr = Percentiles.within(finals, chain.trs().size(), i -> chain.tr(peaks.source(i)));
    double[] median = medians();
    try (TextOutput out = TextOutput.table(outputs, target)) {
      out.row(
          "contig",
          "start",
          "end",
          "name",
          "dataset",
          "tf",
          "raw",
          "raw_minus_source_median",
          "corr_group",
          "final",
          "rank",
          "percentile",
          "percentile_in_tr");
      for (int i = 0; i < n; i++) {
        Source source = peaks.sources().get(peaks.source(i));
        place(out, i);
        out.add(source.dataset()).tab().add(source.tr()).tab().add(peaks.unrounded(i)).tab();
        out.add(peaks.unrounded(i) - median[peaks.source(i)]).tab();
        out.add(chain.unroundedCorrGroup(peaks, i)).tab().add(finals[i]).tab();
        out.add(rank[i]).tab().add(Percentiles.of(rank[i], n)).tab().add(inTr[i]);
        out.endLine();
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
  void statistics(Outputs outputs, Path target, boolean perTr) throws IOException {
    List<String> groups =
        perTr
            ? chain.trs()
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
    try (TextOutput out = TextOutput.table(outputs, target)) {
      out.add(perTr ? "tf" : "dataset");
      out.add("\tstage\tcount\tmean\tsd\tmin\tq1\tmedian\tq3\tmax");
      out.add(perTr ? "\tflag" : "").endLine();
      for (int g = 0; g < groups.size(); g++) {
        boolean spreads = !perTr || !chain.withoutSpread().contains(groups.get(g));
        String flag = !perTr ? "" : spreads ? "\tok" : "\tno_spread";
        row(out, groups.get(g), "raw", members[g], peaks::score, flag);
        row(out, groups.get(g), "corr_group", members[g], i -> chain.corrGroup(peaks, i), flag);
        row(out, groups.get(g), "final", members[g], i -> chain.finalScore(peaks, i), flag);
      }
    }
  }

  private static void row(
      TextOutput out, String group, String stage, int[] rows, IntToDoubleFunction of, String flag)
      throws IOException {
    Summary s = Summary.of(IntStream.of(rows).mapToDouble(of).toArray());
    out.add(group).tab().add(stage).tab().add(s.count()).tab().add(s.mean()).tab().add(s.sd());
    for (double v : new double[] {s.min(), s.q1(), s.median(), s.q3(), s.max()})
      out.tab().add(Numbers.format(v));
    out.add(flag).endLine();
  }

  /** Regions that hold a peak, best first. */
  void regions(Outputs outputs, Path target, RegionSums sums) throws IOException {
    try (TextOutput out = TextOutput.table(outputs, target)) {
      out.row("contig", "start", "end", "peaks", "sources", "sum", "mean", "max");
      for (int r : sums.ranking()) {
        Interval region = sums.region(r);
        out.row(
            region.contig(),
            region.start(),
            region.end(),
            sums.peaks(r),
            sums.sources(r),
            sums.sum(r),
            (double) sums.sum(r) / sums.peaks(r),
            sums.max(r));
      }
    }
  }
}
