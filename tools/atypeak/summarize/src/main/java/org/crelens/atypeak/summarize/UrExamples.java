package org.crelens.atypeak.summarize;

import java.util.List;

/**
 * Inputs that excite a neuron most.
 *
 * @param neurons how many there are
 * @param datasets rows of the means: all of the axis, or the most abundant
 * @param trs columns of the means: all of the axis, or the most abundant
 * @param list those shown
 */
record UrExamples(int neurons, List<String> datasets, List<String> trs, List<UrExample> list) {

  /**
   * The input that excites one neuron most.
   *
   * @param neuron number, from 0
   * @param activation mean activation reached
   * @param mean mean over x; datasets × TRs, row-major
   */
  record UrExample(int neuron, double activation, List<Double> mean) {}
}
