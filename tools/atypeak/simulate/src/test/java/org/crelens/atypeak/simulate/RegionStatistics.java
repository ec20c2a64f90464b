package org.crelens.atypeak.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crelens.atypeak.data.SimulatedPeaks.Kind;

/** The statistics that the golden files hold, of regions drawn by us. */
final class RegionStatistics {
  private static final int BATCHES = 25;
  // The golden files measure fill on squished tensors: a base fills its bin of ten, which adds 8
  // bases to an average peak of 500.
  private static final int BIN = 10;

  private final Design design;
  private final int regions;
  private final int firstGroup;
  private final Map<String, double[]> perRegion = new LinkedHashMap<>();
  private final Map<String, List<Moments>> perPeak = new LinkedHashMap<>();
  private final double[][] present;
  private final double[][] fill;
  private final double[][] fillSquares;
  private final double[][] together;
  private int seen;

  RegionStatistics(Design design, int regions, int firstGroup) {
    this.firstGroup = firstGroup;
    this.design = design;
    this.regions = regions;
    present = new double[design.datasets()][design.trs()];
    fill = new double[design.datasets()][design.trs()];
    fillSquares = new double[design.datasets()][design.trs()];
    together = new double[design.trs()][design.trs()];
  }

  void add(TrueRegion region) {
    List<TruePeak> stack = region.peaks().stream().filter(p -> p.group() >= 0).toList();
    List<TruePeak> kept = stack.stream().filter(p -> p.kind() == Kind.STACK).toList();
    List<TruePeak> noise = region.peaks().stream().filter(p -> p.kind() == Kind.NOISE).toList();
    put("stack_entries_before_drop", stack.size());
    put("stack_entries_after_drop", kept.size());
    put("distinct_sources_before_drop", sources(stack));
    put("distinct_sources_after_drop", sources(kept));
    put("datasets_drawn", region.datasets().size());
    put("distinct_datasets_drawn", region.datasets().stream().distinct().count());
    put("distinct_TRs_drawn", stack.stream().mapToInt(TruePeak::tr).distinct().count());
    put("noise_peaks", noise.size());
    put("watermark", region.peaks().stream().filter(p -> p.kind() == Kind.WATERMARK).count());
    put("group1", region.group() == firstGroup ? 1 : 0);
    put("no_stack_peak_left", kept.isEmpty() ? 1 : 0);
    put("common_centre", region.centre());
    put("noise_at_source_1_1", at(noise, 1, 1));
    put("noise_at_source_0_0", at(noise, 0, 0));
    put(
        "noise_in_reliable_datasets",
        noise.stream().filter(p -> p.dataset() >= design.firstReliable()).count());
    put("tensor_fill_fraction", addFill(region));
    boolean[] drawn = new boolean[design.trs()];
    for (TruePeak p : stack) drawn[p.tr()] = true;
    for (int a = 0; a < drawn.length; a++)
      for (int b = 0; b < drawn.length; b++) if (drawn[a] && drawn[b]) together[a][b]++;
    Map<Integer, TruePeak> draws = new HashMap<>();
    for (TruePeak p : stack) draws.put(p.draw(), p);
    for (TruePeak p : draws.values()) {
      moments("stack_half_length").add((p.end() - p.start()) / 2.0);
      moments("stack_centre_offset").add((p.start() + p.end()) / 2.0 - region.centre());
    }
    for (TruePeak p : noise) moments("noise_half_length").add((p.end() - p.start()) / 2.0);
    seen++;
  }

  private double addFill(TrueRegion region) {
    Map<Integer, BitSet> covered = new HashMap<>();
    for (TruePeak p : region.peaks())
      if (p.called(design.length()))
        covered
            .computeIfAbsent(p.dataset() * design.trs() + p.tr(), s -> new BitSet())
            .set(Math.max(0, p.start()) / BIN, (Math.min(design.length(), p.end()) - 1) / BIN + 1);
    double total = 0;
    for (Map.Entry<Integer, BitSet> e : covered.entrySet()) {
      int y = e.getKey() / design.trs();
      int z = e.getKey() % design.trs();
      double share = e.getValue().cardinality() * (double) BIN / design.length();
      present[y][z]++;
      fill[y][z] += share;
      fillSquares[y][z] += share * share;
      total += share;
    }
    return total / (design.datasets() * design.trs());
  }

  private static long sources(List<TruePeak> peaks) {
    return peaks.stream().map(p -> p.dataset() * 1000 + p.tr()).distinct().count();
  }

  private static long at(List<TruePeak> peaks, int dataset, int tr) {
    return peaks.stream().filter(p -> p.dataset() == dataset && p.tr() == tr).count();
  }

  private void put(String name, double value) {
    perRegion.computeIfAbsent(name, n -> new double[regions])[seen] = value;
  }

  // Batches of regions give mean, deviation and skewness a standard error without a formula.
  private Moments moments(String name) {
    List<Moments> batches = perPeak.computeIfAbsent(name, n -> new ArrayList<>());
    int batch = (int) ((long) seen * BATCHES / regions);
    while (batches.size() <= batch) batches.add(new Moments());
    return batches.get(batch);
  }

  Map<String, Estimate> table() {
    Map<String, Estimate> table = new LinkedHashMap<>();
    perRegion.forEach((name, values) -> table.put(name, mean(values)));
    perPeak.forEach(
        (name, batches) -> {
          table.put(name + "_mean", mean(batches.stream().mapToDouble(Moments::mean).toArray()));
          table.put(name + "_sd", mean(batches.stream().mapToDouble(Moments::sd).toArray()));
          table.put(name + "_skew", mean(batches.stream().mapToDouble(Moments::skew).toArray()));
        });
    return table;
  }

  private static Estimate mean(double[] values) {
    double sum = Arrays.stream(values).sum();
    double squares = Arrays.stream(values).map(v -> v * v).sum();
    return Estimate.mean(sum, squares, values.length);
  }

  Estimate presence(int dataset, int tr) {
    return Estimate.mean(present[dataset][tr], present[dataset][tr], regions);
  }

  Estimate fill(int dataset, int tr) {
    return Estimate.mean(fill[dataset][tr], fillSquares[dataset][tr], regions);
  }

  Estimate together(int a, int b) {
    return Estimate.mean(together[a][b], together[a][b], regions);
  }

  long count(String statistic, int value) {
    return Arrays.stream(perRegion.get(statistic)).filter(v -> v == value).count();
  }

  private static final class Moments {
    private double n;
    private double sum;
    private double squares;
    private double cubes;

    void add(double v) {
      n++;
      sum += v;
      squares += v * v;
      cubes += v * v * v;
    }

    double mean() {
      return sum / n;
    }

    double sd() {
      return Math.sqrt((squares / n - mean() * mean()) * n / (n - 1));
    }

    double skew() {
      double m = mean();
      double variance = squares / n - m * m;
      return (cubes / n - 3 * m * squares / n + 2 * m * m * m) / Math.pow(variance, 1.5);
    }
  }
}
