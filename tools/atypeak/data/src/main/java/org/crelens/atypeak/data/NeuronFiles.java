package org.crelens.atypeak.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableReader;
import org.crelens.libs.io.TableWriter;

/** Files of {@code interpret} about filters and neurons of a model. */
public final class NeuronFiles {
  /** Kernels of the first convolution, and how much the second looks at each TR. */
  public static final String KERNELS = "kernels.tsv.gz";

  /** For each neuron the input that excites it most. */
  public static final String UR_EXAMPLES = "ur_examples.tsv.gz";

  /** Squared activations of the encoded layer. */
  public static final String ENCODED = "encoded.tsv.gz";

  private static final String FIRST = "c1";
  private static final String SECOND = "c2";
  private static final String NONE = ".";

  private NeuronFiles() {}

  /** Writes {@link #KERNELS}. */
  public static final class KernelWriter implements Closeable {
    private final TableWriter table;

    /** Begins the file in {@code folder}. */
    public KernelWriter(Outputs outputs, Path folder) throws IOException {
      table =
          TableWriter.create(
              outputs, folder.resolve(KERNELS), "layer", "filter", "bin", "dataset", "tf", "value");
    }

    /** Writes a weight of the first convolution. */
    public void first(int filter, int bin, String dataset, float weight) throws IOException {
      table.add(FIRST).add(filter).add(bin).add(dataset).add(NONE).add(weight).endRow();
    }

    /** Writes the norm of a filter of the second convolution at a TR. */
    public void second(int filter, String tr, double norm) throws IOException {
      table.add(SECOND).add(filter).add(NONE).add(NONE).add(tr).add(norm).endRow();
    }

    @Override
    public void close() throws IOException {
      table.close();
    }
  }

  /** Takes the rows of {@link #KERNELS}. */
  public interface Kernels {
    /** A weight of the first convolution. */
    void first(int filter, int bin, String dataset, double weight);

    /** The norm of a filter of the second convolution at a TR. */
    void second(int filter, String tr, double norm);
  }

  /**
   * Reads a file {@link #KERNELS}.
   *
   * @throws InputException when it holds no kernel, or one of an unknown layer
   */
  public static void readKernels(Path file, Kernels kernels) throws IOException {
    boolean any = false;
    try (TableReader table = TableReader.open(file, "kernels.tsv.gz of interpret")) {
      int layer = table.column("layer");
      int filter = table.column("filter");
      int bin = table.column("bin");
      int dataset = table.column("dataset");
      int tr = table.column("tf", "tr");
      int value = table.column("value");
      while (table.next()) {
        any = true;
        switch (table.text(layer)) {
          case FIRST ->
              kernels.first(
                  table.whole(filter), table.whole(bin), table.text(dataset), table.number(value));
          case SECOND -> kernels.second(table.whole(filter), table.text(tr), table.number(value));
          default -> throw table.error(layer, "is not known", "expected c1 or c2");
        }
      }
    }
    if (!any) throw new InputException(file, "holds no kernel", "run interpret again");
  }

  /** Writes {@link #UR_EXAMPLES}. */
  public static final class UrExampleWriter implements Closeable {
    private final TableWriter table;

    /** Begins the file in {@code folder}. */
    public UrExampleWriter(Outputs outputs, Path folder) throws IOException {
      table =
          TableWriter.create(
              outputs,
              folder.resolve(UR_EXAMPLES),
              "neuron",
              "activation",
              "dataset",
              "tf",
              "mean",
              "max");
    }

    /**
     * Writes a source of a neuron's ur-example; the rows of a neuron stand together.
     *
     * @param activation of the neuron
     * @param mean mean value of the source over the bins
     * @param max its highest value
     */
    public void row(int neuron, double activation, String dataset, String tr, float mean, float max)
        throws IOException {
      table.add(neuron).add(activation).add(dataset).add(tr).add(mean).add(max).endRow();
    }

    @Override
    public void close() throws IOException {
      table.close();
    }
  }

  /** Takes the rows of {@link #UR_EXAMPLES}. */
  @FunctionalInterface
  public interface UrExamples {
    /** Takes a source of a neuron's ur-example; the rows of a neuron come together. */
    void accept(int neuron, double activation, String dataset, String tr, double mean);
  }

  /** Reads a file {@link #UR_EXAMPLES}, which may hold millions of rows. */
  public static void readUrExamples(Path file, UrExamples rows) throws IOException {
    try (TableReader table = TableReader.open(file, "ur_examples.tsv.gz of interpret")) {
      int neuron = table.column("neuron");
      int activation = table.column("activation");
      int dataset = table.column("dataset");
      int tr = table.column("tf", "tr");
      int mean = table.column("mean");
      while (table.next())
        rows.accept(
            table.whole(neuron),
            table.number(activation),
            table.text(dataset),
            table.text(tr),
            table.number(mean));
    }
  }

  /** Writes {@link #ENCODED}. */
  public static final class EncodedWriter implements Closeable {
    private final TableWriter table;

    /** Begins the file in {@code folder}. */
    public EncodedWriter(Outputs outputs, Path folder) throws IOException {
      table =
          TableWriter.create(
              outputs, folder.resolve(ENCODED), "window", "position", "neuron", "value");
    }

    /**
     * Writes an activation that is not 0.
     *
     * @param window {@code contig:start-end}
     * @param squared the activation's square
     */
    public void row(String window, int position, int neuron, float squared) throws IOException {
      table.add(window).add(position).add(neuron).add(squared).endRow();
    }

    @Override
    public void close() throws IOException {
      table.close();
    }
  }
}
