package org.crelens.atypeak.mergewindows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.cli.Tool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Options to {@link MergeWindowsJob}. */
@Command(
    name = "merge-windows",
    description = "Merge the scores of all windows, shards and models into one score per peak.",
    footer = {
      "  merge-windows --scores hela.1.scores.tsv.gz hela.2.scores.tsv.gz \\",
      "      --output hela.raw.bed.gz",
      "",
      "Give all shards 1/n to n/n of each model, in any order. Column 5 of the output",
      "is the rounded score, column 7 the mean before rounding."
    })
final class MergeWindowsCommand extends Tool {
  @Option(
      names = "--scores",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files that score wrote: every shard of every model.")
  List<Path> scores;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "Raw scores to write, bgzip BED with a .tbi; the name must end in .gz.")
  Path output;

  @Override
  protected void run(Reporter report) throws IOException {
    checkInputs(scores);
    MergeWindowsJob.Result result = new MergeWindowsJob(scores).run(output, report);
    report.info(
        "%,d peaks from %,d window scores of %d model(s)",
        result.peaks(), result.rows(), result.models());
  }

  /** The executable. */
  public static void main(String[] args) {
    System.exit(Tool.run(new MergeWindowsCommand(), args));
  }
}
