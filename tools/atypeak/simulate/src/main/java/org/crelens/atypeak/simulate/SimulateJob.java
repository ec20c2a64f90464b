package org.crelens.atypeak.simulate;

import static org.crelens.libs.cli.UsageException.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.AxesFile;
import org.crelens.atypeak.data.SimulatedPeaks;
import org.crelens.atypeak.data.SimulatedPeaks.Kind;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.genome.Interval;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/**
 * Simulates a catalogue and writes it.
 *
 * @param design the rules
 * @param regions how many regions
 * @param seed where chance starts: region i is drawn from the i-th split of {@code
 *     SplittableRandom(seed)}, so that it does not depend on how many regions follow
 * @param cellLine third part of the peaks' names
 * @param emptyTrs TRs without a peak, behind the others on the axis
 */
record SimulateJob(Design design, int regions, long seed, String cellLine, int emptyTrs) {

  SimulateJob {
    Design.inside("--regions-count", regions, 1, 10_000_000);
    Design.inside("--empty-trs", emptyTrs, 0, 10_000);
    require(
        !cellLine.isEmpty() && cellLine.chars().noneMatch(c -> c <= ' ' || c == 127),
        "--cell-line '" + cellLine + "' is not a name without blanks");
  }

  /**
   * What was written.
   *
   * @param called lines of the peaks file
   * @param kinds peaks of each kind in the truth
   */
  record Result(long called, Map<Kind, Long> kinds) {}

  /**
   * Where the catalogue goes.
   *
   * @param regions BED3
   * @param peaks BED4, clipped to the regions, equal peaks of a source once
   * @param truth one line per peak drawn; null for none
   * @param axes names along both axes, the empty TRs included; null for none
   */
  record Files(Path regions, Path peaks, Path truth, Path axes) {}

  /** Draws all regions and writes them; every file appears, or none does. */
  Result run(Files files, Reporter report) throws IOException {
    String[] datasets = Layout.names("d", design.datasets());
    String[] trs = Layout.names("t", design.trs() + emptyTrs);
    Layout layout = new Layout(regions, design.length());
    Generator generator = new Generator(design);
    SplittableRandom root = new SplittableRandom(seed);
    Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) kinds.put(kind, 0L);
    long called = 0;
    try (Outputs outputs = new Outputs()) {
      if (files.axes() != null)
        AxesFile.write(outputs, files.axes(), new Axes(List.of(datasets), List.of(trs)));
      try (TextOutput regionsOut = TextOutput.table(outputs, files.regions());
          TextOutput peaksOut = TextOutput.table(outputs, files.peaks());
          SimulatedPeaks.Writer truthOut =
              files.truth() == null ? null : new SimulatedPeaks.Writer(outputs, files.truth())) {
        report.progress("simulating", 0, regions);
        for (int i = 0; i < regions; i++) {
          TrueRegion region = generator.draw(new Chance(root.split()));
          regionsOut.add(layout.contig(i)).tab().add(layout.start(i)).tab().add(layout.end(i));
          regionsOut.endLine();
          called += writePeaks(peaksOut, layout, i, region, datasets, trs);
          for (TruePeak peak : region.peaks()) {
            kinds.merge(peak.kind(), 1L, Long::sum);
            if (truthOut != null) truthOut.row(truth(layout, i, peak, datasets, trs));
          }
          report.progress("simulating", i + 1L, regions);
        }
      }
      outputs.commit();
    }
    return new Result(called, kinds);
  }

  private long writePeaks(
      TextOutput out, Layout layout, int region, TrueRegion drawn, String[] datasets, String[] trs)
      throws IOException {
    // Clipping moves starts, so that the order of the truth is not that of the BED; names are
    // padded, so that numbers sort as their names do. An experiment calls an interval once.
    List<Called> called =
        drawn.peaks().stream()
            .filter(p -> p.called(design.length()))
            .map(p -> Called.of(p, design.length()))
            .distinct()
            .sorted()
            .toList();
    for (Called p : called) {
      out.add(layout.contig(region)).tab();
      out.add(layout.start(region) + p.start()).tab().add(layout.start(region) + p.end()).tab();
      out.add(datasets[p.dataset()] + "." + trs[p.tr()] + "." + cellLine);
      out.endLine();
    }
    return called.size();
  }

  /** A peak as an experiment reports it: clipped to the region, nothing known of its kind. */
  private record Called(int start, int end, int dataset, int tr) implements Comparable<Called> {
    private static final Comparator<Called> ORDER =
        Comparator.comparingInt(Called::start)
            .thenComparingInt(Called::end)
            .thenComparingInt(Called::dataset)
            .thenComparingInt(Called::tr);

    static Called of(TruePeak p, int length) {
      return new Called(Math.max(p.start(), 0), Math.min(p.end(), length), p.dataset(), p.tr());
    }

    @Override
    public int compareTo(Called other) {
      return ORDER.compare(this, other);
    }
  }

  private SimulatedPeaks.Peak truth(
      Layout layout, int region, TruePeak p, String[] datasets, String[] trs) {
    int origin = layout.start(region);
    return new SimulatedPeaks.Peak(
        region,
        new Interval(layout.contig(region), origin, layout.end(region)),
        origin + p.start(),
        origin + p.end(),
        datasets[p.dataset()],
        trs[p.tr()],
        p.kind(),
        p.group(),
        p.round(),
        p.draw(),
        p.called(design.length()));
  }
}
