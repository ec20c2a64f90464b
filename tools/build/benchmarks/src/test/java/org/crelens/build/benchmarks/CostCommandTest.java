package org.crelens.build.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.crelens.libs.cli.CommandResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostCommandTest {
  private static final Path RESULTS = Path.of("results");
  @TempDir Path folder;

  private CommandResult cost(String... lines) throws IOException {
    Path table = folder.resolve("lines.tsv");
    Files.writeString(
        table,
        "cell_line\tall_peaks\tpeaks\trows\twindows\twindows_with_peaks\tsources\tdatasets\ttrs\tfilters\tdeep_dim\n"
            + String.join("\n", lines)
            + "\n");
    return CommandResult.of(
        new CostCommand(), "--measured", RESULTS, "--cell-lines", table, "--output", folder);
  }

  private static final String HELA =
      "hela\t143361\t143361\t150000\t107867\t46000\t15\t9\t13\t32\t256";

  private double column(String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("cost.tsv"));
    int at = Arrays.asList(lines.get(0).split("\t")).indexOf(name);
    return Double.parseDouble(lines.get(1).split("\t")[at]);
  }

  /** Whole hela runs took half a minute each to train and to score, on two cores. */
  @Test
  void helaCostsWhatItWasSeenToCost() throws IOException {
    cost(HELA).done();
    assertEquals(7, column("tasks"));
    assertTrue(column("core_hours_train") * 3600 > 20, "" + column("core_hours_train"));
    assertTrue(column("core_hours_train") * 3600 < 200, "" + column("core_hours_train"));
    assertTrue(column("core_hours_score") * 3600 > 20, "" + column("core_hours_score"));
    assertTrue(column("core_hours_score") * 3600 < 120, "" + column("core_hours_score"));
  }

  @Test
  void sumsAreThoseOfAllLines() throws IOException {
    CommandResult ran = cost(HELA, HELA.replace("hela", "other")).done();
    assertTrue(ran.out().contains("cell_lines\t2\n"), ran.out());
    assertTrue(ran.out().contains("tasks\t15\n"), ran.out());
  }

  /** The tables of the documentation belong together. */
  @Test
  void theCommittedCoefficientsAreThoseOfTheCommittedMeasurements() throws IOException {
    cost(HELA).done();
    assertEquals(
        Files.readString(RESULTS.resolve("predicted.tsv")),
        Files.readString(folder.resolve("predicted.tsv")));
    Path shipped =
        Path.of("../../atypeak/data/src/main/resources/org/crelens/atypeak/data/step-seconds.tsv");
    assertEquals(Files.readString(shipped), Files.readString(folder.resolve("coefficients.tsv")));
  }

  @Test
  void aTableWithoutAColumnIsRefused() throws IOException {
    Path table = Files.writeString(folder.resolve("l.tsv"), "cell_line\tpeaks\nx\t1\n");
    CommandResult ran =
        CommandResult.of(
            new CostCommand(), "--measured", RESULTS, "--cell-lines", table, "--output", folder);
    assertEquals(3, ran.code(), ran.err());
    assertTrue(ran.err().contains("l.tsv: no column 'datasets'"), ran.err());
    assertTrue(Files.notExists(folder.resolve("cost.tsv")));
  }

  @Test
  void aGridPointIsTimedInBothSteps() {
    CommandResult ran =
        CommandResult.of(
                new ScalingBenchmark(), "2x2x2x4x1", "--seconds", "0", "--threads", "1", "-q")
            .done();
    List<String> lines = ran.out().lines().toList();
    assertEquals(4, lines.size(), ran.out());
    assertEquals(
        List.of("training", "scoring", "training"),
        lines.subList(1, 4).stream().map(l -> l.split("\t")[0]).toList());
    for (String line : lines.subList(1, 4))
      assertTrue(Double.parseDouble(line.split("\t")[9]) > 0, line);
  }
}
