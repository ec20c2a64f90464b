package org.crelens.atypeak.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.crelens.libs.cli.MemoryNeed;

/**
 * Memory that each step of atyPeak takes, counted from what the code allocates: change it with
 * every matrix that is added. Tools refuse what cannot fit before they begin ({@link
 * MemoryNeed#require}), and the pipeline asks for as much as {@code resources} reads here.
 */
public final class StepMemory {
  private static final long MB = 1 << 20;
  private static final long FLOAT = Float.BYTES;

  /** The Java machine, native libraries, code, stacks; training also has Deeplearning4j. */
  private static final long PROCESS = 140 * MB;

  private static final long TRAINING_PROCESS = 200 * MB;

  /** Scratch memory of a thread's matrix products. */
  private static final long SCRATCH = 8 * MB;

  private StepMemory() {}

  /**
   * Sizes of a tensor file.
   *
   * @param windows that hold a peak
   * @param rows pairs of window and peak
   */
  public record Content(long windows, long rows) {
    /** Nothing known beyond the header. */
    public static final Content UNKNOWN = new Content(0, 0);

    // Columns grow by doubling; while the last one grows, its old half is still there.
    long bytes() {
      return 26 * capacity(rows, 4096) + 22 * capacity(windows, 1024);
    }
  }

  private static long capacity(long n, long least) {
    long capacity = least;
    while (capacity < n) capacity *= 2;
    return capacity;
  }

  /**
   * Training: weights and what is derived from them, gradients of four slots, both moments of Adam,
   * a copy of all three for the best epoch and one for the model file, the matrices of a pass per
   * thread.
   *
   * @param batch draws per batch
   */
  public static MemoryNeed training(Shape shape, int batch, int threads, Content content) {
    long parameters = shape.parameterCount();
    long window = shape.windowCells();
    int slot = (batch + WorkUnits.TRAINING_SLOTS - 1) / WorkUnits.TRAINING_SLOTS;
    MemoryNeed weights = weights(shape, true, threads);
    MemoryNeed pass = pass(shape, slot, true);
    int passes = Math.min(threads, WorkUnits.TRAINING_SLOTS);
    // Fresh weights stand on the heap before there is a pass.
    long batches = FLOAT * 2 * batch * window;
    long heap = weights.heap() + Math.max(FLOAT * parameters, passes * pass.heap());
    return new MemoryNeed(
        content.bytes() + batches + heap,
        weights.blocks() + FLOAT * 3 * parameters + passes * (pass.blocks() + SCRATCH),
        FLOAT * (10 * parameters + (long) batch * window),
        TRAINING_PROCESS);
  }

  /**
   * Scoring: weights, and for each thread the matrices of {@link WorkUnits#REBUILDING_BATCH}
   * windows, read and rebuilt.
   */
  public static MemoryNeed scoring(Shape shape, int threads, Content content) {
    return rebuilding(shape, threads).plusHeap(content.bytes());
  }

  /** A model, as messages name what needs the memory. */
  public static String modelOf(Shape shape) {
    return String.format(
        Locale.ROOT,
        "a model of %,d parameters for windows of %,d cells",
        shape.parameterCount(),
        shape.windowCells());
  }

  /** What {@link #scoring} takes more to show whole windows. */
  public static MemoryNeed scoringAndShowing(Shape shape, int threads, Content content) {
    long shown =
        FLOAT * 2 * WorkUnits.REBUILDING_BATCH * (long) shape.windowCells() * (threads + 1);
    return scoring(shape, threads, content).plusHeap(shown);
  }

  /**
   * Q-score: rebuilding, sums of each window for every dataset and TR, products and all pairs of
   * these.
   *
   * @param sample windows judged
   * @param models judged one after the other; all of their pairs are kept
   */
  public static MemoryNeed qscore(
      Shape shape, int threads, Content content, long sample, int models) {
    long d = shape.datasets();
    long t = shape.trs();
    long s = d + t;
    long perWindow = 17 * s;
    long parts =
        threads * (WorkUnits.REBUILDING_BATCH * perWindow + 8 * s * s + 8L * shape.cells());
    long kept = models * (8 * 3 * s * s + 3 * s * s + PAIR * (d * d + t * t));
    long sums = sample * perWindow + 8 * s * s + 8L * shape.cells();
    return scoring(shape, threads, content).plusHeap(sums + parts + kept);
  }

  /**
   * Judging models on a simulation: rebuilding, the truth, and a value for each peak and for each
   * cell of a window that may be a phantom.
   *
   * @param models judged one after the other; the values of all are kept
   */
  public static MemoryNeed judging(Shape shape, int threads, Content content, int models) {
    long values = content.rows + content.windows * shape.cells();
    // Columns that grew by doubling; and one statistic at a time, whose ranks are sorted as
    // objects.
    long kept = models * OBSERVATION * 2 * values + RANKED * values;
    return scoring(shape, threads, content).plusHeap(kept + TRUTH_ROW * 2 * content.rows);
  }

  /** A value with its completeness, group and kind. */
  private static final long OBSERVATION = 12;

  /** A value while it is ranked. */
  private static final long RANKED = 64;

  /** A peak of the truth, dropped ones included, with its share of regions. */
  private static final long TRUTH_ROW = 48;

  /**
   * Merging the scores of all models, in MiB: every model has a row for each row of the tensor.
   *
   * @param rows of all score files
   */
  public static long mergingMegabytes(long rows) {
    return MERGING_BASE + rows * MERGED_ROW / MB;
  }

  private static final long MERGING_BASE = 200;
  private static final long MERGED_ROW = 110;

  /**
   * The summary of a cell line: scores of all peaks, and sums over pairs of datasets and of TRs.
   *
   * @param peaks in regions
   */
  public static MemoryNeed summarizing(int datasets, int trs, Content content, long peaks) {
    long scores = 32 * capacity(peaks, 4096) + 20 * peaks;
    long sums = 4 * (8L * datasets * datasets + 12L * trs * trs);
    return new MemoryNeed(scores + content.bytes() + sums + 60 * MB, 0, 0, PROCESS);
  }

  /** A pair of the Q-score with its four observations, boxed. */
  private static final long PAIR = 240;

  /**
   * Normalisation: rebuilding, what the model makes of every source alone and of all others, a
   * sample of windows reduced to cells, and all peaks with their scores twice, in the order of the
   * file and sorted.
   *
   * @param peaks in the raw BED
   * @param sources that have a peak
   * @param sample windows sampled
   */
  public static MemoryNeed normalize(
      Shape shape, int threads, Content content, long peaks, long sources, long sample) {
    long cells = shape.cells();
    // u and n of floats, r and what is rebuilt of n in doubles; parts of each thread's batch.
    long grids =
        sources * cells * (2 * Float.BYTES + 2 * Double.BYTES)
            + threads * WorkUnits.REBUILDING_BATCH * cells * Double.BYTES;
    long meanRows = content.windows == 0 ? 0 : content.rows / content.windows;
    long cellsOfSample = 12 * capacity(sample * Math.min(meanRows, sources), 4096);
    long probing = rebuilding(shape, threads).heap() + grids + cellsOfSample + content.bytes();
    // Five ints and a double, in columns that grew by doubling, and once more in order; behind the
    // probing, when that is given back, finals, ranks, percentiles and rows per group.
    long read = 30 * capacity(peaks, 4096);
    long writing = peaks * (32 + 4 + 8 * 4 + 4);
    return new MemoryNeed(
        read + Math.max(probing, writing),
        rebuilding(shape, threads).blocks(),
        rebuilding(shape, threads).arrays(),
        PROCESS);
  }

  /**
   * Interpretation: rebuilding by all models at a time, the most expected phantoms, whole windows
   * to be shown; what is rebuilt of each source alone, their affinity and its clustering; then,
   * when that is given back, ur-examples of the first model.
   *
   * @param models shapes of the models; those of one shape share a thread's matrices
   * @param sources that have a peak
   */
  public static MemoryNeed interpret(
      List<Shape> models, int threads, Content content, long sources) {
    Shape first = models.get(0);
    long window = first.windowCells();
    long cells = first.cells();
    MemoryNeed rebuilding = new MemoryNeed(0, 0, 0, PROCESS);
    for (Shape shape : models) {
      MemoryNeed weights = weights(shape, false, threads);
      rebuilding =
          new MemoryNeed(
              rebuilding.heap() + weights.heap(),
              rebuilding.blocks() + weights.blocks(),
              rebuilding.arrays() + FLOAT * shape.parameterCount(),
              PROCESS);
    }
    for (Shape shape : new LinkedHashSet<>(models)) {
      MemoryNeed pass = pass(shape, WorkUnits.REBUILDING_BATCH, false);
      rebuilding =
          new MemoryNeed(
              rebuilding.heap() + threads * pass.heap(),
              rebuilding.blocks() + threads * pass.blocks(),
              rebuilding.arrays(),
              PROCESS);
    }
    // Read, rebuilt, and rebuilt by one of several.
    long windows = 3 * FLOAT * WorkUnits.REBUILDING_BATCH * window * threads;
    long grids = sources * cells * (Float.BYTES + 2 * Double.BYTES);
    long affinity = 4 * Double.BYTES * sources * sources;
    MemoryNeed climbing = climbing(first, threads);
    return new MemoryNeed(
        content.bytes()
            + grids
            + affinity
            + SHOWN
            + Math.max(rebuilding.heap() + windows, climbing.heap()),
        Math.max(rebuilding.blocks(), climbing.blocks()) + threads * SCRATCH,
        rebuilding.arrays(),
        PROCESS);
  }

  /** A hundred thousand phantoms, what sorts them, and profiles of shown windows. */
  private static final long SHOWN = 24 * MB;

  /** What an ur-example holds: weights, and for each thread the matrices of its inputs. */
  private static MemoryNeed climbing(Shape shape, int threads) {
    long n = WorkUnits.CLIMBING_BATCH;
    long f = shape.filters();
    long h = shape.deepDim();
    long d = shape.datasets();
    long t = shape.trs();
    long k = shape.kernel();
    long plane1 = shape.pooled1() * f;
    long plane2 = shape.pooled2() * f;
    long encoded = shape.pooled2() * h;
    long blocks = n * (2 * shape.padded() * (d + f) + 3 * plane1 + plane2 + 5 * encoded);
    blocks += (k + k / 2) * f;
    long rows = (shape.c1Rows() + 1) / 2;
    long heap = n * (t * rows * f + plane2 / 4 + h + 2L * shape.windowCells());
    heap +=
        2 * (shape.c1Rows() + 1) * f + 4 * rows * f + 2 * plane1 + 2 * Math.max(encoded, plane2);
    heap += (long) shape.bins() * d;
    MemoryNeed weights = weights(shape, true, threads);
    return new MemoryNeed(
        weights.heap() + FLOAT * threads * heap,
        weights.blocks() + FLOAT * (k * d * f + threads * blocks),
        0,
        0);
  }

  private static MemoryNeed rebuilding(Shape shape, int threads) {
    MemoryNeed weights = weights(shape, false, threads);
    MemoryNeed pass = pass(shape, WorkUnits.REBUILDING_BATCH, false);
    long windows = FLOAT * 2 * WorkUnits.REBUILDING_BATCH * (long) shape.windowCells();
    return new MemoryNeed(
        weights.heap() + threads * (pass.heap() + windows),
        weights.blocks() + threads * (pass.blocks() + SCRATCH),
        FLOAT * shape.parameterCount(),
        PROCESS);
  }

  /** What the weights hold beside the parameters themselves. */
  private static MemoryNeed weights(Shape shape, boolean training, int threads) {
    long f = shape.filters();
    long h = shape.deepDim();
    long d = shape.datasets();
    long t = shape.trs();
    long k = shape.kernel();
    long k2 = shape.kernel2();
    long blocks =
        k2 * f * f + 3 * (k2 / 2) * f * f * (t + 1) + 3 * (k / 2) * h * f + shape.foldedLength();
    if (training) blocks += k2 * f * f * (t + 1) + k * h * f;
    long heap = d * f * (k + 2 * (k + 1) + WorkUnits.RUN_TILE);
    // Biases are made anew while the old ones stand; so are taps, two for each thread.
    heap += 2 * (4 * shape.pooled2() * h + shape.windowCells() + (shape.c1Rows() + 1) / 2 * f);
    heap += 2 * k2 * f * f + threads * 2 * Math.max(h * f, f * f) + k * d * f;
    return new MemoryNeed(FLOAT * heap, FLOAT * blocks, 0, 0);
  }

  /** What a pass over {@code n} windows holds. */
  private static MemoryNeed pass(Shape shape, long n, boolean training) {
    long f = shape.filters();
    long t = shape.trs();
    long k = shape.kernel();
    long window = shape.windowCells();
    long plane1 = shape.pooled1() * f;
    long plane2 = shape.pooled2() * f;
    long encoded = (long) shape.pooled2() * shape.deepDim();
    long columns = (long) shape.outRows() * shape.foldedTaps() * f;
    long rows = (shape.c1Rows() + 1) / 2;
    // In halves, three of each: planes of all TRs and the shared one, two sums, the encoded layer.
    long blocks = n * (3 * (t * plane1 + 3 * plane1 + encoded + plane2) / 2);
    blocks += n * (plane1 + 2 * plane2 + 4 * encoded + columns + window);
    long largest = Math.max(Math.max(window, encoded), Math.max(plane1 + plane2, columns));
    long heap = 2 * largest + 3 * Math.max(plane1, encoded) + 2 * plane1;
    heap += (shape.c1Rows() + 1 + shape.padded() + 4 * rows) * f + n * plane2 / 4;
    // Cells of the window at hand, in columns that grew by doubling.
    heap += t * 512 + window / 2;
    if (training) {
      blocks += n * (t + 1) * plane1;
      blocks += n * (columns + 2 * plane2 + 2 * encoded + 3 * plane1);
      blocks += shape.foldedLength() + (2 * k + k / 2) * f + k / 2 * f * f;
      heap += n * (t + 1) * rows * f + n * plane1 + window;
      heap += shape.datasets() * k * f + 2L * (shape.c1Rows() + 1) * f;
      // Runs of crumbed windows: place, length and value for every fourth cell, doubled.
      heap += n * window * 5 / 4;
    }
    return new MemoryNeed(FLOAT * heap, FLOAT * blocks, 0, 0);
  }
}
