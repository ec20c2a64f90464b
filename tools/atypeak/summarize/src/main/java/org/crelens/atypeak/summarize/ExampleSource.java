package org.crelens.atypeak.summarize;

import java.util.List;

/**
 * One source of an example.
 *
 * @param dataset of the source
 * @param tr of the source
 * @param present runs of bins with a peak: from, to, from, to, …; empty for a phantom
 * @param rebuilt per bin
 * @param raw raw score of its peaks here, per run of {@code present}
 * @param finals final score of those peaks; NaN where unknown
 */
record ExampleSource(
    String dataset,
    String tr,
    List<Integer> present,
    List<Double> rebuilt,
    List<Double> raw,
    List<Double> finals) {}
