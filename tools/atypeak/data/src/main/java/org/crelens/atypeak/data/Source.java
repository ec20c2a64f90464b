package org.crelens.atypeak.data;

import java.util.Comparator;
import org.crelens.libs.io.ByteOrder;

/**
 * What a peak comes from. Ordered by dataset, then TR, in byte order.
 *
 * @param dataset the experimental series
 * @param tr the transcriptional regulator
 */
public record Source(String dataset, String tr) implements Comparable<Source> {
  private static final Comparator<Source> ORDER =
      Comparator.comparing(Source::dataset, ByteOrder.NAMES)
          .thenComparing(Source::tr, ByteOrder.NAMES);

  @Override
  public int compareTo(Source other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return dataset + "." + tr;
  }
}
