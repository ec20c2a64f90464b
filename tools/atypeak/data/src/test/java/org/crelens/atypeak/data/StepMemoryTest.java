package org.crelens.atypeak.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.StepMemory.Content;
import org.junit.jupiter.api.Test;

class StepMemoryTest {
  private static final Shape HELA = new Shape(320, 9, 13, 32, 256, 20);

  /** The table that the pipeline's own formulas are compared with, too. */
  @Test
  void theTableOfNeedsIsWhatTheFormulasGive() throws IOException {
    Path table = Path.of("src/test/resources/org/crelens/atypeak/data/step-memory.tsv");
    List<String> rows = Files.readAllLines(table);
    List<String> computed = new ArrayList<>(List.of(rows.get(0)));
    for (String row : rows.subList(1, rows.size())) {
      long[] v = Arrays.stream(row.split("\t")).mapToLong(Long::parseLong).toArray();
      Shape shape =
          new Shape((int) v[0], (int) v[1], (int) v[2], (int) v[3], (int) v[4], (int) v[5]);
      int threads = (int) v[7];
      Content content = new Content(v[8], v[9]);
      long[] needs = {
        StepMemory.training(shape, (int) v[6], threads, content).megabytes(),
        StepMemory.scoring(shape, threads, content).megabytes(),
        StepMemory.scoringAndShowing(shape, threads, content).megabytes(),
        StepMemory.normalize(shape, threads, content, v[10], v[11], v[12]).megabytes(),
        StepMemory.qscore(shape, threads, content, v[12], (int) v[13]).megabytes(),
        StepMemory.interpret(Collections.nCopies((int) v[13], shape), threads, content, v[11])
            .megabytes(),
        StepMemory.judging(shape, threads, content, (int) v[13]).megabytes(),
      };
      computed.add(
          IntStream.range(0, 14).mapToObj(i -> "" + v[i]).collect(Collectors.joining("\t"))
              + "\t"
              + Arrays.stream(needs).mapToObj(Long::toString).collect(Collectors.joining("\t")));
    }
    assertEquals(String.join("\n", computed), String.join("\n", rows));
  }

  @Test
  void aLargeNetworkNeedsMoreForEveryKnobThatIsTurnedUp() {
    long least = megabytes(320, 20, 20, 32, 256, 48, 2);
    assertTrue(megabytes(640, 20, 20, 32, 256, 48, 2) > least);
    assertTrue(megabytes(320, 40, 20, 32, 256, 48, 2) > least);
    assertTrue(megabytes(320, 20, 40, 32, 256, 48, 2) > least);
    assertTrue(megabytes(320, 20, 20, 64, 256, 48, 2) > least);
    assertTrue(megabytes(320, 20, 20, 32, 512, 48, 2) > least);
    assertTrue(megabytes(320, 20, 20, 32, 256, 96, 2) > least);
    assertTrue(megabytes(320, 20, 20, 32, 256, 48, 4) > least);
    // More threads than slots of a batch do not work.
    assertEquals(
        StepMemory.training(HELA, 48, 4, Content.UNKNOWN).blocks(),
        StepMemory.training(HELA, 48, 16, Content.UNKNOWN).blocks());
  }

  private static long megabytes(int l, int d, int t, int f, int h, int batch, int threads) {
    return StepMemory.training(new Shape(l, d, t, f, h, 20), batch, threads, Content.UNKNOWN)
        .megabytes();
  }
}
