package org.crelens.atypeak.interpret;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.ExampleFiles;
import org.crelens.atypeak.data.Factors;
import org.crelens.atypeak.data.GroupFiles;
import org.crelens.atypeak.data.PhantomFiles;
import org.crelens.atypeak.data.RawScore;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.Source;
import org.crelens.atypeak.data.SquareMatrix;
import org.crelens.atypeak.data.StepMemory;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.WindowFiller;
import org.crelens.atypeak.model.Model;
import org.crelens.atypeak.model.Rebuilder;
import org.crelens.libs.chart.ColourRamp;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.MemoryNeed;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.genome.Interval;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Numbers;
import org.crelens.libs.io.Outputs;

/**
 * Shows what models learned (spec, section 10).
 *
 * @param tensorFile tensor file
 * @param modelFiles model files; of several the mean of what they rebuild counts, and the first is
 *     looked into
 * @param factorFile k table; null for k = 1
 * @param choice what to show
 * @param seed of the noise that ur-examples start from
 * @param threads worker threads; results do not depend on them
 * @param limits of memory
 */
record InterpretJob(
    Path tensorFile,
    List<Path> modelFiles,
    Path factorFile,
    Choice choice,
    long seed,
    int threads,
    MemoryLimits limits) {

  /** Nobody said how many neurons to climb for: all, or the first 256 of more. */
  static final int FIRST_NEURONS = -1;

  /** All neurons of the encoded layer, however many. */
  static final int ALL_NEURONS = Integer.MAX_VALUE;

  private static final int FIRST = 256;

  /**
   * What to show.
   *
   * @param sources whose correlation groups to write; empty for all
   * @param groups number of groups; 0 for that of the best silhouette
   * @param neurons to climb for, the first ones, all where there are fewer; {@link #ALL_NEURONS};
   *     {@link #FIRST_NEURONS}
   * @param phantoms how many to write at most
   * @param threshold least k · rebuilt of a phantom
   * @param unseen whether pairs of dataset and TR without any peak can be phantoms
   * @param examples of each kind
   * @param examplePeaks peaks that an example has
   * @param regions to show
   * @param only lists of TRs that regions are rebuilt with
   * @param without lists of TRs that regions are rebuilt without
   * @param windows to show encoded; empty for the examples
   */
  record Choice(
      List<String> sources,
      int groups,
      int neurons,
      int phantoms,
      double threshold,
      boolean unseen,
      int examples,
      int examplePeaks,
      List<Interval> regions,
      List<String> only,
      List<String> without,
      List<Interval> windows) {}

  InterpretJob {
    modelFiles = List.copyOf(modelFiles);
  }

  /** Interprets, and writes {@code folder} whole or not at all. */
  void run(Path folder, Reporter report) throws IOException {
    try (Outputs outputs = new Outputs()) {
      // First, so that a place that cannot be written to is told before the work.
      outputs.folder(folder);
      TensorHeader header = Tensor.readHeader(tensorFile);
      List<TrSubset> variants = TrSubset.parse(choice.only, choice.without, header.axes());
      List<Shape> shapes = new ArrayList<>();
      for (Path file : modelFiles) shapes.add(Model.readInfo(file).shape());
      requireMemory(shapes, StepMemory.Content.UNKNOWN, 1, report);
      Tensor tensor = Tensor.read(tensorFile);
      TensorLookup lookup = new TensorLookup(tensor);
      if (lookup.seen().length == 0)
        throw new InputException(
            tensorFile,
            "has no source: the value of every peak is 0",
            "expected a tensor file of tensorize or crumb");
      StepMemory.Content content = new StepMemory.Content(tensor.size(), tensor.rows());
      requireMemory(shapes, content, lookup.seen().length, report);
      Work work = new Work(folder, outputs, report, tensor, lookup, variants);
      List<Model> models = new ArrayList<>();
      try {
        for (Path file : modelFiles) {
          models.add(Model.read(file));
          models.get(models.size() - 1).requireFits(header, tensorFile);
        }
        work.run(models);
      } finally {
        models.forEach(Model::close);
      }
      outputs.commit();
    }
  }

  private void requireMemory(
      List<Shape> shapes, StepMemory.Content content, int sources, Reporter report) {
    MemoryNeed need = StepMemory.interpret(shapes, threads, content, sources);
    need.require(limits, StepMemory.modelOf(shapes.get(0)), "lower --threads");
    if (content.rows() > 0) report.detail("memory: %s", need);
  }

  /** One run over a tensor that was read. */
  private final class Work {
    private final Path folder;
    private final Outputs outputs;
    private final Reporter report;
    private final Tensor tensor;
    private final Axes axes;
    private final int[] seen;
    private final int[] sources;
    private final List<Integer> regionWindows;
    private final List<Integer> encodedWindows;
    private final List<TrSubset> variants;
    private final double[] k;

    Work(
        Path folder,
        Outputs outputs,
        Reporter report,
        Tensor tensor,
        TensorLookup lookup,
        List<TrSubset> variants)
        throws IOException {
      this.folder = folder;
      this.outputs = outputs;
      this.report = report;
      this.tensor = tensor;
      this.variants = variants;
      axes = tensor.header().axes();
      seen = lookup.seen();
      // All that was named is looked up before the work begins.
      sources = lookup.sources(choice.sources);
      regionWindows = lookup.windows("--region", choice.regions, report);
      encodedWindows = lookup.windows("--window", choice.windows, report);
      lookup.requirePeaks(choice.regions, variants);
      UsageException.require(
          choice.groups <= seen.length,
          "--groups "
              + choice.groups
              + " is more than the "
              + seen.length
              + " sources with a peak");
      k = factors();
    }

    void run(List<Model> models) throws IOException {
      int climbed = neurons(models.get(0));
      if (factorFile == null)
        report.info("no --factors: phantoms are judged by what is rebuilt as it stands (k = 1)");
      groups(models);
      Phantoms phantoms = new Phantoms(tensor, k, choice.threshold, choice.phantoms);
      try (Rebuilder rebuilder = Rebuilder.of(models, threads)) {
        float[] score = scan(rebuilder, phantoms);
        phantoms(phantoms);
        examples(new Examples(tensor, phantoms, rebuilder), score, models.get(0));
      }
      NeuronTables neurons = new NeuronTables(models.get(0), axes);
      neurons.kernels(outputs, folder);
      neurons.urExamples(outputs, folder, climbed, seed, threads, report);
    }

    private int neurons(Model model) {
      int all = model.info().options().deepDim();
      if (choice.neurons == FIRST_NEURONS) return Math.min(FIRST, all);
      if (choice.neurons > all && choice.neurons != ALL_NEURONS)
        report.info(
            "--ur-examples %d: the model has %d neurons; all of them are climbed for",
            choice.neurons, all);
      return Math.min(choice.neurons, all);
    }

    /** k per cell; NaN for cells that cannot be phantoms. */
    private double[] factors() throws IOException {
      double[] factors = new double[axes.cells()];
      Arrays.fill(factors, choice.unseen ? 1 : Double.NaN);
      for (int c : seen) factors[c] = 1;
      if (factorFile == null) return factors;
      Factors table = Factors.read(factorFile, false);
      List<Source> all =
          IntStream.range(0, factors.length)
              .mapToObj(c -> new Source(axes.dataset(c), axes.tr(c)))
              .toList();
      double[] known = table.kOf(all);
      if (Arrays.stream(known).allMatch(Double::isNaN))
        throw new InputException(
            factorFile,
            "holds no source of the tensor",
            "expected the normalization_factors.tsv of this cell line");
      long without = IntStream.of(seen).filter(c -> Double.isNaN(known[c])).count();
      if (without > 0)
        report.warn(
            "%d sources are not in the k table, so that they get the mean k %s",
            without, Numbers.fixed(table.mean(), 4));
      for (int c = 0; c < factors.length; c++)
        if (!Double.isNaN(factors[c]))
          factors[c] = Double.isNaN(known[c]) ? table.mean() : known[c];
      return factors;
    }

    private void groups(List<Model> models) throws IOException {
      double[][] r = alone(models, seen);
      // TensorLookup ones without a peak are shown, but not clustered.
      double[][] shown = Arrays.equals(sources, seen) ? r : alone(models, sources);
      GroupFiles.writeCorrelationGroups(outputs, folder, axes, sources, shown);
      SourceGroups groups = SourceGroups.of(SourceGroups.affinity(r, seen), choice.groups);
      new SquareMatrix(IntStream.of(seen).mapToObj(axes::source).toList(), groups.affinity())
          .write(outputs, folder.resolve(GroupFiles.AFFINITY));
      GroupFiles.writeCut(outputs, folder, groups.silhouettes(), groups.groups().size());
      GroupFiles.writeGroups(outputs, folder, groups.rows(groups.completeness(tensor, seen)));
      GroupFiles.writeMembers(outputs, folder, groups.memberRows(axes, seen));
      report.info(
          "%d sources in %d groups (mean silhouette %s)",
          seen.length,
          groups.groups().size(),
          Numbers.format((float) groups.silhouettes()[groups.groups().size() - 1]));
    }

    /** R of sources, mean of the models. */
    private double[][] alone(List<Model> models, int[] cells) throws IOException {
      double[][] mean = new double[cells.length][axes.cells()];
      for (Model model : models) {
        double[][] r = model.probe(threads).alone(axes, model.info().crumb(), cells);
        for (int i = 0; i < r.length; i++)
          for (int c = 0; c < r[i].length; c++) mean[i][c] += r[i][c] / models.size();
      }
      return mean;
    }

    private record Batch(int first, float[] score, List<List<Phantoms.Phantom>> phantoms) {}

    /** Rebuilds all windows: mean raw score of each, and all phantoms. */
    private float[] scan(Rebuilder rebuilder, Phantoms phantoms) throws IOException {
      float[] score = new float[tensor.size()];
      int cells = tensor.header().windowCells();
      report.progress("rebuilding", 0, tensor.size());
      rebuilder.<Batch>rebuild(
          tensor.size(),
          () -> {
            WindowFiller filler = new WindowFiller(tensor, Crumb.NONE);
            return filler::fill;
          },
          (first, count, x, rebuilt) -> {
            Batch batch = new Batch(first, new float[count], new ArrayList<>());
            for (int w = 0; w < count; w++) {
              batch.score[w] = meanScore(first + w, x, rebuilt, w * cells);
              batch.phantoms.add(phantoms.of(first + w, rebuilt, w * cells));
            }
            return batch;
          },
          batch -> {
            System.arraycopy(batch.score, 0, score, batch.first, batch.score.length);
            batch.phantoms.forEach(phantoms::add);
            report.progress("rebuilding", batch.first + batch.score.length, tensor.size());
          });
      return score;
    }

    private float meanScore(int i, float[] x, float[] rebuilt, int offset) {
      double sum = 0;
      for (int r = tensor.rowFrom(i); r < tensor.rowFrom(i + 1); r++)
        sum += RawScore.of(tensor, i, r, x, rebuilt, offset);
      return (float) (sum / (tensor.rowFrom(i + 1) - tensor.rowFrom(i)));
    }

    private void phantoms(Phantoms phantoms) throws IOException {
      List<Phantoms.Phantom> kept = phantoms.kept();
      long[] written = new long[axes.cells()];
      String cellLine = tensor.header().cellLine();
      String[] names =
          IntStream.range(0, written.length)
              .mapToObj(c -> axes.peakName(c, cellLine))
              .toArray(String[]::new);
      String[] colours =
          IntStream.rangeClosed(0, 1000)
              .mapToObj(s -> ColourRamp.BROWSER.rgb(s / 1000.0))
              .toArray(String[]::new);
      int squish = tensor.header().squish();
      try (PhantomFiles.Writer out = new PhantomFiles.Writer(outputs, folder, colours)) {
        for (Phantoms.Phantom phantom : kept) {
          int i = phantom.window();
          int binZero = tensor.windowEnd(i) - tensor.header().windowLength();
          // A bin at the edge of the padding begins before its window.
          int start = Math.max(tensor.windowStart(i), binZero + phantom.from() * squish);
          int end = binZero + phantom.to() * squish;
          out.row(tensor.contig(i), start, end, names[phantom.cell()], phantom.value());
          written[phantom.cell()]++;
        }
      }
      PhantomFiles.writeCounts(
          outputs,
          folder,
          IntStream.range(0, k.length)
              .filter(c -> !Double.isNaN(k[c]))
              .mapToObj(
                  c ->
                      new PhantomFiles.Count(
                          new Source(axes.dataset(c), axes.tr(c)), phantoms.found(c), written[c]))
              .toList());
      report.info("%,d phantoms, %,d written", phantoms.found(), kept.size());
    }

    private void examples(Examples examples, float[] score, Model model) throws IOException {
      List<Examples.Example> shown =
          new ArrayList<>(Examples.pick(tensor, score, choice.examples, choice.examplePeaks));
      for (int i : regionWindows) shown.add(new Examples.Example("chosen", i));
      examples.write(outputs, folder, shown);
      if (variants.isEmpty()) outputs.outdated(folder.resolve(ExampleFiles.REBUILT));
      else examples.write(outputs, folder, regionWindows, variants);
      List<Integer> encoded =
          choice.windows.isEmpty()
              ? shown.stream().map(Examples.Example::window).sorted().distinct().toList()
              : encodedWindows;
      new NeuronTables(model, axes).encoded(outputs, folder, tensor, encoded);
    }
  }
}
