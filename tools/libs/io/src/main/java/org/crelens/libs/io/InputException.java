package org.crelens.libs.io;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An input that cannot be used as it is. The message is one line that says where, what was found,
 * and what was expected or what to do next; an executable ends with exit code 3.
 */
public final class InputException extends IOException {
  private static final long serialVersionUID = 1L;

  /** An error that belongs to no single line: {@code message} is the whole text. */
  public InputException(String message) {
    super(Shown.part(message));
  }

  /** An error of a whole file: {@code file: found (expected)}. */
  public InputException(Path file, String found, String expected) {
    super(message(file.toString(), found, expected));
  }

  /** An error of one line, counted from 1: {@code file:line: found (expected)}. */
  public InputException(Path file, long line, String found, String expected) {
    super(message(file + ":" + line, found, expected));
  }

  // Text of a hostile or binary input may be long and hold anything. The place is always whole.
  private static String message(String place, String found, String expected) {
    return Shown.escaped(place) + ": " + Shown.part(found) + " (" + Shown.part(expected) + ")";
  }
}
