package org.crelens.atypeak.tracks.bbi;

import java.util.List;
import org.crelens.libs.io.ByteOrder;

/**
 * The contigs of a track. Their place in the list is their number in the file.
 *
 * @param all names in byte order, each once
 */
public record Contigs(List<Contig> all) {
  /**
   * A contig.
   *
   * @param name as the peaks spell it
   * @param size its bases, or the largest end seen on it
   */
  public record Contig(String name, int size) {
    public Contig {
      if (name.isBlank()) throw new IllegalArgumentException("contig is blank");
      if (size < 1) throw new IllegalArgumentException(name + " has size " + size);
    }
  }

  public Contigs {
    all = List.copyOf(all);
    for (int i = 1; i < all.size(); i++)
      if (ByteOrder.NAMES.compare(all.get(i - 1).name(), all.get(i).name()) >= 0)
        throw new IllegalArgumentException(
            all.get(i).name() + " does not come behind " + all.get(i - 1).name());
  }

  /** Bases of the largest; 0 when there is none. */
  int largest() {
    return all.stream().mapToInt(Contig::size).max().orElse(0);
  }
}
