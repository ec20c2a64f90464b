package org.crelens.atypeak.summarize;

import static org.crelens.libs.chart.Table.Column.number;
import static org.crelens.libs.chart.Table.Column.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.crelens.libs.chart.Axis;
import org.crelens.libs.chart.Bars;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;
import org.crelens.libs.chart.Text;

/** Phantoms: peaks that the model expects and the catalogue lacks. */
final class PhantomSection {
  private PhantomSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    PhantomPeaks phantoms = results.phantoms();
    if (phantoms == null) {
      blocks.missing(ResultPart.PHANTOMS);
    } else {
      blocks.add(Block.Note.plain(numbers(phantoms)));
      if (results.size() != null && phantoms.byTr() != null)
        blocks.add(byTr(results.size().trs(), phantoms.byTr()));
      blocks.add(table(phantoms));
    }
    return blocks.section("phantoms", "Phantoms: expected but absent peaks");
  }

  private static String numbers(PhantomPeaks phantoms) {
    if (phantoms.found() == 0)
      return "A phantom is a peak that the model expects but the catalogue lacks. There is none.";
    return "A phantom is a peak that the model expects but the catalogue lacks. There "
        + (phantoms.found() == 1
            ? "is 1 phantom"
            : "are " + Text.count(phantoms.found(), "phantom"))
        + (phantoms.count() < phantoms.found()
            ? "; the " + Text.whole(phantoms.count()) + " most expected are in the BED file"
            : "")
        + ". Each may be a peak that an experiment missed. A phantom is"
        + " a hint, not evidence.";
  }

  private static Figure byTr(List<String> trs, List<Long> counts) {
    double[] all = counts.stream().mapToDouble(Long::doubleValue).toArray();
    int[] order = PlotValues.falling(all);
    double[] sorted = IntStream.of(order).mapToDouble(i -> all[i]).toArray();
    return new Figure(
        "phantoms_per_tr",
        "Phantoms per TR",
        "Many phantoms of a TR suggest that its experiments are few, or miss many peaks.",
        new Bars(
            "TR",
            IntStream.of(order).mapToObj(trs::get).toList(),
            Axis.from0("phantoms", List.of(sorted)),
            List.of(new Bars.Values("phantoms", sorted))));
  }

  private static Table table(PhantomPeaks phantoms) {
    List<List<Object>> rows = new ArrayList<>();
    for (PhantomPeaks.Phantom phantom : phantoms.top())
      rows.add(
          Blocks.cells(
              new Table.Place(phantom.contig(), phantom.start(), phantom.end()),
              phantom.name(),
              phantom.score()));
    return new Table(
        "phantoms",
        "The most expected phantoms",
        "The score is the highest rebuilt value × k × 1000, and may exceed 1000. The phantoms that"
            + " were written are in interpretation/phantoms.bed.gz. Positions count from 1, as in"
            + " genome browsers.",
        List.of(text("place"), text("name"), number("score", 0)),
        rows);
  }
}
