package org.crelens.atypeak.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Shape;
import org.crelens.atypeak.data.StepMemory;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.TensorWriter;
import org.crelens.atypeak.model.Model;
import org.crelens.atypeak.model.ModelInfo;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.io.Compressed;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
  private static final Crumb CRUMB = new Crumb(0.1, Crumb.Order.CRUMB_FIRST);

  @TempDir Path folder;
  private Path tensor;
  private Path out;
  private Path loss;

  @BeforeEach
  void files() throws IOException {
    tensor = folder.resolve("x.tensor.bed.gz");
    out = folder.resolve("x.model.zip");
    loss = folder.resolve("loss.tsv");
    Axes axes = new Axes(List.of("a", "b"), List.of("t", "u", "v"));
    TensorHeader header = new TensorHeader("x", 20, 320, 10, CRUMB, axes, Map.of("peaks", "00ff"));
    try (Outputs outputs = new Outputs()) {
      try (TensorWriter writer = new TensorWriter(outputs, tensor, header)) {
        for (int w = 0; w < 20; w += 2)
          for (int cell = w % 4; cell < 6; cell += 2)
            writer.row("chr1", w, 320 * w, 320 * w + 320, cell, 320 * w + 50, 320 * w + 190);
      }
      outputs.commit();
    }
  }

  /** Tiny, unless told otherwise: the last value of an option counts. */
  private List<Object> args(Object... more) {
    List<Object> args =
        new ArrayList<>(List.of("--tensor", tensor, "--output", out, "--loss", loss, "-q"));
    Map<String, Object> options = new java.util.LinkedHashMap<>();
    options.put("--filters", 3);
    options.put("--deep-dim", 4);
    options.put("--kernel", 8);
    options.put("--learning-rate", 1e-3);
    options.put("--batch-size", 4);
    options.put("--batches-per-epoch", 3);
    options.put("--epochs", 2);
    options.put("--threads", 1);
    List<Object> rest = new ArrayList<>();
    for (Object one : more) {
      String text = one.toString();
      int eq = text.indexOf('=');
      if (eq > 0 && options.containsKey(text.substring(0, eq)))
        options.put(text.substring(0, eq), text.substring(eq + 1));
      else rest.add(one);
    }
    options.forEach((option, value) -> args.add(option + "=" + value));
    args.addAll(rest);
    return args;
  }

  private CommandResult train(Object... more) {
    return CommandResult.of(new TrainCommand(), args(more).toArray());
  }

  private CommandResult refused(Object... more) throws IOException {
    return CommandResult.failing(folder, new TrainCommand(), args(more).toArray());
  }

  private ModelInfo info() throws IOException {
    return Model.readInfo(out);
  }

  private float[] parameters() throws IOException {
    try (Model model = Model.read(out)) {
      return model.parameters();
    }
  }

  @Test
  void memoryThatCannotSufficeIsToldBeforeTrainingWithTheFigureNeeded() throws IOException {
    TrainCommand command = new TrainCommand();
    command.limits = new MemoryLimits(1 << 30, 1 << 30, 3 << 20);
    CommandResult.failing(folder, command, args("--deep-dim=512").toArray())
        .says(
            137,
            "train: training a network of",
            "and there are 3:",
            "CRELENS_MEMORY_MB=",
            "--deep-dim");
  }

  @Test
  void peaksThatDoNotFitOnTheHeapAreToldAfterReadingThem() throws IOException {
    StepMemory.Content content = new StepMemory.Content(10, 20);
    Shape shape = new Shape(32, 2, 3, 3, 4, 8);
    // Enough for what the header tells, not for the rows.
    long heap = StepMemory.training(shape, 4, 1, content).heap() - 1;
    TrainCommand command = new TrainCommand();
    command.limits = new MemoryLimits(heap, 1L << 40, 1L << 40);
    CommandResult.failing(folder, command, args().toArray()).says(137, "CRELENS_MEMORY_MB=");
    command = new TrainCommand();
    command.limits = new MemoryLimits(heap + 1, 1L << 40, 1L << 40);
    CommandResult.of(command, args().toArray()).done();
  }

  @Test
  void theModelSaysWhereItComesFrom() throws IOException {
    train("--seed", 7).done();
    ModelInfo info = info();
    assertEquals("x", info.cellLine());
    assertEquals(CRUMB, info.crumb());
    assertEquals(320, info.windowLength());
    assertEquals(10, info.squish());
    assertEquals(Map.of("peaks", "00ff"), info.digests());
    assertEquals(7, info.seed());
    assertEquals(3, info.options().filters());
    assertEquals(4, info.options().deepDim());
    assertEquals(8, info.options().kernel());
    assertEquals(List.of("t", "u", "v"), info.axes().trs());
  }

  @Test
  void theTableOfLossesIsThatOfTheModel() throws IOException {
    train("--epochs=4").done();
    List<String> lines = Files.readAllLines(loss);
    assertEquals("epoch\tloss\tkept", lines.get(0));
    assertEquals(5, lines.size());
    for (int e = 1; e <= 4; e++) {
      String kept = e == info().keptEpoch() ? "1" : "0";
      assertEquals(e + "\t" + info().losses().get(e - 1) + "\t" + kept, lines.get(e));
    }
  }

  @Test
  void theSameSeedGivesTheSameBytesForAnyNumberOfThreads() throws IOException {
    train().done();
    byte[] first = Files.readAllBytes(out);
    byte[] losses = Files.readAllBytes(loss);
    for (int threads : new int[] {1, 2, 3}) {
      Files.delete(out);
      train("--threads=" + threads).done();
      assertArrayEquals(first, Files.readAllBytes(out), threads + " threads");
      assertArrayEquals(losses, Files.readAllBytes(loss), threads + " threads");
    }
    train("--seed", 1235).done();
    assertFalse(Arrays.equals(first, Files.readAllBytes(out)), "another seed");
  }

  @Test
  void whenPatienceRunsOutTheWeightsOfTheLastImprovementComeBack() throws IOException {
    train("--epochs=1").done();
    float[] first = parameters();
    // No epoch but the first can improve by 1000.
    train("--epochs=9", "--min-delta", 1000, "--patience", 2).done();
    assertEquals(3, info().losses().size());
    assertEquals(1, info().keptEpoch());
    assertEquals("no improvement for 2 epochs", info().stopped());
    assertArrayEquals(first, parameters());
  }

  @Test
  void atTheFloorNothingComesBack() throws IOException {
    train("--epochs=2").done();
    float[] second = parameters();
    train("--epochs=9", "--min-delta", 1000, "--loss-floor", 1000).done();
    assertEquals(2, info().losses().size());
    assertEquals(2, info().keptEpoch());
    assertEquals("loss floor reached twice", info().stopped());
    assertArrayEquals(second, parameters());
  }

  @Test
  void afterTheLastEpochNothingComesBack() throws IOException {
    train("--epochs=3").done();
    float[] third = parameters();
    train("--epochs=3", "--min-delta", 1000, "--patience", 9).done();
    assertEquals(3, info().keptEpoch());
    assertEquals("all epochs done", info().stopped());
    assertArrayEquals(third, parameters());
  }

  @Test
  void weightsOfDatasetsTrsAndSourcesMultiply() throws IOException {
    Path table = folder.resolve("weights.tsv");
    Files.writeString(table, "dataset\ttf\tweight\na\tu\t4\n");
    train("--dataset-weights", "a=2,b=0.5", "--tr-weights", "u=3", "--source-weights", table)
        .done();
    double apart = info().losses().get(0);
    assertEquals(Map.of("a", 2.0, "b", 0.5), info().options().datasetWeights());
    assertEquals(Map.of("a.u", 4.0), info().options().sourceWeights());
    StringBuilder product = new StringBuilder("dataset\ttr\tweight\n");
    for (String y : List.of("a", "b"))
      for (String z : List.of("t", "u", "v"))
        product
            .append(y + "\t" + z + "\t")
            .append(
                (y.equals("a") ? 2 : 0.5)
                    * (z.equals("u") ? 3 : 1)
                    * (y.equals("a") && z.equals("u") ? 4 : 1))
            .append('\n');
    Files.writeString(table, product);
    train("--source-weights", table).done();
    assertEquals(apart, info().losses().get(0));
    train().done();
    assertNotEquals(apart, info().losses().get(0));
  }

  @Test
  void weightsOfWhatIsNotThereAreRefused() throws IOException {
    refused("--dataset-weights", "a=1,c=2").says(2, "--dataset-weights names [c]", "[a, b]");
    refused("--tr-weights", "w=2").says(2, "--tr-weights names [w]", "[t, u, v]");
    Path table = folder.resolve("weights.tsv");
    Files.writeString(table, "dataset\ttf\tweight\na\tw\t4\n");
    refused("--source-weights", table).says(2, "--source-weights names [a.w]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a=", "=3", "a=-1", "a=x", "a=Infinity", "a=1,,b=2"})
  void malformedWeightsAreRefused(String text) throws IOException {
    refused("--dataset-weights=" + text).says(2, "--dataset-weights '", "NAME=WEIGHT");
    refused("--tr-weights=" + text).says(2, "--tr-weights '", "NAME=WEIGHT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dataset tf weight;a u -1|weights:2: weight '-1' is negative|expected 0 or more",
        "dataset tf weight;a u much|weights:2: weight 'much' is not a number|expected",
        "dataset tf weight;a u|weights:2: 2 columns|expected 3, as in the header",
        "dataset weight;a 1|weights:1: no column 'tf'|the columns dataset, tf, weight",
        "dataset tf weight;a u 1;a u 2|weights:3: source a.u comes twice|expected each source once",
        "dataset tf weight|weights: holds no weight|the columns dataset, tf, weight"
      })
  void badTablesOfWeightsAreNamedByLine(String table, String found, String expected)
      throws IOException {
    Path weights = folder.resolve("weights");
    Files.writeString(weights, table.replace(' ', '\t').replace(";", "\n") + "\n");
    refused("--source-weights", weights).says(3, found, expected);
  }

  @Test
  void drawingOnlyWindowsWithPeaksFillsBatches() throws IOException {
    train("--draw", "with-peaks").done();
    assertFalse(info().options().drawAll());
    double full = info().losses().get(0);
    train("--draw", "all").done();
    assertTrue(info().options().drawAll());
    assertNotEquals(full, info().losses().get(0));
    refused("--draw", "some").says(2, "--draw", "expected all or with-peaks, not 'some'");
  }

  @ParameterizedTest
  @CsvSource({
    "--filters,0",
    "--filters,4097",
    "--deep-dim,0",
    "--deep-dim,65537",
    "--kernel,0",
    "--kernel,2000",
    "--learning-rate,0",
    "--learning-rate,-0.1",
    "--learning-rate,1.5",
    "--learning-rate,NaN",
    "--batch-size,0",
    "--batch-size,5000",
    "--batches-per-epoch,0",
    "--epochs,0",
    "--patience,0",
    "--min-delta,-1.0",
    "--min-delta,NaN",
    "--min-delta,Infinity",
    "--loss-floor,-1.0",
    "--loss-floor,NaN",
    "--threads,0",
    "--threads,1025"
  })
  void hyperparametersOutOfRangeAreRefused(String option, String value) throws IOException {
    List<Object> args = args(option + "=" + value);
    CommandResult ran = CommandResult.failing(folder, new TrainCommand(), args.toArray());
    ran.says(2, option + " " + value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--filters=many", "--learning-rate=fast", "--seed=x", "--epochs=1.5", "--what=1"})
  void malformedOptionsAreRefused(String option) throws IOException {
    refused(option).says(2, option.substring(0, option.indexOf('=')));
  }

  @Test
  void aKernelThatDoesNotDivideIsRefused() throws IOException {
    refused("--kernel=6").says(2, "kernel 6 is not a multiple of 4");
    refused("--kernel=12").says(2, "32 bins are not a multiple of 48", "four times the kernel");
    refused("--kernel=20").says(2, "32 bins are not a multiple of 80");
  }

  @Test
  void trainingThatDivergesSaysSo() throws IOException {
    // Weights whose product no float holds: the loss cannot be a number.
    refused("--learning-rate=1", "--dataset-weights", "a=1e38", "--tr-weights", "u=1e38")
        .says(2, "training diverged", "lower --learning-rate 1.0");
  }

  @Test
  void aMissingEmptyOrForeignTensorIsNamed() throws IOException {
    tensor = folder.resolve("nowhere.gz");
    refused().says(3, "nowhere.gz: no such file");
    tensor = Files.createFile(folder.resolve("empty.gz"));
    refused().says(3, "empty.gz: is empty");
    tensor = Files.writeString(folder.resolve("peaks.bed"), "chr1\t1\t2\ta.t.x\n");
    refused().says(3, "peaks.bed:1: does not start with ##crelens-tensor=1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Compressed.class,
      names = {"GZIP", "BGZIP", "XZ"})
  void aTruncatedTensorIsNamed(Compressed how) throws IOException {
    StringBuilder text = new StringBuilder();
    try (org.crelens.libs.io.LineSource lines = new org.crelens.libs.io.LineSource(tensor)) {
      while (lines.next()) text.append(lines.text()).append('\n');
    }
    byte[] whole = how.bytes(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Files.write(tensor, whole);
    train().done();
    Files.write(tensor, Arrays.copyOf(whole, whole.length - 5));
    refused().says(3, "x.tensor.bed.gz: ", "cut short");
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsNamedBeforeAnyWork() throws IOException {
    Path model = out;
    out = folder.resolve("none/x.model.zip");
    refused("--epochs=1000000").says(4, "none/x.model.zip: its folder does not exist");
    out = folder;
    refused("--epochs=1000000").says(4, "is a folder");
    out = model;
    loss = folder.resolve("none/loss.tsv");
    refused("--epochs=1000000").says(4, "none/loss.tsv: its folder does not exist");
    loss = out;
    refused("--epochs=1000000").says(2, "x.model.zip: is named for two outputs");
  }
}
