package org.crelens.atypeak.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.crelens.atypeak.judge.RebuiltValues.Kind;
import org.crelens.atypeak.judge.RebuiltValues.PhantomDirection;
import org.crelens.atypeak.judge.RebuiltValues.Sample;
import org.crelens.libs.chart.Axis;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.Boxes;
import org.crelens.libs.chart.ColourScale;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Heatmap;
import org.crelens.libs.chart.Lines;
import org.crelens.libs.chart.Section;
import org.crelens.libs.stats.Quantiles;

/** The figures of an experiment, in the order of the paper. */
final class ExperimentFigures {
  /** A completeness with fewer values than this has no point. */
  private static final int LEAST_VALUES = 20;

  /** Peaks that are rebuilt in full have the value 1; few have more. */
  private static final double HIGHEST = 1.2;

  private static final int BINS = 48;

  private final Experiment experiment;
  private final List<JudgedModel> models;

  /**
   * @param models in the order of the experiment's labels
   */
  ExperimentFigures(Experiment experiment, List<JudgedModel> models) {
    this.experiment = experiment;
    this.models = models;
  }

  /** Sections, each with one figure for each model or one for all. */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            "completeness",
            "Values and completeness",
            models.stream().<Block>map(ExperimentFigures::completeness).toList()));
    sections.add(phantoms());
    sections.add(
        new Section(
            "values",
            "Values by kind of peak",
            models.stream().<Block>map(ExperimentFigures::values).toList()));
    sections.add(
        new Section(
            "responses",
            "Groups of TRs",
            models.stream().<Block>map(ExperimentFigures::responses).toList()));
    if (experiment.needsQ()) sections.add(new Section("q", "Total Q", List.of(totalQ())));
    return sections;
  }

  private static Axis rebuiltValue() {
    return new Axis("rebuilt value", 0, HIGHEST, false);
  }

  private static Figure completeness(JudgedModel model) {
    Sample stack = model.values().of(Kind.STACK);
    Sample phantom = model.values().of(Kind.PHANTOM);
    Sample noise = model.values().of(Kind.NOISE, Kind.UNRELIABLE_NOISE);
    int most = 1;
    for (Sample s : List.of(stack, phantom, noise))
      while (s.at(most + 1).length >= LEAST_VALUES) most++;
    return new Figure(
        id("completeness", model),
        "Value by completeness, " + model.label(),
        "Each line is the median rebuilt value of the peaks or phantoms of one completeness. The shaded range holds the"
            + " middle half of them. Where a line rises, the model rebuilds more strongly what other peaks support.",
        new Lines(
            new Axis("completeness (other peaks of the same dataset or TR)", 0, most, false),
            rebuiltValue(),
            IntStream.rangeClosed(0, most).asDoubleStream().toArray(),
            List.of(
                trend("stack", stack, most),
                trend("phantom of the group", phantom, most),
                trend("noise", noise, most)),
            false,
            false));
  }

  private static Lines.Series trend(String name, Sample sample, int most) {
    double[][] quartiles = new double[3][most + 1];
    for (int c = 0; c <= most; c++) {
      double[] sorted = sample.at(c);
      Arrays.sort(sorted);
      for (int q = 0; q < 3; q++)
        quartiles[q][c] =
            sorted.length < LEAST_VALUES ? Double.NaN : Quantiles.ofSorted(sorted, 0.25 * (q + 1));
    }
    return new Lines.Series(name, quartiles[1], new Lines.Band(quartiles[0], quartiles[2]));
  }

  private Section phantoms() {
    String what =
        "Values of reliable sources without a peak: for each, the largest rebuilt value between the first and the last"
            + " base of the stack. ";
    String how =
        "A box holds the middle half of the values, with a line at the median. The whiskers end at 5 % and 95 %.";
    List<Figure> figures;
    if (models.get(0).values().of(PhantomDirection.OWN_TO_SHARED).n() > 0) {
      String some = "Stacks that show TRs of one half only. ";
      figures =
          List.of(
              phantoms(
                  "phantoms_second_to_second",
                  "Second half shown, phantom in the second half",
                  what + some + how,
                  values -> values.of(PhantomDirection.OWN_TO_OWN)),
              phantoms(
                  "phantoms_second_to_first",
                  "Second half shown, phantom in the first half",
                  what + some + how,
                  values -> values.of(PhantomDirection.OWN_TO_SHARED)),
              phantoms(
                  "phantoms_first_to_second",
                  "First half shown, phantom in the second half",
                  what + some + how,
                  values -> values.of(PhantomDirection.SHARED_TO_OWN)));
    } else {
      figures =
          List.of(
              phantoms(
                  "phantoms_of_the_group",
                  "Phantoms of the stack's group",
                  what + how,
                  values -> values.of(Kind.PHANTOM)),
              phantoms(
                  "phantoms_of_other_groups",
                  "Phantoms of other groups",
                  what + how,
                  values -> values.of(Kind.FOREIGN_PHANTOM)));
    }
    return new Section("phantoms", "Phantoms", List.of(new Block.Row(figures)));
  }

  private interface Selection {
    Sample of(RebuiltValues values);
  }

  /** Ids hold no hyphen; labels do. */
  private static String id(String what, JudgedModel model) {
    return what + "_" + model.label().replace('-', '_');
  }

  private Figure phantoms(String id, String title, String caption, Selection selection) {
    List<String> names = new ArrayList<>();
    List<double[]> boxes = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (JudgedModel model : models) {
      double[] sorted = selection.of(model.values()).value().clone();
      if (sorted.length == 0) continue;
      Arrays.sort(sorted);
      names.add(model.label());
      counts.add((long) sorted.length);
      boxes.add(
          new double[] {
            Quantiles.ofSorted(sorted, 0.05),
            Quantiles.ofSorted(sorted, 0.25),
            Quantiles.ofSorted(sorted, 0.5),
            Quantiles.ofSorted(sorted, 0.75),
            Quantiles.ofSorted(sorted, 0.95)
          });
    }
    return new Figure(
        id,
        title,
        caption,
        new Boxes(
            "model",
            names,
            counts.stream().mapToLong(Long::longValue).toArray(),
            "phantoms",
            rebuiltValue(),
            boxes.toArray(double[][]::new),
            "5 %",
            "95 %"));
  }

  private static Figure values(JudgedModel model) {
    double[] stack = shares(model.values().of(Kind.STACK));
    double[] noise = shares(model.values().of(Kind.NOISE));
    double[] middles =
        IntStream.range(0, BINS).mapToDouble(i -> (i + 0.5) * HIGHEST / BINS).toArray();
    // Almost all noise of unreliable datasets lies in one bin: on its scale the others would be
    // flat.
    double highest = 0.01;
    for (double[] shares : List.of(stack, noise))
      for (double share : shares) highest = Math.max(highest, share);
    List<Lines.Series> series = new ArrayList<>();
    series.add(new Lines.Series("stack", stack));
    series.add(new Lines.Series("noise in reliable datasets", noise));
    series.add(
        new Lines.Series(
            "noise in unreliable datasets", shares(model.values().of(Kind.UNRELIABLE_NOISE))));
    series.add(new Lines.Series("watermark", shares(model.values().of(Kind.WATERMARK))));
    series.removeIf(one -> Arrays.stream(one.values()).sum() == 0);
    return new Figure(
        id("values", model),
        "Values by kind of peak, " + model.label(),
        "For each kind of peak, the share of its peaks at each rebuilt value; the last step holds all higher values. The"
            + " vertical axis fits stacks and noise in reliable datasets, and what is higher is cut off. Noise in a"
            + " reliable dataset may happen to lie in a stack.",
        new Lines(
            rebuiltValue(),
            new Axis("share of the peaks of a kind", 0, highest * 1.05, false),
            middles,
            series,
            true,
            false));
  }

  private static double[] shares(Sample sample) {
    double[] shares = new double[BINS];
    for (double v : sample.value())
      shares[Math.min(BINS - 1, (int) (v / HIGHEST * BINS))] += 1.0 / sample.n();
    return shares;
  }

  private static Figure responses(JudgedModel model) {
    int[] trs = model.responses().trs();
    double[][] response = model.responses().response();
    List<String> names = Arrays.stream(trs).mapToObj(tr -> name(model, tr)).toList();
    return new Figure(
        id("responses", model),
        "What a TR alone brings back, " + model.label(),
        "A source of the TR on the left is shown to the model alone. The colours are what the model rebuilds of the TRs"
            + " above, as the mean over positions (R_s) and over the reliable datasets. The number behind a TR is its"
            + " true group. A block of colour that fills a group is a group that the model has learned.",
        new Heatmap(
            "TR shown",
            "TR rebuilt",
            names,
            names,
            response,
            ColourScale.amounts("R_s", 1e-6, response),
            0,
            false));
  }

  private static String name(JudgedModel model, int tr) {
    StringJoiner groups = new StringJoiner("+", " (", ")");
    List<BitSet> all = model.groups();
    for (int g = 0; g < all.size(); g++) if (all.get(g).get(tr)) groups.add(String.valueOf(g + 1));
    return model.axes().trs().get(tr) + groups;
  }

  private Figure totalQ() {
    double[] units = models.stream().mapToDouble(m -> m.info().options().deepDim()).toArray();
    double[] q = models.stream().mapToDouble(m -> m.totalQ().value()).toArray();
    return new Figure(
        "total_q",
        "Total Q by the size of the dense layers",
        "A lower total Q is better. All models are judged on the same "
            + models.get(0).totalQ().n()
            + " windows.",
        new Lines(
            Axis.factors("H, units of the dense layers", List.of(units)),
            Axis.from0("total Q", List.of(q)),
            units,
            List.of(new Lines.Series("total Q", q)),
            false,
            false));
  }
}
