package org.crelens.libs.chart;

/**
 * Something to know before one trusts the results.
 *
 * @param level how much it matters
 * @param code short and stable, such as {@code few_windows}
 * @param text what was found
 * @param remedy what to do about it; empty where nothing can be done
 */
public record Warning(Level level, String code, String text, String remedy) {
  /** How much a warning matters, the gravest first. */
  public enum Level {
    /** The results may mislead. */
    SERIOUS,
    /** Worth a look. */
    CAUTION,
    /** Good to know. */
    NOTE
  }

  public Warning {
    Checks.present("level of a warning", level);
    Checks.id("code of a warning", code);
    Checks.words("text of warning " + code, text);
    Checks.text("remedy of warning " + code, remedy);
  }
}
