package org.crelens.atypeak.judge;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.judge.Expectation.Measured;
import org.crelens.atypeak.judge.Observations.Chosen;
import org.crelens.atypeak.judge.Observations.Kind;
import org.crelens.atypeak.judge.Observations.Passage;
import org.crelens.atypeak.model.ModelInfo;
import org.crelens.libs.stats.Auroc;
import org.crelens.libs.stats.Correlation;
import org.crelens.libs.stats.Quantiles;

/**
 * What a model makes of a catalogue whose truth is known.
 *
 * @param label name of the model in its experiment
 * @param info what the model says of itself
 * @param groups true groups of TRs, as places on the axis
 * @param observations values of peaks and phantoms
 * @param closeness of TRs
 * @param totalQ total Q and its number of windows; NaN where none was asked for
 */
record Findings(
    String label,
    ModelInfo info,
    List<BitSet> groups,
    Observations observations,
    Closeness closeness,
    Measured totalQ) {
  /** Fewer observations on either side say nothing of a completeness. */
  private static final int LEAST_OF_STRATUM = 20;

  Axes axes() {
    return info.axes();
  }

  private Measured median(Kind... kinds) {
    return median(observations.of(kinds));
  }

  private static Measured median(Chosen chosen) {
    return new Measured(chosen.median(), chosen.n());
  }

  private static Measured correlation(Chosen chosen) {
    return new Measured(Correlation.spearman(chosen.value(), chosen.completeness()), chosen.n());
  }

  Measured medianStack() {
    return median(Kind.STACK);
  }

  Measured medianNoise() {
    return median(Kind.NOISE, Kind.UNRELIABLE_NOISE);
  }

  Measured medianUnreliable() {
    return median(Kind.UNRELIABLE_NOISE);
  }

  Measured medianPhantom() {
    return median(Kind.PHANTOM);
  }

  Measured medianForeignPhantom() {
    return median(Kind.FOREIGN_PHANTOM);
  }

  Measured phantomRatio() {
    Measured same = medianPhantom();
    Measured other = medianForeignPhantom();
    return new Measured(same.value() / other.value(), Math.min(same.n(), other.n()));
  }

  Measured completenessOfStacks() {
    return correlation(observations.of(Kind.STACK));
  }

  Measured completenessOfPhantoms() {
    return correlation(observations.of(Kind.PHANTOM));
  }

  /** How often a peak of a stack lies above noise. */
  Measured auroc() {
    Chosen stack = observations.of(Kind.STACK);
    Chosen noise = observations.of(Kind.NOISE, Kind.UNRELIABLE_NOISE);
    return new Measured(Auroc.of(stack.value(), noise.value()), Math.min(stack.n(), noise.n()));
  }

  /** 1 when only what is there is rebuilt, 0 when absent partners are rebuilt like peaks. */
  Measured precision() {
    Measured phantom = medianPhantom();
    Measured stack = medianStack();
    return new Measured(1 - phantom.value() / stack.value(), Math.min(phantom.n(), stack.n()));
  }

  Measured clusters() {
    return new Measured(closeness.clusters().size(), closeness.trs().length);
  }

  Measured recovered() {
    return new Measured(closeness.recovered(groups), groups.size());
  }

  Measured phantomsInCommon() {
    return median(observations.of(Passage.OWN_TO_COMMON));
  }

  Measured phantomsInOwn() {
    return median(observations.of(Passage.OWN_TO_OWN));
  }

  Measured phantomsTheOtherWay() {
    return median(observations.of(Passage.COMMON_TO_OWN));
  }

  /**
   * Values of the stacks of two groups compared at the same completeness: the ratio of their
   * medians, averaged over completeness by the smaller number of peaks; as the smaller by the
   * larger, so that 1 is even.
   */
  Measured evenness() {
    Chosen one = observations.stacksOf(0);
    Chosen two = observations.stacksOf(1);
    double logs = 0;
    long n = 0;
    double most = Arrays.stream(one.completeness()).max().orElse(-1);
    for (int c = 0; c <= most; c++) {
      double[] a = one.at(c);
      double[] b = two.at(c);
      int weight = Math.min(a.length, b.length);
      if (weight < LEAST_OF_STRATUM) continue;
      logs += weight * Math.log(Quantiles.median(a) / Quantiles.median(b));
      n += weight;
    }
    return new Measured(Math.exp(-Math.abs(logs / n)), n);
  }
}
