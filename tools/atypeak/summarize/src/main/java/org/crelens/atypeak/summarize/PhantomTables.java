package org.crelens.atypeak.summarize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.crelens.atypeak.data.PhantomFiles;
import org.crelens.atypeak.summarize.PhantomPeaks.Phantom;

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
    for (PhantomFiles.Count count : PhantomFiles.readCounts(bySource)) {
      found += count.found();
      written += count.written();
      byTr.merge(count.source().tr(), count.found(), Long::sum);
    }
    // The weakest of those kept comes first out; of equal ones the last by position.
    PriorityQueue<Placed> top =
        new PriorityQueue<>(
            Comparator.comparingDouble((Placed p) -> p.phantom.score())
                .thenComparing(Comparator.comparingLong(Placed::line).reversed()));
    PhantomFiles.read(
        bed,
        phantom -> {
          double score = 1000 * phantom.value();
          if (top.size() == LISTED && score <= top.peek().phantom.score()) return;
          top.add(
              new Placed(
                  phantom.line(),
                  new Phantom(
                      phantom.contig(),
                      phantom.start(),
                      phantom.end(),
                      phantom.name(),
                      Distributions.rounded(score))));
          if (top.size() > LISTED) top.poll();
        });
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
