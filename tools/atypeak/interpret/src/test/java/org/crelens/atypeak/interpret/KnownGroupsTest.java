package org.crelens.atypeak.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.model.Model;
import org.crelens.atypeak.model.Training;
import org.crelens.atypeak.model.TrainingOptions;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.cli.Reporter;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups that peaks were simulated with come back from a model that was trained on them. */
class KnownGroupsTest {
  private static final int WINDOWS = 2000;
  private static final double PRESENT = 0.75;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void twoGroupsOfTrsAreFoundByAModelTrainedOnThem(long seed) throws IOException {
    // As the paper's artificial data: not crumbed.
    TensorHeader header =
        Tables.header(WINDOWS, List.of("d1", "d2"), List.of("a1", "a2", "a3", "b1", "b2", "b3"))
            .withCrumb(Crumb.NONE);
    Path file = Tables.write(folder.resolve("x.tensor.bed.gz"), header, stacks(seed));
    Path model = folder.resolve("m.zip");
    // So small a network cannot keep sources apart: a larger one learns smaller groups.
    TrainingOptions options =
        new TrainingOptions(
            2, 8, 20, 3e-3, 48, 48, 12, 12, 0, 0, true, Map.of(), Map.of(), Map.of(), seed);
    try (Training training = new Training(header, options, 2);
        Model trained = training.run(Tensor.read(file), Reporter.silent(), (e, loss) -> {});
        Outputs outputs = new Outputs()) {
      trained.write(outputs, model);
      outputs.commit();
    }
    Path out = folder.resolve("out");
    CommandResult ran =
        CommandResult.of(
                new InterpretCommand(),
                "--tensor",
                file,
                "--model",
                model,
                "--output",
                out,
                "--ur-examples",
                8)
            .done();
    String why = "seed " + seed + "\n" + ran.err() + Files.readString(out.resolve("affinity.tsv"));
    Map<String, String> group = new HashMap<>();
    for (String[] row : Tables.read(out.resolve("group_members.tsv")))
      if (row[3].equals("member")) group.put(row[1] + "." + row[2], row[0]);
    assertEquals(12, group.size(), why);
    for (Map.Entry<String, String> e : group.entrySet()) {
      String first = e.getKey().substring(0, 4);
      assertEquals(group.get("d1." + first.charAt(3) + "1"), e.getValue(), group + why);
    }
    assertEquals(2, group.values().stream().distinct().count(), group + why);
    // Sources are absent from stacks: what is expected there is of the group that the window holds.
    List<String[]> groups = Tables.read(out.resolve("groups.tsv"));
    for (String[] row : groups.subList(1, groups.size()))
      assertEquals(
          PRESENT / (1 - Math.pow(1 - PRESENT, 6)),
          Double.parseDouble(row[4]),
          0.02,
          String.join(" ", row));
    List<String[]> phantoms = Tables.read(out.resolve("phantoms.bed.gz"));
    long fitting =
        phantoms.stream()
            .filter(p -> (Integer.parseInt(p[1]) / 800 % 2 == 0) == p[3].contains(".a"))
            .count();
    assertTrue(phantoms.size() > 200, phantoms.size() + " phantoms " + why);
    assertTrue(fitting > 0.95 * phantoms.size(), fitting + " of " + phantoms.size());
  }

  /** A stack of one group in each window, in turn; it holds a source with a chance of PRESENT. */
  private static List<Object[]> stacks(long seed) {
    Random random = new Random(seed);
    List<Object[]> rows = new ArrayList<>();
    for (int w = 0; w < WINDOWS; w++) {
      int start = 800 * w + random.nextInt(300);
      int end = 800 * w + 800 - random.nextInt(300);
      List<Object[]> stack = new ArrayList<>();
      for (int cell = 0; cell < 12; cell++) {
        if (cell % 6 / 3 != w % 2 || random.nextDouble() > PRESENT) continue;
        int from = start + random.nextInt(30);
        int to = end - random.nextInt(30);
        stack.add(new Object[] {"chr1", w, 800 * w, 800 * w + 800, cell, from, to});
      }
      stack.sort(Comparator.comparingInt(r -> (int) r[5]));
      rows.addAll(stack);
    }
    return rows;
  }
}
