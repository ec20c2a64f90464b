package org.crelens.libs.io;

import java.nio.file.Path;

/**
 * A run was given one file for two purposes: an output that is also an input, or two outputs in one
 * place. Nothing is written; an executable ends with exit code 2.
 */
public final class SameFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private SameFileException(Path file, String found) {
    super(file + ": " + found + " (give each output a path of its own)");
  }

  /** An output that would replace an input. Paths are those that the user gave. */
  static SameFileException input(Path output, Path input) {
    return new SameFileException(
        output,
        same(output, input)
            ? "is an input, and would be overwritten"
            : "is the same file as the input " + input + ", which would be overwritten");
  }

  /** Two outputs in one place. Paths are those that the user gave. */
  static SameFileException output(Path output, Path other) {
    return new SameFileException(
        output,
        same(output, other)
            ? "is named for two outputs"
            : "is the same file as the output " + other);
  }

  private static boolean same(Path a, Path b) {
    return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
  }
}
