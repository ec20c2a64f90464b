package org.crelens.atypeak.tracks.bbi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SweepTest {
  private final List<String> runs = new ArrayList<>();
  private final Sweep sweep =
      new Sweep(
          (c, from, to, depth, sum) ->
              runs.add(c + ":" + from + "-" + to + " " + depth + " " + sum));

  @Test
  void overlappingIntervalsAreCutWhereOneBeginsOrEnds() throws IOException {
    sweep.add(0, 10, 20, 100);
    sweep.add(0, 15, 30, 300);
    sweep.add(0, 20, 25, 500);
    sweep.finish();
    assertEquals(List.of("0:10-15 1 100", "0:15-20 2 400", "0:20-25 2 800", "0:25-30 1 300"), runs);
  }

  @Test
  void basesWithoutAnIntervalAreLeftOutAndContigsStandAlone() throws IOException {
    sweep.add(0, 5, 6, 1);
    sweep.add(0, 8, 100, 0);
    sweep.add(2, 0, 3, 7);
    sweep.finish();
    assertEquals(List.of("0:5-6 1 1", "0:8-100 1 0", "2:0-3 1 7"), runs);
  }

  @Test
  void whatComesTooLateIsRefused() throws IOException {
    sweep.add(1, 10, 20, 0);
    assertThrows(IllegalArgumentException.class, () -> sweep.add(1, 9, 20, 0));
    assertThrows(IllegalArgumentException.class, () -> sweep.add(0, 30, 40, 0));
  }

  @Test
  void anyIntervalsGiveTheSumsOfEveryBase() throws IOException {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      int[] depth = new int[300];
      long[] sum = new long[300];
      Sweep fresh =
          new Sweep(
              (c, from, to, d, s) -> {
                for (int i = from; i < to; i++) {
                  depth[i] -= d;
                  sum[i] -= s;
                }
              });
      int start = 0;
      for (int n = random.nextInt(40); n > 0; n--) {
        start = Math.min(250, start + random.nextInt(20));
        int end = start + 1 + random.nextInt(50);
        int score = random.nextInt(1001);
        for (int i = start; i < end; i++) {
          depth[i]++;
          sum[i] += score;
        }
        fresh.add(0, start, end, score);
      }
      fresh.finish();
      for (int i = 0; i < depth.length; i++) {
        assertEquals(0, depth[i], "depth at " + i + ", seed " + seed);
        assertEquals(0, sum[i], "sum at " + i + ", seed " + seed);
      }
    }
  }
}
