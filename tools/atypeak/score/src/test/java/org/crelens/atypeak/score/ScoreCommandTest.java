package org.crelens.atypeak.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.TensorWriter;
import org.crelens.atypeak.model.ModelFiles;
import org.crelens.atypeak.model.TrainingOptions;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.cli.MemoryLimits;
import org.crelens.libs.io.InputFile;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreCommandTest {
  // Five batches of 24 windows with peaks, the last not full.
  private static final int FULL = 100;
  private static final Axes AXES = new Axes(List.of("a", "b"), List.of("t", "u", "v"));
  private static final Crumb CRUMB = new Crumb(0.1, Crumb.Order.CRUMB_FIRST);

  @TempDir Path folder;
  private Path tensor;
  private Path model;
  private Path out;

  @BeforeEach
  void files() throws IOException {
    tensor = folder.resolve("x.tensor.bed.gz");
    out = folder.resolve("x.scores.tsv");
    write(tensor, AXES, 320, 2);
    model = ModelFiles.untrained(folder.resolve("m.zip"), header(AXES, 320), options(5));
  }

  private static TrainingOptions options(long seed) {
    TrainingOptions o = ModelFiles.options(3, 4, seed);
    return new TrainingOptions(
        o.filters(),
        o.deepDim(),
        8,
        o.learningRate(),
        o.batchSize(),
        o.batchesPerEpoch(),
        o.epochs(),
        o.patience(),
        o.minDelta(),
        o.lossFloor(),
        o.drawAll(),
        Map.of(),
        Map.of(),
        Map.of(),
        seed);
  }

  private static TensorHeader header(Axes axes, int window) {
    return new TensorHeader("x", 2 * FULL, window, 10, CRUMB, axes, Map.of());
  }

  /** Every second window holds peaks, and is short. */
  private static void write(Path file, Axes axes, int window, int step) throws IOException {
    try (Outputs outputs = new Outputs()) {
      try (TensorWriter writer = new TensorWriter(outputs, file, header(axes, window))) {
        for (int w = 0; w < 2 * FULL; w += step)
          for (int cell = w % 3; cell < axes.cells(); cell += 2)
            writer.row(
                "chr1",
                w,
                400 * w + 50,
                400 * w + 350,
                cell,
                400 * w + 45,
                400 * w + 61 + 17 * (w % 13));
      }
      outputs.commit();
    }
  }

  private CommandResult score(Object... more) {
    return CommandResult.of(new ScoreCommand(), args(more));
  }

  private Object[] args(Object... more) {
    List<Object> args = new ArrayList<>(List.of("--tensor", tensor, "--model", model, "-q"));
    if (out != null) args.addAll(List.of("--output", out));
    args.addAll(List.of(more));
    return args.toArray();
  }

  private CommandResult refused(Object... more) throws IOException {
    return CommandResult.failing(folder, new ScoreCommand(), args(more));
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineSource source = new LineSource(file)) {
      while (source.next()) lines.add(source.text());
    }
    return lines;
  }

  private static List<String> rows(Path file) throws IOException {
    List<String> rows = lines(file).stream().filter(line -> !line.startsWith("##")).toList();
    return rows.subList(1, rows.size());
  }

  @Test
  void memoryThatCannotSufficeIsToldBeforeScoringWithTheFigureNeeded() throws IOException {
    ScoreCommand command = new ScoreCommand();
    command.limits = new MemoryLimits(1 << 30, 1000, 1 << 30);
    CommandResult.failing(folder, command, args())
        .says(137, "score: a model of", "CRELENS_MEMORY_MB=", "--threads");
  }

  @Test
  void theHeaderTellsModelSeedAndShard() throws IOException {
    score().done();
    assertEquals(
        List.of(
            "##crelens-scores=1",
            "##cell_line=x",
            "##seed=5",
            "##model=" + InputFile.sha256(model),
            "##shard=1/1",
            "window\tcontig\tstart\tend\tname\traw\tscore"),
        lines(out).subList(0, 6));
  }

  @Test
  void everyRowOfTheTensorIsScoredOnceWithItsWholePeak() throws IOException {
    score().done();
    List<String> expected = new ArrayList<>();
    for (String line : lines(tensor)) {
      if (line.startsWith("#")) continue;
      String[] f = line.split("\t");
      expected.add(String.join("\t", f[5], f[0], f[8], f[9], f[3]));
    }
    assertEquals(expected, rows(out).stream().map(r -> fields(r, 0, 5)).toList());
    for (String row : rows(out)) {
      String[] f = row.split("\t");
      assertEquals(Math.rint(Double.parseDouble(f[5])), Double.parseDouble(f[6]), row);
      assertTrue(Double.parseDouble(f[5]) >= 0.01, row);
    }
  }

  private static String fields(String row, int from, int to) {
    return String.join("\t", Arrays.copyOfRange(row.split("\t"), from, to));
  }

  @Test
  void aScoreIsTheHighestRebuiltValueOverThePeaksBins() throws IOException {
    Path dense = folder.resolve("dense.tsv");
    score("--dense-windows", "0,2,4,6,34", "--dense-output", dense).done();
    check(dense, List.of("0", "2", "4", "6", "34"));
  }

  @Test
  void crumbedWindowsAreJudgedByWhatTheyHold() throws IOException {
    Path dense = folder.resolve("dense.tsv");
    score("--crumbed", "--dense-windows", "0,2,4,6,34", "--dense-output", dense).done();
    check(dense, List.of("0", "2", "4", "6", "34"));
    assertTrue(rows(dense).stream().anyMatch(r -> r.split("\t")[5].startsWith("1.")), "a crumb");
  }

  /** 1000 times the largest 1 − (x − h) / x over the bins, from the dense table beside it. */
  private void check(Path dense, List<String> windows) throws IOException {
    Map<String, double[]> best = new LinkedHashMap<>();
    for (String line : lines(tensor)) {
      if (line.startsWith("#")) continue;
      String[] f = line.split("\t");
      if (!windows.contains(f[5])) continue;
      int shift = 320 - Integer.parseInt(f[7]);
      int from = (Integer.parseInt(f[1]) + shift) / 10;
      int to = (Integer.parseInt(f[2]) + shift - 1) / 10 + 1;
      double highest = 1e-5;
      for (String row : rows(dense)) {
        String[] g = row.split("\t");
        if (!g[0].equals(f[5]) || !f[3].equals(g[3] + "." + g[4] + ".x")) continue;
        if (Integer.parseInt(g[2]) <= from || Integer.parseInt(g[1]) >= to) continue;
        double x = Double.parseDouble(g[5]);
        highest = Math.max(highest, 1 - (x - Double.parseDouble(g[6])) / x);
      }
      best.put(f[5] + "\t" + f[3], new double[] {highest});
    }
    int checked = 0;
    for (String row : rows(out)) {
      String[] f = row.split("\t");
      double[] expected = best.get(f[0] + "\t" + f[4]);
      if (expected == null) continue;
      assertEquals(1000 * expected[0], Double.parseDouble(f[5]), 1e-3, row);
      checked++;
    }
    assertEquals(best.size(), checked);
    assertTrue(checked > 10, checked + " rows");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 16})
  void shardsTogetherHoldTheSameRows(int n) throws IOException {
    score().done();
    List<String> whole = rows(out);
    List<String> joined = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      score("--shard", i + "/" + n).done();
      assertTrue(lines(out).contains("##shard=" + i + "/" + n));
      joined.addAll(rows(out));
    }
    assertEquals(whole, joined);
  }

  @Test
  void theNumberOfThreadsDoesNotMatter() throws IOException {
    score("--threads", 1).done();
    byte[] one = Files.readAllBytes(out);
    for (int threads : new int[] {2, 3}) {
      score("--threads", threads).done();
      assertArrayEquals(one, Files.readAllBytes(out), threads + " threads");
    }
  }

  @Test
  void aCrumbedTensorFileIsReadBinary() throws IOException {
    score().done();
    List<String> binary = rows(out);
    score("--crumbed").done();
    assertTrue(!binary.equals(rows(out)), "--crumbed changes scores");
  }

  @Test
  void denseWindowsHoldEveryCellInOrderAndNoEmptyWindow() throws IOException {
    out = null;
    Path dense = folder.resolve("dense.tsv");
    score("--dense-windows", "4,3,0,4", "--dense-output", dense).done();
    Map<String, Integer> bins = new LinkedHashMap<>();
    for (String row : rows(dense)) {
      String[] f = row.split("\t");
      bins.merge(
          f[0] + " " + f[3] + "." + f[4],
          Integer.parseInt(f[2]) - Integer.parseInt(f[1]),
          Integer::sum);
    }
    List<String> expected = new ArrayList<>();
    for (String w : List.of("0", "4"))
      for (int c = 0; c < AXES.cells(); c++) expected.add(w + " " + AXES.source(c));
    assertEquals(expected, List.copyOf(bins.keySet()));
    bins.values().forEach(n -> assertEquals(32, n));
  }

  @Test
  void theFullestWindowsCanBeAskedFor() throws IOException {
    out = null;
    Path dense = folder.resolve("dense.tsv");
    score("--dense-windows", "most-peaks:2", "--dense-output", dense).done();
    // Window 2 holds two peaks, 0 and 4 three, as do many others; the first ones are taken.
    assertEquals(
        List.of("0", "4"), rows(dense).stream().map(r -> r.split("\t")[0]).distinct().toList());
  }

  @Test
  void aModelWithOtherAxesIsRefused() throws IOException {
    write(tensor, new Axes(List.of("a", "c"), List.of("t", "u", "v")), 320, 2);
    refused()
        .says(
            3,
            "x.tensor.bed.gz: its axes differ from the model's",
            "only here [c], only there [b]",
            "tensorize --axes");
    write(tensor, new Axes(List.of("a", "b"), List.of("t", "v", "u")), 320, 2);
    refused().says(3, "TRs in another order");
    write(tensor, AXES, 640, 2);
    refused().says(3, "windows of 640 bases in bins of 10", "the model has 320 and 10");
  }

  @ParameterizedTest
  @CsvSource({
    "tensor,nowhere,no such file",
    "model,nowhere,no such file",
    "tensor,empty,is empty",
    "model,empty,is empty",
    "tensor,foreign,does not start with ##crelens-tensor=1",
    "model,foreign,cannot be read as a model"
  })
  void aMissingEmptyOrForeignInputIsNamed(String which, String name, String message)
      throws IOException {
    Path bad = folder.resolve(name);
    if (name.equals("empty")) Files.createFile(bad);
    if (name.equals("foreign")) Files.writeString(bad, "chr1\t1\t2\ta.t.x\n");
    if (which.equals("tensor")) tensor = bad;
    else model = bad;
    refused().says(3, bad + ":", message);
  }

  /** The entries of the model, to be changed and zipped again. */
  private Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(model.toFile())) {
      for (ZipEntry entry : java.util.Collections.list(zip.entries()))
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
    }
    return entries;
  }

  private void zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    Files.write(model, bytes.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"crelens.json", "coefficients.bin", "configuration.json"})
  void aZipThatLacksAnEntryIsRefused(String name) throws IOException {
    Map<String, byte[]> entries = entries();
    entries.remove(name);
    zip(entries);
    refused().says(3, "m.zip: holds no " + name, "expected a model file of train");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\": 1|\"format\": 2|m.zip: format 2 (this crelens reads format 1)",
        "\"axes\"|\"other\"|m.zip: its crelens.json is damaged or incomplete",
        "\"filters\": 3|\"filters\": 0|m.zip: the sizes in its crelens.json make no network:"
            + " filters 0",
        "\"filters\": 3|\"filters\": 4|m.zip: its coefficients.bin is too short for the",
        "\"filters\": 3|\"filters\": 2|m.zip: its coefficients.bin holds sizes that make",
        "\"keptEpoch\": 0|\"keptEpoch\": 7|m.zip: its crelens.json is damaged or incomplete",
        "\"losses\": []|\"losses\": [NaN]|m.zip: its crelens.json is damaged or incomplete",
        "\"filters\": 3|\"filters\": \"x\"|m.zip: its crelens.json is damaged or incomplete",
        "\"losses\"|\"lasses\"|m.zip: its crelens.json is damaged or incomplete",
        "\"squish\": 10|\"squish\": 0|m.zip: the sizes",
        "{|[|m.zip: its crelens.json is damaged or incomplete"
      })
  void aDamagedDescriptionIsRefused(String from, String to, String message) throws IOException {
    Map<String, byte[]> entries = entries();
    String json = new String(entries.get("crelens.json"), StandardCharsets.UTF_8);
    assertTrue(json.contains(from), json);
    entries.put(
        "crelens.json",
        json.replaceFirst(java.util.regex.Pattern.quote(from), to)
            .getBytes(StandardCharsets.UTF_8));
    zip(entries);
    refused().says(3, message);
  }

  @Test
  void parametersThatAreNoArrayAreRefused() throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put("coefficients.bin", "none".getBytes(StandardCharsets.UTF_8));
    zip(entries);
    refused().says(3, "m.zip: its coefficients.bin is too short for the");
    entries.put("coefficients.bin", new byte[1 << 16]);
    zip(entries);
    refused().says(3, "m.zip: its coefficients.bin holds no array");
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity", "-3e30", "1.1e6"})
  void weightsThatNoTrainingMakesAreRefused(float weight) throws IOException {
    Map<String, byte[]> entries = entries();
    byte[] weights = entries.get("coefficients.bin");
    java.nio.ByteBuffer.wrap(weights).putFloat(weights.length - 40, weight);
    zip(entries);
    refused().says(3, "m.zip: its coefficients.bin holds " + weight, "at most 1000000.0");
  }

  /** Large weights are no error in themselves; what they make of a window may be. */
  @Test
  void weightsThatOverflowTogetherAreRefused() throws IOException {
    Map<String, byte[]> entries = entries();
    byte[] bytes = entries.get("coefficients.bin");
    int from = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("FLOAT") + "FLOAT".length();
    java.nio.ByteBuffer weights = java.nio.ByteBuffer.wrap(bytes);
    for (int at = from; at < bytes.length; at += Float.BYTES) weights.putFloat(at, 9e5f);
    zip(entries);
    refused().says(3, "m.zip: its weights are so large that numbers overflow");
    out = null;
    refused("--dense-windows", "most-peaks:2", "--dense-output", folder.resolve("d.tsv"))
        .says(3, "m.zip: its weights are so large that numbers overflow");
  }

  /** The array says how long it is; believing it took gigabytes, or crashed ND4J. */
  @Test
  void aLengthThatTheArrayStatesIsNotBelieved() throws IOException {
    for (int at : new int[] {20, 34, 42, 50, 58, 66, 74, 98}) {
      Map<String, byte[]> entries = entries();
      java.nio.ByteBuffer.wrap(entries.get("coefficients.bin")).putLong(at, 1L << 40);
      zip(entries);
      CommandResult result = score();
      assertTrue(result.code() == 3 || result.code() == 0, result.toString());
      Files.deleteIfExists(out);
      model = ModelFiles.untrained(folder.resolve("m.zip"), header(AXES, 320), options(5));
    }
  }

  @Test
  void anAlteredOrTruncatedModelIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(model);
    for (int length : new int[] {whole.length - 1, whole.length / 2, 10}) {
      Files.write(model, Arrays.copyOf(whole, length));
      refused().says(3, "m.zip: cannot be read as a model");
    }
    int refusals = 0;
    for (int at = 40; at < whole.length - 400; at += 97) {
      byte[] altered = whole.clone();
      altered[at] ^= 0x10;
      Files.write(model, altered);
      CommandResult ran = CommandResult.of(new ScoreCommand(), args());
      // Names and dates inside the zip are stored twice; all else is under a checksum.
      if (ran.code() != 0) {
        ran.says(3, "m.zip: ");
        refusals++;
      } else {
        Files.deleteIfExists(out);
      }
    }
    assertTrue(refusals > (whole.length - 440) / 97 * 0.9, refusals + " refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/3", "4/3", "1/0", "-1/2", "1", "1/2/3", "a/b", "1/2000000"})
  void shardsThatDoNotExistAreRefused(String shard) throws IOException {
    refused("--shard=" + shard).says(2, "--shard", "'" + shard + "' is not a slice i/n");
  }

  @Test
  void optionsThatDoNotFitAreRefused() throws IOException {
    Path dense = folder.resolve("dense.tsv");
    refused("--dense-windows", 3).says(2, "go together");
    refused("--dense-output", dense).says(2, "go together");
    refused("--dense-windows", 2 * FULL, "--dense-output", dense)
        .says(2, "--dense-windows 200 is not between 0 and 199");
    for (String text : List.of("-1", "x", "most-peaks:0", "most-peaks:x", "1,,2"))
      refused("--dense-windows=" + text, "--dense-output", dense).says(2, "--dense-windows '");
    refused("--threads", 0).says(2, "--threads 0 is not between 1 and 1024");
    out = null;
    refused().says(2, "give --output, --dense-output, or both");
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsNamed() throws IOException {
    Path scores = out;
    out = folder.resolve("none/x.scores.tsv.gz");
    refused().says(4, "none/x.scores.tsv.gz: its folder does not exist");
    out = folder;
    refused().says(4, "is a folder");
    out = scores;
    refused("--dense-windows", 0, "--dense-output", folder.resolve("none/d"))
        .says(4, "none/d: its folder does not exist");
    refused("--dense-windows", 0, "--dense-output", scores).says(2, "is named for two outputs");
  }
}
