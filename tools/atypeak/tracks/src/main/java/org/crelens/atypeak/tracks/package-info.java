/**
 * tracks: final scores for genome browsers. Reads the final BED and, line by line with it, the
 * scores table, and writes a bigBed of all peaks, coloured by score, with the fields a browser
 * filters by, and a bigWig of the mean score over every base. What the formats ask for is in {@link
 * org.crelens.tracks.bbi}.
 */
package org.crelens.atypeak.tracks;
