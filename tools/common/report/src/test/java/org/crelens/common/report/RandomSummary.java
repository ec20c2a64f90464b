package org.crelens.common.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.CellLineSummary.Crm;
import org.crelens.libs.summary.CellLineSummary.Data;
import org.crelens.libs.summary.CellLineSummary.Example;
import org.crelens.libs.summary.CellLineSummary.ExampleSource;
import org.crelens.libs.summary.CellLineSummary.Factor;
import org.crelens.libs.summary.CellLineSummary.Group;
import org.crelens.libs.summary.CellLineSummary.Groups;
import org.crelens.libs.summary.CellLineSummary.Histogram;
import org.crelens.libs.summary.CellLineSummary.Kernels;
import org.crelens.libs.summary.CellLineSummary.Level;
import org.crelens.libs.summary.CellLineSummary.Matrix;
import org.crelens.libs.summary.CellLineSummary.Missing;
import org.crelens.libs.summary.CellLineSummary.Model;
import org.crelens.libs.summary.CellLineSummary.Pair;
import org.crelens.libs.summary.CellLineSummary.PerRegion;
import org.crelens.libs.summary.CellLineSummary.Phantom;
import org.crelens.libs.summary.CellLineSummary.Phantoms;
import org.crelens.libs.summary.CellLineSummary.Qscore;
import org.crelens.libs.summary.CellLineSummary.RegionScore;
import org.crelens.libs.summary.CellLineSummary.Scores;
import org.crelens.libs.summary.CellLineSummary.SourceScore;
import org.crelens.libs.summary.CellLineSummary.Statistic;
import org.crelens.libs.summary.CellLineSummary.Statistics;
import org.crelens.libs.summary.CellLineSummary.UrExample;
import org.crelens.libs.summary.CellLineSummary.UrExamples;
import org.crelens.libs.summary.CellLineSummary.Warning;

/** Summaries as a run could leave them, drawn at random; the same seed gives the same. */
final class RandomSummary {
  private final Random random;
  private final UnaryOperator<String> name;
  private final long peaks;
  private final List<String> datasets;
  private final List<String> trs;

  private RandomSummary(long seed, UnaryOperator<String> name, int d, int t, long peaks) {
    random = new Random(seed);
    this.name = name;
    this.peaks = peaks;
    datasets = IntStream.range(0, d).mapToObj(i -> name.apply("GSE" + (1000 + i))).toList();
    trs = IntStream.range(0, t).mapToObj(i -> name.apply("tr" + i)).toList();
  }

  /** A whole one. */
  static CellLineSummary of(String cellLine, long seed, int datasets, int trs, long peaks) {
    return of(cellLine, seed, datasets, trs, peaks, UnaryOperator.identity());
  }

  /** One whose names pass through {@code name}. */
  static CellLineSummary of(
      String cellLine, long seed, int datasets, int trs, long peaks, UnaryOperator<String> name) {
    return new RandomSummary(seed, name, datasets, trs, peaks).summary(name.apply(cellLine));
  }

  private CellLineSummary summary(String cellLine) {
    List<String> dimensions = new ArrayList<>(datasets);
    dimensions.addAll(trs);
    List<String> sources = new ArrayList<>();
    for (String d : datasets) for (String t : trs) sources.add(d + "." + t);
    Map<String, Double> totals = new TreeMap<>();
    totals.put("1234", random.nextDouble() * 10);
    totals.put("1235", random.nextDouble() * 10);
    return new CellLineSummary(
        CellLineSummary.FORMAT,
        name.apply("0.1.0"),
        name.apply("abcdef0"),
        cellLine,
        List.of(
            new Warning(Level.SERIOUS, "floored", name.apply("three factors were floored")),
            new Warning(Level.CAUTION, "windows", name.apply("few windows")),
            new Warning(Level.NOTE, "stop", name.apply("stopped early"))),
        List.of(new Missing("none", name.apply("a reason"))),
        new Data(datasets, trs, peaks, peaks / 2, peaks / 3, peaks, sources.size(), 3200, 10),
        List.of(model(1234), model(1235)),
        new Crm(
            matrix(datasets, trs, random::nextDouble),
            square(datasets, () -> random.nextDouble() * 2 - 1),
            square(trs, () -> random.nextDouble() * 2 - 1),
            square(trs, random::nextDouble),
            values(datasets.size(), random::nextDouble),
            values(trs.size(), random::nextDouble)),
        new Qscore(
            totals,
            3400,
            square(dimensions, random::nextDouble),
            square(dimensions, () -> random.nextInt(2)),
            square(dimensions, () -> random.nextInt(2)),
            square(dimensions, () -> random.nextInt(2)),
            square(dimensions, () -> random.nextDouble() - 0.2)),
        factors(),
        new Statistics(statistics(trs), statistics(datasets)),
        new Scores(
            histogram("raw", 24),
            histogram("final", 20),
            trs.stream().map(t -> histogram(t, 24)).toList(),
            trs.stream().map(t -> histogram(t, 20)).toList(),
            datasets.stream().map(t -> histogram(t, 24)).toList(),
            datasets.stream().map(t -> histogram(t, 20)).toList()),
        sourceScores(),
        IntStream.range(2, 9).mapToObj(this::perRegion).toList(),
        IntStream.range(0, 4)
            .mapToObj(i -> pair(trs.get(i % trs.size()), trs.get((i + 1) % trs.size())))
            .toList(),
        List.of(example("best"), example("middle"), example("worst")),
        IntStream.range(0, 20).mapToObj(this::region).toList(),
        IntStream.range(0, 20).mapToObj(this::region).toList(),
        new Groups(
            name.apply("clustered by average linkage."),
            square(sources, random::nextDouble),
            List.of(
                new Group(
                    "G1", sources.subList(0, sources.size() / 2), sources.subList(0, 1), 0.6, 900),
                new Group(
                    "G2",
                    sources.subList(sources.size() / 2, sources.size()),
                    List.of(),
                    0.4,
                    700)),
            square(sources, random::nextDouble)),
        new Phantoms(
            100,
            250,
            trs.stream().map(t -> (long) random.nextInt(100)).toList(),
            IntStream.range(0, 10)
                .mapToObj(
                    i ->
                        new Phantom(
                            name.apply("chr1"),
                            i * 1000,
                            i * 1000 + 400,
                            sources.get(0) + "." + cellLine,
                            random.nextDouble() * 1000))
                .toList()),
        new UrExamples(
            256,
            datasets,
            trs,
            IntStream.range(0, 24)
                .mapToObj(
                    i ->
                        new UrExample(
                            i, random.nextDouble(), values(sources.size(), random::nextDouble)))
                .toList()),
        new Kernels(
            8,
            20,
            IntStream.range(0, 8)
                .mapToObj(i -> values(20 * datasets.size(), random::nextGaussian))
                .toList(),
            IntStream.range(0, 8).mapToObj(i -> values(trs.size(), random::nextDouble)).toList(),
            datasets,
            trs),
        Map.of(name.apply("peaks"), "00ff", name.apply("regions"), "ff00"));
  }

  private Model model(long seed) {
    int epochs = 5 + random.nextInt(12);
    List<Double> losses =
        IntStream.range(0, epochs)
            .mapToObj(i -> 0.07 * Math.exp(-0.4 * i) + 0.002 + random.nextDouble() * 1e-4)
            .toList();
    return new Model(
        seed,
        name.apply("x"),
        "0.1.0",
        Map.of(name.apply("filters"), name.apply("32"), "seed", Long.toString(seed)),
        losses,
        name.apply("no better for 5 epochs"),
        epochs - 2,
        583_637);
  }

  private static List<Double> values(int n, DoubleSupplier value) {
    return IntStream.range(0, n).mapToObj(i -> value.getAsDouble()).toList();
  }

  private static Matrix matrix(List<String> rows, List<String> columns, DoubleSupplier value) {
    return new Matrix(
        rows, columns, rows.stream().map(r -> values(columns.size(), value)).toList());
  }

  private static Matrix square(List<String> names, DoubleSupplier value) {
    return matrix(names, names, value);
  }

  private List<Factor> factors() {
    List<Factor> factors = new ArrayList<>();
    for (String d : datasets)
      for (String t : trs) {
        int kind = random.nextInt(12);
        Double odd = kind == 0 ? null : Double.valueOf(random.nextGaussian());
        factors.add(
            new Factor(
                d,
                t,
                random.nextDouble(),
                2 * random.nextDouble(),
                odd,
                kind == 0 ? 0.1 : random.nextDouble() * 3,
                kind == 0 ? "floored" : kind == 1 ? "capped" : "ok"));
      }
    return factors;
  }

  private List<Statistic> statistics(List<String> names) {
    List<Statistic> list = new ArrayList<>();
    for (String n : names)
      for (String stage : List.of("raw", "corr_group", "final")) {
        double mean = stage.equals("final") ? 750 : 200 + random.nextDouble() * 500;
        list.add(
            new Statistic(
                n,
                stage,
                random.nextInt(5000),
                mean,
                120,
                0,
                mean - 80,
                mean,
                mean + 80,
                1000,
                names == trs ? "ok" : null));
      }
    return list;
  }

  private Histogram histogram(String of, int bins) {
    double middle = random.nextDouble() * bins;
    List<Long> counts =
        IntStream.range(0, bins)
            .mapToObj(i -> Math.round(peaks * 0.01 * Math.exp(-Math.pow((i - middle) / 4, 2))))
            .toList();
    return new Histogram(of, 0, 50, counts);
  }

  private List<SourceScore> sourceScores() {
    List<SourceScore> list = new ArrayList<>();
    for (String d : datasets)
      for (String t : trs)
        if (random.nextInt(4) > 0)
          list.add(
              new SourceScore(
                  d,
                  t,
                  random.nextInt(9000),
                  random.nextDouble() * 900,
                  random.nextDouble() * 1000));
    return list;
  }

  private PerRegion perRegion(int log2) {
    return new PerRegion(
        log2,
        random.nextInt(5000),
        values(5, () -> random.nextDouble() * 1000).stream().sorted().toList(),
        values(5, () -> random.nextDouble() * 1000).stream().sorted().toList());
  }

  private Pair pair(String a, String b) {
    return new Pair(
        a,
        b,
        "highest",
        random.nextDouble(),
        histogram("alone", 20),
        histogram("together", 20),
        1000,
        2000,
        640.5,
        803.25,
        random.nextDouble() * 2 - 1,
        random.nextDouble() * 1e-5);
  }

  private Example example(String why) {
    List<ExampleSource> list = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int from = random.nextInt(300);
      int to = from + 5 + random.nextInt(15);
      boolean phantom = i > 9;
      List<Double> rebuilt =
          IntStream.range(0, 320)
              .mapToObj(b -> Math.exp(-Math.pow((b - from - 8) / 14.0, 2)) * 0.8)
              .toList();
      list.add(
          new ExampleSource(
              datasets.get(i % datasets.size()),
              trs.get(i % trs.size()),
              phantom ? List.of() : List.of(from, to),
              rebuilt,
              phantom ? List.of() : List.of(640.0),
              phantom ? List.of() : List.of(i == 3 ? Double.NaN : 812.0)));
    }
    return new Example(why, name.apply("chr2"), 10_000, 13_200, 10_000, 10, list);
  }

  private RegionScore region(int i) {
    int start = random.nextInt(1_000_000);
    return new RegionScore(
        name.apply("chr" + (1 + i % 22)),
        start,
        start + 3000,
        10 + random.nextInt(300),
        random.nextInt(40),
        random.nextDouble() * 90_000,
        random.nextDouble() * 1000,
        random.nextDouble() * 1000);
  }
}
