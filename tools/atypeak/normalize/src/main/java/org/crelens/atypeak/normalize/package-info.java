/**
 * normalize: scores that compare across sources (spec, section 8).
 *
 * <p>A source with few usual partners can never be rebuilt as well as one with many. Its factor k,
 * found by probing the model, makes up for that (corr-group scores); then the scores of every TR
 * are brought to the same mean and spread (final scores).
 */
package org.crelens.atypeak.normalize;
