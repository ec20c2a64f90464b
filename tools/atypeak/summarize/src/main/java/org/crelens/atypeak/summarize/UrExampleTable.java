package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.crelens.atypeak.data.NeuronFiles;
import org.crelens.atypeak.summarize.UrExamples.UrExample;
import org.crelens.libs.io.FloatColumn;
import org.crelens.libs.io.IntColumn;

/** Reads the ur-examples of interpret: for each neuron the input that excites it most. */
final class UrExampleTable {
  /** Ur-examples shown: those of the highest activation. */
  static final int SHOWN = 64;

  private final PriorityQueue<Neuron> top =
      new PriorityQueue<>(
          Comparator.comparingDouble((Neuron n) -> n.activation)
              .thenComparing(Comparator.comparingInt((Neuron n) -> n.number).reversed()));
  private final NameNumbers datasets = new NameNumbers();
  private final NameNumbers trs = new NameNumbers();
  private int neurons;
  private Neuron current;

  private UrExampleTable() {}

  /** Ur-examples of the highest activation, that first. */
  static UrExamples read(Path file, Abundance abundance) throws IOException {
    UrExampleTable table = new UrExampleTable();
    NeuronFiles.readUrExamples(file, table::add);
    table.offerCurrent();
    return table.shown(abundance);
  }

  private void add(int neuron, double activation, String dataset, String tr, double mean) {
    if (current == null || current.number != neuron) {
      offerCurrent();
      current = new Neuron(neuron, activation);
      neurons++;
    }
    current.add(datasets.of(dataset), trs.of(tr), mean);
  }

  private void offerCurrent() {
    if (current == null) return;
    top.add(current);
    if (top.size() > SHOWN) top.poll();
  }

  private UrExamples shown(Abundance abundance) {
    List<Neuron> shown = new ArrayList<>();
    while (!top.isEmpty()) shown.add(0, top.poll());
    Names keptDatasets = datasets.most(abundance);
    Names keptTrs = trs.most(abundance);
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

  /** Means of one neuron, as columns: there are as many as pairs of dataset and TR. */
  private static final class Neuron {
    private final int number;
    private final double activation;
    private final IntColumn dataset = new IntColumn(64);
    private final IntColumn tr = new IntColumn(64);
    private final FloatColumn mean = new FloatColumn(64);

    Neuron(int number, double activation) {
      this.number = number;
      this.activation = activation;
    }

    void add(int y, int z, double value) {
      dataset.add(y);
      tr.add(z);
      mean.add((float) value);
    }

    List<Double> means(Names datasets, Names trs) {
      double[] grid = new double[datasets.kept().length * trs.kept().length];
      Arrays.fill(grid, Double.NaN);
      for (int i = 0; i < mean.size(); i++) {
        int y = Arrays.binarySearch(datasets.kept(), dataset.get(i));
        int z = Arrays.binarySearch(trs.kept(), tr.get(i));
        if (y >= 0 && z >= 0) grid[y * trs.kept().length + z] = mean.get(i);
      }
      return Distributions.rounded(grid);
    }
  }
}
