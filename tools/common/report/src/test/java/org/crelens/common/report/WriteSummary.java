package org.crelens.common.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.crelens.libs.summary.SummaryFile;

/**
 * Writes random summaries, for tests in a browser: FOLDER, then NAME DATASETS TRS PEAKS of each.
 */
final class WriteSummary {
  private WriteSummary() {}

  /** Writes them. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    for (int i = 1; i + 3 < args.length; i += 4)
      Files.writeString(
          folder.resolve(args[i] + ".summary.json"),
          SummaryFile.json(
              RandomSummary.of(
                  args[i],
                  i,
                  Integer.parseInt(args[i + 1]),
                  Integer.parseInt(args[i + 2]),
                  Long.parseLong(args[i + 3]))));
  }
}
