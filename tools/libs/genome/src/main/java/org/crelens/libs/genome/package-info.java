/**
 * Intervals, BED, windows, bgzip and tabix: what every tool reads and writes.
 *
 * <p>Coordinates are 0-based and half-open throughout, as in BED. Contigs and names are ordered by
 * the bytes of their UTF-8 form. Errors in an input carry file and line ({@link
 * org.crelens.libs.io.InputException}); outputs appear whole or not at all ({@link
 * org.crelens.libs.io.Outputs}).
 */
package org.crelens.libs.genome;
