package org.crelens.build.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far long tasks are, by what their tools have written to stderr. */
class LongTasksTest {

  private static final long NOW = 10_000_000;

  @TempDir Path folder;
  private final List<Map<String, Object>> tasks = new ArrayList<>();

  @Test
  void oneTaskIsToldByItsTag() throws IOException {
    task(
        "ATYPEAK:TRAINING:TRAIN",
        "hela seed 1234",
        "train: training   3 %, 40 min 1 s left\ntrain: training  34 %, 12 min 3 s left\n");
    assertEquals(List.of("hela seed 1234, train: training 34 %, 12 min 3 s left"), lines());
  }

  @Test
  void shardsOfAnItemAreToldTogetherWithTheLongestTimeLeft() throws IOException {
    task("A:SCORE", "hela model 1 shard 1/3", "score: scoring  40 %, 59 s left\n");
    task("A:SCORE", "hela model 1 shard 2/3", "score: scoring  20 %, 1 h 2 min left\n");
    task("A:SCORE", "hela model 1 shard 3/3", "score: scoring  60 %, 7 min 0 s left\nwarning\n");
    task("A:SCORE", "cd34 model 1 shard 1/1", "");
    assertEquals(
        List.of(
            "hela, score: scoring (3 tasks) 40 %, 1 h 2 min left",
            "cd34 model 1 shard 1/1, score running for 2 min"),
        lines());
  }

  @Test
  void onlyTheEndOfALongFileIsReadAndAnythingMayStandThere() throws IOException {
    task(
        "A:TRAIN",
        "x",
        "line\n".repeat(100_000) + "\r\u001b[31m 50 %\ntrain: training 100 %, 0 s left");
    task("A:SPLIT_PEAKS", "", "\u0000".repeat(10_000));
    assertEquals(
        List.of("x, train: training 100 %, 0 s left", "split-peaks running for 2 min"), lines());
  }

  @Test
  void manyStepsAreToldByTheirNumber() throws IOException {
    for (int i = 0; i < 40; i++) task("A:TRAIN", "c" + i, "");
    List<String> lines = lines();
    assertEquals(10, lines.size());
    assertEquals("… and 31 more steps under way", lines.get(9));
  }

  private void task(String process, String tag, String errors) throws IOException {
    Path work = Files.createDirectories(folder.resolve("work" + tasks.size()));
    Files.writeString(work.resolve(".command.err"), errors);
    tasks.add(Map.of("process", process, "tag", tag, "folder", work, "started", NOW - 130_000));
  }

  @SuppressWarnings("unchecked")
  private List<String> lines() throws IOException {
    return (List<String>)
        Helpers.call("LongTasks.lines(tasks, now)", Map.of("tasks", tasks, "now", NOW));
  }
}
