package org.crelens.atypeak.summarize;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.crelens.libs.chart.KeyFigure;

/** The few numbers by which cell lines are compared; NaN where one is not known. */
final class KeyFigures {
  /** Peaks that were scored. */
  static final String PEAKS = "peaks";

  /** Peaks of the cell line in the catalogue, in regions or not. */
  static final String CATALOGUE = "catalogue";

  /** The share of them that lies in regions. */
  static final String IN_REGIONS = "in_regions";

  private KeyFigures() {}

  // The most important first: MultiQC's general statistics show as many of them as fit.
  static List<KeyFigure> of(CellLineResults results) {
    List<TrainedModel> models = results.models() == null ? List.of() : results.models();
    List<Double> losses = models.isEmpty() ? List.of() : models.get(0).losses();
    return List.of(
        count(PEAKS, "peaks", "peaks that were scored", peaks(results), true),
        count(
            CATALOGUE,
            "peaks in the catalogue",
            "peaks of the cell line, in regions or not",
            counted(results) ? results.input().peaksOfCellLine() : Double.NaN,
            false),
        new KeyFigure(
            IN_REGIONS,
            "peaks in regions",
            "share of the catalogue's peaks that lie in regions; only these are scored. Less than"
                + " half may mean that peaks and regions are of different assemblies",
            counted(results)
                ? 100 * results.input().shareInRegions().orElse(Double.NaN)
                : Double.NaN,
            "%",
            1,
            false),
        count(
            "regions",
            "regions with peaks",
            "",
            size(results, CatalogueSize::regionsWithPeaks),
            true),
        new KeyFigure(
            "total_q",
            "total Q",
            "mean over the models; lower is better, but compare only totals from the same windows",
            totalQ(results),
            "",
            3,
            true),
        count(
            "epochs",
            "epochs",
            "of the first model",
            losses.isEmpty() ? Double.NaN : losses.size(),
            true),
        count(
            "windows",
            "windows with peaks",
            "",
            size(results, CatalogueSize::windowsWithPeaks),
            true),
        count("datasets", "datasets", "", size(results, s -> s.datasets().size()), false),
        count(
            "trs",
            "TRs",
            "transcriptional regulators: transcription factors and other proteins that act on"
                + " chromatin",
            size(results, s -> s.trs().size()),
            false),
        count(
            "sources",
            "sources",
            "pairs of a dataset and a TR that have a peak",
            size(results, CatalogueSize::sources),
            true),
        count(
            "models",
            "models",
            "one per seed; scores are means over them",
            models.isEmpty() ? Double.NaN : models.size(),
            false),
        new KeyFigure(
            "loss",
            "loss",
            "of the epoch whose weights the first model keeps; lower is better, but compare only"
                + " networks and data of the same kind",
            models.isEmpty() ? Double.NaN : models.get(0).keptLoss(),
            "",
            -1,
            true),
        count(
            "floored",
            "floored k",
            "sources whose factor k was too low in any model; ideally 0",
            flagged(results, "floored"),
            true),
        count(
            "capped",
            "capped k",
            "sources whose factor k was too high in any model; ideally 0",
            flagged(results, "capped"),
            true),
        count(
            "undefined",
            "undefined k",
            "sources whose factor k could not be computed in any model; ideally 0",
            flagged(results, "undefined"),
            false));
  }

  private static KeyFigure count(
      String id, String name, String description, double value, boolean multiqc) {
    return new KeyFigure(id, name, description, value, "", 0, multiqc);
  }

  private static boolean counted(CellLineResults results) {
    return results.input() != null && results.input().peaksOfCellLine() > 0;
  }

  /** Peaks that were scored, from the table of scores; NaN without it. */
  static double peaks(CellLineResults results) {
    return results.sources() == null
        ? Double.NaN
        : results.sources().stream().mapToLong(SourceMedians::peaks).sum();
  }

  private static double size(CellLineResults results, ToDoubleFunction<CatalogueSize> count) {
    if (results.size() == null) return Double.NaN;
    double n = count.applyAsDouble(results.size());
    // What was not there to be counted is −1.
    return n < 0 ? Double.NaN : n;
  }

  private static double totalQ(CellLineResults results) {
    if (results.qscore() == null || results.qscore().totals().isEmpty()) return Double.NaN;
    Double mean = results.qscore().totals().get("mean");
    return mean != null
        ? mean
        : results.qscore().totals().values().stream()
            .mapToDouble(Double::doubleValue)
            .average()
            .orElse(Double.NaN);
  }

  private static double flagged(CellLineResults results, String flag) {
    return results.factors() == null
        ? Double.NaN
        : results.factors().stream().filter(factor -> factor.flag().equals(flag)).count();
  }
}
