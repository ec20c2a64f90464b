package org.crelens.libs.cli;

import picocli.CommandLine.Option;

/** The option {@code --threads}, one wording for all tools. Results never depend on it. */
public final class ThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Worker threads (default: all available cores). The result is byte for byte the same for any number.")
  Integer threads;

  /** The number asked for, or all available cores. */
  public int count() {
    if (threads == null) return Runtime.getRuntime().availableProcessors();
    UsageException.require(
        threads >= 1 && threads <= 1024, "--threads " + threads + " is not between 1 and 1024");
    return threads;
  }
}
