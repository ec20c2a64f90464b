package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.crelens.atypeak.summarize.Distributions.Names;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.CellLineSummary.Group;
import org.crelens.libs.summary.CellLineSummary.Groups;
import org.crelens.libs.summary.CellLineSummary.Kernels;
import org.crelens.libs.summary.CellLineSummary.Matrix;
import org.crelens.libs.summary.CellLineSummary.Phantom;
import org.crelens.libs.summary.CellLineSummary.Phantoms;
import org.crelens.libs.summary.CellLineSummary.UrExample;
import org.crelens.libs.summary.CellLineSummary.UrExamples;

/** Reads the folder of interpret. Each method reads the files of one part. */
final class Interpretation {
  /** Ur-examples shown: those of the highest activation. */
  static final int UR_EXAMPLES = 64;

  /** Filters shown of each layer: the first. */
  static final int FILTERS = 64;

  /** Phantoms listed: the most expected. */
  static final int PHANTOMS = 50;

  private static final String METHOD =
      "Hierarchical clustering with average linkage of the sources. Two are alike as far as the"
          + " model rebuilds the one from the other alone: a share of the most that it rebuilds,"
          + " mean of both directions.";

  /** How much of the windows a source, a dataset or a TR covers: the most abundant are kept. */
  @FunctionalInterface
  interface Worth {
    double of(String name);
  }

  private Interpretation() {}

  /** Groups from their list, their members, the affinity, and the correlation groups. */
  static Groups groups(
      Path list, Path members, Path cut, Path affinity, Path correlationGroups, Worth worth)
      throws IOException {
    Map<String, List<String>> own = new HashMap<>();
    Map<String, List<String>> shared = new HashMap<>();
    try (Table table = new Table(members, "group", "dataset", "tf", "kind")) {
      while (table.next()) {
        String kind = table.text(table.column("kind"));
        if (!kind.equals("member") && !kind.equals("shared"))
          throw table.error("kind '" + kind + "'", "expected member or shared");
        (kind.equals("member") ? own : shared)
            .computeIfAbsent(table.text(table.column("group")), g -> new ArrayList<>())
            .add(table.text(table.column("dataset")) + "." + table.text(table.column("tf")));
      }
    }
    List<Group> groups = new ArrayList<>();
    try (Table table = new Table(list, "group", "windows", "completeness")) {
      while (table.next()) {
        String name = table.text(table.column("group"));
        groups.add(
            new Group(
                name,
                own.getOrDefault(name, List.of()),
                shared.getOrDefault(name, List.of()),
                table.number(table.column("completeness")),
                table.whole(table.column("windows"))));
      }
    }
    Matrix all = affinity(affinity);
    Names kept =
        Names.most(all.rows(), CellLineSummary.MOST_NAMES, i -> worth.of(all.rows().get(i)));
    return new Groups(
        METHOD + cut(cut),
        Distributions.matrix(kept, kept, (i, j) -> all.values().get(i).get(j)),
        groups,
        rebuiltOfLone(correlationGroups, kept.names()));
  }

  /** Why there are so many groups. */
  private static String cut(Path file) throws IOException {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    int chosen = 0;
    double silhouette = Double.NaN;
    try (Table table = new Table(file, "groups", "silhouette", "chosen")) {
      while (table.next()) {
        int groups = table.whole(table.column("groups"));
        double of = table.number(table.column("silhouette"));
        if (of > highest) {
          highest = of;
          best = groups;
        }
        if (table.whole(table.column("chosen")) == 0) continue;
        chosen = groups;
        silhouette = of;
      }
    }
    if (chosen == 0) throw new InputException(file, "chooses no number", "run interpret again");
    return String.format(
        Locale.ROOT,
        " Cut into %d: %s (%.2f).",
        chosen,
        chosen == best
            ? "the number of the highest mean silhouette"
            : "as asked for; mean silhouette",
        silhouette);
  }

  private static Matrix affinity(Path file) throws IOException {
    List<String> rows = new ArrayList<>();
    List<List<Double>> values = new ArrayList<>();
    try (Table table = new Table(file, "name")) {
      List<String> columns = table.header().subList(1, table.header().size());
      while (table.next()) {
        rows.add(table.text(0));
        List<Double> row = new ArrayList<>();
        for (int j = 1; j <= columns.size(); j++) row.add(table.number(j));
        values.add(row);
      }
      if (!rows.equals(columns))
        throw table.error("other rows than columns", "expected a square matrix of sources");
    }
    return new Matrix(rows, rows, values);
  }

  /** R of the kept sources: rows are the lone ones, columns what is rebuilt of them. */
  private static Matrix rebuiltOfLone(Path file, List<String> sources) throws IOException {
    Map<String, Integer> place = new HashMap<>();
    for (int i = 0; i < sources.size(); i++) place.put(sources.get(i), i);
    double[][] r = new double[sources.size()][sources.size()];
    for (double[] row : r) Arrays.fill(row, Double.NaN);
    try (Table table = new Table(file, "source", "partner", "value")) {
      int source = table.column("source");
      int partner = table.column("partner");
      int value = table.column("value");
      while (table.next()) {
        Integer i = place.get(table.text(source));
        Integer j = i == null ? null : place.get(table.text(partner));
        if (j != null) r[i][j] = table.number(value);
      }
    }
    Names all = Names.all(sources);
    return Distributions.matrix(all, all, (i, j) -> r[i][j]);
  }

  /**
   * Phantoms from the BED and the table of their numbers.
   *
   * @param trs axis; null when it is not known
   */
  static Phantoms phantoms(Path bed, Path bySource, List<String> trs) throws IOException {
    long found = 0;
    long written = 0;
    Map<String, Long> byTr = new HashMap<>();
    try (Table table = new Table(bySource, "dataset", "tf", "found", "written")) {
      while (table.next()) {
        int of = table.whole(table.column("found"));
        found += of;
        written += table.whole(table.column("written"));
        byTr.merge(table.text(table.column("tf")), (long) of, Long::sum);
      }
    }
    // The weakest of those kept comes first out; of equal ones the last by position.
    PriorityQueue<Placed> top =
        new PriorityQueue<>(
            Comparator.comparingDouble((Placed p) -> p.phantom.score())
                .thenComparing(Comparator.comparingLong(Placed::line).reversed()));
    try (LineSource lines = new LineSource(bed)) {
      while (lines.nextRecord()) {
        lines.requireBed(10, "the ten columns of the phantoms of interpret");
        double score = 1000 * lines.number(9, "value");
        if (top.size() == PHANTOMS && score <= top.peek().phantom.score()) continue;
        top.add(
            new Placed(
                lines.lineNumber(),
                new Phantom(
                    lines.field(0),
                    lines.coordinate(1, "start"),
                    lines.coordinate(2, "end"),
                    lines.field(3),
                    Distributions.rounded(score))));
        if (top.size() > PHANTOMS) top.poll();
      }
    }
    List<Placed> strongest = new ArrayList<>();
    while (!top.isEmpty()) strongest.add(0, top.poll());
    return new Phantoms(
        written,
        found,
        trs == null ? null : trs.stream().map(tr -> byTr.getOrDefault(tr, 0L)).toList(),
        strongest.stream().map(Placed::phantom).toList());
  }

  private record Placed(long line, Phantom phantom) {}

  /** Ur-examples of the highest activation, that first. */
  static UrExamples urExamples(Path file, Worth worth) throws IOException {
    PriorityQueue<Neuron> top =
        new PriorityQueue<>(
            Comparator.comparingDouble((Neuron n) -> n.activation)
                .thenComparing(Comparator.comparingInt((Neuron n) -> n.number).reversed()));
    Index datasets = new Index();
    Index trs = new Index();
    int neurons = 0;
    try (Table table = new Table(file, "neuron", "activation", "dataset", "tf", "mean")) {
      int atNeuron = table.column("neuron");
      int atActivation = table.column("activation");
      int atDataset = table.column("dataset");
      int atTr = table.column("tf");
      int atMean = table.column("mean");
      Neuron current = null;
      while (table.next()) {
        int number = table.whole(atNeuron);
        if (current == null || current.number != number) {
          offer(top, current);
          current = new Neuron(number, table.number(atActivation));
          neurons++;
        }
        current.add(
            datasets.of(table.text(atDataset)), trs.of(table.text(atTr)), table.number(atMean));
      }
      offer(top, current);
    }
    List<Neuron> shown = new ArrayList<>();
    while (!top.isEmpty()) shown.add(0, top.poll());
    Names keptDatasets = kept(datasets, worth);
    Names keptTrs = kept(trs, worth);
    return new UrExamples(
        neurons,
        keptDatasets.names(),
        keptTrs.names(),
        shown.stream()
            .map(
                n ->
                    new UrExample(
                        n.number,
                        Distributions.rounded(n.activation),
                        n.means(keptDatasets, keptTrs)))
            .toList());
  }

  private static Names kept(Index names, Worth worth) {
    return Names.most(names.names, CellLineSummary.MOST_NAMES, i -> worth.of(names.names.get(i)));
  }

  private static void offer(PriorityQueue<Neuron> top, Neuron neuron) {
    if (neuron == null) return;
    top.add(neuron);
    if (top.size() > UR_EXAMPLES) top.poll();
  }

  /** Names in the order they are met, which is that of the axis. */
  private static final class Index {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    int of(String name) {
      Integer known = places.putIfAbsent(name, names.size());
      if (known != null) return known;
      names.add(name);
      return names.size() - 1;
    }
  }

  private record Cell(int row, int column) {}

  /** Means of one neuron, as columns: there are as many as pairs of dataset and TR. */
  private static final class Neuron {
    private final int number;
    private final double activation;
    private int size;
    private int[] dataset = new int[64];
    private int[] tr = new int[64];
    private float[] mean = new float[64];

    Neuron(int number, double activation) {
      this.number = number;
      this.activation = activation;
    }

    void add(int y, int z, double value) {
      if (size == mean.length) {
        dataset = Arrays.copyOf(dataset, size * 2);
        tr = Arrays.copyOf(tr, size * 2);
        mean = Arrays.copyOf(mean, size * 2);
      }
      dataset[size] = y;
      tr[size] = z;
      mean[size++] = (float) value;
    }

    List<Double> means(Names datasets, Names trs) {
      double[] grid = new double[datasets.kept().length * trs.kept().length];
      Arrays.fill(grid, Double.NaN);
      for (int i = 0; i < size; i++) {
        int y = Arrays.binarySearch(datasets.kept(), dataset[i]);
        int z = Arrays.binarySearch(trs.kept(), tr[i]);
        if (y >= 0 && z >= 0) grid[y * trs.kept().length + z] = mean[i];
      }
      return Distributions.rounded(grid);
    }
  }

  /** Kernels of the first convolution, and norms of the second. */
  static Kernels kernels(Path file, Worth worth) throws IOException {
    Index datasets = new Index();
    Index trs = new Index();
    int filters = 0;
    int positions = 0;
    Map<Integer, Map<Cell, Double>> first = new HashMap<>();
    Map<Integer, Map<Cell, Double>> second = new HashMap<>();
    try (Table table = new Table(file, "layer", "filter", "bin", "dataset", "tf", "value")) {
      int atLayer = table.column("layer");
      int atFilter = table.column("filter");
      int atBin = table.column("bin");
      int atDataset = table.column("dataset");
      int atTr = table.column("tf");
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
    Names keptDatasets = kept(datasets, worth);
    Names keptTrs = kept(trs, worth);
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
