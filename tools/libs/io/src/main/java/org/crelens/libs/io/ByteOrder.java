package org.crelens.libs.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The one order of names in crelens: unsigned bytes of UTF-8, as {@code LC_ALL=C sort}. */
public final class ByteOrder {
  /** Compares names by their UTF-8 bytes; the same on every machine and in every locale. */
  public static final Comparator<String> NAMES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private ByteOrder() {}
}
