package org.crelens.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The door to all benchmarks. */
@Command(
    name = "benchmark",
    description = "Measure how fast crelens is on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {NetworkBenchmark.class})
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Benchmarks()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }
}
