package org.crelens.atypeak.interpret;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Tensor;
import org.crelens.libs.cli.NearMatches;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.genome.Interval;
import org.crelens.libs.io.ByteOrder;

/** What names and places of the command line mean in a tensor. */
final class TensorLookup {
  private final Tensor tensor;
  private final Axes axes;
  private final int[] seen;

  TensorLookup(Tensor tensor) {
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

  /**
   * Indices of the windows with peaks that share a base with an interval, each once, in order.
   * Warns of a place whose windows are all empty: other cell lines may have peaks there.
   *
   * @throws UsageException when there can be no window at a place
   */
  List<Integer> windows(String option, List<Interval> places, Reporter report) {
    TreeSet<Integer> indices = new TreeSet<>();
    for (Interval place : new LinkedHashSet<>(places)) {
      List<Integer> found = windows(place);
      if (found.isEmpty() && !mayHoldEmptyOnes(place))
        throw new UsageException(
            option + " " + place + ": no window lies there; " + hint(place.contig()));
      if (found.isEmpty())
        report.warn(
            "%s %s: no peak lies in the windows there, so that none is shown; %s",
            option, place, hint(place.contig()));
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

  /**
   * Whether empty windows may lie at a place that no other window touches. The tensor does not tell
   * where they lie, but its windows are numbered in order, so that it tells between which others.
   */
  private boolean mayHoldEmptyOnes(Interval place) {
    int next = 0;
    while (next < tensor.size() && liesBefore(next, place)) next++;
    int numberBefore = next == 0 ? -1 : tensor.number(next - 1);
    int numberAfter = next == tensor.size() ? tensor.header().windows() : tensor.number(next);
    return numberAfter - numberBefore > 1;
  }

  private boolean liesBefore(int i, Interval place) {
    int contigs = ByteOrder.NAMES.compare(tensor.contig(i), place.contig());
    return contigs < 0 || contigs == 0 && tensor.windowEnd(i) <= place.start();
  }

  private String hint(String contig) {
    List<String> contigs =
        IntStream.range(0, tensor.size()).mapToObj(tensor::contig).distinct().toList();
    return contigs.contains(contig)
        ? "choose one that touches a region of the run in which a peak lies"
        : "no peak lies on a contig " + contig + "; " + NearMatches.hint(contig, contigs);
  }

  /** Refuses variants that take all peaks from a region that has some. */
  void requirePeaks(List<Interval> regions, List<TrSubset> variants) {
    for (Interval region : regions) {
      TreeSet<Integer> trs = new TreeSet<>();
      for (int i : windows(region))
        for (int r = tensor.rowFrom(i); r < tensor.rowFrom(i + 1); r++)
          if (tensor.value(r) > 0) trs.add(tensor.cell(r) % axes.t());
      if (trs.isEmpty()) continue;
      for (TrSubset variant : variants)
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
