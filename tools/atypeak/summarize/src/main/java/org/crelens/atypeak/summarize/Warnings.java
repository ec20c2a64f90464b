package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.crelens.libs.chart.Warning;
import org.crelens.libs.chart.Warning.Level;

/** Collects what to know before one trusts the scores. docs/atypeak/formats.md lists the rules. */
final class Warnings {
  private final List<Warning> list = new ArrayList<>();

  /**
   * Adds a warning.
   *
   * @param remedy what to do about it; empty where nothing can be done
   * @param format of the text, and its arguments
   */
  void add(Level level, String code, String remedy, String format, Object... args) {
    list.add(new Warning(level, code, String.format(Locale.ROOT, format, args), remedy));
  }

  /** All of them, the gravest first; those of one level in the order in which they were added. */
  List<Warning> inOrder() {
    return list.stream().sorted(Comparator.comparing(Warning::level)).toList();
  }
}
