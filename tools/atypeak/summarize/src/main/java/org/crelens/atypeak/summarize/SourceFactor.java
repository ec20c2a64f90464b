package org.crelens.atypeak.summarize;

/**
 * The normalisation of a source. A mean over several models may lie between the limits though it is
 * flagged: the flag is the gravest of any model.
 *
 * @param dataset of the source
 * @param tr of the source
 * @param intra k1; NaN where it is not defined
 * @param inter k2, likewise
 * @param overlapping k3, likewise
 * @param k what raw scores are multiplied by, held between the limits
 * @param flag {@code ok}, {@code capped}, {@code floored}, {@code undefined}, {@code unbounded}
 */
record SourceFactor(
    String dataset,
    String tr,
    double intra,
    double inter,
    double overlapping,
    double k,
    String flag) {

  /** The source as elsewhere, {@code dataset.tr}. */
  String name() {
    return dataset + "." + tr;
  }
}
