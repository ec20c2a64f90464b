package org.crelens.atypeak.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepSecondsTest {
  private static final StepSeconds SECONDS = StepSeconds.fitted();
  private static final NetworkWork HELA =
      new NetworkWork(new Shape(320, 9, 13, 32, 256, 20), 150_000 / 46_000.0);
  private static final NetworkWork LARGE =
      new NetworkWork(new Shape(320, 200, 150, 128, 2048, 20), 20e6 / 900_000);

  /** Measurements that the coefficients were fitted to, among them networks of all sizes. */
  @Test
  void secondsAreNearThoseThatWereMeasured() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("../../build/benchmarks/results/predicted.tsv"));
    List<String> columns = Arrays.asList(lines.get(0).split("\t"));
    assertTrue(lines.size() > 20, "the table of measurements is empty");
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split("\t");
      int[] sizes = new int[4];
      for (int i = 0; i < 4; i++) sizes[i] = Integer.parseInt(row[columns.indexOf("datasets") + i]);
      NetworkWork work =
          new NetworkWork(
              new Shape(320, sizes[0], sizes[1], sizes[2], sizes[3], 20),
              Double.parseDouble(row[columns.indexOf("rows_per_window")]));
      double windows = Double.parseDouble(row[columns.indexOf("windows")]);
      double seconds =
          row[0].equals("scoring")
              ? SECONDS.scoringWindow(work)
              : SECONDS.trainingWindow(work, windows);
      double measured = Double.parseDouble(row[columns.indexOf("measured")]);
      assertEquals(1, seconds / measured, 0.35, line);
      double predicted = Double.parseDouble(row[columns.indexOf("predicted")]);
      assertEquals(1, seconds / predicted, 0.01, line);
    }
  }

  @Test
  void aTaskOfScoringTakesSomeTwentyFiveMinutesOnFourCores() {
    assertEquals(1, SECONDS.shards(HELA, 46_000));
    int shards = SECONDS.shards(LARGE, 900_000);
    double minutes = 900_000 * SECONDS.scoringWindow(LARGE) / 4 / 60 / shards;
    assertTrue(shards > 1 && minutes > 20 && minutes <= 25, shards + " shards of " + minutes);
  }

  @Test
  void thereIsAShardAndNoneIsBelowABatchOfWindows() {
    assertEquals(1, SECONDS.shards(HELA, 0));
    assertEquals(1, SECONDS.shards(LARGE, 24));
    assertTrue(SECONDS.shards(LARGE, 900_000) <= 900_000 / 24);
  }
}
