package org.crelens.libs.chart;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Checks that the values of this library share; each failure says what was wrong with what. */
final class Checks {
  /** Ids become names of files and parts of anchors, which a page joins with a hyphen. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_]{0,63}");

  private Checks() {}

  static IllegalArgumentException wrong(String message) {
    return new IllegalArgumentException(message);
  }

  /** Text that may be empty, not null. */
  static String text(String what, String value) {
    if (value == null) throw wrong(what + " is missing");
    return value;
  }

  /** Text with something to read. */
  static String words(String what, String value) {
    if (text(what, value).isBlank()) throw wrong(what + " is blank");
    return value;
  }

  static String id(String what, String value) {
    if (!ID.matcher(text(what, value)).matches())
      throw wrong(
          what
              + " '"
              + value
              + "' is no id: letters, digits and _ are allowed, 64 characters at most");
    return value;
  }

  static <T> T present(String what, T value) {
    if (value == null) throw wrong(what + " is missing");
    return value;
  }

  /** An unmodifiable copy, in which nothing is null. */
  static <T> List<T> list(String what, List<T> list) {
    for (T one : present(what, list)) if (one == null) throw wrong(what + " has an empty place");
    return List.copyOf(list);
  }

  static <T> void unique(String what, List<T> list, Function<T, String> id) {
    Set<String> seen = new HashSet<>();
    for (T one : list)
      if (!seen.add(id.apply(one))) throw wrong("two " + what + " are called " + id.apply(one));
  }

  static void length(String what, int found, int expected) {
    if (found != expected) throw wrong(what + ": there are " + found + ", expected " + expected);
  }

  /** A number per position. */
  static void numbers(String what, double[] values, int expected) {
    length(what, present(what, values).length, expected);
  }

  /** A matrix of this size, given as one array per row. */
  static void matrix(String what, double[][] values, int rows, int columns) {
    length(what + ", rows", present(what, values).length, rows);
    for (double[] row : values) numbers(what + ", columns", row, columns);
  }

  /** Positions, none lower than the one before. */
  static void rising(String what, double[] positions) {
    for (double position : present(what, positions))
      if (!Double.isFinite(position)) throw wrong(what + " has a place without a number");
    for (int i = 1; i < positions.length; i++)
      if (positions[i] < positions[i - 1]) throw wrong(what + " fall");
  }
}
