package org.crelens.build.mutations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages that once ended in a stack trace, a crash, a hang or a wrong result, for all readers. */
class KnownDefectsTest {
  private static final int FLOATS = 113;

  @TempDir static Path folder;
  private static ValidFiles valid;

  @BeforeAll
  static void validFiles() throws IOException {
    valid = ValidFiles.make(folder.resolve("valid"));
  }

  /** Gives all readers of files that end so a damaged one, which must not be taken. */
  private void refused(String what, String ending, byte[] bytes) throws IOException {
    assertTrue(run(what, ending, bytes, 3) > 0, what);
  }

  private int run(String what, String ending, byte[] bytes, int code) throws IOException {
    int readers = 0;
    for (InputReader reader : InputReader.all()) {
      // What reads only the description of a model cannot tell.
      boolean whole = !reader.name().contains("axes") && !reader.name().startsWith("resources");
      if (!reader.files().isEmpty() || !reader.valid().endsWith(ending) || !whole) continue;
      Path place = Files.createTempDirectory(folder, "case");
      Trial.Outcome outcome = new Trial(reader, valid, place).run("known", bytes);
      assertNull(outcome.wrong(), () -> what + ", " + reader);
      if (code >= 0) assertEquals(code, outcome.code(), () -> what + ", " + reader);
      readers++;
    }
    return readers;
  }

  private static byte[] model(String entry, UnaryOperator<byte[]> change) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(valid.file("x.model.zip")));
        ZipOutputStream out = new ZipOutputStream(to)) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        out.putNextEntry(new ZipEntry(e.getName()));
        out.write(e.getName().equals(entry) ? change.apply(content) : content);
        out.closeEntry();
      }
    }
    return to.toByteArray();
  }

  private static byte[] weights(UnaryOperator<ByteBuffer> change) throws IOException {
    return model("coefficients.bin", bytes -> change.apply(ByteBuffer.wrap(bytes)).array());
  }

  @Test
  void weightsThatAreNoNumbersOrTooLarge() throws IOException {
    for (float weight : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -3e38f, 1e7f})
      refused("a weight of " + weight, ".zip", weights(b -> b.putFloat(FLOATS + 40, weight)));
    refused(
        "all weights large",
        ".zip",
        weights(
            b -> {
              for (int at = FLOATS; at < b.capacity(); at += Float.BYTES) b.putFloat(at, 9e5f);
              return b;
            }));
  }

  @Test
  void lengthsThatAreStatedAndNotThere() throws IOException {
    for (int at : new int[] {18, 32, 40, 98})
      for (long length : new long[] {0, -1, 1L << 31, 1L << 40, Long.MAX_VALUE})
        refused("length " + length + " at " + at, ".zip", weights(b -> b.putLong(at, length)));
    refused("no weights at all", ".zip", model("coefficients.bin", b -> new byte[0]));
    refused("half of the weights", ".zip", model("coefficients.bin", b -> Arrays.copyOf(b, 500)));
    refused("weights of zeros", ".zip", model("coefficients.bin", b -> new byte[b.length]));
  }

  @Test
  void descriptionsThatAreNestedOrNotFinite() throws IOException {
    for (String value : List.of("[".repeat(100_000) + "]".repeat(100_000), "NaN", "1e999", "null"))
      refused(
          "losses " + value.length(),
          ".zip",
          model(
              "crelens.json",
              b ->
                  new String(b, StandardCharsets.UTF_8)
                      .replaceFirst("\"losses\": \\[", "\"losses\": [" + value + ",")
                      .getBytes(StandardCharsets.UTF_8)));
  }

  private void refusedInResults(String file, byte[] bytes) throws IOException {
    for (InputReader reader : InputReader.all()) {
      if (reader.files().stream().noneMatch(file::startsWith)) continue;
      Path place = Files.createTempDirectory(folder, "case");
      Trial.Outcome outcome = new Trial(reader, valid, place).run("known", file, bytes);
      assertNull(outcome.wrong(), file);
      assertEquals(3, outcome.code(), file);
    }
  }

  @Test
  void resultsThatSummarizeReads() throws IOException {
    for (String option : List.of("patience", "minDelta"))
      refusedInResults(
          "model/x.model.zip",
          model(
              "crelens.json",
              b ->
                  utf8(
                      new String(b, StandardCharsets.UTF_8)
                          .replaceFirst(
                              "\"" + option + "\": [^,]+", "\"" + option + "\": \"true\""))));
    String scores = text("results/x/x.scores.tsv.gz");
    refusedInResults("x.scores.tsv.gz", utf8(scores.replace("\nsim1\t", "\n\t")));
    String examples = text("results/x/interpretation/examples.tsv.gz");
    refusedInResults(
        "interpretation/examples.tsv.gz",
        utf8(examples.replaceAll("(sim1\t[0-9]+\t)[0-9]+", "$11")));
  }

  private static String text(String file) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(valid.file(file))))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String tensor() throws IOException {
    return text("x.tensor.bed.gz");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void rowsOfTensors() throws IOException {
    String text = tensor();
    String[] lines = text.strip().split("\n");
    String last = lines[lines.length - 1];
    String tensors = "tensor.bed.gz";
    for (String row :
        List.of(
            last + "\t1",
            last.substring(0, last.lastIndexOf('\t')),
            last.replace("\t1\t", "\tInfinity\t"),
            last.replace("\t1\t", "\t1e300\t"),
            Arrays.stream(lines).filter(line -> !line.startsWith("#")).findFirst().orElseThrow(),
            last.replaceFirst("^\\S+", "chr_none"))) {
      String changed = text.strip().substring(0, text.strip().length() - last.length()) + row;
      for (InputReader reader : InputReader.all()) {
        // Axes are in the header.
        if (!reader.valid().endsWith(tensors) || reader.name().contains("axes")) continue;
        Path place = Files.createTempDirectory(folder, "case");
        Trial.Outcome outcome = new Trial(reader, valid, place).run("known", utf8(changed));
        assertNull(outcome.wrong(), () -> row + ", " + reader);
        assertEquals(3, outcome.code(), () -> row + ", " + reader);
      }
    }
  }

  /** A window of zeros is empty; a tensor of them has no source. */
  @Test
  void tensorsWhoseValuesAreAllZero() throws IOException {
    assertTrue(run("zeros", "tensor.bed.gz", utf8(tensor().replace("\t1\t", "\t0\t")), -1) > 0);
  }
}
