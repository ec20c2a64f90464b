package org.crelens.atypeak.splitpeaks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.crelens.atypeak.data.PeakName;
import org.crelens.atypeak.data.PeakOrigin;
import org.crelens.atypeak.data.PeakReader;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TableWriter;

/**
 * A catalogue to a file of peaks per cell line, in one pass: memory grows with the number of cell
 * lines and of names, never with that of peaks.
 *
 * @param peaks files of the catalogue
 * @param wanted cell lines to write; all when empty
 * @param threads threads in all, the one that reads included
 */
record SplitPeaksJob(List<Path> peaks, Set<String> wanted, int threads) {
  // Every cell line has a block of 64 KiB in hand; names that end in a number of the peak, say,
  // must
  // not pass for cell lines until memory runs out.
  private static final int MOST_CELL_LINES = 10_000;

  /**
   * @param folder where the files go
   * @param summary table of them, or null
   */
  void run(Reporter report, Path folder, Path summary) throws IOException {
    try (Outputs outputs = new Outputs()) {
      outputs.folder(folder);
      if (summary != null) outputs.stage(summary);
      Map<String, CellLinePart> parts = new TreeMap<>(ByteOrder.NAMES);
      Set<String> others = new TreeSet<>(ByteOrder.NAMES);
      PeakOrigin origin = PeakOrigin.of(peaks);
      long read = 0;
      try (PartWriter writer = new PartWriter(threads - 1)) {
        for (Path file : peaks)
          read += split(file, new Parts(parts, others, origin, outputs, folder, writer));
        requireAll(parts.keySet(), others);
        for (CellLinePart part : parts.values()) part.end(writer);
      }
      if (summary != null) summarise(outputs, summary, parts);
      outputs.commit();
      report.info(
          "%s: %d cell lines, %,d of %,d peaks read",
          folder, parts.size(), parts.values().stream().mapToLong(CellLinePart::peaks).sum(), read);
    }
  }

  private long split(Path file, Parts parts) throws IOException {
    try (PeakReader reader = new PeakReader(file)) {
      LineSource line = reader.line();
      List<CellLinePart> partOf = new ArrayList<>();
      while (reader.next()) {
        int name = reader.name();
        if (reader.met() != null) partOf.add(part(line, reader.met(), parts));
        CellLinePart part = partOf.get(name);
        if (part != null) part.add(parts.writer, line.buffer(), line.lineStart(), line.lineEnd());
      }
      return reader.peaks();
    }
  }

  /** The file that peaks of this name go to; null for a cell line that is not wanted. */
  private CellLinePart part(LineSource line, PeakName name, Parts parts) throws IOException {
    if (!wanted.isEmpty() && !wanted.contains(name.cellLine())) {
      parts.others.add(name.cellLine());
      return null;
    }
    CellLinePart part = parts.byCellLine.get(name.cellLine());
    if (part == null) {
      if (parts.byCellLine.size() == MOST_CELL_LINES)
        throw line.error(
            "'" + name.cellLine() + "' would be one more than " + MOST_CELL_LINES + " cell lines",
            "expected " + PeakName.EXPECTED + "; name those to write with --cell-line");
      String file = CellLinePart.fileName(name.cellLine());
      if (file == null)
        throw line.error(
            "cell line '" + name.cellLine() + "' is too long to name a file",
            "name those to write with --cell-line, or shorten it");
      Path target = parts.folder.resolve(file);
      part = new CellLinePart(target, parts.outputs.stage(target));
      parts.byCellLine.put(name.cellLine(), part);
      part.begin(parts.writer, parts.origin.header(name.cellLine()));
    }
    part.met(name);
    return part;
  }

  private void requireAll(Set<String> found, Set<String> others) throws InputException {
    Set<String> missing = new TreeSet<>(ByteOrder.NAMES);
    missing.addAll(wanted);
    missing.removeAll(found);
    if (missing.isEmpty()) return;
    Set<String> present = new TreeSet<>(ByteOrder.NAMES);
    present.addAll(found);
    present.addAll(others);
    throw PeakReader.noCellLine(peaks.get(0), missing, present);
  }

  private static void summarise(Outputs outputs, Path to, Map<String, CellLinePart> parts)
      throws IOException {
    try (TableWriter table =
        TableWriter.create(outputs, to, "cell_line", "peaks", "datasets", "trs", "file")) {
      for (Map.Entry<String, CellLinePart> e : parts.entrySet()) {
        CellLinePart part = e.getValue();
        table.row(
            e.getKey(), part.peaks(), part.datasets(), part.trs(), part.target().getFileName());
      }
    }
  }

  /** What is open while the catalogue is read. */
  private record Parts(
      Map<String, CellLinePart> byCellLine,
      Set<String> others,
      PeakOrigin origin,
      Outputs outputs,
      Path folder,
      PartWriter writer) {}
}
