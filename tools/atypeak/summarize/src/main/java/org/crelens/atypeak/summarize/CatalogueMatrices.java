package org.crelens.atypeak.summarize;

import java.util.List;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;

/**
 * What windows look like on average.
 *
 * @param average share of bins covered per source, mean over windows with peaks; datasets × TRs
 * @param datasetCorrelation Pearson between datasets, of the peaks along all bins
 * @param trCorrelation the same between TRs
 * @param trJaccard windows that both TRs are in, over windows that either is in
 * @param datasetAbundance mean coverage per dataset, order of the axis
 * @param trAbundance the same per TR
 */
record CatalogueMatrices(
    NamedMatrix average,
    NamedMatrix datasetCorrelation,
    NamedMatrix trCorrelation,
    NamedMatrix trJaccard,
    List<Double> datasetAbundance,
    List<Double> trAbundance) {
  /** The matrices of a catalogue; those with many names keep the most abundant. */
  static CatalogueMatrices of(CatalogueSums sums) {
    Axes axes = sums.axes();
    Names datasets = Names.most(axes.datasets(), Names.SHOWN, sums::datasetAbundance);
    Names trs = Names.most(axes.trs(), Names.SHOWN, sums::trAbundance);
    return new CatalogueMatrices(
        Distributions.matrix(datasets, trs, (y, z) -> sums.average(y * axes.t() + z)),
        Distributions.matrix(datasets, datasets, sums::datasetCorrelation),
        Distributions.matrix(trs, trs, sums::trCorrelation),
        Distributions.matrix(trs, trs, sums::trJaccard),
        Distributions.rounded(
            IntStream.range(0, axes.d()).mapToDouble(sums::datasetAbundance).toArray()),
        Distributions.rounded(
            IntStream.range(0, axes.t()).mapToDouble(sums::trAbundance).toArray()));
  }
}
