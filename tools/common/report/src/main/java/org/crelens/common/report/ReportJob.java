package org.crelens.common.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.Drawing;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Text;
import org.crelens.libs.cli.NearMatches;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.Outputs;

/**
 * Writes the report of a run; what is null is not written.
 *
 * @param title of the page and the hub
 * @param page the HTML file
 * @param figures folder for SVG files, a folder per item
 * @param multiqc folder for MultiQC's custom content
 * @param hub for the UCSC browser
 * @param session of IGV
 * @param genome assembly, as browsers call it
 * @param email whom users of the hub may write to
 * @param wanted items with a chapter on the page; all when empty
 */
record ReportJob(
    String title,
    Path page,
    Path figures,
    Path multiqc,
    Path hub,
    Path session,
    String genome,
    String email,
    Set<String> wanted) {

  /** Writes everything, or nothing. */
  void run(RunDocuments documents, RunSettings info, Reporter report) throws IOException {
    checkNames(documents);
    for (String item : documents.without())
      report.warn("%s has results and no document: the page only names it", item);
    try (Outputs outputs = new Outputs()) {
      PageWriter.Written written =
          new PageWriter(title, documents, info, BrowserLinks.of(genome, page, hub, session))
              .write(wanted, PageWriter.LIMIT);
      write(outputs, page, written.html());
      if (!written.leftOut().isEmpty())
        report.warn(
            "the page would be larger than %d MB: no details of %s; give --item NAME for those you"
                + " want",
            PageWriter.LIMIT / 1_000_000, String.join(", ", written.leftOut()));
      if (figures != null) figures(outputs, documents, report);
      if (multiqc != null) {
        outputs.folder(multiqc);
        for (Map.Entry<String, String> file : MultiqcWriter.files(documents, info).entrySet())
          write(outputs, multiqc.resolve(file.getKey()), file.getValue());
      }
      if (hub != null) write(outputs, hub, UcscHub.of(title, genome, email, documents.all()));
      if (session != null) write(outputs, session, BrowserSession.of(genome, documents.all()));
      outputs.commit();
    }
  }

  private void checkNames(RunDocuments documents) {
    Set<String> known = new TreeSet<>();
    documents.items().forEach(document -> known.add(document.item()));
    for (String name : wanted)
      if (!known.contains(name))
        throw new UsageException(
            "--item " + name + ": no document is about it; " + NearMatches.hint(name, known));
  }

  // ---- figures

  private void figures(Outputs outputs, RunDocuments documents, Reporter report)
      throws IOException {
    outputs.folder(figures);
    Set<String> folders = new HashSet<>();
    Set<Path> written = new HashSet<>();
    // Items first: they keep their names also when one is called like the run.
    for (Document document : documents.items())
      figures(outputs, document, folder(document, folders), written);
    if (documents.run().isPresent())
      figures(outputs, documents.run().get(), folder(documents.run().get(), folders), written);
    List<String> others = others(written);
    if (!others.isEmpty())
      report.warn(
          "%s holds figures that are not of this report: %s; remove those that are out of date",
          figures, Text.some(others));
  }

  // Names may differ only in what a file name cannot hold.
  private static String folder(Document document, Set<String> taken) {
    String plain = SafeNames.fileName(document.item());
    String name = plain;
    for (int i = 2; !taken.add(name); i++) name = plain + "_" + i;
    return name;
  }

  private void figures(Outputs outputs, Document document, String name, Set<Path> written)
      throws IOException {
    if (document.figures().isEmpty()) return;
    Path folder = figures.resolve(name);
    outputs.folder(folder);
    for (Figure figure : document.figures()) {
      Path file = folder.resolve(figure.id() + ".svg");
      write(outputs, file, Drawing.of(figure).file());
      written.add(file);
    }
  }

  /**
   * Figures that this report does not write: folders of other items, and files beside its own. They
   * may be wanted, so nothing is removed.
   */
  private List<String> others(Set<Path> written) throws IOException {
    Set<Path> own = written.stream().map(Path::getParent).collect(Collectors.toSet());
    Set<String> others = new TreeSet<>(ByteOrder.NAMES);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(figures, Files::isDirectory)) {
      for (Path folder : folders) {
        if (!Files.isReadable(folder)) continue;
        String name = SafeNames.line(folder.getFileName().toString());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.svg")) {
          for (Path file : files)
            if (!own.contains(folder)) others.add(name);
            else if (!written.contains(file))
              others.add(name + "/" + SafeNames.line(file.getFileName().toString()));
        }
      }
    }
    return List.copyOf(others);
  }

  private static void write(Outputs outputs, Path file, String text) throws IOException {
    try (OutputStream out = outputs.open(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
