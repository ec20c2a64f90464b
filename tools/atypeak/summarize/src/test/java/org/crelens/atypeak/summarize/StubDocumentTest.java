package org.crelens.atypeak.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentFile;
import org.junit.jupiter.api.Test;

/** What the pipeline writes in a stub run must be a document that report can read. */
class StubDocumentTest {
  private static final Path MODULES = Path.of("../../../modules/atypeak/summarize");
  private static final Pattern PRINTED = Pattern.compile("printf '(\\{.*\\})");

  @Test
  void stubsOfThePipelineAreDocuments() throws IOException {
    List<Document> documents = new ArrayList<>();
    for (Path module : modules()) {
      Matcher printed = PRINTED.matcher(Files.readString(module));
      while (printed.find())
        documents.add(
            DocumentFile.read(new StringReader(printed.group(1).replace("%s", "hela")), module));
    }
    assertTrue(documents.size() > 0, "no stub below " + MODULES.toAbsolutePath().normalize());
    for (Document document : documents) {
      assertEquals(CellLineDocument.METHOD, document.method());
      assertEquals(CellLineDocument.CELL_LINE, document.noun());
      assertEquals(document.kind() == Document.Kind.RUN ? "run" : "hela", document.item());
      if (document.kind() == Document.Kind.ITEM)
        assertTrue(document.missing().get(0).reason().contains("stub"), document.toString());
    }
  }

  private static List<Path> modules() throws IOException {
    try (var files = Files.walk(MODULES)) {
      return files.filter(file -> file.endsWith("main.nf")).sorted().toList();
    }
  }
}
