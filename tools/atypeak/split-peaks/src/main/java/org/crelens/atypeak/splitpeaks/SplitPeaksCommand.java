package org.crelens.atypeak.splitpeaks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.ThreadsOption;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options to {@link SplitPeaksJob}. */
@Command(
    name = "split-peaks",
    description = {
      "Split a catalogue of many cell lines into one file of peaks per cell line, in one pass.",
      "",
      "Lines keep their content and order, so that tensorize gives the same result for a split file as for the whole catalogue. Inputs may be unsorted, and plain, gzip, bgzip or xz."
    },
    footer = {
      "  split-peaks --peaks remap.bed.gz --cell-line hela k562 --output split \\",
      "      --output-summary split/summary.tsv",
      "  tensorize --regions crm.bed.gz --peaks split/hela.peaks.bed.gz \\",
      "      --cell-line hela --output hela.tensor.bed.gz",
      "",
      "Without --cell-line and --cell-lines, every cell line of the catalogue gets a file."
    })
final class SplitPeaksCommand extends Tool {
  @Option(
      names = "--peaks",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Peaks, BED with at least four columns, named dataset.tr.cell_line; several files are read as one.")
  List<Path> peaks;

  @Option(
      names = "--cell-line",
      arity = "1..*",
      paramLabel = "NAME",
      description =
          "Cell lines to write: the part of the peaks' names after the second dot, spelled exactly (default: all).")
  List<String> cellLines = List.of();

  @Option(
      names = "--cell-lines",
      paramLabel = "FILE",
      description = "File with more cell lines, one per line; lines that start with # are ignored.")
  Path list;

  @Mixin ThreadsOption threads;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description =
          "Folder for the files <cell_line>.peaks.bed.gz; created if missing. In file names, characters other than A-Z a-z 0-9 . _ + @ = ~ - become %%XX.")
  Path output;

  @Option(
      names = "--output-summary",
      paramLabel = "FILE",
      description = "Write a table of the files: cell_line, peaks, datasets, trs, file.")
  Path outputSummary;

  @Override
  protected void run(Reporter report) throws IOException {
    for (String name : cellLines) UsageException.require(!name.isBlank(), "--cell-line is blank");
    int workers = threads.count();
    checkInputs(peaks);
    Set<String> wanted = new TreeSet<>(ByteOrder.NAMES);
    wanted.addAll(cellLines);
    if (list != null) wanted.addAll(listed());
    new SplitPeaksJob(peaks, wanted, workers).run(report, output, outputSummary);
  }

  private List<String> listed() throws IOException {
    List<String> names = new ArrayList<>();
    try (LineSource lines = new LineSource(list)) {
      while (lines.next()) {
        String name = lines.text().strip();
        if (!name.isEmpty() && !name.startsWith("#")) names.add(name);
      }
    }
    if (names.isEmpty())
      throw new InputException(list, "holds no cell line", "expected one name per line");
    return names;
  }

  public static void main(String[] args) {
    System.exit(Tool.run(new SplitPeaksCommand(), args));
  }
}
