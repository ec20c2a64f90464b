package org.crelens.libs.cli;

import java.util.Locale;

/**
 * Memory that a piece of work takes, in bytes. The launcher shares a task's memory between the Java
 * heap and what lies outside of it; work that cannot fit is refused before it begins ({@link
 * #require}), and a pipeline asks for as much as {@link #taskMegabytes} says.
 *
 * @param heap live objects on the heap at their peak
 * @param blocks matrices outside of the heap, which {@code org.bytedeco.javacpp.maxbytes} limits
 * @param arrays other native arrays, such as weights, gradients and moments; only the limit of the
 *     process counts them
 * @param process the Java machine itself, libraries and code
 */
public record MemoryNeed(long heap, long blocks, long arrays, long process) {
  private static final long MB = 1 << 20;

  /** Room that the garbage collector needs beside live objects: half as much again. */
  private static final int HEAP_SPARE = 2;

  /** Heap that libraries, readers and writers take. */
  private static final long HEAP_BASE = 40 * MB;

  /** What allocators round up, as a share of native memory. */
  private static final int ROUNDING = 16;

  /** Shares of a task's memory that {@code bin/crelens-java} gives, in eighths; they overlap. */
  static final int HEAP_EIGHTHS = 5;

  static final int BLOCKS_EIGHTHS = 6;

  private static final long LEAST_TASK = 1024;
  private static final long TASK_STEP = 256;

  /** The same work with {@code bytes} more on the heap. */
  public MemoryNeed plusHeap(long bytes) {
    return new MemoryNeed(heap + bytes, blocks, arrays, process);
  }

  private long heapLimit() {
    return heap + heap / HEAP_SPARE + HEAP_BASE;
  }

  /**
   * The least {@code CRELENS_MEMORY_MB}, in MiB, with which the launcher gives every part enough.
   */
  public long megabytes() {
    long outside = blocks + arrays;
    long all = heapLimit() + outside + outside / ROUNDING + process;
    long bytes =
        Math.max(all, Math.max(heapLimit() * 8 / HEAP_EIGHTHS, blocks * 8 / BLOCKS_EIGHTHS));
    return (bytes + MB - 1) / MB + 1;
  }

  /**
   * Memory that a task asks for, in MiB: a tenth more than it needs, in steps of 256, at least
   * 1024.
   */
  public long taskMegabytes() {
    return taskMegabytes(megabytes());
  }

  /** Memory that a task asks for when its tool needs {@code needed} MiB. */
  public static long taskMegabytes(long needed) {
    long asked = needed + needed / 10;
    return Math.max(LEAST_TASK, (asked + TASK_STEP - 1) / TASK_STEP * TASK_STEP);
  }

  /**
   * Refuses work that does not fit.
   *
   * @param what needs the memory, such as {@code "training a network of 8,840,000 parameters"}
   * @param remedy what lowers the need, such as options
   * @throws MemoryException with what is needed, what there is and the remedy
   */
  public void require(MemoryLimits limits, String what, String remedy) {
    boolean fits =
        heap <= limits.heap()
            && blocks <= limits.blocks()
            && heap + blocks + arrays + process / 2 <= limits.process();
    if (fits) return;
    throw new MemoryException(
        String.format(
            Locale.ROOT,
            "%s needs about %,d MB of memory, and there are %,d: give the task more memory"
                + " (by hand: CRELENS_MEMORY_MB=%d), or %s",
            what,
            megabytes(),
            limits.process() / MB,
            megabytes(),
            remedy));
  }
}
