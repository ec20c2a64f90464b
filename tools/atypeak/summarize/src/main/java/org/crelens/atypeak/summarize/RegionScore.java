package org.crelens.atypeak.summarize;

/**
 * A region and its scores.
 *
 * @param contig of the region
 * @param start of the region
 * @param end of the region
 * @param peaks that touch it
 * @param sources of those
 * @param sum of final scores
 * @param mean of final scores
 * @param max of final scores
 */
record RegionScore(
    String contig,
    int start,
    int end,
    long peaks,
    int sources,
    double sum,
    double mean,
    double max) {}
