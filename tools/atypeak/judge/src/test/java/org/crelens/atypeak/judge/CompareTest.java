package org.crelens.atypeak.judge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crelens.libs.chart.Document;
import org.crelens.libs.chart.DocumentFile;
import org.crelens.libs.chart.Table;
import org.crelens.libs.cli.CommandResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
  private static final String HEADER = String.join("\t", MeasureTable.COLUMNS) + "\n";

  @TempDir Path folder;
  Path table;
  Path document;
  Path first;
  Path second;

  @BeforeEach
  void files() throws IOException {
    table = folder.resolve("study.tsv");
    document = folder.resolve("run.document.json");
    first =
        measures(
            "2a.tsv",
            "2a\tphantoms\t8x8\tphantoms of the group are high\t4.56789\t>=\t2\tpass\t100\n"
                + "2a\tauroc\t8x8\tstack & noise\t0.96\t.\t.\treported\t50\n");
    second =
        measures("S3a.tsv", "S3a\todds\todds\todds change nothing\t0.125\t>=\t0.8\tfail\t70\n");
  }

  private Path measures(String name, String rows) throws IOException {
    return Files.writeString(folder.resolve(name), HEADER + rows);
  }

  private Object[] options(Path... tables) {
    List<Object> args = new ArrayList<>(List.of("--compare"));
    args.addAll(List.of(tables));
    args.addAll(List.of("--output-measures", table, "--output-document", document));
    return args.toArray();
  }

  @Test
  void theTableHoldsAllRowsInTheOrderGiven() throws IOException {
    CommandResult ran = CommandResult.of(new JudgeCommand(), options(second, first)).done();
    assertTrue(ran.err().contains("1 of 2 claims hold"), ran.err());
    List<String> rows = new ArrayList<>(Files.readAllLines(second));
    rows.addAll(Files.readAllLines(first).subList(1, 3));
    assertEquals(rows, Files.readAllLines(table));
  }

  @Test
  void theDocumentSaysWhichClaimsHold() throws IOException {
    CommandResult.of(new JudgeCommand(), options(first, second)).done();
    Document study = DocumentFile.read(document);
    assertEquals(Document.Kind.RUN, study.kind());
    assertTrue(study.lead().endsWith("In 2 experiments, 1 of 2 claims hold."), study.lead());
    assertEquals(1, study.keyFigures().get(0).value());
    Table claims = study.sections().get(0).tables().toList().get(0);
    assertEquals(
        List.of(
            List.of(
                new Table.ItemLink("2a"),
                "phantoms of the group are high",
                4.56789,
                "≥ 2",
                100.0,
                "ok"),
            List.of(new Table.ItemLink("S3a"), "odds change nothing", 0.125, "≥ 0.8", 70.0, "no")),
        claims.rows());
  }

  @Test
  void howTheExperimentsWereMadeStandsInTheDocument() throws IOException {
    List<Object> args = new ArrayList<>(List.of(options(first)));
    args.addAll(List.of("--about", "30,000 regions & seed 1"));
    CommandResult.of(new JudgeCommand(), args.toArray()).done();
    assertTrue(Files.readString(document).contains("30,000 regions & seed 1"));
  }

  @Test
  void theSameBytesEveryTime() throws IOException {
    CommandResult.of(new JudgeCommand(), options(first, second)).done();
    byte[] once = Files.readAllBytes(document);
    CommandResult.of(new JudgeCommand(), options(first, second)).done();
    assertArrayEquals(once, Files.readAllBytes(document));
  }

  @Test
  void whatIsMissingOrForeignIsRefused() throws IOException {
    CommandResult.failing(folder, new JudgeCommand(), options(folder.resolve("absent")))
        .says(3, "absent: no such file");
    CommandResult.failing(folder, new JudgeCommand(), options(first, first))
        .says(2, "experiment 2a is given twice");
    Files.writeString(second, "experiment\tother\n");
    CommandResult.failing(folder, new JudgeCommand(), options(second))
        .says(3, "S3a.tsv:1: no column 'expectation'");
    Files.writeString(second, HEADER + "S3a\todds\n");
    CommandResult.failing(folder, new JudgeCommand(), options(second))
        .says(3, "S3a.tsv:2: 2 columns");
    Files.writeString(second, HEADER);
    CommandResult.failing(folder, new JudgeCommand(), options(second))
        .says(3, "S3a.tsv: has no rows");
  }

  @Test
  void aResultThatDoesNotFollowFromItsNumbersIsRefused() throws IOException {
    Path wrong = measures("x.tsv", "S3a\todds\todds\todds\t0.125\t>=\t0.8\tpass\t70\n");
    CommandResult.failing(folder, new JudgeCommand(), options(wrong))
        .says(3, "x.tsv:2: result 'pass' does not follow from the numbers");
    wrong = measures("y.tsv", "S3a\todds\todds\todds\t0.125\t>\t0.8\tpass\t70\n");
    CommandResult.failing(folder, new JudgeCommand(), options(wrong))
        .says(3, "y.tsv:2: comparison '>'");
    wrong = measures("z.tsv", "S3a\todds\todds\todds\tinf\t>=\t0.8\tpass\t70\n");
    CommandResult.failing(folder, new JudgeCommand(), options(wrong))
        .says(3, "z.tsv:2: measured 'inf' is not finite");
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsToldFirst() throws IOException {
    table = folder.resolve("none/study.tsv");
    CommandResult.failing(folder, new JudgeCommand(), options(first)).says(4, "none");
  }

  @Test
  void comparingAndJudgingDoNotMix() throws IOException {
    CommandResult.failing(
            folder,
            new JudgeCommand(),
            "--compare",
            first,
            "--experiment",
            "2a",
            "--output-measures",
            table,
            "--output-document",
            document)
        .says(2, "leave --experiment and --model out");
    CommandResult.failing(
            folder, new JudgeCommand(), "--output-measures", table, "--output-document", document)
        .says(2, "give --experiment to judge one, or --compare to gather judged ones");
  }

  @Test
  void bothOutputsAreNeeded() throws IOException {
    CommandResult.failing(
            folder, new JudgeCommand(), "--compare", first, "--output-measures", table)
        .says(2, "--output-document");
  }
}
