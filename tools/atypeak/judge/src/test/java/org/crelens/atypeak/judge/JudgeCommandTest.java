package org.crelens.atypeak.judge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.crelens.atypeak.model.ModelFiles;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentFile;
import org.crelens.libs.chart.Drawing;
import org.crelens.libs.chart.Figure;
import org.crelens.libs.chart.Heatmap;
import org.crelens.libs.chart.Lines;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Warning;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.cli.MemoryLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCommandTest {
  @TempDir Path folder;
  Path tensor;
  Path truth;
  Path model;

  @BeforeEach
  void files() throws IOException {
    Random random = new Random(7);
    Simulated simulated = new Simulated(60);
    for (int region = 0; region < 60; region++) {
      int group = region % 2;
      for (int i = 0; i < 3; i++)
        simulated.peak(
            region,
            2 + i % 2,
            2 * group + random.nextInt(2),
            random.nextInt(300),
            310 + random.nextInt(300),
            "stack",
            group);
      simulated.peak(
          region, random.nextInt(4), random.nextInt(4), random.nextInt(400), 450, "noise", -1);
    }
    tensor = simulated.tensor(folder.resolve("x.tensor.bed.gz"));
    truth = simulated.truth(folder.resolve("truth.tsv"));
    model =
        ModelFiles.untrained(
            folder.resolve("m.zip"), simulated.header(), ModelFiles.options(3, 4, 1));
  }

  private Object[] options(String experiment, List<String> labels, Object... more) {
    List<Object> args =
        new ArrayList<>(List.of("--experiment", experiment, "--tensor", tensor, "--truth", truth));
    for (String label : labels) args.addAll(List.of("--label", label, "--model", model));
    args.addAll(List.of(more));
    return args.toArray();
  }

  private Path totalQ(String name, double q) throws IOException {
    return Files.writeString(folder.resolve(name), "seed\ttotal_q\twindows\n1\t" + q + "\t60\n");
  }

  private Path measures(String name) {
    return folder.resolve(name + ".measures.tsv");
  }

  private Path document(String name) {
    return folder.resolve(name + ".document.json");
  }

  /** Options for two outputs of this name. */
  private Object[] named(String name, String experiment, List<String> labels, Object... more) {
    List<Object> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--output-measures", measures(name), "--output-document", document(name)));
    return options(experiment, labels, all.toArray());
  }

  @Test
  void everyExpectationIsARow() throws IOException {
    CommandResult ran =
        CommandResult.of(new JudgeCommand(), named("2a", "2a", List.of("8x8"))).done();
    assertTrue(ran.err().contains("noise_under_stack"), ran.err());
    List<String> rows = Files.readAllLines(measures("2a"));
    assertEquals(
        "experiment\texpectation\tmodel\tclaim\tmeasured\tcomparison\tthreshold\tresult\tn",
        rows.get(0));
    assertEquals(5, rows.stream().filter(r -> r.matches(".*\t(pass|fail)\t.*")).count());
    assertTrue(
        rows.stream().skip(1).allMatch(r -> r.startsWith("2a\t") && r.split("\t").length == 9));
  }

  @Test
  void theDocumentShowsClaimsFiguresAndNumbers() throws IOException {
    CommandResult.of(new JudgeCommand(), named("2a", "2a", List.of("8x8"))).done();
    Document document = DocumentFile.read(document("2a"));
    assertEquals("2a", document.item());
    assertEquals("atypeak", document.method());
    assertEquals(
        List.of("claims", "completeness", "phantoms", "values", "responses", "numbers"),
        document.sections().stream().map(Section::id).toList());
    List<Measure> all = MeasureTable.read(measures("2a"));
    assertEquals(5, ClaimTable.count(all));
    assertEquals(ClaimTable.holding(all), document.keyFigures().get(0).value());
    // Each claim that does not hold is a warning.
    assertEquals(
        all.stream().filter(Measure::fails).map(Measure::name).toList(),
        document.warnings().stream().map(Warning::code).toList());
    assertEquals(
        List.of(
            "completeness_8x8",
            "phantoms_of_the_group",
            "phantoms_of_other_groups",
            "values_8x8",
            "responses_8x8"),
        document.figures().stream().map(Figure::id).toList());
    for (Figure figure : document.figures()) {
      String svg = Drawing.of(figure).file();
      assertTrue(!svg.contains("NaN") && !svg.contains("Infinity"), svg);
    }
    Heatmap responses = (Heatmap) document.figures().get(4).plot();
    assertEquals(List.of("t1 (1)", "t2 (1)", "t3 (2)", "t4 (2)"), responses.rows());
  }

  @Test
  void modelsOfAnExperimentAreNamedInAnyOrderAndKeptInItsOwn() throws IOException {
    Object[] args =
        named(
            "3",
            "3",
            List.of("H256", "H128", "H32", "H8"),
            "--total-q",
            totalQ("a", 1),
            "--total-q",
            totalQ("b", 2),
            "--total-q",
            totalQ("c", 3),
            "--total-q",
            totalQ("d", 4));
    CommandResult.of(new JudgeCommand(), args).done();
    String rows = Files.readString(measures("3"));
    // H8 has 4, H256 has 1.
    assertTrue(rows.contains("q_shrinks\tH8,H32,H128,H256\t"), rows);
    assertTrue(rows.contains("\t0.25\t<=\t0.8\tpass\t60\n"), rows);
    Figure q =
        DocumentFile.read(document("3")).figures().stream()
            .filter(figure -> figure.id().equals("total_q"))
            .findAny()
            .orElseThrow();
    assertArrayEquals(new double[] {4, 3, 2, 1}, ((Lines) q.plot()).series().get(0).values());
  }

  @Test
  void bytesDoNotDependOnThreads() throws IOException {
    for (int threads : new int[] {1, 3})
      CommandResult.of(
              new JudgeCommand(),
              named("by" + threads, "S4b", List.of("weighted"), "--threads", threads))
          .done();
    assertArrayEquals(Files.readAllBytes(measures("by1")), Files.readAllBytes(measures("by3")));
    assertArrayEquals(Files.readAllBytes(document("by1")), Files.readAllBytes(document("by3")));
  }

  @Test
  void namesThatDoNotFitAreRefused() throws IOException {
    CommandResult.failing(folder, new JudgeCommand(), named("out", "9z", List.of("x")))
        .says(2, "--experiment 9z is not one of 2a, S1b, 2b, 3, S3a, S3b, S3c, S4a, S4b, S4c");
    CommandResult.failing(folder, new JudgeCommand(), named("out", "2b", List.of("small")))
        .says(2, "--label small: experiment 2b compares small, large");
    CommandResult.failing(folder, new JudgeCommand(), named("out", "2b", List.of("small", "small")))
        .says(2, "experiment 2b compares small, large");
    CommandResult.failing(
            folder, new JudgeCommand(), named("out", "2a", List.of("8x8"), "--truth", truth))
        .says(2, "2 --truth for 1 --tensor");
    CommandResult.failing(
            folder, new JudgeCommand(), named("out", "3", List.of("H8", "H32", "H128", "H256")))
        .says(2, "0 --total-q; experiment 3 takes one for each model");
    CommandResult.failing(
            folder,
            new JudgeCommand(),
            named("out", "2a", List.of("8x8"), "--total-q", totalQ("q", 1)))
        .says(2, "experiment 2a takes none");
  }

  @Test
  void filesOfAnotherKindAreRefused() throws IOException {
    Path foreign = Files.writeString(folder.resolve("foreign"), "nothing of the kind\n");
    for (String option : List.of("--tensor", "--truth", "--model")) {
      Object[] args = named("out", "2a", List.of("8x8"));
      args[List.of(args).indexOf(option) + 1] = foreign;
      CommandResult.failing(folder, new JudgeCommand(), args).says(3, "foreign");
      args[List.of(args).indexOf(option) + 1] = folder.resolve("absent");
      CommandResult.failing(folder, new JudgeCommand(), args).says(3, "absent: no such file");
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsToldFirst() throws IOException {
    CommandResult.failing(folder, new JudgeCommand(), named("none/2a", "2a", List.of("8x8")))
        .says(4, "none");
  }

  @Test
  void memoryThatCannotSufficeIsToldWithTheFigureNeeded() throws IOException {
    JudgeCommand command = new JudgeCommand();
    command.limits = new MemoryLimits(1 << 16, 1 << 30, 1 << 30);
    CommandResult.failing(folder, command, named("out", "2a", List.of("8x8")))
        .says(137, "CRELENS_MEMORY_MB=");
  }
}
