package org.crelens.atypeak.summarize;

import java.util.List;

/**
 * Expected and absent peaks.
 *
 * @param count how many were written
 * @param found how many there are; more than {@code count} when the list was cut
 * @param byTr how many there are per TR, order of the axis; null when that is not known
 * @param top the most expected: contig, start, end, name, score
 */
record PhantomPeaks(long count, long found, List<Long> byTr, List<Phantom> top) {

  /**
   * A peak that the model expected.
   *
   * @param contig where
   * @param start first base
   * @param end one past the last base
   * @param name {@code dataset.tr.cell_line}
   * @param score rebuilt value × k × 1000, the largest of the run
   */
  record Phantom(String contig, int start, int end, String name, double score) {}
}
