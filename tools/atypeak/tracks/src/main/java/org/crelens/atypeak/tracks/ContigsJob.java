package org.crelens.atypeak.tracks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crelens.atypeak.tracks.bbi.Contigs;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/**
 * Writes how long contigs are, so that all tracks of a run can agree: as long as the assembly says,
 * else up to the last peak of all files.
 *
 * @param beds files of peaks, as {@link BedTrack} reads them
 * @param lengths what is known of contigs
 */
record ContigsJob(List<Path> beds, ContigLengths lengths) {
  private static final int STANDARD_FIELDS = 9;

  ContigsJob {
    beds = List.copyOf(beds);
  }

  /**
   * Writes contig and length per line.
   *
   * @return number of contigs
   */
  int run(Path target) throws IOException {
    Map<String, Integer> longest = new TreeMap<>(ByteOrder.NAMES);
    try (Outputs outputs = new Outputs()) {
      // First, so that a place that cannot be written to is found before the work.
      try (TextOutput out = TextOutput.table(outputs, target)) {
        for (Path bed : beds)
          for (Contigs.Contig contig :
              BedTrack.survey(bed, lengths, STANDARD_FIELDS).contigs().all())
            longest.merge(contig.name(), contig.size(), Math::max);
        for (Map.Entry<String, Integer> contig : longest.entrySet())
          out.row(contig.getKey(), contig.getValue());
      }
      outputs.commit();
    }
    return longest.size();
  }
}
