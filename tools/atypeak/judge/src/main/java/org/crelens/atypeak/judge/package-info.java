/**
 * judge: compares what models make of a simulated catalogue with its truth (atyPeak specification,
 * section 11).
 *
 * <p>Every window is rebuilt once. What remains of it are the values of its peaks and of its
 * phantoms, with their completeness. From these follow the numbers that decide the claims of an
 * {@link org.crelens.atypeak.judge.Experiment}. The thresholds were fixed before the first run.
 * Results are a table of measures and a document for the report.
 */
package org.crelens.atypeak.judge;
