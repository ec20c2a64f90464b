package org.crelens.atypeak.score;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A slice of the windows.
 *
 * @param number from 1 to {@code of}
 * @param of how many slices there are
 */
record Shard(int number, int of) {
  Shard {
    if (of < 1 || of > 1_000_000 || number < 1 || number > of)
      throw new IllegalArgumentException(number + "/" + of + " is not a slice 1/n to n/n");
  }

  /**
   * First of {@code n} batches that belongs to this shard; whole batches, so that a window keeps
   * its companions.
   */
  int first(int n) {
    return (int) ((long) n * (number - 1) / of);
  }

  /** One past the last. */
  int end(int n) {
    return (int) ((long) n * number / of);
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }

  /** Reads {@code i/n}. */
  static final class Converter implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String text) {
      String[] parts = text.split("/", -1);
      try {
        if (parts.length == 2)
          return new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' is not a slice i/n with 1 <= i <= n");
      }
      throw new TypeConversionException("'" + text + "' is not a slice i/n with 1 <= i <= n");
    }
  }
}
