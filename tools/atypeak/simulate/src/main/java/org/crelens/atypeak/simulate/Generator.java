package org.crelens.atypeak.simulate;

import java.util.ArrayList;
import java.util.List;
import org.crelens.atypeak.data.SimulatedPeaks.Kind;

/** Draws regions by a {@link Design}: watermark, stack, noise (spec, section 11). */
final class Generator {
  private static final double MEDIAN_HALF_LENGTH = 250;
  private static final double SIGMA_HALF_LENGTH = 0.25;
  private static final double DROPPED = 0.25;
  private static final int NONE = -1;

  private final Design design;

  Generator(Design design) {
    this.design = design;
  }

  /** One region; depends on {@code chance} alone. */
  TrueRegion draw(Chance chance) {
    List<TruePeak> peaks = new ArrayList<>();
    if (chance.happens(design.watermark()))
      peaks.add(new TruePeak(0, design.length(), 0, 0, Kind.WATERMARK, NONE, NONE, NONE));
    int group = chance.pick(design.groups().shares());
    int centre = chance.below(design.length());
    List<Integer> datasets = stackDatasets(chance);
    stack(chance, group, centre, datasets, peaks);
    noise(chance, peaks);
    return new TrueRegion(group, centre, datasets, peaks);
  }

  private List<Integer> stackDatasets(Chance chance) {
    int wanted = chance.poisson(design.stackMean()) + 1;
    List<Integer> drawn = new ArrayList<>();
    if (design.replacement()) {
      for (int i = 0; i < wanted; i++)
        drawn.add(design.firstReliable() + chance.below(design.reliable()));
    } else {
      for (int y : chance.distinctBelow(design.reliable(), Math.min(wanted, design.reliable())))
        drawn.add(design.firstReliable() + y);
    }
    return drawn;
  }

  private void stack(
      Chance chance, int group, int centre, List<Integer> datasets, List<TruePeak> peaks) {
    int[] members = design.groups().members().get(group);
    int rounds = chance.poisson(design.stackMean()) + 1;
    int draw = 0;
    for (int round = 0; round < rounds; round++) {
      int partners = chance.poisson(design.stackMean()) + 1;
      for (int i = 0; i < partners; i++, draw++) {
        int tr = members[chance.below(members.length)];
        // Rounded down, not towards zero: else shifts around a centre of 0 would pile up there.
        int at = (int) Math.floor(centre + chance.between(design.shiftFrom(), design.shiftTo()));
        int half = halfLength(chance);
        for (int dataset : datasets) {
          Kind kind = chance.happens(DROPPED) ? Kind.DROPPED : Kind.STACK;
          peaks.add(new TruePeak(at - half, at + half, dataset, tr, kind, group, round, draw));
        }
      }
    }
  }

  private void noise(Chance chance, List<TruePeak> peaks) {
    int count = chance.poisson(design.noiseMean()) + design.extraNoise();
    for (int i = 0; i < count; i++) {
      int dataset = chance.below(design.datasets());
      int tr = chance.below(design.trs());
      // The watermark's source stays a watermark; without one it is a source like any other.
      if (design.watermark() > 0 && dataset == 0 && tr == 0) {
        dataset = 1;
        tr = 1;
      }
      int at = chance.below(design.length());
      int half = halfLength(chance);
      peaks.add(new TruePeak(at - half, at + half, dataset, tr, Kind.NOISE, NONE, NONE, NONE));
    }
  }

  private static int halfLength(Chance chance) {
    return (int) chance.logNormal(MEDIAN_HALF_LENGTH, SIGMA_HALF_LENGTH);
  }
}
