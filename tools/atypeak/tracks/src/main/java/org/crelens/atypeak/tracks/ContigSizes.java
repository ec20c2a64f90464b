package org.crelens.atypeak.tracks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;

/**
 * How long contigs are, where the user knows.
 *
 * @param file where it is written, or null when nobody said
 * @param sizes bases by contig
 */
record ContigSizes(Path file, Map<String, Integer> sizes) {
  private static final String EXPECTED = "contig and size, parted by a tab";

  /** Nobody said: contigs end where the last peak does. */
  static final ContigSizes UNKNOWN = new ContigSizes(null, Map.of());

  /**
   * Reads lines of contig and size; further columns are passed over, so that a FASTA index will do.
   *
   * @throws InputException for a bad line, a contig that is named twice, or none
   */
  static ContigSizes read(Path file) throws IOException {
    Map<String, Integer> sizes = new HashMap<>();
    try (LineSource lines = new LineSource(file)) {
      while (lines.nextRecord()) {
        if (lines.fields() < 2 || lines.field(0).isBlank())
          throw lines.error("'" + lines.text() + "'", "expected " + EXPECTED);
        int size = lines.coordinate(1, "size");
        if (size == 0) throw lines.error("size 0", "expected 1 or more");
        if (sizes.put(lines.field(0), size) != null)
          throw lines.error("contig " + lines.field(0) + " a second time", "expected each once");
      }
    }
    if (sizes.isEmpty()) throw new InputException(file, "names no contig", "expected " + EXPECTED);
    return new ContigSizes(file, Map.copyOf(sizes));
  }

  /**
   * The size of a contig, checked against the peak on the current line.
   *
   * @return -1 when nobody said
   */
  int of(LineSource peak) throws InputException {
    if (file == null) return -1;
    Integer size = sizes.get(peak.field(0));
    if (size == null)
      throw peak.error(
          "contig " + peak.field(0) + " is not in " + file, "expected the sizes of all contigs");
    return size;
  }
}
