/**
 * qscore: how well a model knows which datasets, and which TRs, go together (spec, section 9).
 *
 * <p>For each ordered pair the model should rebuild one more strongly where the other is present if
 * the two correlate in the data, and only then. Q counts the failures, weighted by abundance; lower
 * is better, and only on the same windows can models be compared.
 */
package org.crelens.atypeak.qscore;
