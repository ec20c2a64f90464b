package org.crelens.libs.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Documents with every kind of block, plot and cell, made from a seed. */
public final class RandomDocument {
  private final Random random;
  private final int rows;
  private final int columns;
  private final UnaryOperator<String> names;

  private RandomDocument(long seed, int rows, int columns, UnaryOperator<String> names) {
    this.random = new Random(seed);
    this.rows = rows;
    this.columns = columns;
    this.names = names;
  }

  /** A document about an item, with matrices of this size. */
  public static Document of(String item, long seed, int rows, int columns) {
    return of(item, seed, rows, columns, name -> name);
  }

  /**
   * The same with other names.
   *
   * @param names what a plain name becomes; the item's own name too
   */
  public static Document of(
      String item, long seed, int rows, int columns, UnaryOperator<String> names) {
    return new RandomDocument(seed, rows, columns, names).item(item).build();
  }

  /** A document about a run that compares {@code items}. */
  public static Document run(long seed, List<String> items) {
    return new RandomDocument(seed, items.size(), 3, name -> name).run(items);
  }

  private DocumentBuilder item(String item) {
    DocumentBuilder document =
        DocumentBuilder.ofItem("testing", Noun.of("sample"), names.apply(item))
            .madeBy("0.1.0", "abc")
            .lead("A sentence about " + names.apply(item) + ".")
            .locus("chr1:101-2000")
            .digest("peaks", "0123456789abcdef".repeat(4));
    document.add(
        new Warning(
            Warning.Level.values()[random.nextInt(3)],
            "few_peaks",
            "There are few peaks in " + names.apply("GSE1000") + ".",
            "Give it more of them."));
    document.add(
        new KeyFigure("peaks", "peaks", "What was counted", random.nextInt(100000), "", 0, true));
    document.add(new KeyFigure("loss", "loss", "", random.nextDouble(), "", -1, true));
    document.add(new KeyFigure("length", "length", "", Double.NaN, "bp", 0, false));
    document.add(
        new Section(
            "first",
            "Lines and bars",
            List.of(
                Block.Note.plain("What " + names.apply("GSE1000") + " has."),
                new Block.Row(List.of(lines("loss", false), lines("histogram", true))),
                bars("one_bar", 1),
                bars("two_bars", 2),
                table("factors"),
                places(),
                new Block.Folded(table("options")))));
    document.add(
        new Section(
            "second",
            "Matrices",
            List.of(heatmap("average"), strips("example_01"), mosaic("tiles"))));
    document.add(
        new Section(
            "third",
            "Distributions",
            List.of(boxes("boxes"), ridges("ridges"), Block.Note.missing("Nothing is here."))));
    document.add(new MissingPart("Kernels", "there is no model: run train"));
    document.add(track(item, "final", "bigBed 9 +", ".final.bb"));
    document.add(track(item, "mean", "bigWig 0 1000", ".mean.bw"));
    return document;
  }

  private Document run(List<String> items) {
    List<List<Object>> cells = new ArrayList<>();
    for (String item : items)
      cells.add(Arrays.asList(new Table.ItemLink(item), "ok", random.nextInt(), null));
    return DocumentBuilder.ofRun("testing", Noun.of("sample"))
        .madeBy("0.1.0", "abc")
        .lead("What all of them have in common.")
        .add(
            new Section(
                "comparison",
                "Comparison",
                List.of(
                    new Table("compared", "Compared", "Row by row.", columns(), cells),
                    heatmap("medians").forMultiqc())))
        .build();
  }

  private Track track(String item, String id, String type, String ending) {
    Map<String, String> hub = new LinkedHashMap<>();
    hub.put("visibility", "pack");
    hub.put("filterValues.name", String.join(",", names("row", 2)));
    return new Track(
        id,
        names.apply("folder").replaceAll("[/\\\\.]", "_") + "_/" + item + ending,
        type,
        names.apply(item) + " " + id,
        "Scores of " + names.apply(item),
        "35,128,183",
        true,
        hub);
  }

  private List<String> names(String plain, int n) {
    return IntStream.range(0, n).mapToObj(i -> names.apply(plain + i)).toList();
  }

  private double number() {
    return random.nextInt(20) == 0
        ? Double.NaN
        : random.nextGaussian() * Math.pow(10, random.nextInt(5) - 2);
  }

  private double[] numbers(int n) {
    return IntStream.range(0, n).mapToDouble(i -> number()).toArray();
  }

  private double[][] matrix(int n, int m) {
    return IntStream.range(0, n).mapToObj(i -> numbers(m)).toArray(double[][]::new);
  }

  private static double[] positions(int n) {
    return IntStream.range(0, n).mapToDouble(i -> i + 0.5).toArray();
  }

  private Figure figure(String id, Plot plot) {
    return new Figure(
        id,
        "Figure " + id + " of " + names.apply("GSE1000"),
        "A caption that says how to read " + names.apply("tr0") + " here.",
        plot);
  }

  private Figure lines(String id, boolean steps) {
    int n = 5 + random.nextInt(20);
    List<Lines.Series> series =
        List.of(
            new Lines.Series(names.apply("seed"), numbers(n), steps ? -1 : random.nextInt(n)),
            new Lines.Series(
                names.apply("other"), numbers(n), new Lines.Band(numbers(n), numbers(n))));
    return figure(
            id,
            new Lines(
                new Axis("epoch", 0, n, false),
                Axis.from0(names.apply("loss"), series.stream().map(Lines.Series::values).toList()),
                positions(n),
                series,
                steps,
                steps))
        .forMultiqc();
  }

  private Figure bars(String id, int n) {
    List<Bars.Values> values =
        names("stage", n).stream().map(name -> new Bars.Values(name, numbers(rows))).toList();
    return figure(
        id,
        new Bars(
            "dataset",
            names("GSE100", rows),
            Axis.from0("share", values.stream().map(Bars.Values::values).toList()),
            values));
  }

  private Figure heatmap(String id) {
    double[][] values = matrix(rows, columns);
    return figure(
        id,
        new Heatmap(
            "dataset",
            "TR",
            names("GSE100", rows),
            names("tr", columns),
            values,
            ColourScale.fitting("share of bins", values),
            random.nextInt(2),
            random.nextBoolean()));
  }

  private Figure strips(String id) {
    int n = 30;
    boolean[] faint = new boolean[rows];
    for (int i = 0; i < rows; i++) faint[i] = random.nextBoolean();
    double[] positions = positions(n);
    for (int i = 0; i < n; i++) positions[i] = 123_456_789.0 + 50 * i;
    return figure(
        id,
        new Strips(
            "source",
            names("GSE100", rows),
            faint,
            new Axis(names.apply("chr1"), positions[0], positions[n - 1] + 50, false),
            positions,
            List.of(
                new Strips.Facet("present", matrix(rows, n), null),
                new Strips.Facet(
                    names.apply("rebuilt"),
                    matrix(rows, n),
                    new ColourScale("value", ColourRamp.SIGNED, -1, 1)))));
  }

  private Figure mosaic(String id) {
    List<Mosaic.Tile> tiles =
        names("neuron ", 5).stream()
            .map(name -> new Mosaic.Tile(name, matrix(rows, columns)))
            .toList();
    return figure(
        id,
        new Mosaic(
            "dataset",
            "TR",
            names("GSE100", rows),
            names("tr", columns),
            tiles,
            ColourScale.amounts("mean input", 1, tiles.get(0).values())));
  }

  private Figure boxes(String id) {
    double[][] values = new double[rows][];
    long[] counts = new long[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = random.doubles(5, 0, 1000).sorted().toArray();
      counts[i] = random.nextInt(1_000_000);
    }
    return figure(
        id,
        new Boxes(
            "peaks in the region",
            names("", rows),
            counts,
            "regions",
            Axis.from0("score", List.of(values)),
            values));
  }

  private Figure ridges(String id) {
    int n = 20;
    double[][] shares = new double[rows][];
    for (int i = 0; i < rows; i++)
      shares[i] = random.nextInt(4) == 0 ? null : random.doubles(n, 0, 1).toArray();
    Axis axis = new Axis("score", 0, n, false);
    return figure(
        id,
        new Ridges(
            "TR",
            names("tr", rows),
            "score around",
            "share of peaks",
            List.of(
                new Ridges.Stage(axis, positions(n), shares),
                new Ridges.Stage(axis, positions(n), shares))));
  }

  private static List<Table.Column> columns() {
    return List.of(
        Table.Column.text("dataset"),
        Table.Column.flag("flag"),
        Table.Column.number("k", 3),
        Table.Column.number("p", -1));
  }

  private Table places() {
    List<List<Object>> cells = new ArrayList<>();
    for (String contig : names("chr", 3)) {
      int start = random.nextInt(1_000_000);
      cells.add(Arrays.asList(new Table.Place(contig, start, start + 250), number()));
    }
    return new Table(
        "places",
        "Places " + names.apply("tr0"),
        "Where to look.",
        List.of(Table.Column.text("place"), Table.Column.number("score", 1)),
        cells);
  }

  private Table table(String id) {
    List<List<Object>> cells = new ArrayList<>();
    List<String> datasets = names("GSE100", Math.max(rows, 2));
    for (int i = 0; i < datasets.size() * columns; i++)
      cells.add(
          Arrays.asList(
              datasets.get(i / columns),
              random.nextBoolean() ? "ok" : "capped",
              number(),
              random.nextBoolean() ? new Table.Worded("< 1e-300", 0) : Double.valueOf(number())));
    return new Table(
        id,
        "Table " + id + " of " + names.apply("tr0"),
        "How to read " + names.apply("tr1"),
        columns(),
        cells);
  }
}
