package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.atypeak.summarize.UrExamples.UrExample;
import org.crelens.libs.chart.ColourScale;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Heatmap;
import org.crelens.libs.chart.Mosaic;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Text;

/** What the network looks for: ur-examples of its neurons, and the kernels of its convolutions. */
final class NetworkSection {
  private NetworkSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    UrExamples examples = results.urExamples();
    if (examples == null || examples.list().isEmpty()) blocks.missing(ResultPart.UR_EXAMPLES);
    else blocks.add(urExamples(examples));
    Kernels kernels = results.kernels();
    if (kernels == null) {
      blocks.missing(ResultPart.KERNELS);
    } else {
      if (kernels.positions() > 0 && !kernels.datasets().isEmpty()) blocks.add(kernels(kernels));
      if (!kernels.trNames().isEmpty()) blocks.add(trNorms(kernels));
    }
    return blocks.section("neurons", "What the network looks for");
  }

  private static Figure urExamples(UrExamples examples) {
    int d = examples.datasets().size();
    int t = examples.trs().size();
    List<Mosaic.Tile> tiles =
        examples.list().stream()
            .sorted(
                Comparator.comparingDouble(UrExample::activation)
                    .reversed()
                    .thenComparingInt(UrExample::neuron))
            .map(u -> new Mosaic.Tile("neuron " + u.neuron(), PlotValues.folded(u.mean(), d, t)))
            .toList();
    return new Figure(
        "ur_examples",
        "Ur-examples of the encoded neurons",
        "An ur-example is the input that excites a neuron most, here as a mean over the window. Each tile has one row"
            + " per dataset and one column per TR. Red cells together are a group of sources that the network keeps a"
            + " neuron for. A tile without structure is a neuron that the network does not use; many of them mean that"
            + " the network is larger than it needs to be. "
            + shownOf(tiles.size(), examples.neurons(), "neuron")
            + ", the most excitable first.",
        new Mosaic(
            "dataset",
            "TR",
            examples.datasets(),
            examples.trs(),
            tiles,
            ColourScale.fitting("mean input", matrices(tiles))));
  }

  private static Figure kernels(Kernels kernels) {
    int d = kernels.datasets().size();
    List<Mosaic.Tile> tiles = new ArrayList<>();
    for (List<Double> kernel : kernels.list())
      tiles.add(
          new Mosaic.Tile(
              "filter " + tiles.size(),
              PlotValues.transposed(PlotValues.folded(kernel, kernels.positions(), d))));
    return new Figure(
        "kernels",
        "Kernels of the first convolution",
        "What each filter looks for along the sequence, with one row per dataset and one column per bin. Datasets that"
            + " are red at the same place are a combination that the filter responds to. Blue datasets speak against"
            + " it. "
            + shownOf(tiles.size(), kernels.filters(), "filter")
            + ".",
        new Mosaic(
            "dataset",
            "bin",
            kernels.datasets(),
            IntStream.range(0, kernels.positions()).mapToObj(i -> "bin " + i).toList(),
            tiles,
            ColourScale.signed("weight", 1e-9, matrices(tiles))));
  }

  private static Figure trNorms(Kernels kernels) {
    double[][] cells = kernels.trs().stream().map(PlotValues::numbers).toArray(double[][]::new);
    return new Figure(
        "tr_kernels",
        "TRs that the second convolution uses",
        "The size of the weights of each filter for each TR. Several dark cells in a row: the filter combines these"
            + " TRs. A pale column: the network hardly uses that TR.",
        new Heatmap(
            "filter",
            "TR",
            IntStream.range(0, cells.length).mapToObj(Integer::toString).toList(),
            kernels.trNames(),
            cells,
            ColourScale.amounts("norm of the weights", 1e-9, cells),
            0,
            false));
  }

  private static double[][][] matrices(List<Mosaic.Tile> tiles) {
    return tiles.stream().map(Mosaic.Tile::values).toArray(double[][][]::new);
  }

  private static String shownOf(int shown, int all, String noun) {
    return shown >= all
        ? "All " + Text.count(all, noun)
        : Text.whole(shown) + " of " + Text.count(all, noun);
  }
}
