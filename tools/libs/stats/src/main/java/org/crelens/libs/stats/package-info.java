/**
 * Ranks, quantiles, correlations, tests and clustering, for every tool that needs them.
 *
 * <p>All work on arrays of doubles and leave them as they are. A statistic that is not defined for
 * its input, such as a correlation with a constant, is NaN. A NaN in the input is refused with an
 * {@link IllegalArgumentException}: it has no rank, and one of them would spoil the result quietly.
 */
package org.crelens.libs.stats;
