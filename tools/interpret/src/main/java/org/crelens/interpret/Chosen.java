package org.crelens.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.crelens.cli.NearMatches;
import org.crelens.cli.UsageException;
import org.crelens.genome.Interval;
import org.crelens.tensor.Axes;
import org.crelens.tensor.Tensor;

/** What names and places of the command line mean in a tensor. */
final class Chosen {
  private final Tensor tensor;
  private final Axes axes;
  private final int[] seen;

  Chosen(Tensor tensor) {
    this.tensor = tensor;
    axes = tensor.header().axes();
    boolean[] present = new boolean[axes.cells()];
    for (int r = 0; r < tensor.rows(); r++) present[tensor.cell(r)] |= tensor.value(r) > 0;
    seen = IntStream.range(0, present.length).filter(c -> present[c]).toArray();
  }

  /** Cells of the sources that have a peak, in order. */
  int[] seen() {
    return seen.clone();
  }

  /** Cells of named sources, in order; all seen ones when none is named. */
  int[] sources(List<String> names) {
    if (names.isEmpty()) return seen();
    return names.stream().mapToInt(this::source).sorted().distinct().toArray();
  }

  private int source(String name) {
    for (int c = 0; c < axes.cells(); c++) if (axes.source(c).equals(name)) return c;
    List<String> known = IntStream.of(seen).mapToObj(axes::source).toList();
    throw new UsageException(
        "--source " + name + ": no such source; " + NearMatches.hint(name, known));
  }

  /** Indices of the windows with peaks that share a base with an interval, each once, in order. */
  List<Integer> windows(String option, List<Interval> places) {
    TreeSet<Integer> indices = new TreeSet<>();
    for (Interval place : places) {
      List<Integer> found = windows(place);
      if (found.isEmpty()) throw noPeak(option, place);
      indices.addAll(found);
    }
    return List.copyOf(indices);
  }

  private List<Integer> windows(Interval place) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < tensor.size(); i++)
      if (tensor.windowStart(i) < place.end()
          && place.start() < tensor.windowEnd(i)
          && tensor.contig(i).equals(place.contig())) found.add(i);
    return found;
  }

  private UsageException noPeak(String option, Interval place) {
    List<String> contigs =
        IntStream.range(0, tensor.size()).mapToObj(tensor::contig).distinct().toList();
    String hint =
        contigs.contains(place.contig())
            ? "choose one that touches a region of the run in which a peak lies"
            : "no contig " + place.contig() + "; " + NearMatches.hint(place.contig(), contigs);
    return new UsageException(option + " " + place + ": no window there holds a peak; " + hint);
  }

  /** Refuses variants that leave a region without a peak. */
  void requirePeaks(List<Interval> regions, List<Variant> variants) {
    for (Interval region : regions) {
      TreeSet<Integer> trs = new TreeSet<>();
      for (int i : windows(region))
        for (int r = tensor.rowFrom(i); r < tensor.rowFrom(i + 1); r++)
          if (tensor.value(r) > 0) trs.add(tensor.cell(r) % axes.t());
      for (Variant variant : variants)
        UsageException.require(
            trs.stream().anyMatch(z -> variant.keeps()[z]),
            "--"
                + variant.name().replaceFirst(":", " ")
                + ": nothing is left of "
                + region
                + ", whose peaks are of "
                + trs.stream().map(axes.trs()::get).collect(Collectors.joining(", ")));
    }
  }
}
