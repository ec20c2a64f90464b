package org.crelens.libs.cli;

/** An option that is out of range or does not fit the others; exit code 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** {@code message} names the option, the value, and what is allowed. */
  public UsageException(String message) {
    super(message);
  }

  /** Throws unless {@code condition} holds. */
  public static void require(boolean condition, String message) {
    if (!condition) throw new UsageException(message);
  }
}
