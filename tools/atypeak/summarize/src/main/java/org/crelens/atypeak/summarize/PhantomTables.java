package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.crelens.atypeak.summarize.PhantomPeaks.Phantom;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.TableReader;

/** Reads the phantoms of interpret: peaks that the model expects and the catalogue lacks. */
final class PhantomTables {
  /** Phantoms listed: the most expected. */
  static final int LISTED = 50;

  private PhantomTables() {}

  /**
   * Phantoms from the BED and the table of their numbers.
   *
   * @param trs axis; null when it is not known
   */
  static PhantomPeaks read(Path bed, Path bySource, List<String> trs) throws IOException {
    long found = 0;
    long written = 0;
    Map<String, Long> byTr = new HashMap<>();
    try (TableReader table =
        TableReader.open(
            bySource, "the phantoms by source of interpret", "dataset", "found", "written")) {
      while (table.next()) {
        int of = table.whole(table.column("found"));
        found += of;
        written += table.whole(table.column("written"));
        byTr.merge(table.text(table.column("tf", "tr")), (long) of, Long::sum);
      }
    }
    // The weakest of those kept comes first out; of equal ones the last by position.
    PriorityQueue<Placed> top =
        new PriorityQueue<>(
            Comparator.comparingDouble((Placed p) -> p.phantom.score())
                .thenComparing(Comparator.comparingLong(Placed::line).reversed()));
    try (LineSource lines = new LineSource(bed)) {
      while (lines.nextRecord()) {
        org.crelens.libs.genome.Bed.require(
            lines, 10, "the ten columns of the phantoms of interpret");
        double score = 1000 * lines.number(9, "value");
        if (top.size() == LISTED && score <= top.peek().phantom.score()) continue;
        top.add(
            new Placed(
                lines.lineNumber(),
                new Phantom(
                    lines.field(0),
                    lines.coordinate(1, "start"),
                    lines.coordinate(2, "end"),
                    lines.field(3),
                    Distributions.rounded(score))));
        if (top.size() > LISTED) top.poll();
      }
    }
    List<Placed> strongest = new ArrayList<>();
    while (!top.isEmpty()) strongest.add(0, top.poll());
    return new PhantomPeaks(
        written,
        found,
        trs == null ? null : trs.stream().map(tr -> byTr.getOrDefault(tr, 0L)).toList(),
        strongest.stream().map(Placed::phantom).toList());
  }

  private record Placed(long line, Phantom phantom) {}
}
