package org.crelens.atypeak.summarize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentBuilder;
import org.crelens.libs.chart.DocumentFile;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Heatmap;
import org.crelens.libs.chart.KeyFigure;
import org.crelens.libs.chart.Lines;
import org.crelens.libs.chart.Noun;
import org.crelens.libs.chart.Section;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCellLinesJobTest {
  @TempDir Path temporary;
  Path results;
  Path out;

  @BeforeEach
  void results() throws IOException {
    results = Files.createDirectory(temporary.resolve("x"));
    TinyResults.write(results);
    out = temporary.resolve("run.document.json");
  }

  private Path write(Document document, String name) throws IOException {
    Path file = temporary.resolve(name);
    try (Outputs outputs = new Outputs()) {
      DocumentFile.write(document, outputs, file);
      outputs.commit();
    }
    return file;
  }

  /** The document of the tiny results, as if they were those of another cell line. */
  private Path cellLine(String name) throws IOException {
    Document x =
        CellLineDocument.of(new SummarizeJob(results, "x", List.of(), 1).gather(Reporter.silent()));
    return write(
        new Document(
            x.format(),
            x.method(),
            x.kind(),
            name,
            x.noun(),
            x.version(),
            x.revision(),
            x.lead(),
            x.warnings(),
            x.keyFigures(),
            x.sections(),
            x.missing(),
            x.tracks(),
            x.locus(),
            x.digests()),
        name + ".document.json");
  }

  private Document compared(Path... files) throws IOException {
    List<Object> args = new ArrayList<>(List.of("--compare"));
    args.addAll(List.of(files));
    args.addAll(List.of("--output", out));
    CommandResult.of(new SummarizeCommand(), args.toArray()).done();
    return DocumentFile.read(out);
  }

  private static Figure figure(Document document, String id) {
    return document.figures().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void cellLinesAreComparedInTheOrderOfTheirNames() throws IOException {
    Document run = compared(cellLine("b"), cellLine("a"));
    assertEquals(Document.Kind.RUN, run.kind());
    assertTrue(
        run.lead()
            .startsWith("The run scored 10 peaks from 2 cell lines, of 16 peaks in the catalogue."),
        run.lead());
    Lines scores = (Lines) figure(run, "compared_final").plot();
    assertEquals(List.of("a", "b"), scores.series().stream().map(Lines.Series::name).toList());
    assertEquals(40, scores.series().get(1).values()[37], 1e-4);
    Lines loss = (Lines) figure(run, "compared_loss").plot();
    assertEquals(6, loss.positions().length);
    assertEquals(List.of("a", "b"), loss.series().stream().map(Lines.Series::name).toList());
  }

  @Test
  void rawMediansOfEachTrStandSideBySide() throws IOException {
    Figure figure = figure(compared(cellLine("a"), cellLine("b")), "tr_medians");
    assertTrue(figure.multiqc());
    Heatmap heatmap = (Heatmap) figure.plot();
    assertEquals(List.of("a", "b"), heatmap.rows());
    // Of v there are final scores only.
    assertEquals(List.of("t"), heatmap.columns());
    assertArrayEquals(new double[] {500}, heatmap.values()[0]);
  }

  @Test
  void curvesOfDifferentLengthEndWhereTheyEnd() throws IOException {
    Path a = cellLine("a");
    TinyResults.model(results, 7, "x", List.of(0.5, 0.25), "no improvement for 3 epochs");
    Lines loss = (Lines) figure(compared(a, cellLine("b")), "compared_loss").plot();
    assertArrayEquals(
        new double[] {0.5, 0.25, Double.NaN, Double.NaN, Double.NaN, Double.NaN},
        loss.series().get(1).values());
  }

  @Test
  void oneCellLineHasNothingToBeComparedWith() throws IOException {
    Document run = compared(cellLine("a"));
    assertEquals(List.of("next"), run.sections().stream().map(Section::id).toList());
    assertTrue(
        run.lead()
            .startsWith("The run scored 5 peaks from 1 cell line, of 8 peaks in the catalogue."),
        run.lead());
  }

  @Test
  void theRunSaysWhereToBegin() throws IOException {
    String next =
        ((Block.Note) compared(cellLine("a"), cellLine("b")).sections().get(0).blocks().get(0))
            .text();
    assertTrue(next.startsWith("Open the chapters"), next);
    assertTrue(next.contains("that of a first: it has the most warnings"), next);
    Path empty =
        write(
            DocumentBuilder.ofItem("atypeak", CellLineDocument.CELL_LINE, "c").build(),
            "c.document.json");
    assertEquals(List.of(), compared(empty).sections());
  }

  @Test
  void aCellLineWithoutScoresIsCountedAsSuch() throws IOException {
    Path a = cellLine("a");
    Path b =
        write(
            DocumentBuilder.ofItem("atypeak", CellLineDocument.CELL_LINE, "b").build(),
            "b.document.json");
    Document run = compared(a, b);
    assertTrue(run.lead().startsWith("The run scored 5 peaks from 1 of 2 cell lines."), run.lead());
    assertEquals(
        2,
        run.keyFigures().stream()
            .filter(f -> f.id().equals("cell_lines"))
            .mapToDouble(KeyFigure::value)
            .sum());
    Document none = compared(b);
    assertEquals("No peak of 1 cell line has a score yet.", none.lead());
  }

  @Test
  void otherDocumentsAreRefused() throws IOException {
    Path a = cellLine("a");
    refused("a.document.json", "so is", a, Files.copy(a, temporary.resolve("c.document.json")));
    refused(
        "run.document.json",
        "about a whole run",
        write(
            DocumentBuilder.ofRun("atypeak", CellLineDocument.CELL_LINE).build(),
            "run.document.json"));
    refused(
        "s.document.json",
        "of the method bindvae",
        write(
            DocumentBuilder.ofItem("bindvae", Noun.of("sample"), "s").build(), "s.document.json"));
    refused(
        "x.txt", "no JSON", Files.writeString(temporary.resolve("x.txt"), "nothing of the kind"));
  }

  private void refused(String file, String why, Path... files) throws IOException {
    List<Object> args = new ArrayList<>(List.of("--compare"));
    args.addAll(List.of(files));
    args.addAll(List.of("--output", temporary.resolve("o.json")));
    CommandResult.failing(temporary, new SummarizeCommand(), args.toArray()).says(3, file, why);
    assertFalse(Files.exists(temporary.resolve("o.json")));
  }

  @Test
  void resultsAndDocumentsDoNotGoTogether() throws IOException {
    Path a = cellLine("a");
    for (List<Object> options :
        List.<List<Object>>of(
            List.of(),
            List.of("--results", results),
            List.of("--cell-line", "x"),
            List.of("--compare", a, "--cell-line", "x"),
            List.of("--compare", a, "--results", results, "--cell-line", "x"))) {
      List<Object> args = new ArrayList<>(options);
      args.addAll(List.of("--output", out));
      CommandResult.failing(temporary, new SummarizeCommand(), args.toArray())
          .says(2, "--results FOLDER and --cell-line NAME, or --compare FILE");
    }
  }
}
