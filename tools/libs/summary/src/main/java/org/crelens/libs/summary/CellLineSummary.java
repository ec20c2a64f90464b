package org.crelens.libs.summary;

import java.util.List;
import java.util.Map;

/**
 * What a report says of one cell line: aggregates only, a few hundred kilobytes whatever the number
 * of peaks. Any part may be null: it was not computed, or its files are missing; {@link #missing}
 * says why. Matrices have {@link #MOST_NAMES} names per axis at most, and their numbers six
 * significant digits; coordinates are 0-based, half-open.
 *
 * @param format version of the file
 * @param version of crelens that wrote it
 * @param revision git revision of that
 * @param cellLine name
 * @param warnings what to know before trusting the scores, the gravest first
 * @param missing parts that could not be told, and why
 * @param data sizes of the catalogue
 * @param models one per seed, in order
 * @param crm what windows look like on average
 * @param qscore how well the models know who goes with whom
 * @param factors normalisation per source, in the order of the axes
 * @param statistics scores per TR and per dataset, before and after
 * @param scores distributions of scores
 * @param sources medians per source, in the order of the axes
 * @param perRegion scores against the number of peaks of a region
 * @param pairs TRs alone and together
 * @param examples regions before, rebuilt and scored
 * @param best regions with the highest sum of scores
 * @param worst regions with the lowest mean, of those with enough peaks
 * @param groups correlation groups
 * @param phantoms expected and absent peaks
 * @param urExamples what the neurons look for
 * @param kernels what the first convolutions look for
 * @param digests SHA-256 of inputs by role
 */
public record CellLineSummary(
    int format,
    String version,
    String revision,
    String cellLine,
    List<Warning> warnings,
    List<Missing> missing,
    Data data,
    List<Model> models,
    Crm crm,
    Qscore qscore,
    List<Factor> factors,
    Statistics statistics,
    Scores scores,
    List<SourceScore> sources,
    List<PerRegion> perRegion,
    List<Pair> pairs,
    List<Example> examples,
    List<RegionScore> best,
    List<RegionScore> worst,
    Groups groups,
    Phantoms phantoms,
    UrExamples urExamples,
    Kernels kernels,
    Map<String, String> digests) {
  /** The version that this code writes and reads. */
  public static final int FORMAT = 1;

  /** Names per axis that a matrix has at most: the most abundant ones, in the order of the axis. */
  public static final int MOST_NAMES = 60;

  public CellLineSummary {
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
    missing = missing == null ? List.of() : List.copyOf(missing);
  }

  /** How much a warning matters. */
  public enum Level {
    /** Scores may mislead. */
    SERIOUS,
    /** Worth a look. */
    CAUTION,
    /** Good to know. */
    NOTE
  }

  /**
   * Something to know before trusting the scores.
   *
   * @param level how much it matters
   * @param code short and stable, such as {@code capped}
   * @param text what was found, and what to do
   */
  public record Warning(Level level, String code, String text) {}

  /**
   * A part that could not be told.
   *
   * @param part name of the component, such as {@code qscore}
   * @param reason the file that is missing, and how to get it
   */
  public record Missing(String part, String reason) {}

  /**
   * Sizes of the catalogue.
   *
   * @param datasets axis, in order
   * @param trs axis, in order
   * @param windows of all regions, empty ones included
   * @param windowsWithPeaks windows that are scored
   * @param regionsWithPeaks regions that a scored peak touches; −1 when that is not known
   * @param peaks scored peaks; −1 when that is not known
   * @param sources sources with a peak
   * @param windowLength bases
   * @param squish bases of a bin
   */
  public record Data(
      List<String> datasets,
      List<String> trs,
      long windows,
      long windowsWithPeaks,
      long regionsWithPeaks,
      long peaks,
      int sources,
      int windowLength,
      int squish) {}

  /**
   * A trained model.
   *
   * @param seed where chance began
   * @param cellLine that it was trained on
   * @param version of crelens that trained it
   * @param options hyperparameters by name, as in the model file
   * @param losses per epoch
   * @param stopped why training ended
   * @param keptEpoch whose parameters are kept, from 1
   * @param parameters number of weights
   */
  public record Model(
      long seed,
      String cellLine,
      String version,
      Map<String, String> options,
      List<Double> losses,
      String stopped,
      int keptEpoch,
      long parameters) {}

  /**
   * A matrix with names.
   *
   * @param rows names
   * @param columns names
   * @param values one list per row; NaN where undefined
   */
  public record Matrix(List<String> rows, List<String> columns, List<List<Double>> values) {}

  /**
   * What windows look like on average.
   *
   * @param average share of bins covered per source, mean over windows with peaks; datasets × TRs
   * @param datasetCorrelation Pearson between datasets, of the peaks along all bins
   * @param trCorrelation the same between TRs
   * @param trJaccard windows that both TRs are in, over windows that either is in
   * @param datasetAbundance mean coverage per dataset, order of the axis
   * @param trAbundance the same per TR
   */
  public record Crm(
      Matrix average,
      Matrix datasetCorrelation,
      Matrix trCorrelation,
      Matrix trJaccard,
      List<Double> datasetAbundance,
      List<Double> trAbundance) {}

  /**
   * The Q-score; dimensions are the datasets, then the TRs.
   *
   * @param totals per seed
   * @param windows judged
   * @param q matrix of pairs (mean of the models)
   * @param c correlated pairs, 0 or 1; null with several models when parts differ
   * @param p rebuilt more strongly with the partner, 0 or 1 (mean of the models)
   * @param r expected as phantom, 0 or 1 (mean of the models)
   * @param correlation Pearson over the judged windows
   */
  public record Qscore(
      Map<String, Double> totals,
      long windows,
      Matrix q,
      Matrix c,
      Matrix p,
      Matrix r,
      Matrix correlation) {}

  /**
   * Normalisation of a source.
   *
   * @param dataset of the source
   * @param tr of the source
   * @param intra k1
   * @param inter k2
   * @param overlapping k3
   * @param k held between the limits
   * @param flag {@code ok}, {@code capped}, {@code floored}, {@code undefined}, {@code unbounded}
   */
  public record Factor(
      String dataset,
      String tr,
      Double intra,
      Double inter,
      Double overlapping,
      double k,
      String flag) {}

  /**
   * Scores of a group of peaks at one stage.
   *
   * @param name TR or dataset
   * @param stage {@code raw}, {@code corr_group} or {@code final}
   * @param count peaks
   * @param mean of the rounded scores
   * @param sd with n − 1; NaN of one
   * @param min lowest
   * @param q1 first quartile
   * @param median middle
   * @param q3 third quartile
   * @param max highest
   * @param flag {@code ok} or {@code no_spread}; null for datasets
   */
  public record Statistic(
      String name,
      String stage,
      long count,
      double mean,
      double sd,
      double min,
      double q1,
      double median,
      double q3,
      double max,
      String flag) {}

  /**
   * Statistics before and after normalisation.
   *
   * @param trs three rows per TR
   * @param datasets three rows per dataset
   */
  public record Statistics(List<Statistic> trs, List<Statistic> datasets) {}

  /**
   * Counts in bins of equal width.
   *
   * @param name what is counted
   * @param from left edge of the first bin
   * @param width of a bin
   * @param counts per bin; what lies outside is counted in the outermost
   */
  public record Histogram(String name, double from, double width, List<Long> counts) {}

  /**
   * Distributions of scores.
   *
   * @param raw of all peaks
   * @param finals of all peaks
   * @param rawByTr one per TR, the same bins
   * @param finalByTr one per TR, the same bins
   * @param rawByDataset one per dataset
   * @param finalByDataset one per dataset
   */
  public record Scores(
      Histogram raw,
      Histogram finals,
      List<Histogram> rawByTr,
      List<Histogram> finalByTr,
      List<Histogram> rawByDataset,
      List<Histogram> finalByDataset) {}

  /**
   * Medians of a source's scores.
   *
   * @param dataset of the source
   * @param tr of the source
   * @param peaks of the source
   * @param raw median, unrounded
   * @param finals median, unrounded
   */
  public record SourceScore(String dataset, String tr, long peaks, double raw, double finals) {}

  /**
   * Regions with about the same number of peaks.
   *
   * @param log2 from 2^log2 peaks, to fewer than twice as many
   * @param regions how many
   * @param mean quartiles of the regions' mean final scores: minimum, q1, median, q3, maximum
   * @param max the same of their maximum
   */
  public record PerRegion(int log2, long regions, List<Double> mean, List<Double> max) {}

  /**
   * Final scores of a TR's peaks where another TR has a peak in the same region, and where not.
   *
   * @param a whose peaks
   * @param b the other
   * @param why {@code published}, {@code chosen}, {@code highest} or {@code lowest} correlation
   * @param correlation of the two over the windows
   * @param alone scores without b
   * @param together scores with b
   * @param nAlone peaks without b
   * @param nTogether peaks with b
   * @param meanAlone mean final score, unrounded
   * @param meanTogether the same with b
   * @param effect Cliff's delta, together against alone, −1 to 1
   * @param p of a two-sided Mann–Whitney test; NaN where there is none
   */
  public record Pair(
      String a,
      String b,
      String why,
      double correlation,
      Histogram alone,
      Histogram together,
      long nAlone,
      long nTogether,
      double meanAlone,
      double meanTogether,
      double effect,
      double p) {}

  /**
   * A window before, rebuilt and scored. Cells are (dataset, TR); profiles run over bins.
   *
   * @param why {@code best}, {@code middle}, {@code worst} or {@code chosen}
   * @param contig of the window
   * @param start of the window
   * @param end of the window
   * @param binStart position of the first bin's first base; may lie before the window (padding)
   * @param binLength bases
   * @param sources cells with a peak, and those rebuilt most strongly without one
   */
  public record Example(
      String why,
      String contig,
      int start,
      int end,
      int binStart,
      int binLength,
      List<ExampleSource> sources) {}

  /**
   * One source of an example.
   *
   * @param dataset of the source
   * @param tr of the source
   * @param present runs of bins with a peak: from, to, from, to, …; empty for a phantom
   * @param rebuilt per bin
   * @param raw raw score of its peaks here, per run of {@code present}
   * @param finals final score of those peaks; NaN where unknown
   */
  public record ExampleSource(
      String dataset,
      String tr,
      List<Integer> present,
      List<Double> rebuilt,
      List<Double> raw,
      List<Double> finals) {}

  /**
   * A region and its scores.
   *
   * @param contig of the region
   * @param start of the region
   * @param end of the region
   * @param peaks that touch it
   * @param sources of those
   * @param sum of final scores
   * @param mean of final scores
   * @param max of final scores
   */
  public record RegionScore(
      String contig,
      int start,
      int end,
      long peaks,
      int sources,
      double sum,
      double mean,
      double max) {}

  /**
   * Correlation groups.
   *
   * @param method how sources were clustered, in a sentence
   * @param affinity what the clustering read: sources × sources
   * @param list the groups
   * @param r what is rebuilt of a lone source: sources × sources
   */
  public record Groups(String method, Matrix affinity, List<Group> list, Matrix r) {}

  /**
   * A group of sources that the model expects together.
   *
   * @param name {@code G1}, {@code G2}, …
   * @param members sources, {@code dataset.tr}
   * @param shared sources of other groups that are as close to this one as its own members are
   * @param completeness mean share of the members present in windows that have one of them
   * @param windows windows with a member
   */
  public record Group(
      String name, List<String> members, List<String> shared, double completeness, long windows) {}

  /**
   * Expected and absent peaks.
   *
   * @param count how many were written
   * @param found how many there are; more than {@code count} when the list was cut
   * @param byTr how many there are per TR, order of the axis; null when that is not known
   * @param top the most expected: contig, start, end, name, score
   */
  public record Phantoms(long count, long found, List<Long> byTr, List<Phantom> top) {}

  /**
   * A peak that the model expected.
   *
   * @param contig where
   * @param start first base
   * @param end one past the last base
   * @param name {@code dataset.tr.cell_line}
   * @param score rebuilt value × k × 1000, the largest of the run
   */
  public record Phantom(String contig, int start, int end, String name, double score) {}

  /**
   * Inputs that excite a neuron most.
   *
   * @param neurons how many there are
   * @param datasets rows of the means: all of the axis, or the most abundant
   * @param trs columns of the means: all of the axis, or the most abundant
   * @param list those shown
   */
  public record UrExamples(
      int neurons, List<String> datasets, List<String> trs, List<UrExample> list) {}

  /**
   * The input that excites one neuron most.
   *
   * @param neuron number, from 0
   * @param activation mean activation reached
   * @param mean mean over x; datasets × TRs, row-major
   */
  public record UrExample(int neuron, double activation, List<Double> mean) {}

  /**
   * Kernels of the first convolution.
   *
   * @param filters how many there are
   * @param positions length of a kernel, bins
   * @param list per filter: positions × datasets, row-major
   * @param trs per filter of the second convolution: norm over positions and channels, per TR
   * @param datasets that {@code list} tells of: all of the axis, or the most abundant
   * @param trNames TRs that {@code trs} tells of: all of the axis, or the most abundant
   */
  public record Kernels(
      int filters,
      int positions,
      List<List<Double>> list,
      List<List<Double>> trs,
      List<String> datasets,
      List<String> trNames) {}
}
