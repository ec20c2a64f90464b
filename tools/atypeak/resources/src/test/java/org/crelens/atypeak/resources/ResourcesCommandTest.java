package org.crelens.atypeak.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.crelens.libs.cli.CommandResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcesCommandTest {
  private static final String HEADER = "step\tcpus\tmemory_mb\tseconds\tshards";

  @TempDir Path folder;
  private Path summary;
  private Path output;

  @BeforeEach
  void files() throws IOException {
    output = folder.resolve("x.resources.tsv");
    summary = summary("x", 92_099, 1_347_066, 1_393_582, 67, 20, 124);
  }

  private Path summary(
      String name, int windows, long peaks, long rows, int datasets, int trs, int sources)
      throws IOException {
    return Files.writeString(
        folder.resolve(name + ".tensor.tsv"),
        "field\tvalue\ncell_line\t%s\nwindows\t107867\nwindows_with_peaks\t%d\npeaks\t%d\nrows\t%d\ndatasets\t%d\ntrs\t%d\nsources\t%d\nwindow\t3200\nsquish\t10\nbins\t320\n"
            .formatted(name, windows, peaks, rows, datasets, trs, sources));
  }

  private Object[] args(Object... more) {
    List<Object> args = new ArrayList<>(List.of("--summary", summary, "--output", output));
    args.addAll(List.of(more));
    return args.toArray();
  }

  /** Of the network of the paper's K562 model, unless told otherwise. */
  private Map<String, long[]> network(Object... more) throws IOException {
    List<Object> args =
        new ArrayList<>(List.of("--filters", 128, "--deep-dim", 2048, "--batch-size", 48));
    args.addAll(List.of(more));
    if (!args.contains("--cpus")) args.addAll(List.of("--cpus", 4));
    return table(args.toArray());
  }

  /** Rows by step: cpus, memory_mb, seconds, shards. */
  private Map<String, long[]> table(Object... more) throws IOException {
    CommandResult.of(new ResourcesCommand(), args(more)).done();
    List<String> lines = Files.readAllLines(output);
    assertEquals(HEADER, lines.get(0));
    Map<String, long[]> rows = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t");
      rows.put(
          fields[0],
          IntStream.range(1, fields.length).mapToLong(i -> Long.parseLong(fields[i])).toArray());
    }
    Files.delete(output);
    return rows;
  }

  private static long memory(Map<String, long[]> rows, String step) {
    return rows.get(step)[1];
  }

  @Test
  void thereIsARowForEveryStep() throws IOException {
    Map<String, long[]> rows = network();
    assertEquals(
        List.of(
            "train",
            "score",
            "examples",
            "qscore",
            "interpret",
            "merge-windows",
            "normalize",
            "summarize",
            "judge"),
        List.copyOf(rows.keySet()));
    rows.forEach(
        (step, row) -> {
          assertEquals(4, row.length, step);
          assertTrue(row[1] >= 1024 && row[1] % 256 == 0, step + ": " + row[1] + " MB");
          assertTrue(row[2] >= 1, step + ": " + row[2] + " seconds");
          assertEquals(List.of("merge-windows", "summarize").contains(step) ? 1 : 4, row[0], step);
          if (!step.equals("score")) assertEquals(1, row[3], step);
        });
  }

  /** What the tools' own table says that K562 needs, a tenth more, in steps of 256. */
  @Test
  void memoryIsWhatTheToolsCount() throws IOException {
    Map<String, long[]> rows = network("--sample-batches", 100);
    assertEquals(3840, memory(rows, "train")); // 3291
    assertEquals(2304, memory(rows, "score")); // 2026
    assertEquals(3072, memory(rows, "examples")); // 2615
    assertEquals(2560, memory(rows, "normalize")); // 2126
    assertEquals(2304, memory(rows, "qscore")); // 2039
    assertEquals(2560, memory(rows, "interpret")); // 2303
    assertEquals(29_184, memory(rows, "judge")); // 26522
    assertEquals(1024, memory(rows, "merge-windows"));
    assertEquals(1024, memory(rows, "summarize"));
  }

  @ParameterizedTest
  @CsvSource({
    "train, --filters, 256",
    "train, --deep-dim, 4096",
    "train, --batch-size, 480",
    "score, --filters, 256",
    "score, --deep-dim, 8192",
    "score, --cpus, 8",
    "examples, --cpus, 8",
    "qscore, --seeds, 300",
    "qscore, --cpus, 8",
    "interpret, --seeds, 10",
    "merge-windows, --seeds, 10",
    "normalize, --cpus, 8",
    "judge, --judge, 2"
  })
  void moreOfItNeedsMoreMemory(String step, String option, int value) throws IOException {
    long least = memory(network(), step);
    // An option given last would be given twice: its first place is taken.
    List<Object> args = new ArrayList<>();
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("--filters", 128);
    options.put("--deep-dim", 2048);
    options.put("--batch-size", 48);
    options.put("--cpus", 4);
    options.put(option, value);
    options.forEach((name, given) -> args.addAll(List.of(name, given)));
    long more = memory(table(args.toArray()), step);
    assertTrue(more > least, step + " needs " + more + " MB, and " + least + " with less");
  }

  @Test
  void aSampleHoldsNoMoreWindowsThanThereAre() throws IOException {
    long all = memory(network("--sample-windows", "all"), "normalize");
    assertEquals(all, memory(network("--sample-windows", 90_000_000), "normalize"));
    assertTrue(all >= memory(network("--sample-windows", 1), "normalize"), all + " MB");
  }

  @Test
  void scoringIsSharedAndTheTimeOfATaskFallsWithIt() throws IOException {
    long[] one = network("--shards", 1).get("score");
    long[] five = network("--shards", 5).get("score");
    assertEquals(1, one[3]);
    assertEquals(5, five[3]);
    assertEquals(one[1], five[1]);
    assertEquals(1, five[2] * 5.0 / one[2], 0.05);
  }

  @Test
  void aLargeCatalogueIsSharedByItself() throws IOException {
    summary = summary("large", 900_000, 19_000_000, 20_000_000, 200, 150, 900);
    long[] score = network().get("score");
    assertTrue(score[3] > 1, score[3] + " shards");
    assertTrue(score[2] > 20 * 60 && score[2] <= 25 * 60, score[2] + " seconds");
  }

  @Test
  void trainingTakesLongerWithMoreEpochs() throws IOException {
    long twenty = network().get("train")[2];
    long forty = network("--epochs", 40).get("train")[2];
    long small = network("--epochs", 40, "--batches-per-epoch", 24).get("train")[2];
    assertEquals(2, (double) forty / twenty, 0.05);
    assertEquals(1, (double) small / twenty, 0.05);
  }

  @Test
  void aSampleOfAllIsOneOfTheWindowsWithPeaks() throws IOException {
    assertEquals(
        row(network("--sample-windows", 92_099), "normalize"),
        row(network("--sample-windows", "all"), "normalize"));
  }

  private static List<Long> row(Map<String, long[]> rows, String step) {
    return java.util.Arrays.stream(rows.get(step)).boxed().toList();
  }

  @Test
  void trainedModelsTellTheirSizes() throws IOException {
    Map<String, long[]> asked = network("--seeds", 2, "--sample-batches", 10);
    Path a = model("a.model.zip", 67, 20, 128, 2048);
    Path b = model("b.model.zip", 67, 20, 128, 2048);
    // Their number counts, not that of seeds.
    Map<String, long[]> given =
        table("--model", a, b, "--seeds", 7, "--cpus", 4, "--sample-batches", 10);
    assertEquals(asked.keySet(), given.keySet());
    for (String step : asked.keySet()) assertEquals(row(asked, step), row(given, step), step);
    Path small = model("c.model.zip", 67, 20, 32, 256);
    Map<String, long[]> mixed = table("--model", small, a, "--cpus", 4, "--sample-batches", 10);
    assertEquals(memory(asked, "score"), memory(mixed, "score"));
  }

  private Path model(String name, int datasets, int trs, int filters, int deepDim)
      throws IOException {
    String json =
        "{\"format\":1,\"axes\":{\"datasets\":%s,\"trs\":%s},\"windowLength\":3200,\"squish\":10,\"options\":{\"filters\":%d,\"deepDim\":%d,\"kernel\":20,\"batchSize\":48}}"
            .formatted(names("d", datasets), names("t", trs), filters, deepDim);
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("crelens.json"));
      zip.write(json.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return file;
  }

  private static String names(String letter, int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> "\"" + letter + i + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void aModelOfAnotherTensorIsRefused() throws IOException {
    Path other = model("other.model.zip", 9, 13, 32, 256);
    CommandResult.failing(folder, new ResourcesCommand(), args("--model", other, "--cpus", 4))
        .says(3, other.toString(), "9 datasets, 13 TRs and 320 bins", "67 datasets, 20 TRs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--filters 32 --deep-dim 256 --cpus 4",
        "--cpus 4",
        "--filters 32 --deep-dim 256 --batch-size 48 --cpus 4 --model a.zip",
        "--filters 0 --deep-dim 256 --batch-size 48 --cpus 4",
        "--filters 32 --deep-dim 70000 --batch-size 48 --cpus 4",
        "--filters 32 --deep-dim 256 --batch-size 0 --cpus 4",
        "--filters 32 --deep-dim 256 --batch-size 48 --cpus 0",
        "--filters 32 --deep-dim 256 --batch-size 48 --cpus 4 --seeds 0",
        "--filters 32 --deep-dim 256 --batch-size 48 --cpus 4 --shards 0",
        "--filters 32 --deep-dim 256 --batch-size 48 --cpus 4 --epochs 0",
        "--filters 32 --deep-dim 256 --batch-size 48 --cpus 4 --sample-windows some",
        "--filters 32 --deep-dim 256 --batch-size 48 --cpus 4 --sample-windows 5 --sample-batches 5"
      })
  void optionsThatDoNotFitAreWrongUsage(String options) throws IOException {
    CommandResult ran =
        CommandResult.failing(folder, new ResourcesCommand(), args((Object[]) options.split(" ")));
    assertEquals(2, ran.code(), ran.err());
    assertTrue(ran.err().startsWith("resources: "), ran.err());
  }

  @ParameterizedTest
  @CsvSource({
    "windows_with_peaks, lacks the field windows_with_peaks",
    "rows, lacks the field rows",
    "sources, lacks the field sources"
  })
  void aSummaryWithoutAFieldIsBadInput(String field, String message) throws IOException {
    String text =
        Files.readString(summary)
            .lines()
            .filter(line -> !line.startsWith(field + "\t"))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(summary, text);
    refusedSummary(message);
  }

  @Test
  void aSummaryWithAWrongNumberIsBadInput() throws IOException {
    Files.writeString(summary, Files.readString(summary).replace("rows\t1393582", "rows\tmany"));
    refusedSummary("rows 'many' is not a whole number");
  }

  @Test
  void anotherTableIsBadInput() throws IOException {
    Files.writeString(summary, "chr1\t1\t2\n");
    refusedSummary(summary.toString());
    Files.delete(summary);
    refusedSummary("no such file");
  }

  private void refusedSummary(String message) throws IOException {
    CommandResult.failing(
            folder,
            new ResourcesCommand(),
            args("--filters", 32, "--deep-dim", 256, "--batch-size", 48, "--cpus", 4))
        .says(3, summary.toString(), message);
  }

  @Test
  void anOutputThatCannotBeWrittenEndsWithItsCode() throws IOException {
    output = folder.resolve("nowhere/x.tsv");
    CommandResult.failing(
            folder,
            new ResourcesCommand(),
            args("--filters", 32, "--deep-dim", 256, "--batch-size", 48, "--cpus", 4))
        .says(4, "its folder does not exist");
  }

  @Test
  void helpHasAnExampleThatWorks() {
    String help = CommandResult.of(new ResourcesCommand(), "--help").done().out();
    assertTrue(help.contains("Example:"), help);
    assertTrue(help.contains("resources --summary hela.tensor.tsv"), help);
    assertTrue(help.contains("step, cpus, memory_mb, seconds, shards"), help);
  }
}
