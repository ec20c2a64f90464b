package org.crelens.atypeak.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.ModelDescription;
import org.crelens.libs.chart.Warning;
import org.crelens.libs.chart.Warning.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarningsTest {
  private static final String PATIENCE = "no improvement for 5 epochs";
  private Warnings warnings;

  @BeforeEach
  void none() {
    warnings = new Warnings();
  }

  private List<String> codes() {
    return warnings.inOrder().stream().map(Warning::code).toList();
  }

  private Warning warning(String code) {
    return warnings.inOrder().stream()
        .filter(warning -> warning.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static Models.Opened model(
      long seed, String cellLine, int epochs, int kept, String stopped, double loss) {
    return model(
        seed, cellLine, kept, stopped, DoubleStream.generate(() -> loss).limit(epochs).toArray());
  }

  private static Models.Opened model(
      long seed, String cellLine, int kept, String stopped, double... curve) {
    Map<String, String> options =
        new TreeMap<>(
            Map.of(
                "epochs",
                "64",
                "deepDim",
                "256",
                "filters",
                "32",
                "patience",
                "3",
                "minDelta",
                "0.01"));
    List<Double> losses = DoubleStream.of(curve).boxed().toList();
    ModelDescription description =
        new ModelDescription(
            "0.1.0",
            cellLine,
            new Axes(List.of("a"), List.of("t")),
            3200,
            10,
            Crumb.NONE,
            Map.of("seed", JsonParser.parseString("" + seed)),
            losses,
            stopped,
            kept,
            Map.of("peaks", "p"));
    return new Models.Opened(
        description,
        new TrainedModel(seed, cellLine, "0.1.0", options, losses, stopped, kept, 9),
        "d");
  }

  private void models(Models.Opened... models) {
    new TrainingWarnings(warnings)
        .models(new Models(List.of(models)), "x", Map.of("peaks", "p"), 15, 0.02);
  }

  @Test
  void trainingThatEndedByPatienceIsAsItShouldBe() {
    models(model(1, "x", 17, 12, PATIENCE, 0.002));
    assertEquals(List.of("stopped", "one_seed"), codes());
    assertEquals(Level.NOTE, warning("stopped").level());
    assertTrue(
        warning("stopped").text().contains("17 epochs, and the weights of epoch 12 were kept"));
  }

  private String lastEpoch(double... losses) {
    none();
    models(model(1, "x", losses.length, "all epochs done", losses));
    assertEquals(Level.CAUTION, warning("epoch_limit").level());
    assertFalse(codes().contains("stopped") || codes().contains("few_epochs"));
    return warning("epoch_limit").text();
  }

  @Test
  void trainingThatItsLastEpochStoppedIsStillLearningOnlyWhereTheLossFell() {
    // The minimum delta is 0.01, over the three epochs that early stopping waits.
    String fell = lastEpoch(0.9, 0.5, 0.4, 0.45, 0.3);
    assertTrue(fell.contains("reached its limit of 5 epochs while it was still learning"), fell);
    assertEquals("Train longer (--epochs).", warning("epoch_limit").remedy());
    assertTrue(fell.contains("was 0.5000 in epoch 2 and 0.3000 in the last."), fell);
    for (double[] losses :
        new double[][] {
          {0.168, 0.205}, {0.9, 0.015, 0.014, 0.013, 0.006}, {0.9, 0.2, 0.2, 0.2, 0.2}
        }) {
      String flat = lastEpoch(losses);
      assertTrue(flat.contains("reached its limit of " + losses.length + " epochs"), flat);
      boolean rose = losses[losses.length - 1] > losses[Math.max(0, losses.length - 4)];
      assertTrue(
          flat.contains(
              rose ? "while its loss was rising" : "after its loss had stopped improving"),
          flat);
      assertFalse(flat.contains("still learning"), flat);
      assertTrue(warning("epoch_limit").remedy().contains("lower --learning_rate"));
    }
    assertTrue(lastEpoch(0.168, 0.205).contains("0.1680 in epoch 1 and 0.2050 in the last"));
    assertTrue(lastEpoch(0.168).contains("Nothing shows whether it was still learning"));
  }

  @Test
  void aLossFloorReachedInTheLastEpochIsNoLimitOfEpochs() {
    models(model(1, "x", 64, 64, "loss floor reached twice", 0.002));
    assertEquals(List.of("stopped", "one_seed"), codes());
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
    new TrainingWarnings(warnings)
        .models(
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
    assertTrue(
        warning("high_loss").text().contains("55 % of the loss of a model that rebuilds nothing"));
    none();
    // Without a tensor nothing is known to compare with.
    new TrainingWarnings(warnings)
        .models(
            new Models(List.of(model(1, "x", 17, 12, PATIENCE, 0.011))), "x", null, 0, Double.NaN);
    assertEquals(List.of("stopped", "one_seed"), codes());
  }

  @Test
  void manyUnitsForFewSourcesAreTold() {
    new TrainingWarnings(warnings)
        .models(new Models(List.of(model(1, "x", 17, 12, PATIENCE, 0.002))), "x", null, 7, 0.02);
    assertTrue(codes().contains("large_budget"));
    none();
    new TrainingWarnings(warnings)
        .models(new Models(List.of(model(1, "x", 17, 12, PATIENCE, 0.002))), "x", null, 8, 0.02);
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
    List<SourceFactor> factors =
        IntStream.range(0, 13)
            .mapToObj(i -> new SourceFactor("d" + i, "t", 1.0, 1.0, -1.0, 0.1, "floored"))
            .toList();
    new NormalisationWarnings(warnings).factors(factors, null, 1);
    assertEquals(Level.SERIOUS, warning("floored").level());
    assertTrue(warning("floored").text().contains("13 sources"));
    assertTrue(warning("floored").text().contains("d8.t, d9.t and 3 more."));
    assertFalse(warning("floored").text().contains("d10"));
  }

  @Test
  void eachFlagHasItsWarning() {
    new NormalisationWarnings(warnings)
        .factors(
            List.of(
                new SourceFactor("a", "t", 1.0, 1.0, 1.0, 1, "ok"),
                new SourceFactor("b", "t", 1.0, 1.0, 1.0, 10, "capped"),
                new SourceFactor("c", "t", 1.0, 1.0, 1.0, -3, "unbounded"),
                new SourceFactor("d", "t", 1.0, 1.0, 1.0, 2, "undefined")),
            null,
            1);
    assertEquals(List.of("unbounded", "undefined", "capped"), codes());
    assertEquals(
        "The factor k of 1 source was too high and was set to 10, the highest allowed value: b.t.",
        warning("capped").text());
    assertTrue(warning("capped").remedy().startsWith("The model rebuilds little of these sources"));
  }

  @Test
  void ofSeveralModelsAFlagIsThatOfOneAndTheFactorAMean() {
    List<SourceFactor> factors =
        List.of(
            new SourceFactor("b", "t", 1.0, 1.0, 1.0, 6.339, "capped"),
            new SourceFactor("c", "t", 1.0, 1.0, 1.0, 10, "capped"),
            new SourceFactor("d", "t", 1.0, 1.0, -1.0, 0.75, "floored"),
            new SourceFactor("e", "t", 1.0, 1.0, 1.0, 2, "undefined"),
            new SourceFactor("f", "t", 1.0, 1.0, 1.0, -3, "unbounded"));
    // Even where nobody knows how many models there were, a mean gives itself away.
    for (int models : new int[] {2, 0}) {
      none();
      new NormalisationWarnings(warnings).factors(factors, null, models);
      assertEquals(
          "In at least one model, the factor k of 2 sources was too high and was set to 10, the highest allowed value: b.t (mean k 6.34), c.t (mean k 10.0).",
          warning("capped").text());
      for (String flag : List.of("floored", "undefined", "unbounded"))
        assertTrue(
            warning(flag).text().startsWith("In at least one model, the factor k of 1 source "),
            warning(flag).text());
      assertTrue(warning("floored").text().endsWith(": d.t (mean k 0.750)."));
      assertTrue(warning("undefined").text().endsWith(": e.t (mean k 2.00)."));
      assertTrue(warning("unbounded").text().endsWith(": f.t (mean k -3.00)."));
    }
    none();
    new NormalisationWarnings(warnings)
        .factors(List.of(new SourceFactor("c", "t", 1.0, 1.0, 1.0, 10, "capped")), null, 3);
    assertTrue(warning("capped").text().startsWith("In at least one model"));
    assertTrue(warning("capped").text().endsWith(": c.t (mean k 10.0)."));
  }

  private static QscoreReader q(double each, double... p) {
    double[][] q = {{0, each}, {each, 0}};
    List<QscoreReader.Parts> parts =
        DoubleStream.of(p)
            .mapToObj(
                value ->
                    new QscoreReader.Parts(
                        new double[2][2],
                        new double[][] {{0, value}, {value, 0}},
                        new double[2][2],
                        new double[2][2]))
            .toList();
    return new QscoreReader(List.of("a", "b"), 2, new double[] {0.5, 0.5}, Map.of(), 9, q, parts);
  }

  @Test
  void aHighTotalIsMeasuredByTheHighestPossible() {
    // Each of two pairs can cost 2 · 0.5.
    new QscoreWarnings(warnings).qscore(q(0.66, 1));
    assertTrue(warning("high_q").text().contains("66 %"));
    none();
    new QscoreWarnings(warnings).qscore(q(0.64, 1));
    assertEquals(List.of("even_q"), codes());
    assertEquals(Level.NOTE, warning("even_q").level());
    assertTrue(warning("even_q").text().contains("64 % of the highest possible"));
    assertTrue(warning("even_q").text().contains("tossing a coin for every decision gives 50 %"));
    none();
    new QscoreWarnings(warnings).qscore(q(0.5, 1));
    assertEquals(List.of("even_q"), codes());
    none();
    new QscoreWarnings(warnings).qscore(q(0.49, 1));
    assertEquals(List.of(), codes());
  }

  /** What the note says of a coin, by the formula of the Q-score, whatever the pairs weigh. */
  @Test
  void aCoinIsWrongInHalfOfItsDecisions() {
    double sum = 0;
    int tosses = 400;
    for (long seed = 1; seed <= tosses; seed++) {
      Random random = new Random(seed);
      double[] abundance = random.doubles(6).map(a -> a * a).toArray();
      double correlated = random.nextDouble();
      double[][] q = new double[6][6];
      for (int i = 0; i < 6; i++)
        for (int j = 0; j < 6; j++) {
          if (i == j || i < 3 != j < 3) continue;
          int c = random.nextDouble() < correlated ? 1 : 0;
          int wrong = (random.nextInt(2) ^ c) + (random.nextInt(2) ^ c);
          q[i][j] = Math.sqrt(abundance[i] * abundance[j]) * wrong;
        }
      List<String> names = List.of("a", "b", "c", "d", "e", "f");
      sum += new QscoreReader(names, 3, abundance, Map.of(), 9, q, List.of()).shareWrong();
    }
    // 24 decisions a time: the mean of all lies within five standard errors.
    assertEquals(0.5, sum / tosses, 5 * 0.16 / Math.sqrt(tosses), "seeds 1 to " + tosses);
  }

  @Test
  void modelsThatKnowOtherPairsDisagree() {
    new QscoreWarnings(warnings).qscore(q(0, 1, 0));
    assertEquals(List.of("seeds_disagree"), codes());
    none();
    new QscoreWarnings(warnings).qscore(q(0, 1, 1));
    assertEquals(List.of(), codes());
  }
}
