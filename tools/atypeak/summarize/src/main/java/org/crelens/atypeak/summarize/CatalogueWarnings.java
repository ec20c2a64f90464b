package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.TensorSummary;
import org.crelens.libs.chart.Text;
import org.crelens.libs.chart.Warning.Level;

/**
 * Warns of catalogues that are too small to learn from.
 *
 * @param to where warnings go
 */
record CatalogueWarnings(Warnings to) {
  /** The paper trains on some 50,000 windows with peaks. */
  private static final int FEW_WINDOWS = 10_000;

  private static final int FEW_WINDOWS_OF_SOURCE = 50;

  /** Peaks that lie outside all regions, where they are the most. */
  void regions(TensorSummary input) {
    if (input.peaksOfCellLine() == 0 || !input.hasFewInRegions()) return;
    to.add(
        TensorSummary.hardlyAny(input.peaksInRegions(), input.peaksOfCellLine())
            ? Level.SERIOUS
            : Level.CAUTION,
        "few_in_regions",
        "Check that peaks and regions are of the same assembly (such as hg19 or hg38), and that"
            + " these are the regions you mean. If they are, nothing is wrong: peaks outside"
            + " regions have no score.",
        "%s, less than half. The others lie outside all regions.",
        input.scored());
  }

  /** Too few windows, sources in few of them, and names without any peak. */
  void catalogue(CatalogueSize size, CatalogueSums sums) {
    if (size.windowsWithPeaks() < FEW_WINDOWS)
      to.add(
          size.windowsWithPeaks() < FEW_WINDOWS / 10 ? Level.SERIOUS : Level.CAUTION,
          "few_windows",
          "Use more regions, or a smaller network (--filters, --deep_dim).",
          "Only %s peaks; the published models were trained on about 50,000 windows. With so few, a"
              + " model may memorise its windows.",
          size.windowsWithPeaks() == 1
              ? "1 window has"
              : Text.whole(size.windowsWithPeaks()) + " windows have");
    rareSources(sums);
    emptyNames(sums);
    List<String> cut = new ArrayList<>();
    if (size.datasets().size() > Names.SHOWN) cut.add(size.datasets().size() + " datasets");
    if (size.trs().size() > Names.SHOWN) cut.add(size.trs().size() + " TRs");
    if (!cut.isEmpty())
      to.add(
          Level.NOTE,
          "cut_matrices",
          "All pairs are in the folder q_score/.",
          "There are %s. Matrices show only the %d most abundant of an axis.",
          String.join(" and ", cut),
          Names.SHOWN);
  }

  private void rareSources(CatalogueSums sums) {
    List<String> rare =
        IntStream.range(0, sums.axes().cells())
            .filter(c -> sums.windowsOf(c) > 0 && sums.windowsOf(c) < FEW_WINDOWS_OF_SOURCE)
            .mapToObj(c -> sums.axes().source(c))
            .toList();
    if (!rare.isEmpty())
      to.add(
          Level.CAUTION,
          "rare_sources",
          "Leave these sources out (--min_peaks), or do not rely on their scores.",
          "%s peaks in fewer than %d windows, too few to learn their usual partners from: %s.",
          Text.count(rare.size(), "source") + (rare.size() == 1 ? " has" : " have"),
          FEW_WINDOWS_OF_SOURCE,
          Text.some(rare));
  }

  private void emptyNames(CatalogueSums sums) {
    List<String> empty = new ArrayList<>();
    for (int y = 0; y < sums.axes().d(); y++)
      if (sums.datasetAbundance(y) == 0) empty.add(sums.axes().datasets().get(y));
    for (int z = 0; z < sums.axes().t(); z++)
      if (sums.trAbundance(z) == 0) empty.add(sums.axes().trs().get(z));
    if (!empty.isEmpty())
      to.add(
          Level.CAUTION,
          "empty_names",
          "Train a model on the names that have peaks: empty rows and columns make it less"
              + " precise.",
          "%s of the axes %s no peak: %s.",
          Text.count(empty.size(), "name"),
          empty.size() == 1 ? "has" : "have",
          Text.some(empty));
  }
}
