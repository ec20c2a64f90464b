package org.crelens.atypeak.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Time that each step of atyPeak takes, in core-seconds: counts of its work times coefficients that
 * were fitted to measurements on one machine. Other machines may be faster or slower by a factor.
 */
public final class StepSeconds {
  /** The counts that the time to score a window is made of. */
  public static final List<String> SCORING =
      List.of("multiplications", "cells", "planes", "dense", "window");

  /** The counts that the time to train on a window is made of. */
  public static final List<String> TRAINING =
      List.of("multiplications", "cells", "planes", "dense", "parameters", "window");

  /** A pair of dimensions of the Q-score in one window, read in two passes. */
  private static final double PAIR = 4e-9;

  /** A cell of a window that the Q-score sums up, as read and as rebuilt. */
  private static final double CELL = 2e-9;

  /** A peak of a summary, which is read and drawn. */
  private static final double SUMMARY_PEAK = 1e-5;

  /** Neurons whose ur-examples {@code interpret} climbs for, where it is not told otherwise. */
  private static final int CLIMBED_NEURONS = 256;

  private static final double SHARD_CORE_SECONDS = 4 * 25 * 60;
  private static final long MOST_SHARDS = 500;

  private final Map<String, Map<String, Double>> coefficients;

  private StepSeconds(Map<String, Map<String, Double>> coefficients) {
    this.coefficients = coefficients;
  }

  /**
   * Time by other coefficients.
   *
   * @param coefficients core-seconds of one unit, by step and what is counted
   */
  public static StepSeconds of(Map<String, Map<String, Double>> coefficients) {
    return new StepSeconds(coefficients);
  }

  /** Time by the coefficients that come with crelens; {@code benchmark cost} fits them. */
  public static StepSeconds fitted() {
    Map<String, Map<String, Double>> coefficients = new LinkedHashMap<>();
    try (InputStream in = StepSeconds.class.getResourceAsStream("step-seconds.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\t");
        coefficients
            .computeIfAbsent(fields[0], step -> new LinkedHashMap<>())
            .put(fields[1], Double.valueOf(fields[2]));
      }
    } catch (IOException e) {
      throw new IllegalStateException("the jar was built without step-seconds.tsv", e);
    }
    return new StepSeconds(coefficients);
  }

  private double of(String step, String what) {
    Double value = coefficients.getOrDefault(step, Map.of()).get(what);
    if (value == null) throw new IllegalStateException("no coefficient " + what + " of " + step);
    return value;
  }

  private double sum(String step, List<String> names, double[] counts) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) sum += of(step, names.get(i)) * counts[i];
    return sum;
  }

  /** To score one window with a model. */
  public double scoringWindow(NetworkWork work) {
    return sum("scoring", SCORING, work.scoring());
  }

  /**
   * To train on one window.
   *
   * @param windows of a batch, without empty draws
   */
  public double trainingWindow(NetworkWork work, double windows) {
    return sum("training", TRAINING, work.training(windows));
  }

  /**
   * To train a model.
   *
   * @param drawn windows of a batch that hold a peak
   * @param batches of all epochs
   */
  public double train(NetworkWork work, double drawn, double batches) {
    return batches * drawn * trainingWindow(work, drawn);
  }

  /** Of a tool whose time follows the peaks, or the rows, that it reads. */
  public double reading(String tool, double items) {
    return of(tool, "start") + of(tool, "million") * items / 1e6;
  }

  /**
   * To normalise scores: every source alone, and all others without its group, are rebuilt.
   *
   * @param models whose mean is taken
   */
  public double normalize(NetworkWork work, double peaks, double sources, int models) {
    return reading("normalize", peaks) + 2 * sources * models * scoringWindow(work);
  }

  /**
   * The Q-score of a model.
   *
   * @param sample windows judged
   */
  public double qscore(NetworkWork work, double sample) {
    Shape shape = work.shape();
    double d = shape.datasets();
    double t = shape.trs();
    return reading("qscore", 0)
        + sample * (scoringWindow(work) + PAIR * (d * d + t * t) + CELL * shape.windowCells());
  }

  /**
   * To interpret models: all windows are rebuilt by each, and ur-examples of the first are made.
   */
  public double interpret(NetworkWork work, double windows, int models) {
    double climbed = Math.min(CLIMBED_NEURONS, work.shape().deepDim());
    return windows * models * scoringWindow(work)
        + climbed
            * WorkUnits.CLIMBING_STEPS
            * of("training", "multiplications")
            * work.climbingMultiplications();
  }

  /** To summarise a cell line. */
  public double summarize(double peaks) {
    return 1 + SUMMARY_PEAK * peaks;
  }

  /**
   * Tasks among which scoring is shared: as many as it takes for one to need some 25 minutes on
   * four cores, at most 500, and never more than there are batches of windows.
   *
   * @param windows with a peak
   */
  public int shards(NetworkWork work, long windows) {
    long batch = WorkUnits.REBUILDING_BATCH;
    long batches = Math.max(1, (windows + batch - 1) / batch);
    long tasks = (long) Math.ceil(windows * scoringWindow(work) / SHARD_CORE_SECONDS);
    return (int) Math.max(1, Math.min(tasks, Math.min(batches, MOST_SHARDS)));
  }
}
