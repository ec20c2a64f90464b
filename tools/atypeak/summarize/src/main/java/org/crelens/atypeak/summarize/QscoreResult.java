package org.crelens.atypeak.summarize;

import java.util.Map;

/**
 * The Q-score; dimensions are the datasets, then the TRs.
 *
 * @param totals per seed
 * @param windows judged
 * @param datasets how many of the dimensions are datasets
 * @param q matrix of pairs (mean of the models)
 * @param c correlated pairs, 0 or 1; null with several models when parts differ
 * @param p rebuilt more strongly with the partner, 0 or 1 (mean of the models)
 * @param r expected as phantom, 0 or 1 (mean of the models)
 * @param correlation Pearson over the judged windows
 */
record QscoreResult(
    Map<String, Double> totals,
    long windows,
    int datasets,
    NamedMatrix q,
    NamedMatrix c,
    NamedMatrix p,
    NamedMatrix r,
    NamedMatrix correlation) {}
