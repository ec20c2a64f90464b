package org.crelens.libs.cli;

/** Exit codes of every executable. */
public final class ExitCode {
  /** Done. */
  public static final int OK = 0;

  /** A failure nobody foresaw; a stack trace is printed. */
  public static final int UNEXPECTED = 1;

  /** Wrong usage, or an option out of range. */
  public static final int USAGE = 2;

  /** Bad content of an input. */
  public static final int INPUT = 3;

  /** The place of an output is unwritable or full. */
  public static final int OUTPUT = 4;

  /** Out of memory, heap or native; pipelines retry with more. */
  public static final int MEMORY = 137;

  private ExitCode() {}
}
