package org.crelens.atypeak.score;

import org.crelens.atypeak.data.Shard;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code i/n} on the command line. */
final class ShardConverter implements ITypeConverter<Shard> {
  @Override
  public Shard convert(String text) {
    try {
      return Shard.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "' is not a slice i/n with 1 <= i <= n");
    }
  }
}
