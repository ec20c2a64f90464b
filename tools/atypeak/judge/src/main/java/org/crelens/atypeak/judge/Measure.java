package org.crelens.atypeak.judge;

import java.util.Locale;
import org.crelens.atypeak.judge.Expectation.Measured;
import org.crelens.libs.io.Numbers;

/**
 * A number that an experiment yields, with the threshold that it has to pass if it decides a claim.
 *
 * @param experiment id of the experiment
 * @param name of the measure, in snake case
 * @param model name of the model; names with commas between them if it compares several
 * @param claim in words
 * @param measured the number; NaN if it is not defined
 * @param comparison which side of the threshold it has to lie on; null if nothing is expected
 * @param threshold NaN if nothing is expected
 * @param n the smallest number of values that enter
 */
record Measure(
    String experiment,
    String name,
    String model,
    String claim,
    double measured,
    Comparison comparison,
    double threshold,
    long n) {

  /** What follows from a measure. */
  enum Result {
    /** The claim holds. */
    PASS,
    /** The claim does not hold. */
    FAIL,
    /** There is no claim. */
    REPORTED;

    /** As tables have it. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A measure that decides a claim. */
  static Measure claim(Experiment experiment, Expectation expectation, Measured measured) {
    return new Measure(
        experiment.id(),
        expectation.name(),
        String.join(",", experiment.labels()),
        expectation.claim(),
        measured.value(),
        expectation.comparison(),
        expectation.threshold(),
        measured.n());
  }

  /** A measure of one model, of which nothing is expected. */
  static Measure reported(
      Experiment experiment, String model, String name, String words, Measured measured) {
    return new Measure(
        experiment.id(), name, model, words, measured.value(), null, Double.NaN, measured.n());
  }

  /** Whether it decides a claim. */
  boolean isClaim() {
    return comparison != null;
  }

  Result result() {
    if (!isClaim()) return Result.REPORTED;
    return comparison.holds(measured, threshold) ? Result.PASS : Result.FAIL;
  }

  /** Whether it decides a claim that does not hold. */
  boolean fails() {
    return result() == Result.FAIL;
  }

  /** The threshold as people read it, such as {@code ≥ 0.3}. */
  String expected() {
    String sign = comparison == Comparison.AT_LEAST ? "≥ " : "≤ ";
    return sign + Numbers.format(threshold).replace('-', '−');
  }
}
