package org.crelens.common.report;

import static org.crelens.common.report.Values.cells;
import static org.crelens.common.report.Values.falling;
import static org.crelens.common.report.Values.judged;
import static org.crelens.common.report.Values.middles;
import static org.crelens.common.report.Values.numbers;
import static org.crelens.common.report.Values.offDiagonal;
import static org.crelens.common.report.Values.padded;
import static org.crelens.common.report.Values.shares;
import static org.crelens.common.report.Values.span;
import static org.crelens.libs.chart.Table.Column.number;
import static org.crelens.libs.chart.Table.Column.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.crelens.libs.chart.Axis;
import org.crelens.libs.chart.Bars;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.Boxes;
import org.crelens.libs.chart.ColourRamp;
import org.crelens.libs.chart.ColourScale;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Heatmap;
import org.crelens.libs.chart.Lines;
import org.crelens.libs.chart.Ridges;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;
import org.crelens.libs.chart.Text;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.CellLineSummary.Factor;
import org.crelens.libs.summary.CellLineSummary.Histogram;
import org.crelens.libs.summary.CellLineSummary.Matrix;
import org.crelens.libs.summary.CellLineSummary.Model;
import org.crelens.libs.summary.CellLineSummary.Pair;
import org.crelens.libs.summary.CellLineSummary.RegionScore;
import org.crelens.libs.summary.CellLineSummary.SourceScore;
import org.crelens.libs.summary.CellLineSummary.Statistic;

/** What is shown of one cell line: sections of figures and tables, in the order of reading. */
final class Chapter {
  private final CellLineSummary of;
  private final List<Section> sections = new ArrayList<>();

  private Chapter(CellLineSummary of) {
    this.of = of;
  }

  /** The sections of {@code summary}; parts that are missing say so. */
  static List<Section> of(CellLineSummary summary) {
    Chapter chapter = new Chapter(summary);
    Learned learned = new Learned(summary);
    chapter.training();
    chapter.data();
    chapter.qscore();
    chapter.factors();
    chapter.scores();
    chapter.sources();
    chapter.regions();
    chapter.pairs();
    chapter.sections.add(learned.examples());
    chapter.sections.add(learned.groups());
    chapter.sections.add(learned.neurons());
    chapter.sections.add(learned.phantoms());
    chapter.provenance();
    return chapter.sections;
  }

  private void add(String id, String title, List<Block> blocks) {
    sections.add(new Section(id, title, blocks));
  }

  /** Says why {@code part} is not shown. */
  private Block.Note missing(String part, String what) {
    return missing(of, part, what);
  }

  /** Says why a part of {@code summary} is not shown. */
  static Block.Note missing(CellLineSummary summary, String part, String what) {
    List<String> reasons =
        summary.missing().stream()
            .filter(m -> m.part().equals(part) || m.part().equals("all"))
            .map(CellLineSummary.Missing::reason)
            .distinct()
            .toList();
    String reason = reasons.isEmpty() ? Whole.NOT_HELD : String.join("; ", reasons);
    return Block.Note.missing(what + " cannot be shown: " + reason + ".");
  }

  // ---- training

  private void training() {
    List<Block> blocks = new ArrayList<>();
    if (of.models() == null || of.models().isEmpty()) {
      blocks.add(missing("models", "Training"));
    } else {
      blocks.add(lossFigure());
      blocks.add(modelTable());
    }
    add("training", "Training", blocks);
  }

  private Figure lossFigure() {
    int epochs = of.models().stream().mapToInt(m -> m.losses().size()).max().orElse(0);
    double[] xs = IntStream.rangeClosed(1, epochs).asDoubleStream().toArray();
    List<String> seeds = Seeds.of(of.models());
    List<Lines.Series> series = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      Model m = of.models().get(i);
      series.add(
          new Lines.Series("seed " + seeds.get(i), padded(m.losses(), epochs), m.keptEpoch() - 1));
    }
    Axis y = Axis.factors("loss", series.stream().map(Lines.Series::values).toList());
    Axis x = new Axis("epoch", 0.5, Math.max(epochs, 1) + 0.5, false);
    return new Figure(
        "loss",
        "Loss per epoch",
        "Mean loss of each epoch's steps, penalty included, on a scale of equal factors. It should fall"
            + " quickly, then level off; a curve that still falls at its end was stopped early. The dot is"
            + " the epoch whose weights are kept.",
        new Lines(x, y, xs, series, false, false));
  }

  private Table modelTable() {
    List<List<Object>> rows = new ArrayList<>();
    List<String> seeds = Seeds.of(of.models());
    for (Model m : of.models())
      rows.add(
          row(
              seeds.get(rows.size()),
              m.cellLine(),
              (long) m.losses().size(),
              (long) m.keptEpoch(),
              m.losses().isEmpty() ? null : m.losses().get(m.losses().size() - 1),
              m.parameters(),
              m.stopped()));
    return new Table(
        "models",
        "Models",
        "One row per model. Scores are means over the models.",
        List.of(
            text("seed"),
            text("trained on"),
            number("epochs", 0),
            number("kept epoch", 0),
            number("last loss", -1),
            number("weights", 0),
            text("why it stopped")),
        rows);
  }

  // ---- the catalogue

  private void data() {
    List<Block> blocks = new ArrayList<>();
    CellLineSummary.Crm crm = of.crm();
    if (crm == null) {
      blocks.add(missing("crm", "What the catalogue looks like"));
    } else {
      if (crm.average() != null)
        blocks.add(
            matrix(
                "average",
                "Average window",
                "Share of bins that a source covers, mean over the windows with peaks. Strong cells are the"
                    + " sources that dominate; empty ones have no peak at all.",
                "dataset",
                "TR",
                crm.average(),
                ColourScale.amounts("share of bins", 1e-9, cells(crm.average()))));
      List<Figure> pairs = new ArrayList<>();
      if (crm.datasetCorrelation() != null)
        pairs.add(
            correlation(
                "dataset_correlation",
                "Correlation of datasets",
                "dataset",
                crm.datasetCorrelation()));
      if (crm.trCorrelation() != null)
        pairs.add(correlation("tr_correlation", "Correlation of TRs", "TR", crm.trCorrelation()));
      if (crm.trJaccard() != null)
        pairs.add(
            matrix(
                "tr_jaccard",
                "Jaccard index of TRs",
                "Windows that both TRs are in, over windows that either is in. 1 on the diagonal.",
                "TR",
                "TR",
                crm.trJaccard(),
                new ColourScale("Jaccard index", ColourRamp.AMOUNT, 0, 1)));
      if (!pairs.isEmpty()) blocks.add(new Block.Row(pairs));
      List<Figure> bars = new ArrayList<>();
      if (of.data() != null) {
        if (crm.datasetAbundance().size() == of.data().datasets().size())
          bars.add(
              abundance(
                  "dataset_abundance",
                  "Abundance of datasets",
                  "dataset",
                  of.data().datasets(),
                  crm.datasetAbundance()));
        if (crm.trAbundance().size() == of.data().trs().size())
          bars.add(
              abundance(
                  "tr_abundance", "Abundance of TRs", "TR", of.data().trs(), crm.trAbundance()));
      }
      if (!bars.isEmpty()) blocks.add(new Block.Row(bars));
    }
    add("data", "The catalogue", blocks);
  }

  private static Figure correlation(String id, String title, String of, Matrix matrix) {
    return matrix(
        id,
        title,
        "Pearson correlation of the peaks along all bins. Blue: they avoid each other; red: they go together."
            + " The scale ends at the largest value off the diagonal.",
        of,
        of,
        matrix,
        ColourScale.signed("Pearson correlation", 0.1, offDiagonal(matrix)));
  }

  private static Figure abundance(
      String id, String title, String of, List<String> names, List<Double> values) {
    double[] all = numbers(values);
    Integer[] order = falling(all);
    double[] sorted = Arrays.stream(order).mapToDouble(i -> all[i]).toArray();
    return new Figure(
        id,
        title,
        "Mean share of bins covered, the most abundant first. A model hears what is abundant; scores of"
            + " what is rare rest on few examples.",
        new Bars(
            of,
            Arrays.stream(order).map(names::get).toList(),
            Axis.from0("share of bins covered", List.of(sorted)),
            List.of(new Bars.Values("abundance", sorted))));
  }

  // ---- Q-score

  private void qscore() {
    List<Block> blocks = new ArrayList<>();
    CellLineSummary.Qscore q = of.qscore();
    if (q == null) {
      blocks.add(missing("qscore", "The Q-score"));
    } else {
      String totals =
          q.totals().entrySet().stream()
              .map(e -> Text.fixed(e.getValue(), 4) + " (" + seedName(e.getKey()) + ")")
              .collect(Collectors.joining(", "));
      blocks.add(
          Block.Note.plain(
              "Total Q: "
                  + totals
                  + ", judged on "
                  + Text.count(q.windows(), "window")
                  + ". Lower is better; compare models on the same windows only."));
      int d = datasetsOf(q);
      List<Figure> row = new ArrayList<>();
      if (q.correlation() != null)
        row.add(
            dimensions(
                "q_correlation",
                "Correlation in these windows",
                "What the data say: which datasets and TRs go together. Datasets come first, then TRs.",
                q.correlation(),
                cells(q.correlation()),
                ColourScale.signed("Pearson correlation", 0.1, offDiagonal(q.correlation())),
                d));
      if (q.q() != null) {
        double[][] cells = judged(q.q(), d);
        row.add(
            dimensions(
                "q_matrix",
                "Q: where the model is wrong",
                "Row i, column j: how much the model's view of the pair differs from the data, weighted by"
                    + " abundance. Faint is good. Grey: a dataset with a TR is no pair to judge.",
                q.q(),
                cells,
                ColourScale.amounts("Q", 1e-9, cells),
                d));
      }
      part(
          row,
          d,
          "q_c",
          "C: correlated in the data",
          "1 where the correlation is above the mean: what P and R should look like.",
          q.c());
      part(
          row,
          d,
          "q_p",
          "P: rebuilt more strongly with the partner",
          "1 where i is rebuilt more strongly in windows that j is in as well. Compare with C.",
          q.p());
      part(
          row,
          d,
          "q_r",
          "R: expected because of the partner",
          "1 where the model expects i though absent, when j is there. Compare with C.",
          q.r());
      if (!row.isEmpty()) blocks.add(new Block.Row(row));
    }
    add("qscore", "Q-score: does the model know who goes with whom?", blocks);
  }

  private static void part(
      List<Figure> row, int d, String id, String title, String caption, Matrix matrix) {
    if (matrix != null)
      row.add(
          dimensions(
              id,
              title,
              caption,
              matrix,
              judged(matrix, d),
              new ColourScale("share of the models", ColourRamp.AMOUNT, 0, 1),
              d));
  }

  private static Figure dimensions(
      String id,
      String title,
      String caption,
      Matrix matrix,
      double[][] cells,
      ColourScale scale,
      int d) {
    return new Figure(
        id,
        title,
        caption,
        new Heatmap(
            "dimension i", "dimension j", matrix.rows(), matrix.columns(), cells, scale, d, true));
  }

  /** How many of the dimensions are datasets: they come first, perhaps not all of them. */
  private int datasetsOf(CellLineSummary.Qscore q) {
    Matrix matrix = q.q() != null ? q.q() : q.correlation();
    if (of.data() == null || matrix == null) return 0;
    Set<String> datasets = new HashSet<>(of.data().datasets());
    return (int) matrix.rows().stream().takeWhile(datasets::contains).count();
  }

  private static String seedName(String key) {
    return key.matches("-?\\d+(-\\d+)?") ? "seed " + key : key;
  }

  // ---- normalisation

  private void factors() {
    List<Block> blocks = new ArrayList<>();
    if (of.factors() == null) {
      blocks.add(missing("factors", "The factors of normalisation"));
    } else {
      Map<String, SourceScore> medians = new HashMap<>();
      if (of.sources() != null)
        for (SourceScore s : of.sources()) medians.put(source(s.dataset(), s.tr()), s);
      List<List<Object>> rows = new ArrayList<>();
      for (Factor f : of.factors()) {
        SourceScore s = medians.get(source(f.dataset(), f.tr()));
        rows.add(
            row(
                f.dataset(),
                f.tr(),
                s == null ? null : s.peaks(),
                f.intra(),
                f.inter(),
                f.overlapping(),
                f.k(),
                f.flag(),
                s == null ? null : s.raw(),
                s == null ? null : s.finals()));
      }
      blocks.add(
          new Table(
              "factors",
              "Factors of each source, and its median score before and after",
              "k = k1 · k2 · k3, held between 0.1 and 10. capped: held at 10; floored: set to 0.1; unbounded: not"
                  + " positive and left so; undefined: took the mean of the others. Of several models the"
                  + " numbers are means and the flag is the gravest of any, so that a flagged k may lie within the"
                  + " limits. Read scores of those sources with care.",
              List.of(
                  text("dataset"),
                  text("TR"),
                  number("peaks", 0),
                  number("k1 within group", 3),
                  number("k2 between groups", 3),
                  number("k3 overlap", 3),
                  number("k", 3),
                  Table.Column.flag("flag"),
                  number("median raw", 1),
                  number("median final", 1)),
              rows));
    }
    if (of.statistics() == null) blocks.add(missing("statistics", "Scores per TR and per dataset"));
    else {
      List<Figure> row = new ArrayList<>();
      stages(row, "tr_means", "Mean score per TR, stage by stage", "TR", of.statistics().trs());
      stages(
          row,
          "dataset_means",
          "Mean score per dataset, stage by stage",
          "dataset",
          of.statistics().datasets());
      if (!row.isEmpty()) blocks.add(new Block.Row(row));
      statistics(blocks, "tr_statistics", "Scores per TR", "TR", of.statistics().trs());
      statistics(
          blocks,
          "dataset_statistics",
          "Scores per dataset",
          "dataset",
          of.statistics().datasets());
    }
    add("factors", "Normalisation, before and after", blocks);
  }

  private static void stages(
      List<Figure> row, String id, String title, String of, List<Statistic> list) {
    if (list.isEmpty()) return;
    List<String> names = list.stream().map(Statistic::name).distinct().toList();
    List<Bars.Values> series = new ArrayList<>();
    for (String stage : list.stream().map(Statistic::stage).distinct().toList()) {
      double[] values = new double[names.size()];
      Arrays.fill(values, Double.NaN);
      for (Statistic s : list)
        if (s.stage().equals(stage)) values[names.indexOf(s.name())] = s.mean();
      series.add(new Bars.Values(stageName(stage), values));
    }
    row.add(
        new Figure(
            id,
            title,
            "Raw: as rebuilt. After k: corrected for the size of the source's group. Final: brought to the same"
                + " mean for every TR. Far apart dots are a strong correction.",
            new Bars(
                of,
                names,
                Axis.from0("mean score", series.stream().map(Bars.Values::values).toList()),
                series)));
  }

  private static String stageName(String stage) {
    return stage.equals("corr_group") ? "after k" : stage;
  }

  private static void statistics(
      List<Block> blocks, String id, String title, String of, List<Statistic> list) {
    if (list.isEmpty()) return;
    boolean flags = list.stream().anyMatch(s -> s.flag() != null && !s.flag().isEmpty());
    List<Table.Column> columns =
        new ArrayList<>(
            List.of(
                text(of),
                text("stage"),
                number("peaks", 0),
                number("mean", 1),
                number("sd", 1),
                number("minimum", 1),
                number("first quartile", 1),
                number("median", 1),
                number("third quartile", 1),
                number("maximum", 1)));
    if (flags) columns.add(Table.Column.flag("flag"));
    List<List<Object>> rows = new ArrayList<>();
    for (Statistic s : list) {
      List<Object> row =
          row(
              s.name(),
              stageName(s.stage()),
              s.count(),
              s.mean(),
              s.sd(),
              s.min(),
              s.q1(),
              s.median(),
              s.q3(),
              s.max());
      if (flags) row.add(s.flag());
      rows.add(row);
    }
    blocks.add(
        new Table(
            id,
            title,
            "Scores before (raw), after k, and after all normalisation (final)."
                + (flags
                    ? " no_spread: all peaks of the TR score the same, so that they could not be ranked."
                    : ""),
            columns,
            rows));
  }

  // ---- scores

  private void scores() {
    List<Block> blocks = new ArrayList<>();
    CellLineSummary.Scores s = of.scores();
    if (s == null) {
      blocks.add(missing("scores", "Distributions of scores"));
    } else {
      List<Figure> row = new ArrayList<>();
      distribution(
          row,
          "raw_distribution",
          "Raw scores of all peaks",
          "raw score",
          "A heap near 0 are peaks that the model would not have expected; it rebuilds what it knows. Scores above 1000 are possible.",
          s.raw());
      distribution(
          row,
          "final_distribution",
          "Final scores of all peaks",
          "final score",
          "Normalised to the same mean for every TR and held between 0 and 1000: low are peaks without their usual partners.",
          s.finals());
      if (!row.isEmpty()) blocks.add(new Block.Row(row));
      ridges(blocks, "tr_distributions", "Scores per TR", "TR", s.rawByTr(), s.finalByTr());
      ridges(
          blocks,
          "dataset_distributions",
          "Scores per dataset",
          "dataset",
          s.rawByDataset(),
          s.finalByDataset());
    }
    add("scores", "Distributions of scores", blocks);
  }

  private static void distribution(
      List<Figure> row, String id, String title, String x, String caption, Histogram h) {
    if (h == null || h.counts().size() < 2) return;
    double[] shares = shares(h);
    row.add(
        new Figure(
            id,
            title,
            caption,
            new Lines(
                span(x, h),
                Axis.from0("% of peaks", List.of(shares)),
                middles(h),
                List.of(new Lines.Series("% of peaks", shares, -1)),
                true,
                false)));
  }

  private static void ridges(
      List<Block> blocks,
      String id,
      String title,
      String of,
      List<Histogram> raw,
      List<Histogram> finals) {
    Set<String> names = new LinkedHashSet<>();
    List<List<Histogram>> stages = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    for (List<Histogram> stage : List.of(raw, finals)) {
      List<Histogram> usable = stage.stream().filter(h -> h.counts().size() >= 2).toList();
      if (usable.isEmpty()) continue;
      usable.forEach(h -> names.add(h.name()));
      stages.add(usable);
      titles.add(stage == raw ? "raw score" : "final score");
    }
    if (stages.isEmpty()) return;
    List<String> order = List.copyOf(names);
    List<Ridges.Stage> shown = new ArrayList<>();
    for (int k = 0; k < stages.size(); k++) {
      Histogram first = stages.get(k).get(0);
      double[][] shares = new double[order.size()][];
      for (Histogram h : stages.get(k))
        if (h.counts().size() == first.counts().size()) shares[order.indexOf(h.name())] = shares(h);
      shown.add(new Ridges.Stage(span(titles.get(k), first), middles(first), shares));
    }
    blocks.add(
        new Figure(
            id,
            title,
            "One row per "
                + of
                + ", each as high as its fullest bin: compare shapes and places, not heights. Two"
                + " heaps in a row are two kinds of peaks, with partners and without.",
            new Ridges(of, order, "score around", "share of peaks", shown)));
  }

  // ---- sources

  private void sources() {
    List<Block> blocks = new ArrayList<>();
    List<SourceScore> list = of.sources();
    if (list == null) {
      blocks.add(missing("sources", "Scores per source"));
    } else {
      List<String> datasets =
          of.data() != null
              ? of.data().datasets()
              : list.stream().map(SourceScore::dataset).distinct().toList();
      List<String> trs =
          of.data() != null
              ? of.data().trs()
              : list.stream().map(SourceScore::tr).distinct().toList();
      blocks.add(
          new Block.Row(
              List.of(
                  medians(
                      "source_raw",
                      "Median raw score per source",
                      "Faint sources are badly supported by the rest of the catalogue, or rare; before normalisation they do not compare.",
                      datasets,
                      trs,
                      list,
                      SourceScore::raw),
                  medians(
                      "source_final",
                      "Median final score per source",
                      "Within a TR, faint datasets agree less with the others. Grey: no such source.",
                      datasets,
                      trs,
                      list,
                      SourceScore::finals))));
      List<List<Object>> rows = new ArrayList<>();
      for (SourceScore s : list)
        rows.add(row(s.dataset(), s.tr(), s.peaks(), s.raw(), s.finals(), s.finals() - s.raw()));
      blocks.add(
          new Table(
              "sources",
              "Sources",
              "Medians of unrounded scores. Sort by the last column to see whom normalisation moved most.",
              List.of(
                  text("dataset"),
                  text("TR"),
                  number("peaks", 0),
                  number("median raw", 1),
                  number("median final", 1),
                  number("difference", 1)),
              rows));
    }
    add("sources", "Scores per source", blocks);
  }

  private static Figure medians(
      String id,
      String title,
      String caption,
      List<String> datasets,
      List<String> trs,
      List<SourceScore> list,
      ToDoubleFunction<SourceScore> value) {
    double[][] cells = new double[datasets.size()][trs.size()];
    for (double[] row : cells) Arrays.fill(row, Double.NaN);
    for (SourceScore s : list) {
      int y = datasets.indexOf(s.dataset());
      int z = trs.indexOf(s.tr());
      if (y >= 0 && z >= 0) cells[y][z] = value.applyAsDouble(s);
    }
    return new Figure(
        id,
        title,
        caption,
        new Heatmap(
            "dataset",
            "TR",
            datasets,
            trs,
            cells,
            ColourScale.amounts("median score", 1, cells),
            0,
            false));
  }

  // ---- regions

  private void regions() {
    List<Block> blocks = new ArrayList<>();
    if (of.perRegion() == null) {
      blocks.add(missing("perRegion", "Scores against the number of peaks"));
    } else {
      List<Figure> row = new ArrayList<>();
      perRegion(
          row,
          "region_mean",
          "Mean score of a region against its peaks",
          "mean final score",
          "Regions by their number of peaks, each class twice as many as the one before. Box: middle half; line: extremes. A model that knows groups scores crowded regions higher, with a spread that narrows.",
          true);
      perRegion(
          row,
          "region_max",
          "Highest score of a region against its peaks",
          "highest final score",
          "The same for the best peak of a region. Regions with many peaks have more chances of a high one.",
          false);
      if (!row.isEmpty()) blocks.add(new Block.Row(row));
    }
    regionTable(
        blocks,
        "best",
        "Best regions",
        "Highest sums of final scores: where most binding is corroborated.",
        of.best());
    regionTable(
        blocks,
        "worst",
        "Worst regions",
        "Lowest mean scores, of regions with enough peaks: binding without the usual partners.",
        of.worst());
    add("regions", "Regions", blocks);
  }

  private void perRegion(
      List<Figure> row, String id, String title, String y, String caption, boolean mean) {
    List<CellLineSummary.PerRegion> list =
        of.perRegion().stream().filter(p -> (mean ? p.mean() : p.max()).size() == 5).toList();
    if (list.isEmpty()) return;
    double[][] values =
        list.stream().map(p -> numbers(mean ? p.mean() : p.max())).toArray(double[][]::new);
    row.add(
        new Figure(
            id,
            title,
            caption,
            new Boxes(
                "log2 of the number of peaks",
                list.stream().map(p -> Integer.toString(p.log2())).toList(),
                list.stream().mapToLong(CellLineSummary.PerRegion::regions).toArray(),
                "regions",
                Axis.from0(y, List.of(values)),
                values)));
  }

  private void regionTable(
      List<Block> blocks, String part, String title, String caption, List<RegionScore> list) {
    if (list == null) {
      blocks.add(missing(part, title));
      return;
    }
    List<List<Object>> rows = new ArrayList<>();
    for (RegionScore r : list)
      rows.add(
          row(
              place(r.contig(), r.start(), r.end()),
              r.peaks(),
              (long) r.sources(),
              r.sum(),
              r.mean(),
              r.max()));
    blocks.add(
        new Table(
            part + "_regions",
            title,
            caption + " Positions are as a genome browser takes them, from 1.",
            List.of(
                text("region"),
                number("peaks", 0),
                number("sources", 0),
                number("sum", 0),
                number("mean", 1),
                number("highest", 0)),
            rows));
  }

  // ---- pairs

  private void pairs() {
    List<Block> blocks = new ArrayList<>();
    if (of.pairs() == null) {
      blocks.add(missing("pairs", "TRs alone and together"));
    } else {
      List<List<Object>> rows = new ArrayList<>();
      for (Pair p : of.pairs())
        rows.add(
            row(
                p.a(),
                p.b(),
                p.why(),
                p.correlation(),
                p.nAlone(),
                p.nTogether(),
                p.meanAlone(),
                p.meanTogether(),
                p.effect(),
                p.p() == 0 ? new Table.Worded("< 1e-300", 0) : Double.valueOf(p.p())));
      blocks.add(
          new Table(
              "pairs",
              "Peaks of A, alone and with B in the same region",
              "Effect is Cliff's delta: the chance that a peak with B scores higher than one without, minus the"
                  + " reverse; 0 is none, 1 and −1 are all. p is of a two-sided Mann–Whitney test and becomes small with many"
                  + " peaks whatever the effect: read the effect first.",
              List.of(
                  text("A"),
                  text("B"),
                  text("why shown"),
                  number("correlation", 3),
                  number("peaks alone", 0),
                  number("peaks together", 0),
                  number("mean alone", 1),
                  number("mean together", 1),
                  number("effect", 3),
                  number("p", -1)),
              rows));
      List<Figure> row = new ArrayList<>();
      int i = 0;
      for (Pair p : of.pairs()) {
        i++;
        Histogram a = p.alone();
        Histogram b = p.together();
        if (a == null
            || b == null
            || a.counts().size() < 2
            || a.counts().size() != b.counts().size()) continue;
        double[] alone = shares(a);
        double[] together = shares(b);
        row.add(
            new Figure(
                String.format("pair_%02d", i),
                p.a() + " with " + p.b(),
                "Final scores of "
                    + p.a()
                    + "'s peaks in regions without and with a peak of "
                    + p.b()
                    + ". Effect "
                    + Text.fixed(p.effect(), 3)
                    + ".",
                new Lines(
                    span("final score", a),
                    Axis.from0("% of peaks", List.of(alone, together)),
                    middles(a),
                    List.of(
                        new Lines.Series("alone", alone, -1),
                        new Lines.Series("together", together, -1)),
                    true,
                    true)));
      }
      if (!row.isEmpty()) blocks.add(new Block.Row(row));
    }
    add("pairs", "TRs alone and together", blocks);
  }

  // ---- provenance

  private void provenance() {
    List<Block> blocks = new ArrayList<>();
    if (of.models() != null && !of.models().isEmpty()) {
      Set<String> names = new TreeSet<>();
      of.models().forEach(m -> names.addAll(m.options().keySet()));
      List<Table.Column> columns = new ArrayList<>(List.of(text("option")));
      Seeds.of(of.models()).forEach(seed -> columns.add(text("seed " + seed)));
      List<List<Object>> rows = new ArrayList<>();
      for (String name : names) {
        List<Object> row = row(name);
        of.models().forEach(m -> row.add(m.options().get(name)));
        rows.add(row);
      }
      blocks.add(
          new Table("options", "Hyperparameters", "As the model files tell them.", columns, rows));
    }
    List<List<Object>> rows = new ArrayList<>();
    rows.add(row("summarised by", "crelens " + of.version() + " (" + of.revision() + ")"));
    if (of.models() != null) {
      List<String> seeds = Seeds.of(of.models());
      for (int i = 0; i < seeds.size(); i++)
        rows.add(
            row(
                "model of seed " + seeds.get(i) + " trained by",
                "crelens " + of.models().get(i).version()));
    }
    new TreeMap<>(of.digests())
        .forEach((role, digest) -> rows.add(row("SHA-256 of " + role, digest)));
    blocks.add(
        new Table(
            "digests",
            "Where it comes from",
            "The same digests mean the same inputs.",
            List.of(text("what"), text("value")),
            rows));
    add("provenance", "Provenance", blocks);
  }

  // ---- helpers

  private static Figure matrix(
      String id,
      String title,
      String caption,
      String rows,
      String columns,
      Matrix matrix,
      ColourScale scale) {
    return new Figure(
        id,
        title,
        caption,
        new Heatmap(
            rows, columns, matrix.rows(), matrix.columns(), cells(matrix), scale, 0, false));
  }

  static String source(String dataset, String tr) {
    return dataset + "." + tr;
  }

  /** As genome browsers take it: from 1, both ends in. */
  static String place(String contig, int start, int end) {
    return contig + ":" + Text.whole(start + 1L) + "-" + Text.whole(end);
  }

  static List<Object> row(Object... cells) {
    List<Object> row = new ArrayList<>(cells.length + 2);
    Collections.addAll(row, cells);
    return row;
  }
}
