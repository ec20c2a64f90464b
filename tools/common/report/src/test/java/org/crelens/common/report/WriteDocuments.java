package org.crelens.common.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.chart.DocumentFile;
import org.crelens.libs.chart.RandomDocument;

/**
 * Writes random documents, for tests in a browser: FOLDER, then NAME ROWS COLUMNS of each item, and
 * one document about the run that compares them.
 */
final class WriteDocuments {
  private WriteDocuments() {}

  /** Writes them. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    List<String> items = new ArrayList<>();
    for (int i = 1; i + 2 < args.length; i += 3) {
      items.add(args[i]);
      Files.writeString(
          folder.resolve(args[i] + DocumentFile.ENDING),
          DocumentFile.json(
              RandomDocument.of(
                  args[i], i, Integer.parseInt(args[i + 1]), Integer.parseInt(args[i + 2]))));
    }
    Files.writeString(
        folder.resolve("run" + DocumentFile.ENDING),
        DocumentFile.json(RandomDocument.run(1, items)));
  }
}
