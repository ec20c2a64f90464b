package org.crelens.atypeak.judge;

import java.util.List;
import java.util.function.Function;

/**
 * A claim of the paper as a number that has to lie on one side of a threshold. Thresholds and their
 * reasons stand in docs/atypeak/study.md; they were fixed before the first run.
 *
 * @param name in snake case
 * @param claim in words
 * @param comparison which side of the threshold
 * @param threshold where it holds from
 * @param measure what is measured, of the models of the experiment in order
 */
record Expectation(
    String name,
    String claim,
    Comparison comparison,
    double threshold,
    Function<List<JudgedModel>, Measured> measure) {

  /**
   * A number, and how many observations it comes from.
   *
   * @param value NaN where there is none
   * @param n the smallest number of observations that enter
   */
  record Measured(double value, long n) {}

  static Expectation atLeast(
      String name, String claim, double threshold, Function<List<JudgedModel>, Measured> measure) {
    return new Expectation(name, claim, Comparison.AT_LEAST, threshold, measure);
  }

  static Expectation atMost(
      String name, String claim, double threshold, Function<List<JudgedModel>, Measured> measure) {
    return new Expectation(name, claim, Comparison.AT_MOST, threshold, measure);
  }
}
