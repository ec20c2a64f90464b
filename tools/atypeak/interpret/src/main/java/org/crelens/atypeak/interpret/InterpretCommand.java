package org.crelens.atypeak.interpret;

import static org.crelens.libs.cli.UsageException.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.ThreadsOption;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.engine.NativeMemory;
import org.crelens.libs.genome.Interval;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options to {@link InterpretJob}. */
@Command(
    name = "interpret",
    description = {
      "Show what models have learned: groups of sources, peaks that are expected but absent, what neurons and kernels respond to, and windows before and after rebuilding.",
      "",
      "With several models, the mean of what they rebuild counts; neurons and kernels are those of the first."
    },
    footer = {
      "  interpret --tensor hela.tensor.bed.gz --model hela.model.zip \\",
      "      --factors normalization_factors.tsv --output interpretation",
      "",
      "A region rebuilt without some TRs, next to the whole region:",
      "  interpret … --region chr21:34073000-34076000 \\",
      "      --without brd4 --without aff4,ell2"
    })
final class InterpretCommand extends Tool {
  private static final int MOST_PHANTOMS = 100_000;

  @Option(
      names = "--tensor",
      required = true,
      paramLabel = "FILE",
      description = "Tensor file of tensorize or crumb.")
  Path tensor;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "Model file of train. Repeat for several seeds.")
  List<Path> models;

  @Option(
      names = "--factors",
      paramLabel = "FILE",
      description =
          "Table of factors that normalize wrote, to weigh phantoms (default: 1 for each source).")
  Path factors;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder for the tables; created if missing.")
  Path output;

  @Option(
      names = "--source",
      paramLabel = "DATASET.TR",
      description =
          "Write the correlation group of this source; may be repeated (default: all sources with a peak).")
  List<String> sources = List.of();

  @Option(
      names = "--groups",
      paramLabel = "N",
      description = "Number of groups (default: the one with the best mean silhouette).")
  Integer groups;

  @Option(
      names = "--ur-examples",
      paramLabel = "N|all",
      description =
          "Find the input that excites a neuron most, for the first N neurons of the encoded layer or for all; time and table grow with N (default: 256).")
  String urExamples;

  @Option(
      names = "--phantoms",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "Write at most this many phantoms, the most expected ones (default: ${DEFAULT-VALUE}).")
  int phantoms;

  @Option(
      names = "--phantom-threshold",
      paramLabel = "X",
      defaultValue = "0.5",
      description =
          "Smallest value of a phantom: factor times rebuilt value (default: ${DEFAULT-VALUE}).")
  double threshold;

  @Option(
      names = "--unseen-sources",
      description =
          "Also report phantoms of pairs of dataset and TR without any peak: experiments that were never done.")
  boolean unseen;

  @Option(
      names = "--examples",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Number of windows to show with the best, a middle and the worst mean raw score (default: ${DEFAULT-VALUE}).")
  int examples;

  @Option(
      names = "--example-peaks",
      paramLabel = "N",
      defaultValue = "5",
      description = "Smallest number of peaks in such a window (default: ${DEFAULT-VALUE}).")
  int examplePeaks;

  @Option(
      names = "--region",
      paramLabel = "CONTIG:START-END",
      converter = Place.class,
      description =
          "Also show all windows with peaks in this region; may be repeated. A region without peaks gives a warning.")
  List<Interval> regions = List.of();

  @Option(
      names = "--only",
      paramLabel = "TR[,TR]",
      description = "Rebuild the regions from these TRs only; may be repeated.")
  List<String> only = List.of();

  @Option(
      names = "--without",
      paramLabel = "TR[,TR]",
      description = "Rebuild the regions without these TRs; may be repeated.")
  List<String> without = List.of();

  @Option(
      names = "--window",
      paramLabel = "CONTIG:START-END",
      converter = Place.class,
      description =
          "Write the encoding of the windows here; may be repeated (default: the examples).")
  List<Interval> windows = List.of();

  @Mixin ThreadsOption threads;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1234",
      description = "Random seed of the ur-examples (default: ${DEFAULT-VALUE}).")
  long seed;

  /** What a test may lower. */
  MemoryLimits limits = NativeMemory.limits();

  @Override
  protected void run(Reporter report) throws IOException {
    require(groups == null || groups >= 1, "--groups " + groups + " is not 1 or more");
    require(
        phantoms >= 0 && phantoms <= MOST_PHANTOMS,
        "--phantoms " + phantoms + " is not between 0 and " + MOST_PHANTOMS);
    require(
        threshold > 0 && Double.isFinite(threshold),
        "--phantom-threshold " + threshold + " is not a number above 0");
    require(
        examples >= 0 && examples <= 1000, "--examples " + examples + " is not between 0 and 1000");
    require(examplePeaks >= 1, "--example-peaks " + examplePeaks + " is not 1 or more");
    require(
        !regions.isEmpty() || (only.isEmpty() && without.isEmpty()),
        "--only and --without rebuild a region; name it with --region");
    InterpretJob.Choice choice =
        new InterpretJob.Choice(
            sources,
            groups == null ? 0 : groups,
            neurons(),
            phantoms,
            threshold,
            unseen,
            examples,
            examplePeaks,
            regions,
            only,
            without,
            windows);
    int workers = threads.count();
    List<Path> inputs = new ArrayList<>(models);
    inputs.add(tensor);
    inputs.add(factors);
    checkInputs(inputs);
    new InterpretJob(tensor, models, factors, choice, seed, workers, limits).run(output, report);
  }

  private int neurons() {
    if (urExamples == null) return InterpretJob.FIRST_NEURONS;
    if (urExamples.equals("all")) return InterpretJob.ALL_NEURONS;
    try {
      int n = Integer.parseInt(urExamples);
      if (n >= 0) return n;
    } catch (NumberFormatException e) {
      throw notNeurons();
    }
    throw notNeurons();
  }

  private UsageException notNeurons() {
    return new UsageException(
        "--ur-examples " + urExamples + " is neither a number of 0 or more nor all");
  }

  /** Reads {@code contig:start-end}. */
  static final class Place implements ITypeConverter<Interval> {
    @Override
    public Interval convert(String text) {
      try {
        return Interval.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new InterpretCommand(), args));
  }
}
