package org.crelens.libs.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.crelens.libs.cli.Reporter;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final float[] START = {0.5f, -1};
  private static final int LARGEST = 10;

  /** Points near y = 3x − 2, a batch after the other; sizes differ. */
  private static Supplier<Line.Points> batches(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return () -> {
      int n = 1 + random.nextInt(LARGEST);
      float[] x = new float[n];
      float[] y = new float[n];
      for (int i = 0; i < n; i++) {
        x[i] = (float) random.nextDouble(-1, 1);
        y[i] = (float) (3 * x[i] - 2 + random.nextDouble(-0.1, 0.1));
      }
      return new Line.Points(x, y);
    };
  }

  private static Trainer<Line.Points> trainer(Workers workers, double learningRate) {
    Trainer<Line.Points> trainer =
        new Trainer<>(new Line(), AdamOptions.keras(learningRate), workers, LARGEST, 4);
    trainer.setParameters(START);
    return trainer;
  }

  private static float[] parameters(Trainer<?> trainer) {
    try (ParameterVector vector = trainer.parameters()) {
      return vector.toArray();
    }
  }

  @Test
  void aStepIsAdamWithL2InDoublePrecision() {
    double[] w = {START[0], START[1]};
    double[] m = new double[2];
    double[] v = new double[2];
    Supplier<Line.Points> ours = batches(1);
    Supplier<Line.Points> theirs = batches(1);
    try (Workers workers = new Workers(2);
        Trainer<Line.Points> trainer = trainer(workers, 0.01)) {
      for (int t = 1; t <= 30; t++) {
        Line.Points p = theirs.get();
        double loss = Line.L2 * w[0] * w[0];
        double[] g = {2 * Line.L2 * w[0], 0};
        for (int i = 0; i < p.size(); i++) {
          double error = w[0] * p.x()[i] + w[1] - p.y()[i];
          loss += error * error / p.size();
          g[0] += 2 * error * p.x()[i] / p.size();
          g[1] += 2 * error / p.size();
        }
        assertEquals(loss, trainer.step(ours.get()), 1e-5, "loss of step " + t);
        double rate = 0.01 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
        for (int i = 0; i < 2; i++) {
          m[i] = 0.9 * m[i] + 0.1 * g[i];
          v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
          w[i] -= rate * m[i] / (Math.sqrt(v[i]) + 1e-7);
        }
        float[] found = parameters(trainer);
        assertEquals(w[0], found[0], 1e-5, "slope after step " + t);
        assertEquals(w[1], found[1], 1e-5, "offset after step " + t);
      }
      float[] state = state(trainer);
      assertArrayEquals(
          new float[] {(float) m[0], (float) m[1], (float) v[0], (float) v[1]}, state, 1e-4f);
    }
  }

  private static float[] state(Trainer<?> trainer) {
    try (ParameterVector vector = trainer.optimizerState()) {
      return vector.toArray();
    }
  }

  @Test
  void threadsDoNotChangeABit() {
    List<float[]> ends = new ArrayList<>();
    for (int threads : new int[] {1, 2, 5})
      try (Workers workers = new Workers(threads);
          Trainer<Line.Points> trainer = trainer(workers, 0.01)) {
        Supplier<Line.Points> batches = batches(2);
        for (int i = 0; i < 20; i++) trainer.step(batches.get());
        ends.add(parameters(trainer));
      }
    assertNotEquals(START[0], ends.get(0)[0]);
    assertArrayEquals(ends.get(0), ends.get(1));
    assertArrayEquals(ends.get(0), ends.get(2));
  }

  @Test
  void withoutImprovementTheBestEpochComesBackWithItsOptimizer() {
    // No loss falls by a million: the first epoch stays the best.
    Trainer.Schedule schedule = new Trainer.Schedule(9, 4, 3, 1e6, 0);
    try (Workers workers = new Workers(1);
        Trainer<Line.Points> once = trainer(workers, 0.01);
        Trainer<Line.Points> trainer = trainer(workers, 0.01)) {
      once.train(
          new Trainer.Schedule(1, 4, 3, 0, 0), batches(3), Reporter.silent(), (e, loss) -> {});
      List<Integer> epochs = new ArrayList<>();
      Trainer.Outcome outcome =
          trainer.train(schedule, batches(3), Reporter.silent(), (e, loss) -> epochs.add(e));
      assertEquals(Trainer.Reason.NO_IMPROVEMENT, outcome.reason());
      assertEquals(1, outcome.keptEpoch());
      assertEquals(List.of(1, 2, 3, 4), epochs);
      assertEquals(4, outcome.losses().size());
      assertArrayEquals(parameters(once), parameters(trainer));
      assertArrayEquals(state(once), state(trainer));
    }
  }

  @Test
  void twoEpochsBelowTheFloorAreEnough() {
    try (Workers workers = new Workers(1);
        Trainer<Line.Points> trainer = trainer(workers, 0.01)) {
      Trainer.Outcome outcome =
          trainer.train(
              new Trainer.Schedule(9, 4, 3, 0, 1e6), batches(4), Reporter.silent(), (e, l) -> {});
      assertEquals(Trainer.Reason.LOSS_FLOOR, outcome.reason());
      assertEquals(2, outcome.keptEpoch());
    }
  }

  @Test
  void theLossOfAnEpochIsTheMeanOverItsExamples() {
    Supplier<Line.Points> batches = batches(5);
    double sum = 0;
    int examples = 0;
    try (Workers workers = new Workers(1);
        Trainer<Line.Points> steps = trainer(workers, 0.01);
        Trainer<Line.Points> trainer = trainer(workers, 0.01)) {
      for (int i = 0; i < 6; i++) {
        Line.Points batch = batches.get();
        sum += steps.step(batch) * batch.size();
        examples += batch.size();
      }
      Trainer.Outcome outcome =
          trainer.train(
              new Trainer.Schedule(1, 6, 3, 0, 0), batches(5), Reporter.silent(), (e, l) -> {});
      assertEquals(List.of(sum / examples), outcome.losses());
      assertEquals(Trainer.Reason.LAST_EPOCH, outcome.reason());
    }
  }

  @Test
  void aLossThatRunsOffEndsTraining() {
    try (Workers workers = new Workers(1);
        Trainer<Line.Points> trainer = trainer(workers, 1e6)) {
      DivergedException e =
          assertThrows(
              DivergedException.class,
              () ->
                  trainer.train(
                      new Trainer.Schedule(9, 4, 9, 0, 0),
                      batches(6),
                      Reporter.silent(),
                      (epoch, l) -> {}));
      assertEquals(1, e.epoch());
      assertTrue(e.getMessage().contains("epoch 1 is " + e.loss()), e.getMessage());
    }
  }

  @Test
  void deeplearning4jReadsTheConfigurationBack() {
    try (Workers workers = new Workers(1);
        Trainer<Line.Points> trainer = trainer(workers, 0.25);
        Trainer<Line.Points> same = trainer(workers, 0.25)) {
      assertEquals(trainer.configuration(), same.configuration());
      trainer.step(batches(7).get());
      MultiLayerNetwork network =
          new MultiLayerNetwork(MultiLayerConfiguration.fromJson(trainer.configuration()));
      try (ParameterVector vector = trainer.parameters()) {
        network.init();
        assertEquals(vector.length(), network.numParams());
        network.setParams(
            org.nd4j.linalg.factory.Nd4j.createFromArray(vector.toArray()).reshape(1, 2));
      }
      assertEquals(parameters(trainer)[0], network.getParam("0_slope").getFloat(0));
      assertEquals(parameters(trainer)[1], network.getParam("0_offset").getFloat(0));
      assertThrows(
          IllegalStateException.class, () -> network.fit(network.params(), network.params()));
    }
  }

  @Test
  void anArrayHasAPlainNameAndALength() {
    assertThrows(IllegalArgumentException.class, () -> new ParameterArray("c1_w", 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new ParameterArray("w", 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new ParameterArray("w", 1, -1));
  }
}
