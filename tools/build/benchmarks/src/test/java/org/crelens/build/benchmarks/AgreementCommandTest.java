package org.crelens.build.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.cli.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementCommandTest {
  private static final String OURS =
      """
      track name=ours
      chr1\t100\t200\ts1.a.x\t1\t.
      chr1\t100\t200\ts2.a.x\t2\t.
      chr1\t300\t400\ts1.a.x\t3\t.
      chr1\t500\t600\ts1.b.x\t9\t.
      chr2\t100\t200\ts1.b.x\t8\t.
      """;
  private static final String THEIRS =
      """
      chr2\t100\t200\ts1.b.x\t80
      chr1\t300\t400\ts1.a.x\t15
      chr1\t100\t200\ts2.a.x\t20
      chr1\t100\t200\ts1.a.x\t10
      chr1\t500\t600\ts1.b.x\t90
      """;

  @TempDir Path folder;

  @Test
  void peaksAreMatchedWhateverTheirOrder() throws IOException {
    Map<String, String[]> figures =
        figures("--final", file("a", OURS), "--published-final", file("b", THEIRS));
    // Ranks 1 2 3 5 4 against 1 3 2 5 4: Σd² = 2.
    assertEquals(0.9, number(figures, "Spearman"), 1e-12);
    assertEquals("5", figures.get("Spearman")[2]);
    assertEquals("missed", figures.get("Spearman")[7]);
    assertEquals(0.5, number(figures, "Spearman, a"), 1e-12);
    assertEquals(1, number(figures, "Spearman, b"), 1e-12);
    assertEquals(0.75, number(figures, "median Spearman, TRs"), 1e-12);
    assertEquals(0.5, number(figures, "smallest Spearman, TRs"), 1e-12);
    assertFalse(figures.containsKey("median Spearman, TRs of more than 1,500 peaks"));
  }

  @Test
  void withAnotherGoalTheSameFigureIsMet() throws IOException {
    Map<String, String[]> figures =
        figures(
            "--final", file("a", OURS), "--published-final", file("b", THEIRS), "--goal", "seeds");
    assertEquals("≥ 0.85", figures.get("Spearman")[6]);
    assertEquals("met", figures.get("Spearman")[7]);
  }

  @Test
  void onlySharedPeaksCountAndAWarningSaysSo() throws IOException {
    Path fewer = file("b", THEIRS.lines().limit(4).collect(Collectors.joining("\n")));
    CommandResult ran = run("--raw", file("a", OURS), "--published-raw", fewer).done();
    assertTrue(ran.err().contains("the 4 that both have are compared"), ran.err());
    assertTrue(ran.out().contains("raw\tSpearman\t4\t"), ran.out());
  }

  @Test
  void kIsNearWithinAQuarterPerRunAndForTheMean() throws IOException {
    String header = "dataset\ttf\tfinal_k\n";
    Path published = file("p", "dataset\ttf\tx\tfinal_k\ns\ta\t0\t4\ns\tb\t0\t1\n");
    Path low = file("low", header + "s\ta\t3\ns\tb\t0.7\n");
    Path high = file("high", header + "s\ta\t6\ns\tb\t1.1\n");
    Map<String, String[]> figures =
        figures("--factors", low, high, "--published-factors", published, "--label", "one", "two");
    assertEquals("1", figures.get("k within 25 %, one")[3]);
    assertEquals("1", figures.get("k within 25 %, two")[3]);
    assertEquals("2", figures.get("k within 25 %, mean")[3]);
    assertEquals("≥ 12", figures.get("k within 25 %, mean")[6]);
    assertEquals(4.5, number(figures, "k, s.a"), 1e-12);
    assertEquals(0.125, Double.parseDouble(figures.get("k, s.a")[5]), 1e-12);
  }

  @Test
  void lossesAreComparedByEpochAndTheWorstIsJudged() throws IOException {
    Path ours = file("ours", "epoch\tloss\tkept\n1\t0.09\t0\n2\t0.054\t0\n3\t0.01\t1\n");
    Map<String, String[]> figures =
        figures("--loss", ours, "--published-loss", file("p", "1e-1\n5e-2\n"));
    assertEquals(-0.1, Double.parseDouble(figures.get("loss of epoch 1")[5]), 1e-12);
    assertEquals(0.1, number(figures, "largest difference"), 1e-12);
    assertEquals("met", figures.get("largest difference")[7]);
    assertEquals("3", figures.get("epochs")[3]);
    assertEquals("missed", figures.get("epochs")[7]);
  }

  @Test
  void totalQStandsBesideTheSumOfThePublishedMatrix() throws IOException {
    Path totals =
        file("total.txt", "seed\ttotal_q\twindows\n1\t0.7\t50\n2\t0.9\t50\nmean\t0.8\t50\n");
    Map<String, String[]> figures =
        figures(
            "--q-score", totals, "--published-q-score", file("q", "0 1e-1\n".replace(' ', '\t')));
    assertEquals("met", figures.get("total Q, seed 1")[7]);
    assertEquals("missed", figures.get("total Q, seed 2")[7]);
    assertEquals("met", figures.get("total Q, mean")[7]);
    assertEquals("0.1", figures.get("total Q, mean")[4]);
    Map<String, String[]> mean = figures("--q-score", totals, "--goal", "mean");
    assertEquals("0.8", mean.get("total Q")[3]);
    assertFalse(mean.keySet().stream().anyMatch(name -> name.contains("seed")), mean.toString());
  }

  @Test
  void markdownIsATableAndBriefLeavesOutSingleTrs() throws IOException {
    Path a = file("a", OURS);
    CommandResult ran =
        run("--raw", a, "--published-raw", a, "--format", "markdown", "--brief").done();
    List<String> lines = ran.out().lines().toList();
    assertEquals("| raw | Spearman | 5 | 1 |  |  | ≥ 0.98 | met |", lines.get(2));
    assertTrue(lines.stream().allMatch(line -> line.startsWith("|")), ran.out());
    assertFalse(ran.out().contains("Spearman, a"), ran.out());
  }

  @Test
  void filesWithoutTheirPartnerAreRefused() throws IOException {
    failing("--raw", file("a", OURS)).says(ExitCode.USAGE, "--raw", "--published-raw");
    failing("--published-loss", file("b", "1\n")).says(ExitCode.USAGE, "--loss");
    failing().says(ExitCode.USAGE, "nothing to compare");
  }

  @Test
  void labelsMustBeAsManyAsRuns() throws IOException {
    Path k = file("k", "dataset\ttf\tfinal_k\ns\ta\t3\n");
    failing("--factors", k, "--published-factors", k, "--label", "one", "two")
        .says(ExitCode.USAGE, "--label", "2", "1");
  }

  @Test
  void badScoresAreNamedWithTheirLine() throws IOException {
    Path good = file("good", THEIRS);
    for (String[] bad :
        new String[][] {
          {"chr1\t1\t2\ta.b.c\n", "bad:1", "4 columns"},
          {"chr1\t1\t2\ta.b.c\tmuch\n", "bad:1", "'much'"},
          {"chr1\t1\t2\ta.b.c\tNaN\n", "bad:1", "not finite"},
          {"chr1\t1\t2\ta.b\t1\n", "bad:1", "three fields"},
          {"chr1\t2\t1\ta.b.c\t1\n", "bad:1", "end 1"},
          {"chr1\t1\t2\ta.b.c\t1\nchr1\t1\t2\ta.b.c\t1\n", "bad:2", "twice"},
          {"#nothing\n", "bad", "no peak"},
          {"chr9\t1\t2\ta.b.c\t1\n", "bad", "shares no peak"}
        })
      failing("--raw", file("bad", bad[0]), "--published-raw", good)
          .says(ExitCode.INPUT, bad[1], bad[2]);
    failing("--raw", folder.resolve("none"), "--published-raw", good)
        .says(ExitCode.INPUT, "none", "no such file");
  }

  @Test
  void badTablesAreNamedWithTheirLine() throws IOException {
    Path k = file("k", "dataset\ttf\tfinal_k\ns\ta\t3\n");
    failing("--factors", file("bad", "source\tk\n"), "--published-factors", k)
        .says(ExitCode.INPUT, "bad:1", "no column 'dataset'");
    failing("--factors", file("bad", "dataset\ttf\tk\n"), "--published-factors", k)
        .says(ExitCode.INPUT, "bad:1", "no column 'final_k'");
    failing("--factors", file("bad", "dataset\ttf\tfinal_k\ns\ta\n"), "--published-factors", k)
        .says(ExitCode.INPUT, "bad:2", "2 columns");
    Path loss = file("loss", "0.1\n");
    failing("--loss", file("bad", "epoch\tloss\n1\tlow\n"), "--published-loss", loss)
        .says(ExitCode.INPUT, "bad:2", "'low'");
    failing("--q-score", file("bad", "0.7\n")).says(ExitCode.INPUT, "bad:1", "total.txt");
  }

  private Map<String, String[]> figures(Object... args) {
    return run(args)
        .done()
        .out()
        .lines()
        .skip(1)
        .map(l -> l.split("\t", -1))
        .collect(Collectors.toMap(cells -> cells[1], cells -> cells));
  }

  private static double number(Map<String, String[]> figures, String what) {
    return Double.parseDouble(figures.get(what)[3]);
  }

  private static CommandResult run(Object... args) {
    return CommandResult.of(new AgreementCommand(), args);
  }

  private CommandResult failing(Object... args) throws IOException {
    return CommandResult.failing(folder, new AgreementCommand(), args);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
