package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.summarize.Distributions.Names;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Version;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.CellLineSummary.Crm;
import org.crelens.libs.summary.CellLineSummary.Data;
import org.crelens.libs.summary.CellLineSummary.Example;
import org.crelens.libs.summary.CellLineSummary.Factor;
import org.crelens.libs.summary.CellLineSummary.Groups;
import org.crelens.libs.summary.CellLineSummary.Kernels;
import org.crelens.libs.summary.CellLineSummary.Pair;
import org.crelens.libs.summary.CellLineSummary.Phantoms;
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
    List<Factor> factors = read(folder.findFactors(), NormalisationTables::factors, report);
    Statistics statistics = NormalisationTables.statistics(folder);
    Axes axes =
        tensor != null
            ? tensor.header().axes()
            : !models.list().isEmpty()
                ? models.list().get(0).said().axes()
                : scores == null ? null : scores.sources().axes();

    Data data = tensor == null ? null : data(tensor, sums, scores, regions);
    List<Pair> compared =
        new PairComparisons(cellLine, pairs).compare(folder, scores, regions, sums, q, axes);

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
            : TrainingWindows.meanSquare(tensor, models.list().get(0).said().crumb()));
    if (q != null) concerns.qscore(q);

    Interpretation interpretation = new Interpretation(folder, Abundance.of(scores, sums));

    List<Example> examples = interpretation.examples(scores);
    Groups groups = interpretation.groups();
    Phantoms phantoms = interpretation.phantoms(axes);
    UrExamples urExamples = interpretation.urExamples();
    Kernels kernels = interpretation.kernels();

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
        factors == null || axes == null ? factors : NormalisationTables.inOrder(factors, axes),
        statistics,
        scores == null ? null : ScoreDistributions.of(scores, axes),
        scores == null ? null : ScoreDistributions.sources(scores, axes),
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

  private static Map<String, String> digests(Tensor tensor, Models models) {
    Map<String, String> digests = new TreeMap<>(ByteOrder.NAMES);
    if (tensor != null) digests.putAll(tensor.header().digests());
    for (Models.Opened model : models.list())
      digests.merge("model_seed_" + model.summary().seed(), model.digest(), (a, b) -> a + " " + b);
    return digests;
  }
}
