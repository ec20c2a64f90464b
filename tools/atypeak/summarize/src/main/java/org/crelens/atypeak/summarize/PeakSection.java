package org.crelens.atypeak.summarize;

import static org.crelens.libs.chart.Table.Column.number;
import static org.crelens.libs.chart.Table.Column.text;

import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;

/** What to do with the results: peaks to look at, and the files to go on with. */
final class PeakSection {
  private PeakSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    PeakList peaks = results.peaks();
    if (peaks == null) {
      blocks.missing(ResultPart.PEAKS);
    } else {
      blocks.add(Block.Note.plain(steps(results.cellLine())));
      if (!peaks.highest().isEmpty())
        blocks.add(
            table(
                "highest_peaks",
                "Peaks with the highest final scores",
                "Each of these peaks has the company that is usual for its source, and more of it"
                    + " than other peaks. Look at a few of them in a genome browser: other datasets"
                    + " should have peaks there, too.",
                peaks.highest()));
      if (!peaks.lowest().isEmpty())
        blocks.add(
            table(
                "lowest_peaks",
                "Peaks with the lowest final scores",
                "Each of these peaks lacks the company that is usual for its source. It may be"
                    + " noise, or it may be a real peak in an unusual place. Look at the signal of"
                    + " the experiment before you leave such peaks out.",
                peaks.lowest()));
    }
    return blocks.section("next", "What to look at next");
  }

  private static String steps(String cellLine) {
    return "First look at the peaks below in a genome browser. Then use the scores: "
        + cellLine
        + ".final.bed.gz has one line per peak, with its final score. "
        + cellLine
        + ".scores.tsv.gz adds the rank and the percentile of each peak among all peaks and among"
        + " those of its TR. If you want to keep only the well supported peaks, choose them by"
        + " percentile. No score is a limit between right and wrong.";
  }

  private static Table table(String id, String title, String caption, List<PeakList.Peak> peaks) {
    List<List<Object>> rows = new ArrayList<>();
    for (PeakList.Peak peak : peaks)
      rows.add(
          Blocks.cells(
              new Table.Place(peak.contig(), peak.start(), peak.end()),
              peak.tr(),
              peak.dataset(),
              peak.finals(),
              peak.raw(),
              peak.region() == null ? null : Blocks.place(peak.region()),
              peak.region() == null ? null : peak.region().peaks()));
    return new Table(
        id,
        title,
        caption
            + " Of each region only the first peak is listed. Final scores are not cut off at 0 and"
            + " 1000 here. Positions count from 1, as in genome browsers.",
        List.of(
            text("peak"),
            text("TR"),
            text("dataset"),
            number("final", 0),
            number("raw", 0),
            text("region"),
            number("peaks in the region", 0)),
        rows);
  }
}
