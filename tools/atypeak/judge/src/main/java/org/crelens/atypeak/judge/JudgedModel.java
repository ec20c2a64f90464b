package org.crelens.atypeak.judge;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.judge.Expectation.Measured;
import org.crelens.atypeak.judge.RebuiltValues.Kind;
import org.crelens.atypeak.judge.RebuiltValues.PhantomDirection;
import org.crelens.atypeak.judge.RebuiltValues.Sample;
import org.crelens.atypeak.model.ModelInfo;
import org.crelens.libs.stats.Auroc;
import org.crelens.libs.stats.Correlation;
import org.crelens.libs.stats.Quantiles;

/**
 * A model and what it made of a catalogue whose truth is known.
 *
 * @param label name of the model in its experiment
 * @param info description from the model file
 * @param groups true groups of TRs, as places on the axis
 * @param values rebuilt values of peaks and phantoms
 * @param responses how the TRs respond to each other
 * @param totalQ total Q and the number of windows it is from; NaN if the experiment needs none
 */
record JudgedModel(
    String label,
    ModelInfo info,
    List<BitSet> groups,
    RebuiltValues values,
    TrResponses responses,
    Measured totalQ) {
  /** A completeness with fewer peaks than this on either side is left out. */
  private static final int LEAST_PEAKS = 20;

  Axes axes() {
    return info.axes();
  }

  private Measured median(Kind... kinds) {
    return median(values.of(kinds));
  }

  private static Measured median(Sample sample) {
    return new Measured(sample.median(), sample.n());
  }

  private static Measured correlation(Sample sample) {
    return new Measured(Correlation.spearman(sample.value(), sample.completeness()), sample.n());
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
    return correlation(values.of(Kind.STACK));
  }

  Measured completenessOfPhantoms() {
    return correlation(values.of(Kind.PHANTOM));
  }

  /** How often a peak of a stack has a higher value than a noise peak. */
  Measured auroc() {
    Sample stack = values.of(Kind.STACK);
    Sample noise = values.of(Kind.NOISE, Kind.UNRELIABLE_NOISE);
    return new Measured(Auroc.of(stack.value(), noise.value()), Math.min(stack.n(), noise.n()));
  }

  /** 1 if only what is there is rebuilt, 0 if absent partners are rebuilt like peaks. */
  Measured precision() {
    Measured phantom = medianPhantom();
    Measured stack = medianStack();
    return new Measured(1 - phantom.value() / stack.value(), Math.min(phantom.n(), stack.n()));
  }

  Measured clusters() {
    return new Measured(responses.clusters().size(), responses.trs().length);
  }

  Measured recovered() {
    return new Measured(responses.recovered(groups), groups.size());
  }

  Measured phantomsOwnToShared() {
    return median(values.of(PhantomDirection.OWN_TO_SHARED));
  }

  Measured phantomsOwnToOwn() {
    return median(values.of(PhantomDirection.OWN_TO_OWN));
  }

  Measured phantomsSharedToOwn() {
    return median(values.of(PhantomDirection.SHARED_TO_OWN));
  }

  /**
   * How equal the values of the stacks of two groups are at the same completeness: the ratio of
   * their medians, as a geometric mean over completeness, weighted by the smaller number of peaks.
   * The smaller is divided by the larger, so that 1 means equal.
   */
  Measured evenness() {
    Sample one = values.stacksOf(0);
    Sample two = values.stacksOf(1);
    double logs = 0;
    long n = 0;
    double most = Arrays.stream(one.completeness()).max().orElse(-1);
    for (int c = 0; c <= most; c++) {
      double[] a = one.at(c);
      double[] b = two.at(c);
      int weight = Math.min(a.length, b.length);
      if (weight < LEAST_PEAKS) continue;
      logs += weight * Math.log(Quantiles.median(a) / Quantiles.median(b));
      n += weight;
    }
    return new Measured(Math.exp(-Math.abs(logs / n)), n);
  }
}
