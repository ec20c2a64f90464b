package org.crelens.atypeak.mergewindows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Numbers;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;

/**
 * Merges score files to the raw BED: contig, start, end, name, score, strand, and the unrounded
 * mean as a seventh column; sorted by contig (byte order), start, end, name.
 *
 * <p>With one model the score is the rounded mean of the rounded window scores (spec, section 7).
 * With several it is the mean of the unrounded scores over windows and models, rounded once.
 *
 * @param scores all shards of all models, in any order
 */
record MergeWindowsJob(List<Path> scores) {
  MergeWindowsJob {
    scores = List.copyOf(scores);
  }

  /**
   * What was merged.
   *
   * @param peaks lines of the raw BED
   * @param rows lines of the score files
   * @param models number of models
   */
  record Result(long peaks, long rows, int models) {}

  /**
   * Writes the raw BED.
   *
   * @throws InputException when a file is no score file, or the shards are not exactly those of
   *     whole runs over one tensor file
   */
  Result run(Path output, Reporter report) throws IOException {
    List<ShardFile> shards = new ArrayList<>();
    for (Path file : scores) shards.add(ShardFile.of(file));
    shards = ShardFile.complete(shards);
    List<String> models = shards.stream().map(ShardFile::model).distinct().toList();
    if (models.size() > Short.MAX_VALUE)
      throw new InputException(
          shards.get(0).file(),
          "is one of the scores of " + models.size() + " models",
          "expected no more than 32767");
    ScoreColumns rows = new ScoreColumns();
    long peaks;
    try (Outputs outputs = new Outputs()) {
      // Opened first: a place that cannot be written to is told before anything is read.
      try (TextOutput out = TextOutput.bed(outputs, output)) {
        report.progress("reading", 0, shards.size());
        for (int i = 0; i < shards.size(); i++) {
          rows.read(shards.get(i), models.indexOf(shards.get(i).model()));
          report.progress("reading", i + 1L, shards.size());
        }
        if (rows.size() == 0)
          throw new InputException(
              shards.get(0).file(), "no shard holds a score", "expected the scores of score");
        peaks = write(shards.get(0).file(), rows, models.size(), out);
      }
      outputs.commit();
    }
    return new Result(peaks, rows.size(), models.size());
  }

  private static long write(Path file, ScoreColumns rows, int models, TextOutput out)
      throws IOException {
    int[] order = rows.order();
    int[] ofModel = new int[models];
    long peaks = 0;
    for (int from = 0, to; from < order.length; from = to, peaks++) {
      int first = order[from];
      long scores = 0;
      double raw = 0;
      Arrays.fill(ofModel, 0);
      for (to = from; to < order.length && rows.same(first, order[to]); to++) {
        scores += rows.score(order[to]);
        raw += rows.raw(order[to]);
        ofModel[rows.model(order[to])]++;
      }
      for (int n : ofModel) {
        if (n != ofModel[0])
          throw new InputException(
              file,
              "peak "
                  + (rows.contig(first) + ":" + rows.start(first) + "-" + rows.end(first))
                  + (" " + rows.name(first) + " has " + ofModel[0] + " scores of one model and ")
                  + (n + " of another"),
              "all models must have scored the same tensor file");
      }
      double mean = raw / (to - from);
      long score = Numbers.round(models > 1 ? mean : (double) scores / (to - from));
      out.add(rows.contig(first)).tab().add(rows.start(first)).tab().add(rows.end(first)).tab();
      out.add(rows.name(first)).tab().add((int) score).add("\t.\t").add(mean);
      out.endLine(rows.contig(first), rows.start(first), rows.end(first));
    }
    return peaks;
  }
}
