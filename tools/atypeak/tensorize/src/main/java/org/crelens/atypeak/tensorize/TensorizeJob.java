package org.crelens.atypeak.tensorize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.PeakName;
import org.crelens.atypeak.data.PeakOrigin;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.TensorSummary;
import org.crelens.atypeak.data.TensorWriter;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.genome.Regions;
import org.crelens.libs.genome.Windows;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.io.Outputs;

/** Peaks and regions to a tensor file (spec, sections 2 and 3). */
record TensorizeJob(
    Path regions, List<Path> peaks, String cellLine, int window, int squish, Selection selection) {
  /**
   * @param output tensor file to write
   * @param summary table of its sizes, or null
   */
  void run(Reporter report, Path output, Path summary) throws IOException {
    try (Outputs outputs = new Outputs()) {
      outputs.stage(output);
      if (summary != null) outputs.stage(summary);
      Windows windows = Regions.read(regions).windows(window);
      Catalogue catalogue = new Catalogue(cellLine, windows);
      for (Path file : peaks) catalogue.read(file);
      if (catalogue.peaksOfCellLine() == 0) throw catalogue.noCellLine(peaks);
      catalogue.sort();
      List<PeakName> sources = catalogue.sources();
      Counter counter = new Counter(sources.size());
      sweep(catalogue, windows, counter);
      if (counter.rows == 0) throw catalogue.noOverlap(peaks, regions);
      Axes axes = selection.axes(sources, counter.peaks, report);
      boolean[] chosen = selection.chosen(sources, counter.peaks, axes);
      TensorHeader header =
          new TensorHeader(cellLine, windows.size(), window, squish, Crumb.NONE, axes, digests());
      Written written = write(outputs, output, header, catalogue, windows, sources, chosen);
      if (summary != null) summary(header, written).write(outputs, summary);
      outputs.commit();
      report.info(
          "%s: %d of %d peaks read are of %s; %d in regions; %d windows, %d datasets, %d TRs",
          output,
          catalogue.peaksOfCellLine(),
          catalogue.peaksRead(),
          cellLine,
          written.rows,
          windows.size(),
          axes.d(),
          axes.t());
    }
  }

  private Written write(
      Outputs outputs,
      Path output,
      TensorHeader header,
      Catalogue catalogue,
      Windows windows,
      List<PeakName> sources,
      boolean[] chosen)
      throws IOException {
    int[] cell = new int[sources.size()];
    for (int s = 0; s < cell.length; s++)
      cell[s] = chosen[s] ? header.axes().cell(sources.get(s).dataset(), sources.get(s).tr()) : -1;
    Written written = new Written();
    try (TensorWriter writer = new TensorWriter(outputs, output, header)) {
      sweep(
          catalogue,
          windows,
          (contig, w, start, end, source, first) -> {
            if (cell[source] < 0) return;
            writer.row(contig, w, windows.start(w), windows.end(w), cell[source], start, end);
            written.rows++;
            if (first) written.peaks++;
            if (w != written.lastWindow) written.windows++;
            written.lastWindow = w;
          });
    }
    for (boolean one : chosen) if (one) written.sources++;
    return written;
  }

  private static TensorSummary summary(TensorHeader header, Written written) {
    return new TensorSummary(
        header.cellLine(),
        header.windows(),
        written.windows,
        written.peaks,
        written.rows,
        header.axes().d(),
        header.axes().t(),
        written.sources,
        header.windowLength(),
        header.squish());
  }

  private Map<String, String> digests() throws IOException {
    Map<String, String> digests = new LinkedHashMap<>();
    // A pipe cannot be read a second time.
    if (Files.isRegularFile(regions)) digests.put("regions", InputFile.sha256(regions));
    digests.putAll(PeakOrigin.of(peaks).roles());
    return digests;
  }

  /**
   * Meets every (window, peak) that overlap, by window, then in the order of the peaks.
   *
   * <p>A peak that began before a window may end in it or far behind: those still open are kept in
   * a list, so that one pass serves peaks of any length.
   */
  private static void sweep(Catalogue catalogue, Windows windows, Visitor visitor)
      throws IOException {
    for (int c = 0; c < windows.contigs().size(); c++) {
      Catalogue.Columns peaks = catalogue.contig(c);
      String contig = windows.contigs().get(c);
      int[] open = new int[64];
      int fresh = 0;
      int opened = 0;
      int next = 0;
      for (int w = windows.firstOf(c); w < windows.endOf(c); w++) {
        int from = windows.start(w);
        int to = windows.end(w);
        fresh = opened;
        while (next < peaks.size && peaks.start[next] < to) {
          if (opened == open.length) open = Arrays.copyOf(open, opened * 2);
          open[opened++] = next++;
        }
        int kept = 0;
        for (int i = 0; i < opened; i++) {
          int p = open[i];
          if (peaks.end[p] <= from) continue;
          open[kept++] = p;
          visitor.visit(contig, w, peaks.start[p], peaks.end[p], peaks.source[p], i >= fresh);
        }
        opened = kept;
      }
    }
  }

  private interface Visitor {
    /**
     * @param first whether this is the first window that the peak overlaps
     */
    void visit(String contig, int window, int start, int end, int source, boolean first)
        throws IOException;
  }

  /** What went into a tensor file. */
  private static final class Written {
    private long rows;
    private long peaks;
    private int windows;
    private int lastWindow = -1;
    private int sources;
  }

  private static final class Counter implements Visitor {
    private final long[] peaks;
    private long rows;

    Counter(int sources) {
      peaks = new long[sources];
    }

    @Override
    public void visit(String contig, int window, int start, int end, int source, boolean first) {
      rows++;
      if (first) peaks[source]++;
    }
  }
}
