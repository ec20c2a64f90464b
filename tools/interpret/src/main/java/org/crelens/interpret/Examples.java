package org.crelens.interpret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.crelens.genome.Numbers;
import org.crelens.genome.Outputs;
import org.crelens.genome.TextOutput;
import org.crelens.network.Rebuilder;
import org.crelens.tensor.Axes;
import org.crelens.tensor.Crumb;
import org.crelens.tensor.Tensor;
import org.crelens.tensor.WindowFiller;

/**
 * Windows bin by bin: before, and rebuilt from all or from a part of them.
 *
 * @param tensor their tensor
 * @param phantoms tells which sources are expected and absent
 * @param rebuilder the models
 */
record Examples(Tensor tensor, Phantoms phantoms, Rebuilder rebuilder) {
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
  void write(Outputs outputs, Path file, List<Example> examples) throws IOException {
    try (TextOutput out = TextOutput.table(outputs, file)) {
      out.row(
          "why",
          "contig",
          "start",
          "end",
          "bin_start",
          "dataset",
          "tf",
          "bin",
          "before",
          "rebuilt");
      rebuild(
          examples.stream().map(Example::window).toList(),
          List.of(),
          shown -> {
            Example example = examples.get(shown.number);
            for (int c : cells(example.window, shown.rebuilt))
              rows(out, example.why, example.window, c, shown.before, shown.rebuilt, null);
          });
    }
  }

  /** Writes windows rebuilt from parts of them, each beside the whole. */
  void write(Outputs outputs, Path file, List<Integer> windows, List<Variant> variants)
      throws IOException {
    try (TextOutput out = TextOutput.table(outputs, file)) {
      out.row(
          "variant",
          "contig",
          "start",
          "end",
          "bin_start",
          "dataset",
          "tf",
          "bin",
          "before",
          "rebuilt",
          "full");
      float[][] full = new float[1][];
      rebuild(
          windows,
          variants,
          shown -> {
            int window = windows.get(shown.number / (variants.size() + 1));
            int variant = shown.number % (variants.size() + 1);
            if (variant == 0) {
              full[0] = shown.rebuilt;
              return;
            }
            for (int c : cells(window, full[0])) {
              String name = variants.get(variant - 1).name();
              rows(out, name, window, c, shown.before, shown.rebuilt, full[0]);
            }
          });
    }
  }

  private record Shown(int number, float[] before, float[] rebuilt) {}

  private interface Writer {
    void write(Shown shown) throws IOException;
  }

  /** Rebuilds each window whole, then by each variant. */
  private void rebuild(List<Integer> windows, List<Variant> variants, Writer writer)
      throws IOException {
    int each = variants.size() + 1;
    int cells = tensor.header().windowCells();
    try {
      rebuilder.<List<Shown>>rebuild(
          windows.size() * each,
          () -> {
            WindowFiller filler = new WindowFiller(tensor, Crumb.NONE);
            return (k, into, at) -> {
              filler.fill(windows.get(k / each), into, at);
              if (k % each > 0) variants.get(k % each - 1).apply(into, at, cells);
            };
          },
          (first, count, x, rebuilt) ->
              IntStream.range(0, count)
                  .mapToObj(
                      w ->
                          new Shown(
                              first + w,
                              Arrays.copyOfRange(x, w * cells, (w + 1) * cells),
                              Arrays.copyOfRange(rebuilt, w * cells, (w + 1) * cells)))
                  .toList(),
          batch -> {
            try {
              for (Shown shown : batch) writer.write(shown);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Sources with a peak in the window along the axes, then the strongest phantoms. */
  private List<Integer> cells(int window, float[] rebuilt) {
    double[] factor = phantoms.absent(window);
    int cells = factor.length;
    List<Integer> shown = new ArrayList<>();
    for (int r = tensor.rowFrom(window); r < tensor.rowFrom(window + 1); r++)
      if (tensor.value(r) > 0) shown.add(tensor.cell(r));
    shown = new ArrayList<>(shown.stream().sorted().distinct().toList());
    double[] highest = new double[cells];
    for (int c = 0; c < cells; c++) {
      highest[c] = Double.NEGATIVE_INFINITY;
      for (int b = Phantoms.firstBin(tensor, window); b < tensor.header().bins(); b++)
        highest[c] = Math.max(highest[c], factor[c] * rebuilt[b * cells + c]);
    }
    IntStream.range(0, cells)
        .filter(c -> !Double.isNaN(factor[c]))
        .boxed()
        .sorted(Comparator.comparingDouble((Integer c) -> -highest[c]).thenComparing(c -> c))
        .limit(PHANTOMS)
        .forEach(shown::add);
    return shown;
  }

  private void rows(
      TextOutput out, String first, int window, int c, float[] x, float[] rebuilt, float[] full)
      throws IOException {
    Axes axes = tensor.header().axes();
    int cells = axes.cells();
    int binStart = tensor.windowEnd(window) - tensor.header().windowLength();
    for (int b = 0; b < tensor.header().bins(); b++) {
      int at = b * cells + c;
      out.add(first).tab().add(tensor.contig(window)).tab();
      out.add(tensor.windowStart(window)).tab().add(tensor.windowEnd(window)).tab();
      out.add(binStart).tab().add(axes.dataset(c)).tab().add(axes.tr(c)).tab().add(b).tab();
      out.add(Numbers.format(x[at])).tab().add(Numbers.format(rebuilt[at]));
      if (full != null) out.tab().add(Numbers.format(full[at]));
      out.endLine();
    }
  }
}
