package org.crelens.common.report;

import static org.crelens.common.report.Chapter.place;
import static org.crelens.common.report.Chapter.row;
import static org.crelens.common.report.Chapter.source;
import static org.crelens.common.report.Values.cells;
import static org.crelens.common.report.Values.either;
import static org.crelens.common.report.Values.falling;
import static org.crelens.common.report.Values.folded;
import static org.crelens.common.report.Values.orNaN;
import static org.crelens.common.report.Values.turned;
import static org.crelens.libs.chart.Table.Column.number;
import static org.crelens.libs.chart.Table.Column.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.crelens.libs.chart.Axis;
import org.crelens.libs.chart.Bars;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.ColourRamp;
import org.crelens.libs.chart.ColourScale;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Heatmap;
import org.crelens.libs.chart.Mosaic;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Strips;
import org.crelens.libs.chart.Table;
import org.crelens.libs.chart.Text;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.CellLineSummary.Example;
import org.crelens.libs.summary.CellLineSummary.ExampleSource;
import org.crelens.libs.summary.CellLineSummary.Matrix;

/**
 * What a model learned: windows as it sees them, groups, neurons, phantoms.
 *
 * @param of whose model
 */
record Learned(CellLineSummary of) {
  /** Small pictures of neurons and filters beyond this many are left out: nobody looks at more. */
  private static final int TILES = 64;

  // ---- examples

  Section examples() {
    List<Block> blocks = new ArrayList<>();
    if (of.examples() == null || of.examples().isEmpty()) {
      blocks.add(Chapter.missing(of, "examples", "Examples of windows"));
    } else {
      int i = 0;
      for (Example e : of.examples()) blocks.add(example(e, ++i));
    }
    return new Section("examples", "Windows before, rebuilt and scored", blocks);
  }

  private static Figure example(Example e, int number) {
    List<ExampleSource> sources = e.sources();
    int bins = sources.stream().mapToInt(s -> s.rebuilt().size()).max().orElse(0);
    bins = Math.max(bins, (e.end() - e.binStart() + e.binLength() - 1) / e.binLength());
    int n = sources.size();
    double[][] before = new double[n][bins];
    double[][] rebuilt = new double[n][bins];
    double[][] scored = new double[n][bins];
    boolean[] faint = new boolean[n];
    boolean finals =
        sources.stream().flatMap(s -> s.finals().stream()).anyMatch(v -> v != null && !v.isNaN());
    for (int i = 0; i < n; i++) {
      ExampleSource s = sources.get(i);
      Arrays.fill(before[i], Double.NaN);
      Arrays.fill(rebuilt[i], Double.NaN);
      Arrays.fill(scored[i], Double.NaN);
      faint[i] = s.present().isEmpty();
      for (int b = 0; b < s.rebuilt().size(); b++) rebuilt[i][b] = orNaN(s.rebuilt().get(b));
      List<Double> scores = finals ? s.finals() : s.raw();
      for (int k = 0; k + 1 < s.present().size(); k += 2) {
        double score = k / 2 < scores.size() ? orNaN(scores.get(k / 2)) : Double.NaN;
        for (int b = Math.max(0, s.present().get(k));
            b < Math.min(bins, s.present().get(k + 1));
            b++) {
          before[i][b] = 1;
          scored[i][b] = score;
        }
      }
    }
    double[] positions = new double[bins];
    for (int b = 0; b < bins; b++)
      positions[b] = (double) e.binStart() + (double) b * e.binLength();
    Axis x =
        new Axis(
            Text.shortened(e.contig(), 24),
            e.binStart(),
            (double) e.binStart() + (double) bins * e.binLength(),
            false);
    return new Figure(
        String.format("example_%02d", number),
        kind(e.why()) + ": " + place(e.contig(), e.start(), e.end()),
        number == 1
            ? "One row per source, the same in all three pictures. Peaks as in the catalogue; what the model"
                + " rebuilds (1 is a peak it is sure of); and the scores of the peaks. Rows with a name in italics"
                + " have no peak here: what is rebuilt there is a phantom, a peak that the model expected."
            : "Peaks, what the model rebuilds of them, and their scores; names in italics have no peak here.",
        new Strips(
            "source",
            sources.stream().map(s -> source(s.dataset(), s.tr())).toList(),
            faint,
            x,
            positions,
            List.of(
                new Strips.Facet("Peaks", before, null),
                new Strips.Facet(
                    "Rebuilt", rebuilt, new ColourScale("rebuilt value", ColourRamp.AMOUNT, 0, 1)),
                new Strips.Facet(
                    "Scored",
                    scored,
                    new ColourScale(
                        finals ? "final score" : "raw score", ColourRamp.AMOUNT, 0, 1000)))));
  }

  private static String kind(String why) {
    return switch (why) {
      case "best" -> "One of the best windows";
      case "middle" -> "A window of middling score";
      case "worst" -> "One of the worst windows";
      default -> "A window that was asked for";
    };
  }

  // ---- correlation groups

  Section groups() {
    List<Block> blocks = new ArrayList<>();
    CellLineSummary.Groups g = of.groups();
    if (g == null) {
      blocks.add(Chapter.missing(of, "groups", "Correlation groups"));
    } else {
      blocks.add(Block.Note.plain(g.method()));
      List<List<Object>> rows = new ArrayList<>();
      for (CellLineSummary.Group group : g.list())
        rows.add(
            row(
                group.name(),
                (long) group.members().size(),
                String.join(", ", group.members()),
                String.join(", ", group.shared()),
                group.completeness(),
                group.windows()));
      blocks.add(
          new Table(
              "groups",
              "Groups of sources that the model expects together",
              "Completeness: mean share of the members that are present in windows with one of them. Shared: sources"
                  + " of other groups whose mean affinity to the members is at least the members' own."
                  + " Windows: those with a member.",
              List.of(
                  text("group"),
                  number("size", 0),
                  text("members"),
                  text("shared"),
                  number("completeness", 3),
                  number("windows", 0)),
              rows));
      List<Figure> row = new ArrayList<>();
      grouped(
          row,
          "affinity",
          "Affinity of sources",
          "What the groups were made from; sources of a group stand together. Blocks along the diagonal are groups; strong cells off it join sources of different groups, which the table lists as shared.",
          g,
          g.affinity());
      grouped(
          row,
          "rebuilt_from_one",
          "What a lone source brings with it",
          "Row: the only source shown to the model; column: how strongly each source is rebuilt. Strong off the diagonal: the model expects the column where it sees the row.",
          g,
          g.r());
      if (!row.isEmpty()) blocks.add(new Block.Row(row));
    }
    return new Section("groups", "Correlation groups", blocks);
  }

  private static void grouped(
      List<Figure> row,
      String id,
      String title,
      String caption,
      CellLineSummary.Groups g,
      Matrix matrix) {
    if (matrix == null) return;
    List<String> order = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    Set<String> known = new HashSet<>(matrix.rows());
    for (CellLineSummary.Group group : g.list())
      for (String member : group.members())
        if (known.contains(member) && placed.add(member)) order.add(member);
    for (String name : matrix.rows()) if (placed.add(name)) order.add(name);
    double[][] cells = cells(matrix);
    Matrix sorted = matrix;
    if (matrix.rows().equals(matrix.columns()) && order.size() == matrix.rows().size()) {
      int[] at = order.stream().mapToInt(matrix.rows()::indexOf).toArray();
      double[][] moved = new double[at.length][at.length];
      for (int i = 0; i < at.length; i++)
        for (int j = 0; j < at.length; j++) moved[i][j] = cells[at[i]][at[j]];
      cells = moved;
      sorted = new Matrix(order, order, List.of());
    }
    row.add(
        new Figure(
            id,
            title,
            caption,
            new Heatmap(
                "source",
                "source",
                sorted.rows(),
                sorted.columns(),
                cells,
                either("value", cells),
                0,
                false)));
  }

  // ---- neurons and filters

  Section neurons() {
    List<Block> blocks = new ArrayList<>();
    CellLineSummary.UrExamples ur = of.urExamples();
    if (ur == null || ur.list().isEmpty()) {
      blocks.add(Chapter.missing(of, "urExamples", "Ur-examples"));
    } else {
      int d = ur.datasets().size();
      int t = ur.trs().size();
      List<CellLineSummary.UrExample> shown =
          ur.list().stream()
              .filter(u -> d * t > 0 && u.mean().size() == d * t)
              .sorted(
                  Comparator.comparingDouble(CellLineSummary.UrExample::activation)
                      .reversed()
                      .thenComparingInt(CellLineSummary.UrExample::neuron))
              .limit(TILES)
              .toList();
      List<Mosaic.Tile> tiles =
          shown.stream()
              .map(u -> new Mosaic.Tile("neuron " + u.neuron(), folded(u.mean(), d, t)))
              .toList();
      if (!tiles.isEmpty())
        blocks.add(
            new Figure(
                "ur_examples",
                "Ur-examples of encoded neurons",
                "The input that excites a neuron most, mean over the window: datasets from the top, TRs from the left,"
                    + " in the order of the axes. Each is a group the network keeps a place for; tiles without structure"
                    + " are neurons it does not use. "
                    + shownOf(tiles.size(), ur.neurons(), "neuron")
                    + ", the most excitable first.",
                new Mosaic(
                    "dataset",
                    "TR",
                    ur.datasets(),
                    ur.trs(),
                    tiles,
                    either(
                        "mean input",
                        tiles.stream().map(Mosaic.Tile::values).toArray(double[][][]::new)))));
    }
    CellLineSummary.Kernels k = of.kernels();
    if (k == null || k.list().isEmpty() || k.positions() < 1 || k.datasets().isEmpty()) {
      blocks.add(Chapter.missing(of, "kernels", "Kernels"));
    } else {
      int d = k.datasets().size();
      List<String> positions = IntStream.range(0, k.positions()).mapToObj(i -> "bin " + i).toList();
      List<Mosaic.Tile> tiles = new ArrayList<>();
      for (int f = 0; f < Math.min(k.list().size(), TILES); f++)
        if (k.list().get(f).size() == k.positions() * d)
          tiles.add(
              new Mosaic.Tile("filter " + f, turned(folded(k.list().get(f), k.positions(), d))));
      if (!tiles.isEmpty())
        blocks.add(
            new Figure(
                "kernels",
                "Kernels of the first convolution",
                "What each filter looks for along the sequence: datasets from the top, bins from the left. Rows that are"
                    + " red together are datasets that the filter wants at the same place. "
                    + shownOf(tiles.size(), k.filters(), "filter")
                    + ".",
                new Mosaic(
                    "dataset",
                    "bin",
                    k.datasets(),
                    positions,
                    tiles,
                    ColourScale.signed(
                        "weight",
                        1e-9,
                        tiles.stream()
                            .flatMap(tile -> Arrays.stream(tile.values()))
                            .toArray(double[][]::new)))));
      int t = k.trNames().size();
      List<double[]> norms =
          k.trs().stream().filter(n -> n.size() == t).map(Values::numbers).toList();
      if (!norms.isEmpty()) {
        double[][] cells = norms.toArray(double[][]::new);
        blocks.add(
            new Figure(
                "tr_kernels",
                "TRs that the second convolution listens to",
                "Size of the weights per filter and TR. Several strong cells in a row: the filter joins those TRs.",
                new Heatmap(
                    "filter",
                    "TR",
                    IntStream.range(0, cells.length).mapToObj(Integer::toString).toList(),
                    k.trNames(),
                    cells,
                    ColourScale.amounts("norm of the weights", 1e-9, cells),
                    0,
                    false)));
      }
    }
    return new Section("neurons", "What the network looks for", blocks);
  }

  private static String shownOf(int shown, int all, String noun) {
    return shown >= all
        ? "All " + Text.count(all, noun)
        : Text.whole(shown) + " of " + Text.count(all, noun);
  }

  // ---- phantoms

  Section phantoms() {
    List<Block> blocks = new ArrayList<>();
    CellLineSummary.Phantoms p = of.phantoms();
    if (p == null) {
      blocks.add(Chapter.missing(of, "phantoms", "Phantoms"));
    } else {
      blocks.add(
          Block.Note.plain(
              Text.count(p.found(), "peak")
                  + " that the model expects and the catalogue lacks"
                  + (p.count() < p.found()
                      ? "; the " + Text.whole(p.count()) + " most expected were written"
                      : "")
                  + ". They are candidates for missing experiments or false negatives."));
      if (of.data() != null && p.byTr().size() == of.data().trs().size()) {
        double[] all = p.byTr().stream().mapToDouble(v -> v == null ? Double.NaN : v).toArray();
        Integer[] order = falling(all);
        double[] sorted = Arrays.stream(order).mapToDouble(i -> all[i]).toArray();
        blocks.add(
            new Figure(
                "phantoms_per_tr",
                "Phantoms per TR",
                "Where many are expected, the TR's experiments may be shallow, or few.",
                new Bars(
                    "TR",
                    Arrays.stream(order).map(of.data().trs()::get).toList(),
                    Axis.from0("phantoms", List.of(sorted)),
                    List.of(new Bars.Values("phantoms", sorted)))));
      }
      List<List<Object>> rows = new ArrayList<>();
      for (CellLineSummary.Phantom phantom : p.top())
        rows.add(
            row(
                place(phantom.contig(), phantom.start(), phantom.end()),
                phantom.name(),
                phantom.score()));
      blocks.add(
          new Table(
              "phantoms",
              "The most expected absent peaks",
              "Score: largest rebuilt value × k × 1000. All of them are in the phantoms' BED of the cell line.",
              List.of(text("place"), text("name"), number("score", 0)),
              rows));
    }
    return new Section("phantoms", "Phantoms: expected and absent", blocks);
  }
}
