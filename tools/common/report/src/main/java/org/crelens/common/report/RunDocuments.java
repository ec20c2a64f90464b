package org.crelens.common.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentFile;
import org.crelens.libs.chart.Noun;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.InputException;

/**
 * The documents of a run.
 *
 * @param run the document about the run as a whole, if there is one
 * @param items documents about items, by name
 * @param without names of items that have results and no document, by name
 */
record RunDocuments(Optional<Document> run, List<Document> items, List<String> without) {

  /** What the items are called. */
  Noun noun() {
    return run.or(() -> items.stream().findFirst()).map(Document::noun).orElse(Noun.of("item"));
  }

  /** Name of the method; empty when there is no document. */
  String method() {
    return run.or(() -> items.stream().findFirst()).map(Document::method).orElse("");
  }

  /** All documents, that of the run first. */
  List<Document> all() {
    return Stream.concat(run.stream(), items.stream()).toList();
  }

  /** Reads documents. */
  static RunDocuments of(List<Path> files) throws IOException {
    return of(files, List.of());
  }

  private static RunDocuments of(List<Path> files, List<String> without) throws IOException {
    Map<String, Path> names = new TreeMap<>(ByteOrder.NAMES);
    Map<String, Document> items = new TreeMap<>(ByteOrder.NAMES);
    Document run = null;
    Path runFile = null;
    String method = null;
    for (Path file : files) {
      Document document = DocumentFile.read(file);
      if (method == null) method = document.method();
      if (!method.equals(document.method()))
        throw new InputException(
            file
                + " is of the method "
                + document.method()
                + ", and "
                + files.get(0)
                + " of "
                + method
                + " (give the documents of one run)");
      if (document.kind() == Document.Kind.RUN) {
        if (run != null)
          throw new InputException(
              file + " and " + runFile + " are both about a run (give one of them)");
        run = document;
        runFile = file;
        continue;
      }
      Path other = names.put(document.item(), file);
      if (other != null)
        throw new InputException(
            file
                + " and "
                + other
                + " are both of the "
                + document.noun().one()
                + " "
                + document.item()
                + " (give each "
                + document.noun().one()
                + " once)");
      items.put(document.item(), document);
    }
    return new RunDocuments(Optional.ofNullable(run), List.copyOf(items.values()), without);
  }

  /**
   * Looks for documents in a folder of results: there, in the folder of each item, and in {@code
   * intermediate} below that.
   */
  static RunDocuments in(Path results) throws IOException {
    if (!Files.isDirectory(results))
      throw new InputException(results, "no such folder", "expected the --outdir of a run");
    List<Path> files = new ArrayList<>(documents(results));
    List<String> without = new ArrayList<>();
    List<Path> folders;
    try (Stream<Path> all = Files.list(results)) {
      folders = all.filter(Files::isDirectory).sorted().toList();
    }
    for (Path folder : folders) {
      List<Path> found = documents(folder);
      if (found.isEmpty()) found = documents(folder.resolve("intermediate"));
      if (found.isEmpty() && isItem(folder)) without.add(folder.getFileName().toString());
      files.addAll(found);
    }
    if (files.isEmpty() && without.isEmpty())
      throw new InputException(
          results,
          "no documents",
          "expected <item>/<item>"
              + DocumentFile.ENDING
              + " or <item>/intermediate/<item>"
              + DocumentFile.ENDING);
    return of(files, without);
  }

  private static List<Path> documents(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().endsWith(DocumentFile.ENDING))
          .sorted()
          .toList();
    }
  }

  // Files of an item begin with its name; folders of figures or of the run's own files have none.
  private static boolean isItem(Path folder) throws IOException {
    String start = folder.getFileName() + ".";
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files.anyMatch(f -> f.getFileName().toString().startsWith(start));
    }
  }
}
