package org.crelens.atypeak.tracks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.genome.ContigSizes;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;

/**
 * How long contigs are, as far as that is known.
 *
 * @param sizes of all contigs, from a file; or null
 * @param assembly whose chromosomes are known; or null
 */
record ContigLengths(ContigSizes sizes, Assembly assembly) {
  /** A contig whose length is not known ends with its last peak. */
  static final int NOT_KNOWN = -1;

  /**
   * What is known.
   *
   * @param file of sizes, or null
   * @param genome name of an assembly, or null
   */
  static ContigLengths of(Path file, String genome, Reporter report) throws IOException {
    Assembly assembly = genome == null ? null : Assembly.of(genome).orElse(null);
    if (genome != null && assembly == null)
      report.warn(
          "the lengths of %s are not known (known are %s): contigs end with their last peak; give"
              + " --chrom-sizes",
          genome, Assembly.known());
    return new ContigLengths(file == null ? null : ContigSizes.read(file), assembly);
  }

  /**
   * Bases of a contig, or {@link #NOT_KNOWN}.
   *
   * @param line where it stands
   * @throws InputException when a file of sizes does not name it
   */
  int of(String contig, LineSource line) throws InputException {
    if (sizes != null)
      return sizes
          .of(contig)
          .orElseThrow(
              () ->
                  line.error(
                      "contig " + contig + " is not in " + sizes.file(),
                      "expected the sizes of all contigs"));
    OptionalInt known = assembly == null ? OptionalInt.empty() : assembly.size(contig);
    return known.orElse(NOT_KNOWN);
  }

  /** What was expected of a peak that lies beyond its contig. */
  String remedy() {
    return sizes != null
        ? "expected sizes of the same genome in " + sizes.file()
        : "expected peaks of " + assembly.name() + ": is --genome that of your data?";
  }
}
