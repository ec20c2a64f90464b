/**
 * simulate: an artificial catalogue whose truth is known.
 *
 * <p>Reads nothing; writes regions, peaks in ReMap's name form, and what every peak is: part of a
 * stack of partners, noise, or watermark (spec, section 11). A model trained on it can be asked
 * whether it found the groups that were put in. Same options and seed, same bytes.
 */
package org.crelens.atypeak.simulate;
