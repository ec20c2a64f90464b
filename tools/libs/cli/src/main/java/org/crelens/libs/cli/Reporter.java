package org.crelens.libs.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.crelens.libs.io.Shown;

/**
 * What a tool tells the person who waits: messages and progress, on stderr. On a terminal progress
 * is one line that is drawn again; elsewhere a line at most every ten seconds.
 */
public final class Reporter {
  /** How much is said. */
  public enum Level {
    /** Warnings only. */
    QUIET,
    /** Warnings, messages, progress. */
    NORMAL,
    /** Also details for whoever looks for a fault. */
    VERBOSE
  }

  private static final long LOG_EVERY = Duration.ofSeconds(10).toNanos();
  private static final long DRAW_EVERY = Duration.ofMillis(200).toNanos();

  private final String tool;
  private final PrintWriter err;
  private final Level level;
  private final boolean terminal;
  private long began;
  private long lastShown;
  private boolean drawn;

  Reporter(String tool, PrintWriter err, Level level, boolean terminal) {
    this.tool = tool;
    this.err = err;
    this.level = level;
    this.terminal = terminal;
  }

  /** A reporter that says nothing, for library calls from tests. */
  public static Reporter silent() {
    return new Reporter("", new PrintWriter(java.io.Writer.nullWriter()), Level.QUIET, false);
  }

  /** A message of the normal kind. */
  public synchronized void info(String format, Object... args) {
    if (level != Level.QUIET) line(String.format(Locale.ROOT, format, args));
  }

  /** A detail, shown with {@code -v}. */
  public synchronized void detail(String format, Object... args) {
    if (level == Level.VERBOSE) line(String.format(Locale.ROOT, format, args));
  }

  /** Something the user should know; shown even with {@code -q}. */
  public synchronized void warn(String format, Object... args) {
    line("warning: " + String.format(Locale.ROOT, format, args));
  }

  /**
   * Progress of the step at hand; cheap enough to be called often.
   *
   * @param what the step, such as "scoring"
   * @param done units finished; 0 starts the clock
   * @param total units in all
   */
  public synchronized void progress(String what, long done, long total) {
    long now = System.nanoTime();
    if (done == 0) {
      began = now;
      lastShown = now;
      return;
    }
    if (level == Level.QUIET || total <= 0) return;
    boolean last = done >= total;
    if (terminal ? !last && now - lastShown < DRAW_EVERY : now - lastShown < LOG_EVERY) return;
    lastShown = now;
    double share = (double) done / total;
    double left = (now - began) / 1e9 * (1 - share) / share;
    String text =
        String.format(Locale.ROOT, "%s: %s %3.0f %%, %s left", tool, what, share * 100, time(left));
    if (!terminal) {
      err.println(text);
    } else {
      int cells = (int) Math.round(share * 30);
      err.print("\r" + text + " [" + "#".repeat(cells) + ".".repeat(30 - cells) + "] ");
      drawn = true;
      if (last) endDrawing();
    }
    err.flush();
  }

  private void line(String text) {
    endDrawing();
    String shown = Shown.message(text);
    err.println(tool.isEmpty() ? shown : tool + ": " + shown);
    err.flush();
  }

  private void endDrawing() {
    if (!drawn) return;
    err.println();
    drawn = false;
  }

  private static String time(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) return s + " s";
    if (s < 3600) return s / 60 + " min " + s % 60 + " s";
    return s / 3600 + " h " + s / 60 % 60 + " min";
  }
}
