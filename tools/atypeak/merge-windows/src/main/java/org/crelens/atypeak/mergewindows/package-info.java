/**
 * merge-windows: one score per peak from the scores per window that score wrote, of all shards and
 * all models (spec, section 7).
 *
 * <p>A peak that lies in several windows gets their mean; lines that are equal collapse to one. The
 * result is the raw BED, sorted and indexed.
 */
package org.crelens.atypeak.mergewindows;
