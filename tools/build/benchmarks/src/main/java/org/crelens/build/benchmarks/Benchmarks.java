package org.crelens.build.benchmarks;

import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.cli.UsageException;
import picocli.CommandLine.Command;

/** The door to all benchmarks. A tool itself, so that each of them fails as tools do. */
@Command(
    name = "benchmark",
    description = "Measure how fast crelens is on this machine, and how near to published results.",
    footer = "  benchmark network --size hela",
    subcommands = {
      NetworkBenchmark.class,
      AgreementCommand.class,
      CatalogueCommand.class,
      ScalingBenchmark.class,
      CostCommand.class
    })
public final class Benchmarks extends Tool {
  @Override
  protected void run(Reporter report) {
    throw new UsageException("name a benchmark: network, agreement, catalogue, scaling or cost");
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new Benchmarks(), args));
  }
}
