package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Factors;
import org.crelens.libs.io.TableReader;

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
  static ScoreStatistics statistics(ResultFolder folder) throws IOException {
    Path trs = folder.findStatistics("tr");
    Path datasets = folder.findStatistics("dataset");
    if (trs == null && datasets == null) return null;
    return new ScoreStatistics(
        trs == null ? null : statistics(trs, "tf"),
        datasets == null ? null : statistics(datasets, "dataset"));
  }

  private static List<ScoreStatistic> statistics(Path file, String by) throws IOException {
    List<ScoreStatistic> rows = new ArrayList<>();
    try (TableReader table =
        TableReader.open(
            file,
            "a table of normalize",
            "stage",
            "count",
            "mean",
            "sd",
            "min",
            "q1",
            "median",
            "q3",
            "max")) {
      // Readers of tables take the name tr for tf, as some published tables have it.
      int name = table.column(by, by.equals("tf") ? "tr" : by);
      int flag = table.columns().indexOf("flag");
      while (table.next())
        rows.add(
            new ScoreStatistic(
                table.text(name),
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
}
