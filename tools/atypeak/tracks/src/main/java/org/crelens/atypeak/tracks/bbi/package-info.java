/**
 * Writes bigBed and bigWig: binary, indexed files that genome browsers read in part, over the
 * network. The layout is that of version 4 of the format (Kent et al. 2010, Bioinformatics 26:2204,
 * and its supplement): header, contigs as a B+ tree, compressed blocks with an R-tree over them, a
 * B+ tree over names, and the same data summed up in ever larger bins. Items come sorted and are
 * streamed; what is held grows with blocks and bins, not with items. Blocks are compressed on
 * several threads and written in their order.
 */
package org.crelens.atypeak.tracks.bbi;
