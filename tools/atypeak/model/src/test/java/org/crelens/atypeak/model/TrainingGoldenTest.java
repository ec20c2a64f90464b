package org.crelens.atypeak.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.libs.engine.ModelZip;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingGoldenTest {
  private static final int WINDOWS = 6;

  private final Path folder = Path.of(System.getProperty("crelens.shared"), "golden", "network");

  @Test
  void fiveAdamStepsEndWhereTheReferenceEnds() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(folder), "no golden files at " + folder);
    double[] losses = {
      0.6806647389570809,
      0.5237252918132382,
      0.4109379047053597,
      0.32841493189180493,
      0.26779039475128025
    };
    try (Training training = new Training(header(3, 4), small(2), 2, false)) {
      training.setParameters(GoldenWeights.raw(folder, "w_", training.shape()));
      float[] inputs = GoldenWeights.readRaw(folder.resolve("inputs.f32"));
      System.arraycopy(inputs, 0, training.batch(), 0, inputs.length);
      for (double expected : losses) assertEquals(expected, training.step(WINDOWS), 1e-5);
      float[] expected = GoldenWeights.raw(folder, "adam5_", training.shape());
      assertArrayEquals(expected, training.parameters(), 1e-6f);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hela,583637,9,13,32,256",
    "jurkat,682284,12,17,32,256",
    "cd34,69016,5,8,16,64",
    "esc,610556,12,13,32,256",
    "mcf7,6534224,48,19,64,1024",
    "k562,24976572,67,20,128,2048"
  })
  void parameterCountsAreThePublishedOnes(String cellLine, long count, int d, int t, int f, int h) {
    assertEquals(count, new Shape(320, d, t, f, h, 20).parameterCount(), cellLine);
  }

  @Test
  void initialWeightsFillTheirLimits() {
    Shape shape = new Shape(320, 9, 13, 32, 256, 20);
    // fans as Keras counts them: c1 (kD, kDF), c2 (kTF/2, kTF/2), dense, c3 (kH, kHF), c4 (kF, kDT)
    double[] fans = {180 + 5760, 4160 + 4160, 288, 512, 512, 512, 5120 + 163840, 640 + 2340};
    float[] weights = Training.initial(shape, 1234);
    for (int i = 0; i < 16; i++) {
      Shape.Parameter p = shape.parameters().get(i);
      double limit = i % 2 == 1 ? 0 : Math.sqrt(6 / fans[i / 2]);
      double largest =
          IntStream.range((int) p.offset(), (int) (p.offset() + p.length()))
              .mapToDouble(k -> Math.abs(weights[k]))
              .max()
              .orElseThrow();
      assertTrue(largest <= limit, p.name() + " reaches " + largest + " beyond " + limit);
      assertTrue(largest >= 0.99 * limit, p.name() + " only reaches " + largest + " of " + limit);
    }
  }

  @Test
  void aModelFileIsReadBackAndIsAlsoDeeplearning4js(@TempDir Path temp) throws IOException {
    Path file = temp.resolve("m.model.zip");
    Path again = temp.resolve("again.model.zip");
    float[] trained;
    try (Training training = new Training(header(3, 4), small(1), 1)) {
      for (int i = 0; i < 3 * training.shape().windowCells(); i += 7) training.batch()[i] = 1;
      training.step(3);
      trained = training.parameters();
      Model model = training.snapshot(header(3, 4));
      for (Path target : List.of(file, again)) {
        try (Outputs outputs = new Outputs()) {
          model.write(outputs, target);
          outputs.commit();
        }
      }
    }
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    try (Model read = Model.read(file)) {
      assertArrayEquals(trained, read.parameters());
      assertEquals(header(3, 4).axes(), read.info().axes());
      assertEquals(small(1), read.info().options());
    }
    ModelZip zip = ModelZip.restore(file);
    assertArrayEquals(trained, zip.parameters());
    assertEquals(2 * trained.length, zip.optimizerState().length);
  }

  /** Before there was one adapter, configuration.json named a class that is gone. */
  @Test
  void aModelWhoseConfigurationNamesAnotherClassIsRead(@TempDir Path temp) throws IOException {
    Path file = temp.resolve("m.model.zip");
    float[] parameters;
    try (Training training = new Training(header(3, 4), small(1), 1);
        Model model = training.snapshot(header(3, 4));
        Outputs outputs = new Outputs()) {
      parameters = training.parameters();
      model.write(outputs, file);
      outputs.commit();
    }
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Path entry = zip.getPath("configuration.json");
      String ours = Files.readString(entry);
      String theirs =
          ours.replace("org.crelens.libs.engine.NetworkLayer", "org.crelens.network.AtyPeakLayer");
      assertNotEquals(ours, theirs);
      Files.writeString(entry, theirs);
    }
    try (Model read = Model.read(file)) {
      assertArrayEquals(parameters, read.parameters());
    }
  }

  static TensorHeader header(int d, int t) {
    List<String> datasets = IntStream.range(0, d).mapToObj(i -> "d" + i).toList();
    List<String> trs = IntStream.range(0, t).mapToObj(i -> "t" + i).toList();
    return new TensorHeader("small", 10, 3200, 10, Crumb.NONE, new Axes(datasets, trs), Map.of());
  }

  static TrainingOptions small(long seed) {
    return new TrainingOptions(
        4, 8, 20, 1e-3, WINDOWS, 4, 3, 5, 2.5e-4, 0, true, Map.of(), Map.of(), Map.of(), seed);
  }
}
