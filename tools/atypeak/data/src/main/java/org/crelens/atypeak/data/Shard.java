package org.crelens.atypeak.data;

/**
 * One slice of the windows of a tensor, written {@code number/of}: what one task scores.
 *
 * @param number which slice, from 1 to {@code of}
 * @param of number of slices, from 1 to 1,000,000
 */
public record Shard(int number, int of) {
  public Shard {
    if (of < 1 || of > 1_000_000 || number < 1 || number > of)
      throw new IllegalArgumentException(number + "/" + of + " is not a slice 1/n to n/n");
  }

  /**
   * Reads {@code number/of}.
   *
   * @throws IllegalArgumentException when the text is not a slice
   */
  public static Shard parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2) throw new IllegalArgumentException(text + " is not a slice 1/n to n/n");
    return new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /**
   * The first of {@code batches} batches that belongs to this slice. Slices are cut between
   * batches, so that a window is always computed together with the same others.
   */
  public int first(int batches) {
    return (int) ((long) batches * (number - 1) / of);
  }

  /** One past the last batch of this slice. */
  public int end(int batches) {
    return (int) ((long) batches * number / of);
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
