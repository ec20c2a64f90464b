package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.crelens.libs.chart.Axis;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.ColourScale;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentBuilder;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Heatmap;
import org.crelens.libs.chart.KeyFigure;
import org.crelens.libs.chart.Lines;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;
import org.crelens.libs.chart.Text;
import org.crelens.libs.chart.Warning;
import org.crelens.libs.cli.Version;
import org.crelens.libs.io.ByteOrder;

/**
 * The document about a whole run: it compares the cell lines by what their documents hold, namely
 * the key figures {@code peaks} and {@code catalogue}, the figures {@code raw_distribution}, {@code
 * final_distribution} and {@code loss}, and the table {@code tr_statistics}.
 */
final class RunDocument {
  /** Lines that a figure shows at most; with more nobody can tell them apart. */
  private static final int LINES = 12;

  private final List<Document> cellLines;

  private RunDocument(List<Document> cellLines) {
    this.cellLines = cellLines;
  }

  /**
   * Compares.
   *
   * @param cellLines their documents, in the order in which they are shown
   */
  static Document of(List<Document> cellLines) {
    return new RunDocument(cellLines).document();
  }

  private Document document() {
    DocumentBuilder document =
        DocumentBuilder.ofRun(CellLineDocument.METHOD, CellLineDocument.CELL_LINE)
            .madeBy(Version.version(), Version.revision())
            .lead(lead());
    document.add(figure("cell_lines", "cell lines", cellLines.size()));
    document.add(figure(KeyFigures.PEAKS, "peaks", scoredPeaks()));
    next().ifPresent(document::add);
    // One cell line has nothing to be compared with.
    if (cellLines.size() > 1) {
      add(document, "scores", "Scores of the cell lines", scores());
      add(document, "trs", "TRs of the cell lines", trMedians().map(List::of).orElse(List.of()));
      add(
          document,
          "training",
          "Training of the cell lines",
          losses().map(List::of).orElse(List.of()));
    }
    return document.build();
  }

  private static KeyFigure figure(String id, String name, double value) {
    return new KeyFigure(id, name, "", value, "", 0, false);
  }

  private static void add(DocumentBuilder to, String id, String title, List<Figure> figures) {
    if (!figures.isEmpty()) to.add(new Section(id, title, List.of(new Block.Row(figures))));
  }

  // The chapters have the peaks to look at; here stands where to begin.
  private Optional<Section> next() {
    List<Document> scored = cellLines.stream().filter(d -> peaks(d) > 0).toList();
    if (scored.isEmpty()) return Optional.empty();
    Document first = scored.stream().max(Comparator.comparingLong(RunDocument::alarms)).get();
    String begin =
        cellLines.size() == 1
            ? "Open the chapter of " + first.item() + " (the tabs are at the top of the page)."
            : alarms(first) == 0
                ? "Open the chapter of a cell line (the tabs are at the top of the page)."
                : "Open the chapters (the tabs are at the top of the page), and that of "
                    + first.item()
                    + " first: it has the most warnings.";
    return Optional.of(
        new Section(
            "next",
            "What to do next",
            List.of(
                Block.Note.plain(
                    begin
                        + " It lists the peaks with the highest and the lowest final scores. Look"
                        + " at some of both in a genome browser, best near a gene that you know. If"
                        + " the scores make sense there, go on with the files <cell"
                        + " line>.final.bed.gz and <cell line>.scores.tsv.gz in the folder of each"
                        + " cell line."))));
  }

  private static long alarms(Document document) {
    return document.warnings().stream().filter(w -> w.level() != Warning.Level.NOTE).count();
  }

  private String lead() {
    long scored = cellLines.stream().filter(d -> peaks(d) > 0).count();
    String all = CellLineDocument.CELL_LINE.count(cellLines.size());
    if (scored == 0) return "No peak of " + all + " has a score yet.";
    return "The run scored "
        + Text.count((long) scoredPeaks(), "peak")
        + " from "
        + (scored < cellLines.size() ? Text.whole(scored) + " of " : "")
        + all
        + outside()
        + ". A high final score means that a peak has the company that is usual for it; a low score"
        + " means that it stands alone.";
  }

  // Only where every cell line was counted: a sum of some says nothing.
  private String outside() {
    double catalogue = 0;
    for (Document document : cellLines) {
      double own = value(document, KeyFigures.CATALOGUE);
      if (!(own > 0)) return "";
      catalogue += own;
    }
    return ", of " + Text.count((long) catalogue, "peak") + " in the catalogue";
  }

  private double scoredPeaks() {
    return cellLines.stream().mapToDouble(RunDocument::peaks).sum();
  }

  private static double peaks(Document document) {
    return value(document, KeyFigures.PEAKS);
  }

  private static double value(Document document, String id) {
    return document.keyFigures().stream()
        .filter(figure -> figure.id().equals(id) && figure.known())
        .mapToDouble(KeyFigure::value)
        .findFirst()
        .orElse(0);
  }

  /** The lines of one figure of every cell line that has it; only the first few cell lines. */
  private Map<String, Lines> lines(String id) {
    Map<String, Lines> found = new LinkedHashMap<>();
    for (Document document : cellLines)
      for (Figure figure : document.figures())
        if (figure.id().equals(id) && figure.plot() instanceof Lines lines && found.size() < LINES)
          found.put(document.item(), lines);
    return found;
  }

  private String firstOnes(int shown) {
    return shown < LINES || cellLines.size() <= LINES
        ? ""
        : " Only the first " + LINES + " cell lines are shown.";
  }

  private List<Figure> scores() {
    List<Figure> figures = new ArrayList<>();
    distribution(
            "compared_raw",
            "Raw scores",
            "Raw scores of all peaks, one line per cell line. The hump near 0 consists of peaks"
                + " that the model does not expect. A cell line with a much larger hump than the"
                + " others may have noisy peaks or a model that learned little.",
            ScoreSection.RAW)
        .ifPresent(figures::add);
    distribution(
            "compared_final",
            "Final scores",
            "Final scores of all peaks, one line per cell line. Normalisation gives every TR of a"
                + " cell line about the same mean, so that the lines should resemble each other."
                + " Compare how many peaks lie below 500.",
            ScoreSection.FINAL)
        .ifPresent(figures::add);
    return figures;
  }

  private Optional<Figure> distribution(String id, String title, String caption, String of) {
    Map<String, Lines> all = lines(of);
    if (all.isEmpty()) return Optional.empty();
    Lines first = all.values().iterator().next();
    List<Lines.Series> series = new ArrayList<>();
    all.forEach(
        (cellLine, lines) -> {
          // Others come from a version with other bins.
          if (Arrays.equals(lines.positions(), first.positions()) && !lines.series().isEmpty())
            series.add(new Lines.Series(cellLine, lines.series().get(0).values()));
        });
    return Optional.of(
        new Figure(
            id,
            title,
            caption + firstOnes(all.size()),
            new Lines(
                first.x(),
                Axis.from0(first.y().title(), series.stream().map(Lines.Series::values).toList()),
                first.positions(),
                series,
                true,
                false)));
  }

  private Optional<Figure> losses() {
    Map<String, Lines> all = lines(TrainingSection.LOSS);
    if (all.isEmpty()) return Optional.empty();
    int epochs = all.values().stream().mapToInt(l -> l.positions().length).max().orElse(0);
    List<Lines.Series> series = new ArrayList<>();
    all.forEach(
        (cellLine, lines) -> {
          for (Lines.Series one : lines.series()) {
            double[] values = Arrays.copyOf(one.values(), epochs);
            Arrays.fill(values, one.values().length, epochs, Double.NaN);
            String name = lines.series().size() == 1 ? cellLine : cellLine + ", " + one.name();
            if (series.size() < LINES) series.add(new Lines.Series(name, values, one.marked()));
          }
        });
    return Optional.of(
        new Figure(
            "compared_loss",
            "Loss per epoch",
            "The error of each model while it was trained. Every curve should fall quickly and then"
                + " level off. Losses of different cell lines differ because their data do: compare"
                + " the shapes, not the heights."
                + firstOnes(series.size()),
            TrainingSection.epochLines(epochs, series)));
  }

  private Optional<Figure> trMedians() {
    Map<String, Map<String, Double>> medians = new LinkedHashMap<>();
    TreeSet<String> trs = new TreeSet<>(ByteOrder.NAMES);
    for (Document document : cellLines)
      document.sections().stream()
          .flatMap(Section::tables)
          .filter(table -> table.id().equals(NormalisationSection.TR_STATISTICS))
          .forEach(table -> medians.put(document.item(), rawMedians(table)));
    medians.values().forEach(row -> trs.addAll(row.keySet()));
    if (trs.isEmpty()) return Optional.empty();
    List<String> columns = List.copyOf(trs);
    double[][] cells =
        medians.values().stream()
            .map(
                row ->
                    columns.stream().mapToDouble(tr -> row.getOrDefault(tr, Double.NaN)).toArray())
            .toArray(double[][]::new);
    return Optional.of(
        new Figure(
                "tr_medians",
                "Median raw score per TR",
                "Pale TRs get little support from the rest of their catalogue, or are rare. A TR"
                    + " that is dark in one cell line and pale in another has usual partners only"
                    + " in the first, or too few peaks in the second. Grey cells: no peaks.",
                new Heatmap(
                    "cell line",
                    "TR",
                    List.copyOf(medians.keySet()),
                    columns,
                    cells,
                    ColourScale.amounts("median raw score", 1, cells),
                    0,
                    false))
            .forMultiqc());
  }

  private static Map<String, Double> rawMedians(Table table) {
    List<String> columns = table.columns().stream().map(Table.Column::name).toList();
    int tr = columns.indexOf("TR");
    int stage = columns.indexOf("stage");
    int median = columns.indexOf("median");
    Map<String, Double> medians = new TreeMap<>(ByteOrder.NAMES);
    if (tr < 0 || stage < 0 || median < 0) return medians;
    for (List<Object> row : table.rows())
      if ("raw".equals(row.get(stage))
          && row.get(tr) instanceof String name
          && row.get(median) instanceof Double value) medians.put(name, value);
    return medians;
  }
}
