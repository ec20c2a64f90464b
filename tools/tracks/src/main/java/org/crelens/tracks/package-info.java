/** tracks: final scores as bigBed and bigWig, for genome browsers. */
package org.crelens.tracks;
