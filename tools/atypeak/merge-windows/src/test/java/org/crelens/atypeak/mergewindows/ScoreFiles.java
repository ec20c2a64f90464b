package org.crelens.atypeak.mergewindows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Score files for tests, as score writes them. */
final class ScoreFiles {
  private static final String COLUMNS = "window\tcontig\tstart\tend\tname\traw\tscore\n";

  private ScoreFiles() {}

  /** Writes one shard; each row holds the seven columns. */
  static Path write(Path file, long seed, String model, String shard, List<String> rows)
      throws IOException {
    return write(file, "syn", seed, model, shard, rows);
  }

  /** Writes one shard of another cell line. */
  static Path write(
      Path file, String cellLine, long seed, String model, String shard, List<String> rows)
      throws IOException {
    String header =
        "##crelens-scores=1\n##cell_line=%s\n##seed=%d\n##model=%s\n##shard=%s\n"
            .formatted(cellLine, seed, model, shard);
    String body = rows.isEmpty() ? "" : String.join("\n", rows) + "\n";
    return Files.writeString(file, header + COLUMNS + body);
  }

  /** A row with its columns separated by tabs. */
  static String row(int window, int start, int end, String name, double raw, long score) {
    return window + "\tchr1\t" + start + "\t" + end + "\t" + name + "\t" + raw + "\t" + score;
  }
}
