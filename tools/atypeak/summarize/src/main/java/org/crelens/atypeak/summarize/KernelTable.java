package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.TableReader;

/** Reads the kernels of interpret: what the first two convolutions look for. */
final class KernelTable {
  /** Filters shown of each layer: the first. */
  static final int FILTERS = 64;

  private KernelTable() {}

  private record Cell(int row, int column) {}

  /** Kernels of the first convolution, and norms of the second. */
  static Kernels read(Path file, Abundance abundance) throws IOException {
    NameIndex datasets = new NameIndex();
    NameIndex trs = new NameIndex();
    int filters = 0;
    int positions = 0;
    Map<Integer, Map<Cell, Double>> first = new HashMap<>();
    Map<Integer, Map<Cell, Double>> second = new HashMap<>();
    try (TableReader table =
        TableReader.open(
            file, "the kernels of interpret", "layer", "filter", "bin", "dataset", "value")) {
      int atLayer = table.column("layer");
      int atFilter = table.column("filter");
      int atBin = table.column("bin");
      int atDataset = table.column("dataset");
      int atTr = table.column("tf", "tr");
      int atValue = table.column("value");
      while (table.next()) {
        int filter = table.whole(atFilter);
        filters = Math.max(filters, filter + 1);
        String layer = table.text(atLayer);
        if (!layer.equals("c1") && !layer.equals("c2"))
          throw table.error("layer '" + layer + "'", "expected c1 or c2");
        boolean ofFirst = layer.equals("c1");
        int row = ofFirst ? table.whole(atBin) : 0;
        if (ofFirst) positions = Math.max(positions, row + 1);
        int column = ofFirst ? datasets.of(table.text(atDataset)) : trs.of(table.text(atTr));
        if (filter < FILTERS)
          (ofFirst ? first : second)
              .computeIfAbsent(filter, f -> new HashMap<>())
              .put(new Cell(row, column), table.number(atValue));
      }
    }
    if (filters == 0) throw new InputException(file, "holds no kernel", "run interpret again");
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
