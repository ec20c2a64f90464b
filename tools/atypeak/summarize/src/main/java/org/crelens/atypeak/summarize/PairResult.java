package org.crelens.atypeak.summarize;

/**
 * Final scores of a TR's peaks where another TR has a peak in the same region, and where not.
 *
 * @param a whose peaks
 * @param b the other
 * @param why {@code published}, {@code chosen}, {@code highest} or {@code lowest} correlation
 * @param correlation of the two over the windows
 * @param alone scores without b
 * @param together scores with b
 * @param nAlone peaks without b
 * @param nTogether peaks with b
 * @param meanAlone mean final score, unrounded
 * @param meanTogether the same with b
 * @param effect Cliff's delta, together against alone, −1 to 1
 * @param p of a two-sided Mann–Whitney test; NaN where there is none
 */
record PairResult(
    String a,
    String b,
    String why,
    double correlation,
    Histogram alone,
    Histogram together,
    long nAlone,
    long nTogether,
    double meanAlone,
    double meanTogether,
    double effect,
    double p) {}
