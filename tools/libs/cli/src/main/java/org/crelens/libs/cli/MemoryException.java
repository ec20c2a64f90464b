package org.crelens.libs.cli;

/** The work cannot fit into the memory there is; said before it begins (exit code 137). */
public final class MemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is needed, what there is, and what to do
   */
  public MemoryException(String message) {
    super(message);
  }
}
