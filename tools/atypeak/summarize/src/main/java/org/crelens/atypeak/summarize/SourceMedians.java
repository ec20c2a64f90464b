package org.crelens.atypeak.summarize;

/**
 * Medians of a source's scores.
 *
 * @param dataset of the source
 * @param tr of the source
 * @param peaks of the source
 * @param raw median, unrounded
 * @param finals median, unrounded
 */
record SourceMedians(String dataset, String tr, long peaks, double raw, double finals) {
  /** The source as elsewhere, {@code dataset.tr}. */
  String name() {
    return dataset + "." + tr;
  }
}
