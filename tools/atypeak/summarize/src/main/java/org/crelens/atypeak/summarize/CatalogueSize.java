package org.crelens.atypeak.summarize;

import java.util.List;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;

/**
 * Sizes of the catalogue.
 *
 * @param datasets axis, in order
 * @param trs axis, in order
 * @param windows of all regions, empty ones included
 * @param windowsWithPeaks windows that are scored
 * @param regionsWithPeaks regions that a scored peak touches; −1 when that is not known
 * @param peaks scored peaks; −1 when that is not known
 * @param sources sources with a peak
 * @param windowLength bases
 * @param squish bases of a bin
 */
record CatalogueSize(
    List<String> datasets,
    List<String> trs,
    long windows,
    long windowsWithPeaks,
    long regionsWithPeaks,
    long peaks,
    int sources,
    int windowLength,
    int squish) {

  /**
   * Sizes of a catalogue.
   *
   * @param regions null when the table of regions is missing
   * @param scores null when the table of scores is missing
   */
  static CatalogueSize of(
      Tensor tensor, CatalogueSums sums, ScoredPeaks scores, RegionTable regions) {
    TensorHeader header = tensor.header();
    return new CatalogueSize(
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
}
