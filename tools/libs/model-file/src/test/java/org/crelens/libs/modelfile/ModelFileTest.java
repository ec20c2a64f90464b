package org.crelens.libs.modelfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.zip.ZipFile;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.OutputException;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {
  private static final byte[] WEIGHTS = new byte[4096];

  static {
    new Random(1).nextBytes(WEIGHTS);
  }

  /** Fields of a method. */
  private record Fields(String kind, double rate) {}

  /** A description with the fields at the top, as atyPeak has it. */
  private record Flat(int format, String kind, double rate) {}

  @TempDir Path folder;

  private Path write(String name, Object description) throws IOException {
    Path file = folder.resolve(name);
    try (Outputs outputs = new Outputs()) {
      try (ModelFileWriter writer = ModelFileWriter.create(outputs, file, description)) {
        writer.text("notes.txt", "grüße\n");
        writer.entry("weights.bin", out -> out.write(WEIGHTS));
      }
      outputs.commit();
    }
    return file;
  }

  private static String error(Path file) {
    return assertThrows(
            InputException.class,
            () -> {
              try (ModelFile model = ModelFile.open(file)) {
                model.description("alpha", Fields.class);
                model.read("weights.bin", InputStream::readAllBytes);
              }
            })
        .getMessage();
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path file = write("m.zip", new Flat(1, "tiny", 0.5));
    try (ModelFile model = ModelFile.open(file)) {
      assertEquals(new Fields("tiny", 0.5), model.description("alpha", Fields.class));
      assertEquals("grüße\n", model.text("notes.txt"));
      assertArrayEquals(WEIGHTS, model.read("weights.bin", InputStream::readAllBytes));
    }
    // Readers of a stream, without the whole file, find the description first.
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertEquals("crelens.json", zip.entries().nextElement().getName());
    }
  }

  @Test
  void aMethodHasASectionOfItsOwn() throws IOException {
    Path file =
        write(
            "m.zip",
            Map.of("format", 1, "method", "alpha", "alpha", Map.of("kind", "deep", "rate", 2)));
    try (ModelFile model = ModelFile.open(file)) {
      assertEquals(new Fields("deep", 2), model.description("alpha", Fields.class));
      String message =
          assertThrows(InputException.class, () -> model.description("beta", Fields.class))
              .getMessage();
      assertTrue(message.contains("is a model of alpha (expected a model of beta)"), message);
    }
  }

  /** Files of one content are equal, so that their digests can be compared. */
  @Test
  void bytesDependNeitherOnTheTimeZoneNorOnTheLanguage() throws IOException {
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    byte[] expected = null;
    try {
      for (String place : List.of("UTC", "Asia/Kathmandu", "America/St_Johns")) {
        for (String language : List.of("en-US", "tr-TR", "th-TH-u-ca-buddhist-nu-thai")) {
          TimeZone.setDefault(TimeZone.getTimeZone(place));
          Locale.setDefault(Locale.forLanguageTag(language));
          byte[] bytes = Files.readAllBytes(write("m.zip", new Flat(1, "tiny", 0.5)));
          if (expected == null) expected = bytes;
          assertArrayEquals(expected, bytes, place + " " + language);
        }
      }
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crelens.json|holds no crelens.json (expected a model file of train)",
        "weights.bin|holds no weights.bin (expected a model file of train)"
      })
  void anEntryThatIsMissingIsNamed(String name, String message) throws IOException {
    Path whole = write("whole.zip", new Flat(1, "tiny", 0.5));
    Path file = folder.resolve("m.zip");
    try (ZipFile from = new ZipFile(whole.toFile());
        java.util.zip.ZipOutputStream to =
            new java.util.zip.ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : java.util.Collections.list(from.entries())) {
        if (entry.getName().equals(name)) continue;
        to.putNextEntry(new java.util.zip.ZipEntry(entry.getName()));
        from.getInputStream(entry).transferTo(to);
      }
    }
    assertEquals(file + ": " + message, error(file));
  }

  @Test
  void aDescriptionThatIsDamagedOrOfAnotherFormatIsRefused() throws IOException {
    String damaged = "m.zip: its crelens.json is damaged or incomplete";
    assertTrue(error(write("m.zip", List.of(1))).contains(damaged));
    assertTrue(error(write("m.zip", Map.of("format", "x"))).contains(damaged));
    assertTrue(error(write("m.zip", Map.of("format", 1, "rate", "x"))).contains(damaged));
    assertTrue(
        error(write("m.zip", new Flat(2, "tiny", 0.5)))
            .contains("m.zip: format 2 (this crelens reads format 1)"));
    assertTrue(error(write("m.zip", Map.of("kind", "tiny"))).contains("m.zip: format 0"));
  }

  /** Parsers and writers of JSON call themselves at every level. */
  @Test
  void aDescriptionThatIsNestedDeeplyIsRefused() throws IOException {
    Object nested = "x";
    for (int i = 0; i < 70; i++) nested = List.of(nested);
    assertTrue(
        error(write("m.zip", Map.of("format", 1, "kind", nested)))
            .contains("m.zip: its crelens.json is damaged or incomplete"));
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Path file = write("m.zip", new Flat(1, "tiny", 0.5));
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {bytes.length - 1, bytes.length / 2, 3}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertTrue(error(file).startsWith(file + ": cannot be read as a model"), error(file));
    }
    Files.writeString(file, "chr1\t1\t2\n");
    assertTrue(error(file).contains("; it may be damaged"), error(file));
    Files.delete(file);
    assertTrue(error(file).contains("no such file"), error(file));
  }

  @Test
  void anEntryThatWasAlteredIsRefused() throws IOException {
    Path file = write("m.zip", new Flat(1, "tiny", 0.5));
    byte[] bytes = Files.readAllBytes(file);
    int at = indexOf(bytes, Arrays.copyOfRange(WEIGHTS, 100, 110));
    bytes[at] ^= 0x10;
    Files.write(file, bytes);
    String message = error(file);
    assertTrue(message.contains("its weights.bin was altered (fetch the file again"), message);
  }

  // Random bytes do not shrink: they stand in the file as they are.
  private static int indexOf(byte[] bytes, byte... part) {
    for (int i = 0; i < bytes.length - part.length; i++)
      if (Arrays.equals(Arrays.copyOfRange(bytes, i, i + part.length), part)) return i;
    throw new AssertionError("not stored as they are");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsSaidAndNothingIsLeft() {
    assertThrows(OutputException.class, () -> write("nowhere/m.zip", new Flat(1, "tiny", 0.5)));
    assertFalse(Files.exists(folder.resolve("nowhere")));
  }
}
