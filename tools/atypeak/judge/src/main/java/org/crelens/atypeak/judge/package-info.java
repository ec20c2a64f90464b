/**
 * judge: what models make of a simulated catalogue, compared with its truth (spec, section 11).
 *
 * <p>Every window is rebuilt once; of it remain the values of its peaks and of its phantoms, with
 * their completeness. Expectations, as numbers with thresholds that were fixed before, are judged
 * on these ({@link Experiment}); pictures show them.
 */
package org.crelens.atypeak.judge;
