package org.crelens.common.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.summary.CellLineSummary;
import org.crelens.libs.summary.SummaryFile;

/**
 * The summaries of a run.
 *
 * @param summaries by name of the cell line
 * @param missing folders of cell lines that have results and no summary
 */
record Inputs(List<CellLineSummary> summaries, List<Path> missing) {

  /** Reads files of summarize. */
  static Inputs of(List<Path> files) throws IOException {
    Map<String, Path> names = new TreeMap<>(ByteOrder.NAMES);
    Map<String, CellLineSummary> summaries = new TreeMap<>(ByteOrder.NAMES);
    for (Path file : files) {
      CellLineSummary summary;
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(InputFile.open(file), StandardCharsets.UTF_8))) {
        summary = Whole.of(SummaryFile.read(reader, file), file);
      }
      Path other = names.put(summary.cellLine(), file);
      if (other != null)
        throw new InputException(
            file
                + " and "
                + other
                + " are both of the cell line "
                + summary.cellLine()
                + " (give each cell line once)");
      summaries.put(summary.cellLine(), summary);
    }
    return new Inputs(List.copyOf(summaries.values()), List.of());
  }

  /** Looks for summaries in a folder of results: a folder per cell line. */
  static Inputs in(Path results) throws IOException {
    if (!Files.isDirectory(results))
      throw new InputException(results, "no such folder", "expected the --outdir of a run");
    List<Path> files = new ArrayList<>();
    List<Path> missing = new ArrayList<>();
    try (Stream<Path> folders = Files.list(results)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        String name = folder.getFileName().toString();
        Path here = folder.resolve(name + ".summary.json");
        Path below = folder.resolve("intermediate").resolve(name + ".summary.json");
        if (Files.exists(here)) files.add(here);
        else if (Files.exists(below)) files.add(below);
        else if (isCellLine(folder, name)) missing.add(folder);
      }
    }
    if (files.isEmpty() && missing.isEmpty())
      throw new InputException(
          results,
          "no results of a cell line",
          "expected <cell_line>/<cell_line>.summary.json or <cell_line>/intermediate/<cell_line>.summary.json");
    return new Inputs(of(files).summaries(), missing);
  }

  /**
   * What makes the summary of a cell line that has none.
   *
   * @param folder its results
   */
  static String summarize(Path folder) {
    String name = folder.getFileName().toString();
    return "./crelens tool summarize --results "
        + Escape.shell(folder.toString())
        + " --cell-line "
        + Escape.shell(name)
        + " --output "
        + Escape.shell(folder.resolve(name + ".summary.json").toString());
  }

  private static boolean isCellLine(Path folder, String name) {
    return Stream.of(name + ".final.bed.gz", name + ".scores.tsv.gz", "intermediate", "model")
        .anyMatch(part -> Files.exists(folder.resolve(part)));
  }
}
