package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorSummary;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentFile;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.Outputs;

/**
 * Writes the document about one cell line.
 *
 * @param results folder of the cell line in the results
 * @param cellLine name
 * @param pairs TRs to compare, each {@code A,B}
 * @param threads worker threads; the document does not depend on them
 */
record SummarizeJob(Path results, String cellLine, List<String> pairs, int threads) {
  SummarizeJob {
    pairs = List.copyOf(pairs);
  }

  /** Writes the document to {@code target}, whole or not at all. */
  Document run(Path target, Reporter report) throws IOException {
    try (Outputs outputs = new Outputs()) {
      // First, so that a place that cannot be written to is found before the work.
      outputs.stage(target);
      Document document = CellLineDocument.of(gather(report));
      DocumentFile.write(document, outputs, target);
      outputs.commit();
      return document;
    }
  }

  /** Reads the results; parts that are missing are null and have a gap. */
  CellLineResults gather(Reporter report) throws IOException {
    ResultFolder folder = new ResultFolder(results, cellLine);

    ScoredPeaks scores =
        read(folder.findScores(), file -> ScoredPeaks.read(file, cellLine), report);
    RegionTable regions = read(folder.findRegions(), RegionTable::read, report);
    Tensor tensor = read(folder.findTensor(), Tensor::read, report);
    TensorSummary input = read(folder.findTensorSummary(), TensorSummary::read, report);
    CatalogueSums sums = tensor == null ? null : CatalogueSums.of(tensor, threads);
    Models models = Models.read(folder.findModels());
    QscoreReader q = read(folder.findQscore(), QscoreReader::read, report);
    List<SourceFactor> factors = read(folder.findFactors(), NormalisationTables::factors, report);
    NormalisationStatistics statistics = NormalisationTables.statistics(folder);
    Axes axes = axes(tensor, models, scores);

    CatalogueSize size = tensor == null ? null : CatalogueSize.of(tensor, sums, scores, regions);
    List<PairResult> compared =
        new PairComparisons(cellLine, pairs).compare(folder, scores, regions, sums, q, axes);

    Warnings warnings = new Warnings();
    NormalisationWarnings ofNormalisation = new NormalisationWarnings(warnings);
    if (factors != null)
      ofNormalisation.factors(
          factors, scores, Math.max(models.list().size(), q == null ? 0 : q.parts().size()));
    if (statistics != null && statistics.trs() != null)
      ofNormalisation.statistics(statistics.trs());
    CatalogueWarnings ofCatalogue = new CatalogueWarnings(warnings);
    if (input != null) ofCatalogue.regions(input);
    if (size != null) ofCatalogue.catalogue(size, sums);
    new TrainingWarnings(warnings)
        .models(
            models,
            cellLine,
            tensor == null ? null : tensor.header().digests(),
            size == null ? 0 : size.sources(),
            tensor == null || models.list().isEmpty()
                ? Double.NaN
                : TrainingWindows.meanSquare(tensor, models.list().get(0).description().crumb()));
    if (q != null) new QscoreWarnings(warnings).qscore(q);

    Interpretation interpretation = new Interpretation(folder, Abundance.of(scores, sums));
    List<ExampleWindow> examples = interpretation.examples(scores);
    GroupResults groups = interpretation.groups();
    PhantomPeaks phantoms = interpretation.phantoms(axes);
    UrExamples urExamples = interpretation.urExamples();
    Kernels kernels = interpretation.kernels();

    return new CellLineResults(
        cellLine,
        warnings.inOrder(),
        folder.gaps(),
        input,
        size,
        models.list().isEmpty()
            ? null
            : models.list().stream().map(Models.Opened::summary).toList(),
        sums == null ? null : CatalogueMatrices.of(sums),
        q == null ? null : q.summary(),
        factors == null || axes == null ? factors : NormalisationTables.inOrder(factors, axes),
        statistics,
        scores == null ? null : ScoreDistributions.of(scores, axes),
        scores == null ? null : ScoreDistributions.sources(scores, axes),
        regions == null ? null : regions.classes(),
        compared,
        examples,
        scores == null ? null : PeakList.of(scores, regions),
        regions == null ? null : regions.best(),
        regions == null ? null : regions.worst(),
        groups,
        phantoms,
        urExamples,
        kernels,
        digests(tensor, models));
  }

  private static Axes axes(Tensor tensor, Models models, ScoredPeaks scores) {
    if (tensor != null) return tensor.header().axes();
    if (!models.list().isEmpty()) return models.list().get(0).description().axes();
    return scores == null ? null : scores.sources().axes();
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

  private static Map<String, String> digests(Tensor tensor, Models models) {
    Map<String, String> digests = new TreeMap<>(ByteOrder.NAMES);
    if (tensor != null) digests.putAll(tensor.header().digests());
    List<String> seeds = SeedNames.of(models.list().stream().map(Models.Opened::summary).toList());
    for (int i = 0; i < seeds.size(); i++)
      digests.put("model_seed_" + seeds.get(i), models.list().get(i).digest());
    return digests;
  }
}
