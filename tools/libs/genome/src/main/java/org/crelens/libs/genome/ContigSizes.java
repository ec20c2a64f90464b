package org.crelens.libs.genome;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;

/**
 * How long the contigs of a genome are.
 *
 * @param file where the sizes come from, for messages
 * @param sizes bases by contig, each at least 1
 */
public record ContigSizes(Path file, Map<String, Integer> sizes) {
  private static final String EXPECTED = "contig and size, separated by a tab";

  public ContigSizes {
    sizes = Map.copyOf(sizes);
  }

  /**
   * Reads lines of contig and size, as {@code chrom.sizes} files have them. Further columns are
   * ignored, so that a FASTA index will do.
   *
   * @throws InputException for a bad line, a contig that is named twice, or a file without contigs
   */
  public static ContigSizes read(Path file) throws IOException {
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
    return new ContigSizes(file, sizes);
  }

  /** Bases of {@code contig}; empty when the genome does not have it. */
  public OptionalInt of(String contig) {
    Integer size = sizes.get(contig);
    return size == null ? OptionalInt.empty() : OptionalInt.of(size);
  }
}
