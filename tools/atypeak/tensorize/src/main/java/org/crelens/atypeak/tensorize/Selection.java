package org.crelens.atypeak.tensorize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.AxesFile;
import org.crelens.atypeak.data.PeakName;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.LineSource;

/**
 * Which sources become part of the tensor (spec, section 2).
 *
 * @param list file of sources to keep, or null
 * @param minPeaks least peaks in regions
 * @param topTrs how many TRs, or null for all
 * @param axesFile model, tensor file or table that gives the axes, or null
 */
record Selection(Path list, int minPeaks, Integer topTrs, Path axesFile) {
  /**
   * The axes for sources with these many peaks in regions; what is dropped is logged.
   *
   * @param file the peaks, for messages
   * @param peaks peaks in regions by source, in the order of {@code sources}
   */
  Axes axes(Path file, List<PeakName> sources, long[] peaks, Reporter report) throws IOException {
    if (axesFile != null) return givenAxes(sources, peaks, report);
    boolean[] kept = new boolean[peaks.length];
    for (int s = 0; s < peaks.length; s++) kept[s] = peaks[s] > 0 && peaks[s] >= minPeaks;
    if (list != null) keepListed(sources, kept, report);
    if (topTrs != null) keepTop(sources, peaks, kept);
    Set<String> datasets = new TreeSet<>(ByteOrder.NAMES);
    Set<String> trs = new TreeSet<>(ByteOrder.NAMES);
    for (int s = 0; s < kept.length; s++) {
      if (!kept[s]) continue;
      datasets.add(sources.get(s).dataset());
      trs.add(sources.get(s).tr());
    }
    if (datasets.isEmpty())
      throw new InputException(
          file,
          "no source is left of "
              + sources.size()
              + ", of which none has more than "
              + Arrays.stream(peaks).max().orElse(0)
              + " peaks in regions",
          "loosen --sources, --min-peaks or --top-trs");
    logDropped(sources, peaks, kept, report);
    return new Axes(List.copyOf(datasets), List.copyOf(trs));
  }

  private Axes givenAxes(List<PeakName> sources, long[] peaks, Reporter report) throws IOException {
    Axes axes = AxesFile.read(axesFile);
    boolean[] kept = chosen(sources, peaks, axes);
    boolean any = false;
    for (boolean k : kept) any |= k;
    if (!any)
      throw new InputException(
          axesFile,
          "none of its sources has a peak in a region",
          "expected datasets and TRs of these peaks, such as " + sources.get(0));
    logDropped(sources, peaks, kept, report);
    return axes;
  }

  private static void logDropped(
      List<PeakName> sources, long[] peaks, boolean[] kept, Reporter report) {
    List<String> dropped = new ArrayList<>();
    for (int s = 0; s < kept.length; s++)
      if (!kept[s])
        dropped.add(
            sources.get(s).dataset() + "." + sources.get(s).tr() + " (" + peaks[s] + " peaks)");
    dropped.sort(ByteOrder.NAMES);
    if (!dropped.isEmpty())
      report.info("dropped %d sources: %s", dropped.size(), String.join(", ", dropped));
  }

  /** True for the sources that were chosen; their axes may span others, which stay empty. */
  boolean[] chosen(List<PeakName> sources, long[] peaks, Axes axes) throws IOException {
    boolean[] kept = new boolean[peaks.length];
    for (int s = 0; s < kept.length; s++)
      kept[s] =
          peaks[s] > 0
              && peaks[s] >= minPeaks
              && axes.cell(sources.get(s).dataset(), sources.get(s).tr()) >= 0;
    if (list != null) keepListed(sources, kept, Reporter.silent());
    return kept;
  }

  private void keepListed(List<PeakName> sources, boolean[] kept, Reporter report)
      throws IOException {
    Set<String> wanted = new HashSet<>();
    Map<String, Long> lineOf = new HashMap<>();
    try (LineSource lines = new LineSource(list)) {
      while (lines.nextRecord()) {
        String text = lines.text().trim().replace('\t', '.');
        if (wanted.add(text)) lineOf.put(text, lines.lineNumber());
      }
    }
    if (wanted.isEmpty())
      throw new InputException(list, "holds no source", "expected dataset.tr per line");
    Set<String> met = new HashSet<>();
    for (int s = 0; s < kept.length; s++) {
      PeakName name = sources.get(s);
      boolean listed = false;
      for (String key : List.of(name.dataset() + "." + name.tr(), name.dataset(), name.tr()))
        if (wanted.contains(key)) listed = met.add(key) || listed || true;
      kept[s] &= listed;
    }
    for (String name : wanted)
      if (!met.contains(name))
        report.warn("%s:%d: source '%s' has no peak here", list, lineOf.get(name), name);
  }

  private void keepTop(List<PeakName> sources, long[] peaks, boolean[] kept) {
    Map<String, Long> byTr = new HashMap<>();
    for (int s = 0; s < kept.length; s++)
      if (kept[s]) byTr.merge(sources.get(s).tr(), peaks[s], Long::sum);
    Comparator<String> mostPeaks =
        Comparator.<String>comparingLong(byTr::get).reversed().thenComparing(ByteOrder.NAMES);
    Set<String> top =
        new HashSet<>(byTr.keySet().stream().sorted(mostPeaks).limit(topTrs).toList());
    for (int s = 0; s < kept.length; s++) kept[s] &= top.contains(sources.get(s).tr());
  }
}
