package org.crelens.atypeak.data;

/**
 * The name of a peak, {@code dataset.tr.cell_line}: dataset before the first dot, TR between the
 * first and the second, cell line the rest.
 *
 * @param dataset the experimental series
 * @param tr the transcriptional regulator
 * @param cellLine the biotype, which may hold dots
 */
public record PeakName(String dataset, String tr, String cellLine) {
  /** What a message says was expected. */
  public static final String EXPECTED = "a name of the form dataset.tr.cell_line";

  /**
   * Splits {@code name}.
   *
   * @return null when it has fewer than three fields, or an empty one
   */
  public static PeakName parse(String name) {
    int first = name.indexOf('.');
    int second = name.indexOf('.', first + 1);
    if (first <= 0 || second <= first + 1 || second == name.length() - 1) return null;
    return new PeakName(
        name.substring(0, first), name.substring(first + 1, second), name.substring(second + 1));
  }

  @Override
  public String toString() {
    return dataset + "." + tr + "." + cellLine;
  }
}
