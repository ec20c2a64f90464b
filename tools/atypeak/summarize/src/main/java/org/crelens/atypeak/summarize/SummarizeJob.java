package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Factors;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.atypeak.summarize.Distributions.Names;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Version;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.Numbers;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.CellLineSummary.Crm;
import org.crelens.libs.summary.CellLineSummary.Data;
import org.crelens.libs.summary.CellLineSummary.Example;
import org.crelens.libs.summary.CellLineSummary.Factor;
import org.crelens.libs.summary.CellLineSummary.Groups;
import org.crelens.libs.summary.CellLineSummary.Histogram;
import org.crelens.libs.summary.CellLineSummary.Kernels;
import org.crelens.libs.summary.CellLineSummary.Pair;
import org.crelens.libs.summary.CellLineSummary.Phantoms;
import org.crelens.libs.summary.CellLineSummary.Scores;
import org.crelens.libs.summary.CellLineSummary.SourceScore;
import org.crelens.libs.summary.CellLineSummary.Statistic;
import org.crelens.libs.summary.CellLineSummary.Statistics;
import org.crelens.libs.summary.CellLineSummary.UrExamples;
import org.crelens.libs.summary.SummaryFile;

/**
 * Gathers what a report says of one cell line.
 *
 * @param results folder of the cell line in the results
 * @param cellLine name
 * @param pairs TRs to compare, each {@code A,B}
 * @param threads worker threads; the summary does not depend on them
 */
record SummarizeJob(Path results, String cellLine, List<String> pairs, int threads) {
  /** Windows in which a TR has to be with and without another for their pair to be taken. */
  private static final int ENOUGH_WINDOWS = 50;

  /** The same in peaks and regions, where no pair is in so many windows: fewer have no spread. */
  private static final int ENOUGH_PEAKS = 2;

  /** Cells of the dense windows from which the mean square of a training window is taken. */
  private static final long SAMPLED_CELLS = 50_000_000;

  SummarizeJob {
    pairs = List.copyOf(pairs);
  }

  /** Writes the summary to {@code target}, whole or not at all. */
  CellLineSummary run(Path target, Reporter report) throws IOException {
    try (Outputs outputs = new Outputs()) {
      // First, so that a place that cannot be written to is told before the work.
      outputs.stage(target);
      CellLineSummary summary = gather(report);
      try (Writer out = new OutputStreamWriter(outputs.open(target), StandardCharsets.UTF_8)) {
        out.write(SummaryFile.json(summary));
      }
      outputs.commit();
      return summary;
    }
  }

  private CellLineSummary gather(Reporter report) throws IOException {
    ResultFolder folder = new ResultFolder(results, cellLine);
    Concerns concerns = new Concerns();

    ScoreTable scores = read(folder.findScores(), file -> ScoreTable.read(file, cellLine), report);
    RegionTable regions = read(folder.findRegions(), RegionTable::read, report);
    Path tensorFile = folder.findTensor();
    Tensor tensor = read(tensorFile, Tensor::read, report);
    CatalogueSums sums = tensor == null ? null : CatalogueSums.of(tensor, threads);
    Models models = Models.read(folder.findModels());
    QscoreFolder q = read(folder.findQscore(), QscoreFolder::read, report);
    List<Factor> factors = read(folder.findFactors(), SummarizeJob::factors, report);
    Statistics statistics = statistics(folder);
    Axes axes =
        tensor != null
            ? tensor.header().axes()
            : !models.list().isEmpty()
                ? models.list().get(0).said().axes()
                : scores == null ? null : scores.sources().axes();

    Data data = tensor == null ? null : data(tensor, sums, scores, regions);
    List<Pair> compared = pairs(folder, scores, regions, sums, q, axes);

    if (factors != null)
      concerns.factors(
          factors, scores, Math.max(models.list().size(), q == null ? 0 : q.parts().size()));
    if (statistics != null && statistics.trs() != null) concerns.statistics(statistics.trs());
    if (data != null) concerns.data(data, sums);
    concerns.models(
        models,
        cellLine,
        tensor == null ? null : tensor.header().digests(),
        data == null ? 0 : data.sources(),
        tensor == null || models.list().isEmpty()
            ? Double.NaN
            : meanSquare(tensor, models.list().get(0).said().crumb()));
    if (q != null) concerns.qscore(q);

    Interpretation.Worth worth = worth(scores, sums);
    Groups groups = groups(folder, worth);
    Phantoms phantoms = phantoms(folder, axes);
    Path urFile = folder.findInterpretation("ur_examples.tsv.gz", "urExamples");
    UrExamples urExamples = urFile == null ? null : Interpretation.urExamples(urFile, worth);
    Path kernelFile = folder.findInterpretation("kernels.tsv.gz", "kernels");
    Kernels kernels = kernelFile == null ? null : Interpretation.kernels(kernelFile, worth);
    Path exampleFile = folder.findInterpretation("examples.tsv.gz", "examples");
    List<Example> examples =
        exampleFile == null ? null : ExampleWindows.read(exampleFile).with(scores);

    return new CellLineSummary(
        CellLineSummary.FORMAT,
        Version.version(),
        Version.revision(),
        cellLine,
        concerns.inOrder(),
        folder.missing(),
        data,
        models.list().isEmpty()
            ? null
            : models.list().stream().map(Models.Opened::summary).toList(),
        sums == null ? null : crm(sums),
        q == null ? null : q.summary(),
        factors == null || axes == null ? factors : inOrder(factors, axes),
        statistics,
        scores == null ? null : distributions(scores, axes),
        scores == null ? null : sources(scores, axes),
        regions == null ? null : regions.perRegion(),
        compared,
        examples,
        regions == null ? null : regions.best(),
        regions == null ? null : regions.worst(),
        groups,
        phantoms,
        urExamples,
        kernels,
        digests(tensor, models));
  }

  /** Something read from a file. */
  @FunctionalInterface
  private interface FromFile<T> {
    T read(Path file) throws IOException;
  }

  private static <T> T read(Path file, FromFile<T> reader, Reporter report) throws IOException {
    if (file == null) return null;
    report.detail("reading %s", file);
    return reader.read(file);
  }

  private static Data data(
      Tensor tensor, CatalogueSums sums, ScoreTable scores, RegionTable regions) {
    TensorHeader header = tensor.header();
    return new Data(
        header.axes().datasets(),
        header.axes().trs(),
        header.windows(),
        tensor.size(),
        regions == null ? -1 : regions.size(),
        scores == null ? -1 : scores.size(),
        (int) IntStream.range(0, header.axes().cells()).filter(c -> sums.windowsOf(c) > 0).count(),
        header.windowLength(),
        header.squish());
  }

  private static Crm crm(CatalogueSums sums) {
    Axes axes = sums.axes();
    Names datasets =
        Names.most(axes.datasets(), CellLineSummary.MOST_NAMES, sums::datasetAbundance);
    Names trs = Names.most(axes.trs(), CellLineSummary.MOST_NAMES, sums::trAbundance);
    return new Crm(
        Distributions.matrix(datasets, trs, (y, z) -> sums.average(y * axes.t() + z)),
        Distributions.matrix(datasets, datasets, sums::datasetCorrelation),
        Distributions.matrix(trs, trs, sums::trCorrelation),
        Distributions.matrix(trs, trs, sums::trJaccard),
        Distributions.rounded(
            IntStream.range(0, axes.d()).mapToDouble(sums::datasetAbundance).toArray()),
        Distributions.rounded(
            IntStream.range(0, axes.t()).mapToDouble(sums::trAbundance).toArray()));
  }

  /**
   * Mean square of the cells of windows as training reads them: the loss of a network that rebuilds
   * nothing. Of up to 200 windows, evenly spaced.
   */
  private static double meanSquare(Tensor tensor, Crumb crumb) {
    long affordable = Math.max(1, SAMPLED_CELLS / tensor.header().windowCells());
    int n = (int) Math.min(Math.min(200, affordable), tensor.size());
    WindowFiller filler = new WindowFiller(tensor, crumb);
    float[] window = new float[filler.cells()];
    double sum = 0;
    for (int k = 0; k < n; k++) {
      filler.fill((int) ((long) k * tensor.size() / n), window, 0);
      for (float value : window) sum += (double) value * value;
    }
    return sum / ((double) n * window.length);
  }

  private static List<Factor> factors(Path file) throws IOException {
    return Factors.read(file, true).rows().stream()
        .map(
            f ->
                new Factor(
                    f.source().dataset(),
                    f.source().tr(),
                    f.intra(),
                    f.inter(),
                    f.overlapping(),
                    f.k(),
                    f.flag().toString()))
        .toList();
  }

  private static List<Factor> inOrder(List<Factor> factors, Axes axes) {
    List<Factor> sorted = new ArrayList<>(factors);
    sorted.sort(
        Comparator.comparingInt((Factor f) -> axes.datasets().indexOf(f.dataset()))
            .thenComparingInt(f -> axes.trs().indexOf(f.tr())));
    return sorted;
  }

  private static Statistics statistics(ResultFolder folder) throws IOException {
    Path trs = folder.findStatistics("tr");
    Path datasets = folder.findStatistics("dataset");
    if (trs == null && datasets == null) return null;
    return new Statistics(
        trs == null ? null : statistics(trs, "tf"),
        datasets == null ? null : statistics(datasets, "dataset"));
  }

  private static List<Statistic> statistics(Path file, String by) throws IOException {
    List<Statistic> rows = new ArrayList<>();
    try (Table table =
        new Table(file, by, "stage", "count", "mean", "sd", "min", "q1", "median", "q3", "max")) {
      int flag = table.header().indexOf("flag");
      while (table.next())
        rows.add(
            new Statistic(
                table.text(table.column(by)),
                table.text(table.column("stage")),
                table.whole(table.column("count")),
                table.number(table.column("mean")),
                table.number(table.column("sd")),
                table.number(table.column("min")),
                table.number(table.column("q1")),
                table.number(table.column("median")),
                table.number(table.column("q3")),
                table.number(table.column("max")),
                flag < 0 ? null : table.text(flag)));
    }
    return rows;
  }

  private static Scores distributions(ScoreTable scores, Axes axes) {
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
    return new Scores(
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

  private static List<SourceScore> sources(ScoreTable scores, Axes axes) {
    Sources sources = scores.sources();
    int[][] peaks = scores.bySource();
    return IntStream.range(0, sources.size())
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer s) -> axes.datasets().indexOf(sources.dataset(s)))
                .thenComparingInt(s -> axes.trs().indexOf(sources.tr(s))))
        .map(
            s ->
                new SourceScore(
                    sources.dataset(s),
                    sources.tr(s),
                    peaks[s].length,
                    median(IntStream.of(peaks[s]).mapToDouble(scores::raw).toArray()),
                    median(IntStream.of(peaks[s]).mapToDouble(scores::finals).toArray())))
        .toList();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return Numbers.quantile(values, 0.5);
  }

  private List<Pair> pairs(
      ResultFolder folder,
      ScoreTable scores,
      RegionTable regions,
      CatalogueSums sums,
      QscoreFolder q,
      Axes axes) {
    if (axes == null) return null;
    // A TR of the axes may have no peak: a pair with it has nothing to compare, but is no mistake.
    List<List<String>> chosen =
        pairs.stream().map(pair -> PairChoice.parse(pair, axes.trs())).toList();
    if (scores == null) return null;
    if (regions == null) {
      folder.missing(
          "pairs",
          "regions.tsv.gz is not there: without it nobody knows which peaks share a region");
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
      folder.missing(
          "pairs",
          sums == null && q == null
              ? "neither the tensor nor q_score/ is there to choose pairs by their correlation: name some with --pair"
              : "no TR has "
                  + ENOUGH_PEAKS
                  + " peaks in regions with another and "
                  + ENOUGH_PEAKS
                  + " in regions without it: there is nothing to compare; use more regions, or more TRs");
      return null;
    }
    return choices.stream()
        .map(pair -> pairScores.of(pair.a(), pair.b(), pair.why(), pair.correlation()))
        .toList();
  }

  /** What decides which names a cut matrix keeps: how much they cover, else how many peaks. */
  private static Interpretation.Worth worth(ScoreTable scores, CatalogueSums sums) {
    if (sums != null) return sums::coverage;
    if (scores == null) return name -> 0;
    Sources sources = scores.sources();
    int[] counts = scores.counts();
    return name ->
        IntStream.range(0, counts.length)
            .filter(
                s ->
                    Stream.of(sources.name(s), sources.dataset(s), sources.tr(s))
                        .anyMatch(name::equals))
            .mapToDouble(s -> counts[s])
            .sum();
  }

  private static Groups groups(ResultFolder folder, Interpretation.Worth worth) throws IOException {
    Path list = folder.findInterpretation("groups.tsv", "groups");
    Path members = folder.findInterpretation("group_members.tsv", "groups");
    Path cut = folder.findInterpretation("groups_cut.tsv", "groups");
    Path affinity = folder.findInterpretation("affinity.tsv", "groups");
    Path lone = folder.findInterpretation("correlation_groups.tsv.gz", "groups");
    if (Stream.of(list, members, cut, affinity, lone).anyMatch(Objects::isNull)) return null;
    return Interpretation.groups(list, members, cut, affinity, lone, worth);
  }

  private static Phantoms phantoms(ResultFolder folder, Axes axes) throws IOException {
    Path bed = folder.findInterpretation("phantoms.bed.gz", "phantoms");
    Path bySource = folder.findInterpretation("phantoms_by_source.tsv", "phantoms");
    if (bed == null || bySource == null) return null;
    return Interpretation.phantoms(bed, bySource, axes == null ? null : axes.trs());
  }

  private static Map<String, String> digests(Tensor tensor, Models models) {
    Map<String, String> digests = new TreeMap<>(ByteOrder.NAMES);
    if (tensor != null) digests.putAll(tensor.header().digests());
    for (Models.Opened model : models.list())
      digests.merge("model_seed_" + model.summary().seed(), model.digest(), (a, b) -> a + " " + b);
    return digests;
  }
}
