package org.crelens.atypeak.summarize;

/**
 * Scores of a group of peaks at one stage.
 *
 * @param name TR or dataset
 * @param stage {@code raw}, {@code corr_group} or {@code final}
 * @param count peaks
 * @param mean of the rounded scores
 * @param sd with n − 1; NaN of one
 * @param min lowest
 * @param q1 first quartile
 * @param median middle
 * @param q3 third quartile
 * @param max highest
 * @param flag {@code ok} or {@code no_spread}; null for datasets
 */
record ScoreStatistic(
    String name,
    String stage,
    long count,
    double mean,
    double sd,
    double min,
    double q1,
    double median,
    double q3,
    double max,
    String flag) {}
