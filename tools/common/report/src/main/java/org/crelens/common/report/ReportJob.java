package org.crelens.common.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.Drawing;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Text;
import org.crelens.libs.cli.NearMatches;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.summary.CellLineSummary;

/**
 * Writes the report of a run; what is null is not written.
 *
 * @param title of the page and the hub
 * @param page the HTML file
 * @param figures folder for SVG files, a folder per cell line
 * @param multiqc folder for MultiQC's custom content
 * @param hub for the UCSC browser
 * @param igv session of IGV
 * @param genome assembly, as browsers call it
 * @param email whom users of the hub may write to
 * @param detailed cell lines with details on the page; all when empty
 */
record ReportJob(
    String title,
    Path page,
    Path figures,
    Path multiqc,
    Path hub,
    Path igv,
    String genome,
    String email,
    Set<String> detailed) {

  /** Writes everything, or nothing. */
  void run(Inputs inputs, RunInfo run, Reporter report) throws IOException {
    List<CellLineSummary> summaries = inputs.summaries();
    checkNames(inputs);
    for (Path folder : inputs.missing())
      report.warn(
          "%s has results and no summary; make it: %s",
          folder.getFileName(), Inputs.summarize(folder));
    try (Outputs outputs = new Outputs()) {
      Map<String, List<Section>> sections = new HashMap<>();
      for (CellLineSummary s : summaries) sections.put(s.cellLine(), Chapter.of(s));
      Page.Made made = Page.of(title, inputs, sections, detailed, run, Page.LIMIT);
      write(outputs, page, made.html());
      if (!made.leftOut().isEmpty())
        report.warn(
            "the page would be larger than %d MB: no details of %s; give --cell-line NAME for those you want",
            Page.LIMIT / 1_000_000, String.join(", ", made.leftOut()));
      if (figures != null) figures(outputs, summaries, sections, report);
      if (multiqc != null) {
        outputs.folder(multiqc);
        for (Map.Entry<String, String> file : Multiqc.files(summaries).entrySet())
          write(outputs, multiqc.resolve(file.getKey()), file.getValue());
      }
      if (hub != null) write(outputs, hub, Hub.of(title, genome, email, summaries));
      if (igv != null) write(outputs, igv, IgvSession.of(genome, summaries));
      outputs.commit();
    }
  }

  private void checkNames(Inputs inputs) {
    Set<String> known = new TreeSet<>();
    inputs.summaries().forEach(s -> known.add(s.cellLine()));
    for (String name : detailed)
      if (!known.contains(name))
        throw new UsageException(
            "--cell-line " + name + ": no summary is of it; " + NearMatches.hint(name, known));
  }

  private void figures(
      Outputs outputs,
      List<CellLineSummary> summaries,
      Map<String, List<Section>> sections,
      Reporter report)
      throws IOException {
    outputs.folder(figures);
    Set<String> folders = new HashSet<>();
    Set<Path> written = new HashSet<>();
    for (CellLineSummary s : summaries) {
      String name = Escape.fileName(s.cellLine());
      // Names that differ only in what a file name cannot hold.
      for (int i = 2; !folders.add(name); i++) name = Escape.fileName(s.cellLine()) + "_" + i;
      Path folder = figures.resolve(name);
      outputs.folder(folder);
      for (Section section : sections.get(s.cellLine()))
        for (Block block : section.blocks())
          for (Figure figure : figuresOf(block)) {
            Path file = folder.resolve(figure.id() + ".svg");
            write(outputs, file, Drawing.of(figure).file());
            written.add(file);
          }
    }
    List<String> others = others(written);
    if (!others.isEmpty())
      report.warn(
          "%s holds figures that are not of this report: %s; remove those that are out of date",
          figures, Text.some(others));
  }

  /**
   * Figures that this report does not write: folders of other cell lines, and files beside its own.
   * They may be wanted, so that nothing is removed.
   */
  private List<String> others(Set<Path> written) throws IOException {
    Set<Path> own = written.stream().map(Path::getParent).collect(Collectors.toSet());
    Set<String> others = new TreeSet<>(ByteOrder.NAMES);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(figures, Files::isDirectory)) {
      for (Path folder : folders) {
        if (!Files.isReadable(folder)) continue;
        String name = Escape.line(folder.getFileName().toString());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.svg")) {
          for (Path file : files)
            if (!own.contains(folder)) others.add(name);
            else if (!written.contains(file))
              others.add(name + "/" + Escape.line(file.getFileName().toString()));
        }
      }
    }
    return List.copyOf(others);
  }

  private static List<Figure> figuresOf(Block block) {
    if (block instanceof Figure figure) return List.of(figure);
    return block instanceof Block.Row row ? row.figures() : List.of();
  }

  private static void write(Outputs outputs, Path file, String text) throws IOException {
    try (OutputStream out = outputs.open(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
