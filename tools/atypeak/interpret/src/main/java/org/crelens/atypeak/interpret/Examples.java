package org.crelens.atypeak.interpret;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.ExampleFiles;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.atypeak.model.Rebuilder;
import org.crelens.libs.io.Outputs;

/**
 * Windows bin by bin: before, and rebuilt from all or from a part of them.
 *
 * @param tensor their tensor
 * @param phantoms tells which sources are expected and absent
 * @param rebuilder the models
 */
record Examples(Tensor tensor, Phantoms phantoms, Rebuilder rebuilder) {
  /** Windows held at a time: whole batches, so that a window keeps its companions. */
  private static final int CHUNK = 10 * Rebuilder.BATCH;

  /** Absent sources shown of a window. */
  private static final int PHANTOMS = 5;

  /**
   * A window to show.
   *
   * @param why {@code best}, {@code middle}, {@code worst} or {@code chosen}
   * @param window its index
   */
  record Example(String why, int window) {}

  /**
   * Picks windows by their mean raw score: the best, those in the middle, and the worst, each
   * window once.
   *
   * @param score mean raw score per window
   * @param each how many of each kind
   * @param enough peaks that a window must have; where no window has so many, the most that one has
   */
  static List<Example> pick(Tensor tensor, float[] score, int each, int enough) {
    int most = IntStream.range(0, tensor.size()).map(i -> peaks(tensor, i)).max().orElse(0);
    int least = Math.min(enough, most);
    List<Integer> ranked =
        IntStream.range(0, tensor.size())
            .filter(i -> peaks(tensor, i) >= least)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -score[i]).thenComparing(i -> i))
            .toList();
    List<Example> examples = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    int n = ranked.size();
    String[] kinds = {"best", "worst", "middle"};
    int[] first = {0, n - each, (n - each) / 2};
    for (int kind = 0; kind < kinds.length; kind++)
      for (int rank = Math.max(0, first[kind]); rank < Math.min(n, first[kind] + each); rank++)
        if (taken.add(ranked.get(rank))) examples.add(new Example(kinds[kind], ranked.get(rank)));
    List<String> order = List.of("best", "middle", "worst");
    examples.sort(
        Comparator.comparingInt((Example e) -> order.indexOf(e.why))
            .thenComparingInt(Example::window));
    return examples;
  }

  private static int peaks(Tensor tensor, int i) {
    return tensor.rowFrom(i + 1) - tensor.rowFrom(i);
  }

  /** Writes windows before and rebuilt. */
  void write(Outputs outputs, Path folder, List<Example> examples) throws IOException {
    try (ExampleFiles.Writer out = ExampleFiles.Writer.examples(outputs, folder)) {
      for (int from = 0; from < examples.size(); from += CHUNK) {
        List<Example> chunk = examples.subList(from, Math.min(from + CHUNK, examples.size()));
        List<Profile> whole = whole(chunk.stream().map(Example::window).toList());
        for (int e = 0; e < chunk.size(); e++) rows(out, chunk.get(e).why, whole.get(e), null);
      }
    }
  }

  /** Writes windows rebuilt from parts of them, each beside the whole. */
  void write(Outputs outputs, Path folder, List<Integer> windows, List<TrSubset> variants)
      throws IOException {
    try (ExampleFiles.Writer out = ExampleFiles.Writer.rebuilt(outputs, folder)) {
      for (int from = 0; from < windows.size(); from += CHUNK) {
        List<Profile> whole = whole(windows.subList(from, Math.min(from + CHUNK, windows.size())));
        List<List<Profile>> parts = new ArrayList<>();
        for (TrSubset variant : variants) parts.add(part(whole, variant));
        for (int w = 0; w < whole.size(); w++)
          for (int v = 0; v < variants.size(); v++)
            rows(out, variants.get(v).name(), parts.get(v).get(w), whole.get(w));
      }
    }
  }

  /**
   * The cells of a window that are shown.
   *
   * @param window its index
   * @param cells sources, in the order in which they are shown
   * @param before per cell, a value per bin: what was rebuilt
   * @param rebuilt of it
   */
  private record Profile(int window, int[] cells, float[][] before, float[][] rebuilt) {}

  /** Windows as they are; their sources with a peak and their strongest phantoms. */
  private List<Profile> whole(List<Integer> windows) throws IOException {
    return rebuild(
        windows.size(),
        (filler, k, into, at) -> filler.fill(windows.get(k), into, at),
        (k, x, rebuilt, at) ->
            profile(windows.get(k), cells(windows.get(k), rebuilt, at), x, rebuilt, at));
  }

  /** The same cells when only a part of the windows is rebuilt. */
  private List<Profile> part(List<Profile> whole, TrSubset variant) throws IOException {
    return rebuild(
        whole.size(),
        (filler, k, into, at) -> {
          filler.fill(whole.get(k).window, into, at);
          variant.apply(into, at, tensor.header().windowCells());
        },
        (k, x, rebuilt, at) -> profile(whole.get(k).window, whole.get(k).cells, x, rebuilt, at));
  }

  private interface Filling {
    void fill(WindowFiller filler, int k, float[] into, int at);
  }

  private interface Reading {
    Profile read(int k, float[] x, float[] rebuilt, int at);
  }

  private List<Profile> rebuild(int n, Filling filling, Reading reading) throws IOException {
    int cells = tensor.header().windowCells();
    List<Profile> profiles = new ArrayList<>();
    rebuilder.<List<Profile>>rebuild(
        n,
        () -> {
          WindowFiller filler = new WindowFiller(tensor, Crumb.NONE);
          return (k, into, at) -> filling.fill(filler, k, into, at);
        },
        (first, count, x, rebuilt) ->
            IntStream.range(0, count)
                .mapToObj(w -> reading.read(first + w, x, rebuilt, w * cells))
                .toList(),
        profiles::addAll);
    return profiles;
  }

  private Profile profile(int window, int[] shown, float[] x, float[] rebuilt, int at) {
    int bins = tensor.header().bins();
    int cells = tensor.header().axes().cells();
    Profile profile =
        new Profile(window, shown, new float[shown.length][bins], new float[shown.length][bins]);
    for (int s = 0; s < shown.length; s++)
      for (int b = 0; b < bins; b++) {
        profile.before[s][b] = x[at + b * cells + shown[s]];
        profile.rebuilt[s][b] = rebuilt[at + b * cells + shown[s]];
      }
    return profile;
  }

  /** Sources with a peak in the window along the axes, then the strongest phantoms. */
  private int[] cells(int window, float[] rebuilt, int at) {
    double[] factor = phantoms.absent(window);
    int cells = factor.length;
    double[] highest = new double[cells];
    Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    for (int b = Phantoms.firstBin(tensor, window); b < tensor.header().bins(); b++)
      for (int c = 0; c < cells; c++)
        highest[c] = Math.max(highest[c], factor[c] * rebuilt[at + b * cells + c]);
    IntStream present =
        IntStream.range(tensor.rowFrom(window), tensor.rowFrom(window + 1))
            .filter(r -> tensor.value(r) > 0)
            .map(tensor::cell)
            .sorted()
            .distinct();
    IntStream expected =
        IntStream.range(0, cells)
            .filter(c -> !Double.isNaN(factor[c]))
            .boxed()
            .sorted(Comparator.comparingDouble((Integer c) -> -highest[c]).thenComparing(c -> c))
            .limit(PHANTOMS)
            .mapToInt(c -> c);
    return IntStream.concat(present, expected).toArray();
  }

  /**
   * Writes what is shown of a window.
   *
   * @param label first cell of each row
   * @param whole the same cells when the whole window is rebuilt, or null
   */
  private void rows(ExampleFiles.Writer out, String label, Profile shown, Profile whole)
      throws IOException {
    Axes axes = tensor.header().axes();
    int window = shown.window;
    for (int s = 0; s < shown.cells.length; s++)
      out.source(
          new ExampleFiles.Place(
              label,
              tensor.contig(window),
              tensor.windowStart(window),
              tensor.windowEnd(window),
              tensor.windowEnd(window) - tensor.header().windowLength(),
              axes.dataset(shown.cells[s]),
              axes.tr(shown.cells[s])),
          shown.before[s],
          shown.rebuilt[s],
          whole == null ? null : whole.rebuilt[s]);
  }
}
