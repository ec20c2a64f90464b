package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.NeuronFiles;

/** Reads the kernels of interpret: what the first two convolutions look for. */
final class KernelTable implements NeuronFiles.Kernels {
  /** Filters shown of each layer: the first. */
  static final int FILTERS = 64;

  private record Cell(int row, int column) {}

  private final NameNumbers datasets = new NameNumbers();
  private final NameNumbers trs = new NameNumbers();
  private final Map<Integer, Map<Cell, Double>> first = new HashMap<>();
  private final Map<Integer, Map<Cell, Double>> second = new HashMap<>();
  private int filters;
  private int positions;

  private KernelTable() {}

  /** Kernels of the first convolution, and norms of the second. */
  static Kernels read(Path file, Abundance abundance) throws IOException {
    KernelTable table = new KernelTable();
    NeuronFiles.readKernels(file, table);
    return table.shown(abundance);
  }

  @Override
  public void first(int filter, int bin, String dataset, double weight) {
    positions = Math.max(positions, bin + 1);
    add(first, filter, new Cell(bin, datasets.of(dataset)), weight);
  }

  @Override
  public void second(int filter, String tr, double norm) {
    add(second, filter, new Cell(0, trs.of(tr)), norm);
  }

  private void add(Map<Integer, Map<Cell, Double>> layer, int filter, Cell cell, double value) {
    filters = Math.max(filters, filter + 1);
    if (filter < FILTERS) layer.computeIfAbsent(filter, f -> new HashMap<>()).put(cell, value);
  }

  private Kernels shown(Abundance abundance) {
    Names keptDatasets = datasets.most(abundance);
    Names keptTrs = trs.most(abundance);
    int shown = Math.min(filters, FILTERS);
    return new Kernels(
        filters,
        positions,
        values(first, shown, positions, keptDatasets),
        values(second, shown, 1, keptTrs),
        keptDatasets.names(),
        keptTrs.names());
  }

  private static List<List<Double>> values(
      Map<Integer, Map<Cell, Double>> cells, int filters, int rows, Names columns) {
    List<List<Double>> lists = new ArrayList<>();
    for (int f = 0; f < filters; f++) {
      Map<Cell, Double> of = cells.getOrDefault(f, Map.of());
      lists.add(
          IntStream.range(0, rows)
              .boxed()
              .flatMapToDouble(
                  b ->
                      IntStream.of(columns.kept())
                          .mapToDouble(c -> of.getOrDefault(new Cell(b, c), Double.NaN)))
              .map(Distributions::rounded)
              .boxed()
              .toList());
    }
    return lists;
  }
}
