package org.crelens.atypeak.interpret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.NeuronFiles;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.atypeak.model.Model;
import org.crelens.atypeak.model.UrExample;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.genome.Interval;
import org.crelens.libs.io.Outputs;

/** Writes what the filters and neurons of a model look for. */
record NeuronTables(Model model, Axes axes) {
  /** Kernels of the first convolution, and how much the second looks at each TR. */
  void kernels(Outputs outputs, Path folder) throws IOException {
    int filters = model.info().options().filters();
    float[] first = model.firstKernels();
    double[][] second = model.secondKernelNorms();
    try (NeuronFiles.KernelWriter out = new NeuronFiles.KernelWriter(outputs, folder)) {
      for (int c = 0; c < filters; c++)
        for (int j = 0; j < model.info().options().kernel(); j++)
          for (int y = 0; y < axes.d(); y++)
            out.first(c, j, axes.datasets().get(y), first[(j * axes.d() + y) * filters + c]);
      for (int c = 0; c < filters; c++)
        for (int z = 0; z < axes.t(); z++) out.second(c, axes.trs().get(z), second[z][c]);
    }
  }

  /** Squared activations of the encoded layer for some windows. */
  void encoded(Outputs outputs, Path folder, Tensor tensor, List<Integer> windows)
      throws IOException {
    WindowFiller filler = new WindowFiller(tensor, Crumb.NONE);
    int h = model.info().options().deepDim();
    try (NeuronFiles.EncodedWriter out = new NeuronFiles.EncodedWriter(outputs, folder)) {
      model.encode(
          windows.size(),
          (k, into, at) -> filler.fill(windows.get(k), into, at),
          (encoded, k) -> {
            int i = windows.get(k);
            String window =
                new Interval(tensor.contig(i), tensor.windowStart(i), tensor.windowEnd(i))
                    .toString();
            try {
              for (int at = 0; at < encoded.length; at++)
                if (encoded[at] != 0) out.row(window, at / h, at % h, encoded[at] * encoded[at]);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Inputs that excite the first neurons. */
  void urExamples(
      Outputs outputs, Path folder, int neurons, long seed, int threads, Reporter report)
      throws IOException {
    try (NeuronFiles.UrExampleWriter out = new NeuronFiles.UrExampleWriter(outputs, folder)) {
      report.progress("ur-examples", 0, neurons);
      UrExample.climb(
          model,
          neurons,
          seed,
          threads,
          example -> {
            try {
              for (int c = 0; c < axes.cells(); c++)
                out.row(
                    example.neuron(),
                    example.activation(),
                    axes.dataset(c),
                    axes.tr(c),
                    example.mean()[c],
                    example.max()[c]);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            report.progress("ur-examples", example.neuron() + 1, neurons);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
