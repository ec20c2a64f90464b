package org.crelens.atypeak.simulate;

import java.util.List;

/**
 * One region as it was drawn.
 *
 * @param group the correlation group of its stack, counted from 0
 * @param centre common centre of the stack, counted from the region's start
 * @param datasets the datasets drawn for the stack, in the order drawn, repeats kept
 * @param peaks all peaks in order, those dropped and those outside the region included
 */
record TrueRegion(int group, int centre, List<Integer> datasets, List<TruePeak> peaks) {
  TrueRegion {
    datasets = List.copyOf(datasets);
    peaks = peaks.stream().sorted().toList();
  }
}
