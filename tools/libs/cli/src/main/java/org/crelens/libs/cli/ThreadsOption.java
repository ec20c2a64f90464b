package org.crelens.libs.cli;

import picocli.CommandLine.Option;

/** The option {@code --threads}, one wording for all tools. Results never depend on it. */
public final class ThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Worker threads (default: the cores at hand). The result is the same, to the byte, for any number.")
  Integer threads;

  /** The number asked for, or the cores at hand. */
  public int count() {
    if (threads == null) return Runtime.getRuntime().availableProcessors();
    UsageException.require(
        threads >= 1 && threads <= 1024, "--threads " + threads + " is not between 1 and 1024");
    return threads;
  }
}
