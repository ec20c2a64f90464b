package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentFile;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Outputs;

/**
 * Writes the document about a whole run.
 *
 * @param files documents about its cell lines, in any order
 */
record CompareCellLinesJob(List<Path> files) {
  CompareCellLinesJob {
    files = List.copyOf(files);
  }

  /**
   * Writes the document to {@code target}, whole or not at all.
   *
   * @throws InputException for a file that is not a document of this tool about one cell line, and
   *     for two about the same one
   */
  Document run(Path target) throws IOException {
    try (Outputs outputs = new Outputs()) {
      outputs.stage(target);
      Document document = RunDocument.of(read());
      DocumentFile.write(document, outputs, target);
      outputs.commit();
      return document;
    }
  }

  private List<Document> read() throws IOException {
    Map<String, Document> byCellLine = new TreeMap<>(ByteOrder.NAMES);
    Map<String, Path> files = new TreeMap<>(ByteOrder.NAMES);
    for (Path file : this.files) {
      Document document = DocumentFile.read(file);
      if (document.kind() != Document.Kind.ITEM
          || !document.method().equals(CellLineDocument.METHOD))
        throw new InputException(
            file,
            document.kind() != Document.Kind.ITEM
                ? "is about a whole run"
                : "is of the method " + document.method(),
            "expected documents of summarize, one per cell line");
      Path other = files.put(document.item(), file);
      if (other != null)
        throw new InputException(
            file,
            "is about " + document.item() + ", and so is " + other,
            "give each cell line once");
      byCellLine.put(document.item(), document);
    }
    return List.copyOf(byCellLine.values());
  }
}
