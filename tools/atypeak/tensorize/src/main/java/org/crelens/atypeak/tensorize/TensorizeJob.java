package org.crelens.atypeak.tensorize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.PeakName;
import org.crelens.atypeak.data.PeakOrigin;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.TensorSummary;
import org.crelens.atypeak.data.TensorWriter;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.genome.Interval;
import org.crelens.libs.genome.Regions;
import org.crelens.libs.genome.Windows;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.io.Outputs;

/**
 * Peaks and regions to a tensor file (spec, sections 2 and 3).
 *
 * @param allowFew whether hardly any peak needs to lie in a region
 */
record TensorizeJob(
    Path regions,
    List<Path> peaks,
    String cellLine,
    int window,
    int squish,
    Selection selection,
    boolean allowFew) {
  private static final String DOUBT =
      "are peaks and regions of the same assembly, and are these the regions that you mean?";

  /**
   * @param output tensor file to write
   * @param summary table of its sizes, or null
   */
  void run(Reporter report, Path output, Path summary) throws IOException {
    try (Outputs outputs = new Outputs()) {
      outputs.stage(output);
      if (summary != null) outputs.stage(summary);
      Windows windows = windows();
      Catalogue catalogue = new Catalogue(cellLine, windows);
      for (Path file : peaks) catalogue.read(file);
      if (catalogue.peaksOfCellLine() == 0) throw catalogue.noCellLine(peaks);
      catalogue.sort();
      List<PeakName> sources = catalogue.sources();
      Counter counter = new Counter(sources.size());
      sweep(catalogue, windows, counter);
      if (counter.rows == 0) throw catalogue.noOverlap(peaks, regions);
      long inRegions = Arrays.stream(counter.peaks).sum();
      if (!allowFew) refuseHardlyAny(catalogue.peaksOfCellLine(), inRegions);
      Axes axes = selection.axes(peaks.get(0), sources, counter.peaks, report);
      boolean[] chosen = selection.chosen(sources, counter.peaks, axes);
      TensorHeader header =
          new TensorHeader(cellLine, windows.size(), window, squish, Crumb.NONE, axes, digests());
      Written written = write(outputs, output, header, catalogue, windows, sources, chosen);
      TensorSummary sizes = summary(header, written, catalogue.peaksOfCellLine(), inRegions);
      if (summary != null) sizes.write(outputs, summary);
      outputs.commit();
      report.info(
          "%s: %,d of %,d peaks read are of %s; %,d windows, %,d datasets, %,d TRs",
          output,
          catalogue.peaksOfCellLine(),
          catalogue.peaksRead(),
          cellLine,
          windows.size(),
          axes.d(),
          axes.t());
      if (sizes.hasFewInRegions()) report.warn("%s: %s (%s)", cellLine, sizes.scored(), DOUBT);
      else report.info("%s: %s", cellLine, sizes.scored());
    }
  }

  private Windows windows() throws IOException {
    Regions read = Regions.read(regions);
    long count = 0;
    for (Interval region : read.intervals())
      count += ((long) region.length() + window - 1) / window;
    UsageException.require(
        count <= Integer.MAX_VALUE,
        String.format(
            Locale.ROOT,
            "--window %d cuts the regions of %s into %,d windows; expected at most %,d",
            window,
            regions,
            count,
            Integer.MAX_VALUE));
    return read.windows(window);
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

  private void refuseHardlyAny(long ofCellLine, long inRegions) throws InputException {
    if (!TensorSummary.hardlyAny(inRegions, ofCellLine)) return;
    throw new InputException(
        peaks.get(0),
        String.format(
            Locale.ROOT,
            "only %,d of %,d peaks of '%s' lie in regions of %s",
            inRegions,
            ofCellLine,
            cellLine,
            regions),
        DOUBT + "; if they are, give --allow-few-peaks-in-regions");
  }

  private static TensorSummary summary(
      TensorHeader header, Written written, long ofCellLine, long inRegions) {
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
        header.squish(),
        ofCellLine,
        inRegions);
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
