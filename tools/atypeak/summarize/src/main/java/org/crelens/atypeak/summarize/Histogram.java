package org.crelens.atypeak.summarize;

import java.util.List;

/**
 * Counts in bins of equal width.
 *
 * @param name what is counted
 * @param from left edge of the first bin
 * @param width of a bin
 * @param counts per bin; what lies outside is counted in the outermost
 */
record Histogram(String name, double from, double width, List<Long> counts) {}
