/**
 * split-peaks: reads a catalogue of many cell lines once and writes the peaks of each to a file of
 * its own, so that tensorize need not read the whole catalogue for every cell line.
 */
package org.crelens.atypeak.splitpeaks;
