package org.crelens.atypeak.judge;

import static org.crelens.atypeak.judge.Expectation.atLeast;
import static org.crelens.atypeak.judge.Expectation.atMost;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.crelens.atypeak.judge.Expectation.Measured;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.stats.Correlation;

/**
 * The artificial experiments of the paper: which models each looks at, and what is expected of
 * them. Thresholds are reasoned in docs/atypeak/study.md.
 */
enum Experiment {
  TWO_GROUPS(
      "2a",
      "Two groups: phantoms, completeness and noise",
      List.of("8x8"),
      List.of(
          atLeast(
              "phantoms_of_the_group",
              "phantoms of the stack's group are at least twice those of the other",
              2,
              all -> of(all, 0).phantomRatio()),
          atLeast(
              "completeness_of_peaks",
              "peaks of stacks are rebuilt more strongly the more complete their surroundings",
              0.3,
              all -> of(all, 0).completenessOfStacks()),
          atLeast(
              "completeness_of_phantoms",
              "phantoms of the group are rebuilt more strongly the more complete their"
                  + " surroundings",
              0.3,
              all -> of(all, 0).completenessOfPhantoms()),
          atLeast(
              "noise_under_stack",
              "noise lies under stacks (AUROC)",
              0.8,
              all -> of(all, 0).auroc()),
          atLeast(
              "groups_recovered", "both groups are recovered", 2, all -> of(all, 0).recovered()))),

  SMALL_TENSOR(
      "S1b",
      "A small tensor: too precise, noise rises",
      List.of("8x8", "6x4"),
      List.of(
          atLeast(
              "noise_rises",
              "noise is rebuilt more strongly on 6 x 4 than on 8 x 8 (ratio of medians)",
              1.25,
              all -> ratio(of(all, 1).medianNoise(), of(all, 0).medianNoise())),
          atMost(
              "noise_nears_stack",
              "noise is told from stacks less well on 6 x 4 (difference of AUROC)",
              -0.02,
              all -> difference(of(all, 1).auroc(), of(all, 0).auroc())))),

  LARGE_BUDGET(
      "2b",
      "Too large a budget: sub-groups",
      List.of("small", "large"),
      List.of(
          atLeast(
              "sub_groups",
              "the large model parts the two groups into sub-groups (clusters)",
              3,
              all -> of(all, 1).clusters()),
          atLeast(
              "precision_rises",
              "the large model rebuilds absent partners less (difference of precision)",
              0.1,
              all -> difference(of(all, 1).precision(), of(all, 0).precision())))),

  DEEP_DIMENSION(
      "3",
      "Eight groups: what the deep dimension does",
      List.of("H8", "H32", "H128", "H256"),
      List.of(
          atLeast(
              "groups_recovered",
              "H = 256 recovers the eight groups",
              6,
              all -> of(all, 3).recovered()),
          atLeast(
              "groups_grow",
              "H = 256 recovers more groups than H = 8 (difference)",
              2,
              all -> difference(of(all, 3).recovered(), of(all, 0).recovered())),
          atMost("q_falls", "total Q falls with H (Spearman)", -0.8, Experiment::correlationOfQ),
          atMost(
              "q_shrinks",
              "total Q of H = 256 is smaller than that of H = 8 (ratio)",
              0.8,
              all -> ratio(of(all, 3).totalQ(), of(all, 0).totalQ())))),

  ODDS(
      "S3a",
      "A group twice as frequent",
      List.of("odds"),
      List.of(
          atLeast(
              "odds_change_nothing",
              "at the same completeness, peaks of both groups have the same value (ratio of"
                  + " medians, the smaller by the larger)",
              0.8,
              all -> of(all, 0).evenness()),
          atLeast(
              "completeness_of_peaks",
              "completeness does change values",
              0.3,
              all -> of(all, 0).completenessOfStacks()))),

  PADDING(
      "S3b",
      "Twelve TRs without a peak",
      List.of("plain", "padded"),
      List.of(
          atMost(
              "precision_falls",
              "padding lowers precision (difference)",
              -0.1,
              all -> difference(of(all, 1).precision(), of(all, 0).precision())))),

  LEARNING_RATE(
      "S3c",
      "Overprecision needs the low rate",
      List.of("rate-1e-4", "rate-1e-5"),
      List.of(
          atLeast(
              "precision_rises",
              "the low rate makes the model more precise (difference)",
              0.1,
              all -> difference(of(all, 1).precision(), of(all, 0).precision())),
          atLeast(
              "sub_groups",
              "the low rate parts groups into sub-groups (difference of clusters)",
              1,
              all -> difference(of(all, 1).clusters(), of(all, 0).clusters())))),

  WEIGHTED_DATASETS(
      "S4a",
      "Weight on the unreliable datasets",
      List.of("unweighted", "weighted"),
      List.of(
          atLeast(
              "unreliable_rise",
              "with weight, peaks of unreliable datasets have at least twice the value (ratio of"
                  + " medians)",
              2,
              all -> ratio(of(all, 1).medianUnreliable(), of(all, 0).medianUnreliable())),
          atLeast(
              "unreliable_rebuilt",
              "they are rebuilt: at least half as strongly as peaks of stacks (ratio of medians)",
              0.5,
              all -> ratio(of(all, 1).medianUnreliable(), of(all, 1).medianStack())))),

  OVERLAP(
      "S4b",
      "Overlapping groups, weight on the second half",
      List.of("weighted"),
      List.of(
          atLeast(
              "phantoms_in_g1",
              "stacks that show the second half only give phantoms in the first (ratio to those in"
                  + " the second)",
              0.5,
              all -> ratio(of(all, 0).phantomsOwnToShared(), of(all, 0).phantomsOwnToOwn())),
          atLeast(
              "one_way",
              "more than stacks that show the first half only give in the second (ratio)",
              2,
              all -> ratio(of(all, 0).phantomsOwnToShared(), of(all, 0).phantomsSharedToOwn())))),

  OVERLAP_UNWEIGHTED(
      "S4c",
      "Overlapping groups without weights",
      List.of("weighted", "unweighted"),
      List.of(
          atMost(
              "fainter",
              "without weights, phantoms in the first half are fainter (ratio)",
              0.9,
              all -> ratio(of(all, 1).phantomsOwnToShared(), of(all, 0).phantomsOwnToShared()))));

  private final String id;
  private final String title;
  private final List<String> labels;
  private final List<Expectation> expectations;

  Experiment(String id, String title, List<String> labels, List<Expectation> expectations) {
    this.id = id;
    this.title = title;
    this.labels = labels;
    this.expectations = expectations;
  }

  /** The experiment that the paper's figure names. */
  static Experiment of(String id) {
    for (Experiment e : values()) if (e.id.equals(id)) return e;
    throw new UsageException(
        "--experiment "
            + id
            + " is not one of "
            + Arrays.stream(values()).map(Experiment::id).collect(Collectors.joining(", ")));
  }

  /** Name: that of the paper's figure. */
  String id() {
    return id;
  }

  /** What it is about, for headings. */
  String title() {
    return title;
  }

  /** Names of the models that it looks at, in order. */
  List<String> labels() {
    return labels;
  }

  /** What is expected. */
  List<Expectation> expectations() {
    return expectations;
  }

  /** Whether an expectation needs the models' total Q. */
  boolean needsQ() {
    return this == DEEP_DIMENSION;
  }

  private static JudgedModel of(List<JudgedModel> all, int model) {
    return all.get(model);
  }

  private static Measured ratio(Measured a, Measured b) {
    // Of nothing there is no share.
    double ratio = b.value() == 0 ? Double.NaN : a.value() / b.value();
    return new Measured(ratio, Math.min(a.n(), b.n()));
  }

  private static Measured difference(Measured a, Measured b) {
    return new Measured(a.value() - b.value(), Math.min(a.n(), b.n()));
  }

  private static Measured correlationOfQ(List<JudgedModel> all) {
    double[] h = all.stream().mapToDouble(f -> f.info().options().deepDim()).toArray();
    double[] q = all.stream().mapToDouble(f -> f.totalQ().value()).toArray();
    // A model whose Q is not defined leaves the correlation undefined.
    boolean defined = Arrays.stream(q).noneMatch(Double::isNaN);
    return new Measured(defined ? Correlation.spearman(h, q) : Double.NaN, h.length);
  }
}
