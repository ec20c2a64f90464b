package org.crelens.atypeak.crumb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crelens.atypeak.data.Crumb;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;
import org.crelens.libs.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "crumb",
    description = {
      "Set the crumb of a tensor file: the share of each peak that training also sees at the other TRs of its dataset and the other datasets of its TR. Crumbs make sparse data easier to learn from.",
      "",
      "The peaks stay as they are; training adds the crumbs when it reads a window."
    },
    footer = {
      "  crumb --input hela.tensor.bed.gz --crumb 0.1 \\",
      "      --output hela.crumbed.tensor.bed.gz"
    })
final class CrumbCommand extends Tool {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "Tensor file of tensorize.")
  Path input;

  @Option(
      names = "--crumb",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description = "Share to add, from 0 (none) to 1 (default: ${DEFAULT-VALUE}).")
  double crumb;

  @Option(
      names = "--squish-first",
      description =
          "Pool positions into bins before adding crumbs, as the paper describes it (default: crumbs first).")
  boolean squishFirst;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Tensor file to write, with a .tbi beside it; the name must end in .gz.")
  Path output;

  @Option(
      names = "--dense-windows",
      split = ",",
      paramLabel = "ID",
      description = "Numbers of windows to write as a dense table, separated by commas.")
  List<Integer> denseWindows = List.of();

  @Option(
      names = "--dense-output",
      paramLabel = "FILE",
      description = "Write those windows as a table: window, bin_from, bin_to, dataset, tf, value.")
  Path denseOutput;

  @Override
  protected void run(Reporter report) throws IOException {
    UsageException.require(
        crumb >= 0 && crumb <= 1, "--crumb " + crumb + " is not between 0 and 1");
    UsageException.require(
        output != null || denseOutput != null, "give --output, --dense-output, or both");
    UsageException.require(
        denseWindows.isEmpty() == (denseOutput == null),
        "--dense-windows and --dense-output go together");
    UsageException.require(
        output == null || output.getFileName().toString().endsWith(".gz"),
        "--output " + output + " must end in .gz: the tensor file is bgzip with an index");
    checkInputs(List.of(input));
    Crumb.Order order = squishFirst ? Crumb.Order.SQUISH_FIRST : Crumb.Order.CRUMB_FIRST;
    new CrumbJob(input, new Crumb(crumb, order)).run(report, output, denseWindows, denseOutput);
  }

  public static void main(String[] args) {
    System.exit(Tool.run(new CrumbCommand(), args));
  }
}
