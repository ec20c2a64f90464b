package org.crelens.atypeak.crumb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htsjdk.tribble.readers.TabixReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.crelens.atypeak.data.Axes;
import org.crelens.atypeak.data.Crumb;
import org.crelens.atypeak.data.Tensor;
import org.crelens.atypeak.data.TensorHeader;
import org.crelens.atypeak.data.TensorWriter;
import org.crelens.libs.cli.CommandResult;
import org.crelens.libs.io.Compressed;
import org.crelens.libs.io.LineSource;
import org.crelens.libs.io.Outputs;
import org.crelens.libs.io.TextOutput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrumbCommandTest {
  private static final int WINDOWS = 6000;

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void tensor() throws IOException {
    in = folder.resolve("x.tensor.bed.gz");
    out = folder.resolve("y.tensor.bed.gz");
    Axes axes = new Axes(List.of("a", "b"), List.of("t", "u"));
    TensorHeader header =
        new TensorHeader("x", WINDOWS, 3200, 10, Crumb.NONE, axes, Map.of("peaks", "00ff"));
    try (Outputs outputs = new Outputs()) {
      try (TensorWriter writer = new TensorWriter(outputs, in, header)) {
        // Two contigs and several blocks, so that offsets of all kinds are in the index.
        for (int w = 0; w < WINDOWS; w++) {
          if (w % 3 == 1) continue;
          String contig = w < WINDOWS / 2 ? "chr1" : "chr2";
          int from = (w % (WINDOWS / 2)) * 40_000 + 7;
          for (int cell = 0; cell < 4; cell += 1 + w % 2)
            writer.row(contig, w, from, from + 3200, cell, from + 10 * cell, from + 3000 + w % 997);
        }
      }
      outputs.commit();
    }
  }

  private CommandResult crumb(Object... more) {
    List<Object> args = new ArrayList<>(List.of("--input", in, "--output", out));
    args.addAll(List.of(more));
    return CommandResult.of(new CrumbCommand(), args.toArray());
  }

  private CommandResult refused(Object... more) throws IOException {
    List<Object> args = new ArrayList<>(List.of("--input", in, "--output", out));
    args.addAll(List.of(more));
    return CommandResult.failing(folder, new CrumbCommand(), args.toArray());
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineSource source = new LineSource(file)) {
      while (source.next()) lines.add(source.text());
    }
    return lines;
  }

  private static List<String> body(Path file) throws IOException {
    return lines(file).stream().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void onlyTheCrumbOfTheHeaderChanges() throws IOException {
    crumb().done();
    List<String> expected =
        lines(in).stream().map(l -> l.equals("##crumb=0") ? "##crumb=0.1" : l).toList();
    assertEquals(expected, lines(out));
    crumb("--crumb", "0.25", "--squish-first").done();
    assertEquals(new Crumb(0.25, Crumb.Order.SQUISH_FIRST), Tensor.readHeader(out).crumb());
    assertEquals(body(in), body(out));
  }

  @Test
  void aCrumbOfZeroGivesTheFirstFileBack() throws IOException {
    crumb().done();
    Path back = folder.resolve("back.tensor.bed.gz");
    CommandResult.of(new CrumbCommand(), "--input", out, "--crumb", 0, "--output", back).done();
    assertEquals(lines(in), lines(back));
  }

  @Test
  void theIndexFindsEveryRowBehindAnExchangedHeader() throws IOException {
    crumb("--crumb", "0.123456789", "--squish-first").done();
    assertIndexed();
  }

  @Test
  void theIndexFindsEveryRowOfAFileThatWasPackedAnew() throws IOException {
    // One piece: the header shares its block with rows.
    String text = String.join("\n", lines(in)) + "\n";
    Compressed.BGZIP.write(in, text);
    crumb().done();
    assertIndexed();
  }

  @ParameterizedTest
  @EnumSource(Compressed.class)
  void anyCompressionIsTakenAndGetsAnIndex(Compressed how) throws IOException {
    String text = String.join("\r\n", lines(in)) + "\r\n";
    Files.delete(folder.resolve("x.tensor.bed.gz.tbi"));
    how.write(in, text);
    crumb().done();
    assertIndexed();
  }

  private void assertIndexed() throws IOException {
    List<String> rows = body(in);
    assertEquals(rows, body(out));
    try (TabixReader reader = new TabixReader(out.toString())) {
      assertEquals(rows, all(reader, "chr1", 0, Integer.MAX_VALUE - 1, "chr2"));
      for (int at : new int[] {0, 40_007, 1_234_567, 60_000_000, 119_960_000}) {
        for (String contig : List.of("chr1", "chr2")) {
          List<String> expected =
              rows.stream()
                  .filter(
                      row -> {
                        String[] f = row.split("\t");
                        return f[0].equals(contig)
                            && Integer.parseInt(f[1]) < at + 50_000
                            && Integer.parseInt(f[2]) > at;
                      })
                  .toList();
          assertEquals(expected, all(reader, contig, at, at + 50_000), contig + ":" + at);
        }
      }
    }
  }

  private static List<String> all(
      TabixReader reader, String contig, int from, int to, String... others) throws IOException {
    List<String> rows = new ArrayList<>();
    List<String> contigs = new ArrayList<>(List.of(contig));
    contigs.addAll(Arrays.asList(others));
    for (String name : contigs) {
      TabixReader.Iterator found = reader.query(name, from, to);
      for (String row = found.next(); row != null; row = found.next()) rows.add(row);
    }
    return rows;
  }

  @Test
  void denseWindowsAreRunsAndWhatIsAbsentIsZero() throws IOException {
    Path dense = folder.resolve("dense.tsv");
    CommandResult.of(
            new CrumbCommand(),
            "--input",
            in,
            "--crumb",
            0,
            "--dense-windows",
            "3,1,0",
            "--dense-output",
            dense)
        .done();
    // Window 3 holds cells 0 and 2, window 1 nothing, window 0 all four.
    assertEquals(
        List.of(
            "window\tbin_from\tbin_to\tdataset\ttf\tvalue",
            "3\t0\t301\ta\tt\t1",
            "3\t2\t301\tb\tt\t1",
            "0\t0\t300\ta\tt\t1",
            "0\t1\t300\ta\tu\t1",
            "0\t2\t300\tb\tt\t1",
            "0\t3\t300\tb\tu\t1"),
        lines(dense));
    assertFalse(Files.exists(out));
  }

  @Test
  void aLonePeakBecomesOnePointTwoAndLeavesATenth() throws IOException {
    Axes axes = new Axes(List.of("a", "b"), List.of("t", "u"));
    try (Outputs outputs = new Outputs()) {
      try (TensorWriter writer =
          new TensorWriter(
              outputs, in, new TensorHeader("x", 1, 40, 10, Crumb.NONE, axes, Map.of()))) {
        writer.row("chr1", 0, 0, 40, 1, 10, 11);
      }
      outputs.commit();
    }
    Path dense = folder.resolve("dense.tsv");
    crumb("--dense-windows", 0, "--dense-output", dense).done();
    assertEquals(
        List.of("0\t1\t2\ta\tt\t0.1", "0\t1\t2\ta\tu\t1.2", "0\t1\t2\tb\tu\t0.1"),
        lines(dense).subList(1, 4));
  }

  @Test
  void optionsOutOfRangeAreRefused() throws IOException {
    for (String share : List.of("-0.1", "1.1", "NaN"))
      refused("--crumb=" + share).says(2, "--crumb " + share + " is not between 0 and 1");
    refused("--crumb", "some").says(2, "--crumb", "some");
    refused("--dense-windows", 3).says(2, "go together");
    refused("--dense-output", folder.resolve("d")).says(2, "go together");
    refused("--dense-windows", WINDOWS, "--dense-output", folder.resolve("d"))
        .says(2, "--dense-windows " + WINDOWS + " is not between 0 and " + (WINDOWS - 1));
    refused("--dense-windows=-1", "--dense-output", folder.resolve("d"))
        .says(2, "--dense-windows -1 is not between 0");
    CommandResult.failing(folder, new CrumbCommand(), "--input", in)
        .says(2, "--output, --dense-output");
    out = folder.resolve("y.bed");
    refused().says(2, "--output", "must end in .gz");
  }

  @Test
  void aMissingEmptyOrForeignInputIsNamed() throws IOException {
    in = folder.resolve("nowhere.gz");
    refused().says(3, "nowhere.gz: no such file");
    in = Files.createFile(folder.resolve("empty.gz"));
    refused().says(3, "empty.gz: is empty");
    in = Files.writeString(folder.resolve("peaks.bed"), "chr1\t1\t2\ta.t.x\n");
    refused().says(3, "peaks.bed:1: does not start with ##crelens-tensor=1", "tensorize");
  }

  @Test
  void aTruncatedInputIsNamedThoughItsBlocksAreCopiedUnread() throws IOException {
    byte[] whole = Files.readAllBytes(in);
    for (int length : new int[] {whole.length - 1, whole.length - 28, whole.length / 2, 40}) {
      Files.write(in, Arrays.copyOf(whole, length));
      refused().says(3, "x.tensor.bed.gz: ", "cut short");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "##windows=many",
        "##windows=0",
        "##squish=7",
        "##window_length=-5",
        "##padding=right",
        "##crumb=2",
        "##crumb_order=never",
        "##datasets=a\ta",
        "##trs="
      })
  void aDamagedHeaderIsRefused(String line) throws IOException {
    String key = line.substring(0, line.indexOf('='));
    List<String> lines = lines(in).stream().map(l -> l.startsWith(key + "=") ? line : l).toList();
    assertTrue(lines.contains(line));
    Files.write(in, lines);
    refused().says(3, "x.tensor.bed.gz: ", "expected a tensor file");
    List<String> without = lines.stream().filter(l -> !l.startsWith(key + "=")).toList();
    Files.write(in, without);
    refused().says(3, "the header lacks " + key);
  }

  @Test
  void aBadRowIsNamedByItsLine() throws IOException {
    List<String> lines = new ArrayList<>(lines(in));
    lines.set(30, "chr1\t5\t3");
    Files.write(in, lines);
    refused().says(3, "x.tensor.bed.gz:31: 3 columns", "the ten columns of a tensor file");
  }

  private void refusedWith(int line, String row, String message) throws IOException {
    List<String> all = new ArrayList<>(lines(in));
    all.set(line - 1, row);
    // As tensorize writes it, header and rows in blocks of their own: blocks are copied.
    try (Outputs outputs = new Outputs()) {
      try (TextOutput to = TextOutput.table(outputs, in)) {
        for (String text : all) {
          to.add(text).endLine();
          if (text.startsWith("#contig")) to.endBlock();
        }
      }
      outputs.commit();
    }
    refused().says(3, "x.tensor.bed.gz:" + line + ": " + message);
    // Packed as a whole: every line is written anew.
    Compressed.GZIP.write(in, String.join("\n", all) + "\n");
    refused().says(3, "x.tensor.bed.gz:" + line + ": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 1 2 3 4 5 6 7|8 columns",
        "0 1 2 3 4 5 6 7 8|9 columns",
        "0 1 2 3 4 5 6 7 8 9 8|11 columns",
        "0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8|19 columns",
        "0 1 2 3 =Infinity 5 6 7 8 9|value 'Infinity' is not finite",
        "0 1 2 3 =1e300 5 6 7 8 9|value 1e300 (expected a number from 0 to a million)",
        "0 1 2 3 =-1 5 6 7 8 9|value -1 (expected a number from 0 to a million)",
        "0 1 2 3 4 =0 6 7 8 9|window 0 after",
        "0 1 2 3 4 5 =1 7 8 9|window",
        "0 1 2 =a.z.x 4 5 6 7 8 9|source of 'a.z.x' is not on the axes",
        "0 1 =2 3 4 5 6 7 8 9|end 2 is not greater than start",
        "0 1 2 3 4 5 6 7 =1 =2|a peak 1-2 that does not hold its part"
      })
  void aDamagedRowIsNotCopied(String cells, String message) throws IOException {
    // The second peak of a window.
    int line = 101;
    String[] old = lines(in).get(line - 1).split("\t");
    List<String> row = new ArrayList<>();
    for (String cell : cells.split(" "))
      row.add(cell.startsWith("=") ? cell.substring(1) : old[Integer.parseInt(cell)]);
    refusedWith(line, String.join("\t", row), message);
  }

  @Test
  void rowsOutOfOrderAreNotCopied() throws IOException {
    List<String> all = lines(in);
    refusedWith(1500, all.get(40), "window ");
    // Behind chr2 comes chr1 once more.
    tensor();
    List<String> last = new ArrayList<>(List.of(all.get(all.size() - 1).split("\t")));
    last.set(0, "chr1");
    refusedWith(all.size(), String.join("\t", last), "");
  }

  /** Neither the index of the input nor what its blocks say of their size is believed. */
  @Test
  void aDamagedIndexDoesNotMatter() throws IOException {
    crumb().done();
    byte[] expected = Files.readAllBytes(folder.resolve("y.tensor.bed.gz.tbi"));
    Path index = folder.resolve("x.tensor.bed.gz.tbi");
    for (byte[] damaged : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[5000])) {
      Files.write(index, damaged);
      crumb().done();
      assertArrayEquals(expected, Files.readAllBytes(folder.resolve("y.tensor.bed.gz.tbi")));
    }
  }

  @Test
  void aDamagedByteIsNeverCopied() throws IOException {
    byte[] whole = Files.readAllBytes(in);
    List<String> rows = body(in);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = whole.clone();
      damaged[i < 30 ? i : (int) ((long) i * whole.length / 60)] ^= 0x41;
      Files.write(in, damaged);
      CommandResult result = crumb();
      if (result.code() == 0) assertEquals(rows, body(out), "byte " + i);
      else assertEquals(3, result.code(), result.toString());
    }
  }

  @Test
  void aPipeIsRefusedSinceItIsReadMoreThanOnce() throws Exception {
    in = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", in.toString()).start().waitFor() == 0, "no pipes here");
    refused().says(3, "pipe: is a pipe or a device", "regular file");
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsNamed() throws IOException {
    out = folder.resolve("none/y.tensor.bed.gz");
    refused().says(4, "none/y.tensor.bed.gz: its folder does not exist");
    out = Files.createDirectory(folder.resolve("folder.gz"));
    refused().says(4, "folder.gz: is a folder");
  }

  @Test
  void manyWindowsMakeSeveralBlocks() throws IOException {
    // What the tests of the index rely on.
    long blocks =
        IntStream.range(0, (int) Files.size(in) - 18)
            .filter(new BlockStarts(Files.readAllBytes(in))::at)
            .count();
    assertTrue(blocks > 5, blocks + " blocks");
  }

  private record BlockStarts(byte[] bytes) {
    boolean at(int i) {
      return bytes[i] == 0x1f
          && bytes[i + 1] == (byte) 0x8b
          && bytes[i + 3] == 4
          && bytes[i + 12] == 'B'
          && bytes[i + 13] == 'C';
    }
  }
}
