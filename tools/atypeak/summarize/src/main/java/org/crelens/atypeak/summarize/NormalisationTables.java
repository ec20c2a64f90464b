package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Factors;
import org.crelens.atypeak.data.ScoreStatistics.By;

/** Reads what normalize wrote about its factors and its results: factors and statistics. */
final class NormalisationTables {
  private NormalisationTables() {}

  /** The factors of {@code normalization_factors.tsv}, in the order of the file. */
  static List<SourceFactor> factors(Path file) throws IOException {
    return Factors.read(file, true).rows().stream()
        .map(
            f ->
                new SourceFactor(
                    f.source().dataset(),
                    f.source().tr(),
                    f.intra(),
                    f.inter(),
                    f.overlapping(),
                    f.k(),
                    f.flag().toString()))
        .toList();
  }

  /** {@code factors} in the order of the axes. */
  static List<SourceFactor> inOrder(List<SourceFactor> factors, Axes axes) {
    List<SourceFactor> sorted = new ArrayList<>(factors);
    sorted.sort(
        Comparator.comparingInt((SourceFactor f) -> axes.datasets().indexOf(f.dataset()))
            .thenComparingInt(f -> axes.trs().indexOf(f.tr())));
    return sorted;
  }

  /** Statistics per TR and per dataset, each null when its file is missing; null without either. */
  static NormalisationStatistics statistics(ResultFolder folder) throws IOException {
    Path trs = folder.findStatistics(By.TR);
    Path datasets = folder.findStatistics(By.DATASET);
    if (trs == null && datasets == null) return null;
    return new NormalisationStatistics(
        trs == null ? null : statistics(trs, By.TR),
        datasets == null ? null : statistics(datasets, By.DATASET));
  }

  private static List<ScoreStatistic> statistics(Path file, By by) throws IOException {
    return org.crelens.atypeak.data.ScoreStatistics.read(file, by).stream()
        .map(
            row ->
                new ScoreStatistic(
                    row.group(),
                    row.stage(),
                    row.count(),
                    row.mean(),
                    row.sd(),
                    row.quartiles().get(0),
                    row.quartiles().get(1),
                    row.quartiles().get(2),
                    row.quartiles().get(3),
                    row.quartiles().get(4),
                    row.flag()))
        .toList();
  }
}
