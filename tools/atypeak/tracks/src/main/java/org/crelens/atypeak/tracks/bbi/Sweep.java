package org.crelens.atypeak.tracks.bbi;

import java.io.IOException;
import java.util.PriorityQueue;

/** Turns sorted intervals, which may overlap, into runs of bases that the same ones cover. */
public final class Sweep {
  /** Takes runs in order; bases without an interval are in none. */
  public interface Runs {
    /**
     * @param depth intervals over {@code [start, end)}
     * @param sum of their scores
     */
    void run(int contig, int start, int end, int depth, long sum) throws IOException;
  }

  private static final int SCORE_BITS = 16;

  private final Runs runs;
  // Ends of the intervals at hand, the next first; their scores in the low bits.
  private final PriorityQueue<Long> open = new PriorityQueue<>();
  private int contig;
  private int position;
  private long sum;

  /** Runs go to {@code runs}. */
  public Sweep(Runs runs) {
    this.runs = runs;
  }

  /**
   * Adds an interval; contigs and, within a contig, starts must not go back.
   *
   * @param score 0 to 65,535
   * @throws IllegalArgumentException when it comes too late
   */
  public void add(int contig, int start, int end, int score) throws IOException {
    if (contig > this.contig) {
      finish();
      this.contig = contig;
      position = 0;
    }
    if (contig < this.contig || start < position)
      throw new IllegalArgumentException(start + " lies before " + position);
    closeUntil(start);
    advance(start);
    open.add((long) end << SCORE_BITS | score);
    sum += score;
  }

  private void closeUntil(int start) throws IOException {
    while (!open.isEmpty() && open.peek() >>> SCORE_BITS <= start) {
      advance((int) (open.peek() >>> SCORE_BITS));
      sum -= open.remove() & ((1 << SCORE_BITS) - 1);
    }
  }

  private void advance(int to) throws IOException {
    if (!open.isEmpty() && to > position) runs.run(contig, position, to, open.size(), sum);
    position = to;
  }

  /** Gives out what is left. */
  public void finish() throws IOException {
    closeUntil(Integer.MAX_VALUE);
  }
}
