package org.crelens.atypeak.summarize;

import java.util.List;

/**
 * Distributions of scores.
 *
 * @param raw of all peaks
 * @param finals of all peaks
 * @param rawByTr one per TR, the same bins
 * @param finalByTr one per TR, the same bins
 * @param rawByDataset one per dataset
 * @param finalByDataset one per dataset
 */
record ScoreHistograms(
    Histogram raw,
    Histogram finals,
    List<Histogram> rawByTr,
    List<Histogram> finalByTr,
    List<Histogram> rawByDataset,
    List<Histogram> finalByDataset) {}
