package org.crelens.atypeak.summarize;

import java.util.List;

/**
 * Kernels of the first convolution.
 *
 * @param filters how many there are
 * @param positions length of a kernel, bins
 * @param list per filter: positions × datasets, row-major
 * @param trs per filter of the second convolution: norm over positions and channels, per TR
 * @param datasets that {@code list} tells of: all of the axis, or the most abundant
 * @param trNames TRs that {@code trs} tells of: all of the axis, or the most abundant
 */
record Kernels(
    int filters,
    int positions,
    List<List<Double>> list,
    List<List<Double>> trs,
    List<String> datasets,
    List<String> trNames) {}
