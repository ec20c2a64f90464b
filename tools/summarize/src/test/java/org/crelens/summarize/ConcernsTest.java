package org.crelens.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.crelens.summary.CellLineSummary.Factor;
import org.crelens.summary.CellLineSummary.Level;
import org.crelens.summary.CellLineSummary.Model;
import org.crelens.summary.CellLineSummary.Warning;
import org.crelens.tensor.Axes;
import org.crelens.tensor.Crumb;
import org.crelens.tensor.ModelFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConcernsTest {
  private static final String PATIENCE = "no improvement for 5 epochs";
  private Concerns concerns;

  @BeforeEach
  void none() {
    concerns = new Concerns();
  }

  private List<String> codes() {
    return concerns.inOrder().stream().map(Warning::code).toList();
  }

  private Warning warning(String code) {
    return concerns.inOrder().stream()
        .filter(warning -> warning.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static Models.Opened model(
      long seed, String cellLine, int epochs, int kept, String stopped, double loss) {
    Map<String, String> options =
        new TreeMap<>(Map.of("epochs", "64", "deepDim", "256", "filters", "32"));
    List<Double> losses = DoubleStream.generate(() -> loss).limit(epochs).boxed().toList();
    ModelFile.Said said =
        new ModelFile.Said(
            1,
            "0.1.0",
            cellLine,
            new Axes(List.of("a"), List.of("t")),
            Crumb.NONE,
            Map.of("seed", JsonParser.parseString("" + seed)),
            losses,
            stopped,
            kept,
            Map.of("peaks", "p"));
    return new Models.Opened(
        said, new Model(seed, cellLine, "0.1.0", options, losses, stopped, kept, 9), "d");
  }

  private void models(Models.Opened... models) {
    concerns.models(new Models(List.of(models)), "x", Map.of("peaks", "p"), 15, 0.02);
  }

  @Test
  void trainingThatEndedByPatienceIsAsItShouldBe() {
    models(model(1, "x", 17, 12, PATIENCE, 0.002));
    assertEquals(List.of("stopped", "one_seed"), codes());
    assertEquals(Level.NOTE, warning("stopped").level());
    assertTrue(warning("stopped").text().contains("17 epochs, and that of epoch 12 was kept"));
  }

  @Test
  void trainingThatEndedWithItsLastEpochShouldGoOn() {
    models(model(1, "x", 64, 64, "all epochs done", 0.002));
    assertEquals(List.of("epoch_limit", "one_seed"), codes());
    assertTrue(warning("epoch_limit").text().contains("--epochs"));
  }

  @Test
  void fewEpochsAreTold() {
    models(model(1, "x", 3, 3, "loss floor reached twice", 0.002));
    assertEquals(List.of("few_epochs", "one_seed"), codes());
  }

  @Test
  void modelsFromElsewhereAreTold() {
    models(model(1, "y", 17, 12, PATIENCE, 0.002));
    assertTrue(warning("other_cell_line").text().contains("was trained on y"));
    none();
    concerns.models(
        new Models(List.of(model(1, "x", 17, 12, PATIENCE, 0.002))),
        "x",
        Map.of("peaks", "q"),
        15,
        0.02);
    assertTrue(codes().contains("other_data"));
  }

  @Test
  void aHighLossTellsOfATooSmallBudget() {
    models(model(1, "x", 17, 12, PATIENCE, 0.011));
    assertTrue(warning("high_loss").text().contains("55 % of what rebuilding nothing would cost"));
    none();
    // Without a tensor nothing is known to compare with.
    concerns.models(
        new Models(List.of(model(1, "x", 17, 12, PATIENCE, 0.011))), "x", null, 0, Double.NaN);
    assertEquals(List.of("stopped", "one_seed"), codes());
  }

  @Test
  void manyUnitsForFewSourcesAreTold() {
    concerns.models(
        new Models(List.of(model(1, "x", 17, 12, PATIENCE, 0.002))), "x", null, 7, 0.02);
    assertTrue(codes().contains("large_budget"));
    none();
    concerns.models(
        new Models(List.of(model(1, "x", 17, 12, PATIENCE, 0.002))), "x", null, 8, 0.02);
    assertFalse(codes().contains("large_budget"));
  }

  @Test
  void seedsWhoseLossesDifferAreTold() {
    models(model(1, "x", 17, 12, PATIENCE, 0.002), model(2, "x", 17, 12, PATIENCE, 0.0031));
    assertEquals(List.of("seeds_differ", "stopped", "stopped"), codes());
    assertTrue(warning("stopped").text().startsWith("The model of seed 1 "));
  }

  @Test
  void namesAreAtMostTen() {
    List<Factor> factors =
        IntStream.range(0, 13)
            .mapToObj(i -> new Factor("d" + i, "t", 1.0, 1.0, -1.0, 0.1, "floored"))
            .toList();
    concerns.factors(factors, null);
    assertEquals(Level.SERIOUS, warning("floored").level());
    assertTrue(warning("floored").text().contains("13 sources"));
    assertTrue(warning("floored").text().contains("d8.t, d9.t and 3 more. "));
    assertFalse(warning("floored").text().contains("d10"));
  }

  @Test
  void eachFlagHasItsWarning() {
    concerns.factors(
        List.of(
            new Factor("a", "t", 1.0, 1.0, 1.0, 1, "ok"),
            new Factor("b", "t", 1.0, 1.0, 1.0, 10, "capped"),
            new Factor("c", "t", 1.0, 1.0, 1.0, -3, "unbounded"),
            new Factor("d", "t", 1.0, 1.0, 1.0, 2, "undefined")),
        null);
    assertEquals(List.of("unbounded", "undefined", "capped"), codes());
  }

  private static QscoreFolder q(double each, double... p) {
    double[][] q = {{0, each}, {each, 0}};
    List<QscoreFolder.Parts> parts =
        DoubleStream.of(p)
            .mapToObj(
                value ->
                    new QscoreFolder.Parts(
                        new double[2][2],
                        new double[][] {{0, value}, {value, 0}},
                        new double[2][2],
                        new double[2][2]))
            .toList();
    return new QscoreFolder(List.of("a", "b"), 2, new double[] {0.5, 0.5}, Map.of(), 9, q, parts);
  }

  @Test
  void aHighTotalIsMeasuredByTheHighestPossible() {
    // Each of two pairs can cost 2 · 0.5.
    concerns.qscore(q(0.66, 1));
    assertTrue(warning("high_q").text().contains("66 %"));
    none();
    concerns.qscore(q(0.64, 1));
    assertEquals(List.of(), codes());
  }

  @Test
  void modelsThatKnowOtherPairsDisagree() {
    concerns.qscore(q(0, 1, 0));
    assertEquals(List.of("seeds_disagree"), codes());
    none();
    concerns.qscore(q(0, 1, 1));
    assertEquals(List.of(), codes());
  }
}
