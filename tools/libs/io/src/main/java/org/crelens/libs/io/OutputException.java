package org.crelens.libs.io;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The place of an output cannot be used: missing folder, no permission, full disk. An executable
 * ends with exit code 4 and leaves nothing behind.
 */
public final class OutputException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param file the output as the user named it
   * @param found what went wrong, in a few words
   * @param remedy what the user can do about it
   */
  public OutputException(Path file, String found, String remedy) {
    super(Shown.escaped(file + ": " + found + " (" + remedy + ")"));
  }

  OutputException(Path file, IOException cause) {
    super(
        Shown.escaped(
            file
                + ": cannot be written: "
                + reason(cause)
                + " (free space or choose another place)"),
        cause);
  }

  private static String reason(IOException cause) {
    String text = cause.getMessage();
    return text == null ? cause.getClass().getSimpleName() : text;
  }
}
