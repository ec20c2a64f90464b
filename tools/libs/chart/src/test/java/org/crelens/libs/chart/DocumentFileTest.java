package org.crelens.libs.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.crelens.libs.io.InputException;
import org.crelens.libs.io.Outputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFileTest {
  private static final Path FILE = Path.of("x.document.json");

  @TempDir Path folder;

  private static Document read(String json) throws IOException {
    return DocumentFile.read(new StringReader(json), FILE);
  }

  private static void refused(String json, String... parts) {
    InputException e = assertThrows(InputException.class, () -> read(json));
    assertTrue(e.getMessage().startsWith("x.document.json: "), e.getMessage());
    assertTrue(e.getMessage().contains("make it again"), e.getMessage());
    for (String part : parts) assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private static JsonObject json() {
    return JsonParser.parseString(DocumentFile.json(RandomDocument.of("x", 1, 3, 4)))
        .getAsJsonObject();
  }

  private static JsonObject block(JsonObject document, int section, int block) {
    return document
        .getAsJsonArray("sections")
        .get(section)
        .getAsJsonObject()
        .getAsJsonArray("blocks")
        .get(block)
        .getAsJsonObject();
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    for (long seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      int rows = 1 + random.nextInt(6);
      int columns = 1 + random.nextInt(6);
      Document document = RandomDocument.of("item", seed, rows, columns);
      String json = DocumentFile.json(document);
      Document again = read(json);
      assertEquals(json, DocumentFile.json(again), "seed " + seed);
      assertEquals(document.warnings(), again.warnings(), "seed " + seed);
      assertEquals(document.keyFigures(), again.keyFigures(), "seed " + seed);
      assertEquals(document.tracks(), again.tracks(), "seed " + seed);
      assertEquals(document.figures().size(), again.figures().size(), "seed " + seed);
      for (int i = 0; i < document.figures().size(); i++)
        assertEquals(
            drawn(document.figures().get(i)), drawn(again.figures().get(i)), "seed " + seed);
    }
  }

  // Coordinates have one decimal, and a sixth digit may round to another tenth of a pixel.
  private static String drawn(Figure figure) {
    return Drawing.of(figure).file().replaceAll("\\d+\\.\\d+|base64,[^\"]*|\\d{2,}", "#");
  }

  @Test
  void numbersKeepSixDigitsAndWholeOnesAll() throws IOException {
    Lines lines =
        new Lines(
            new Axis("x", 0, 3, false),
            new Axis("y", 0.1234567890123, 1, false),
            new double[] {0, 1, 248_956_422},
            List.of(new Lines.Series("s", new double[] {1.23456789, Double.NaN, 123_456_789})),
            false,
            false);
    Document document =
        DocumentBuilder.ofItem("m", Noun.of("sample"), "x")
            .add(new Section("s", "S", List.of(new Figure("f", "F", "", lines))))
            .build();
    Lines again =
        assertInstanceOf(Lines.class, read(DocumentFile.json(document)).figures().get(0).plot());
    assertEquals(248_956_422, again.positions()[2]);
    assertEquals(1.23457, again.series().get(0).values()[0]);
    assertTrue(Double.isNaN(again.series().get(0).values()[1]));
    assertEquals(123_456_789, again.series().get(0).values()[2]);
    assertEquals(0.1234567890123, again.y().from());
  }

  @Test
  void aFileIsThereWholeOrNotAtAll() throws IOException {
    Path file = folder.resolve("x.document.json");
    Document document = RandomDocument.of("x", 1, 2, 2);
    try (Outputs outputs = new Outputs()) {
      DocumentFile.write(document, outputs, file);
      assertFalse(Files.exists(file));
      outputs.commit();
    }
    assertEquals(DocumentFile.json(document), Files.readString(file));
    assertEquals(DocumentFile.json(document), DocumentFile.json(DocumentFile.read(file)));
  }

  @Test
  void otherFilesAreRefused() {
    refused("no document at all", "no JSON");
    refused("[1]", "expected an object");
    refused("null", "more or less than one document");
    refused("{\"a\":1}", "'a' is not known here");
    refused("{\"format\":99,\"new\":1}", "this version reads format 1, not 99");
    refused(DocumentFile.json(RandomDocument.of("x", 1, 2, 2)) + "{}", "no JSON");
    refused("[".repeat(100_000), "expected an object");
  }

  @Test
  void aFileCutShortIsRefused() {
    String json = DocumentFile.json(RandomDocument.of("x", 1, 2, 2)).strip();
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) refused(json.substring(0, 1 + random.nextInt(json.length() - 1)));
  }

  @Test
  void sizesThatContradictEachOtherAreRefused() {
    JsonObject heatmap = json();
    JsonObject plot = block(heatmap, 1, 0).getAsJsonObject("plot");
    plot.getAsJsonArray("rows").remove(0);
    refused(heatmap.toString(), "$.sections[1].blocks[0].plot", "matrix, rows", "expected 2");

    JsonObject ragged = json();
    block(ragged, 1, 0)
        .getAsJsonObject("plot")
        .getAsJsonArray("values")
        .get(1)
        .getAsJsonArray()
        .remove(0);
    refused(ragged.toString(), "matrix, columns: there are 3, expected 4");

    JsonObject table = json();
    block(table, 0, 4).getAsJsonArray("rows").get(0).getAsJsonArray().remove(0);
    refused(table.toString(), "cells in a row of table factors");
  }

  @Test
  void cellsAreOfTheTypeOfTheirColumn() {
    JsonObject document = json();
    block(document, 0, 4)
        .getAsJsonArray("rows")
        .get(0)
        .getAsJsonArray()
        .set(2, new JsonPrimitive("many"));
    refused(document.toString(), "column k of table factors holds numbers", "'many'");
  }

  @Test
  void aTableOfMillionsOfCellsMayBeTooLarge() {
    String json = DocumentFile.json(RandomDocument.of("x", 1, 2, 2));
    String large = json.replace("\"A sentence about x.\"", "\"" + "a".repeat(65_000_000) + "\"");
    InputException e = assertThrows(InputException.class, () -> read(large));
    assertTrue(e.getMessage().contains("more than 64 million characters"), e.getMessage());
  }

  /** Any value may be gone or another one: it is read all the same, or refused with one line. */
  @Test
  void anyDamageIsReadOrRefused() throws IOException {
    Random random = new Random(11);
    String whole = json().toString();
    int read = 0;
    for (int i = 0; i < 2000; i++) {
      JsonObject json = JsonParser.parseString(whole).getAsJsonObject();
      String what = damage(json, random);
      try {
        Document document = read(json.toString());
        document.figures().forEach(figure -> Drawing.of(figure).file());
        read++;
      } catch (InputException e) {
        assertTrue(e.getMessage().startsWith("x.document.json: "), i + ": " + what);
      }
    }
    assertTrue(read > 100 && read < 1900, read + " of 2000 read");
  }

  private static String damage(JsonObject json, Random random) {
    List<JsonElement> parents = new ArrayList<>();
    collect(json, parents);
    JsonElement parent = parents.get(random.nextInt(parents.size()));
    JsonElement odd =
        switch (random.nextInt(8)) {
          case 0 -> JsonNull.INSTANCE;
          case 1 -> new JsonArray();
          case 2 -> new JsonPrimitive(0);
          case 3 -> new JsonPrimitive(-1e9);
          case 4 -> new JsonPrimitive(1e300);
          case 5 -> new JsonPrimitive("word");
          case 6 -> new JsonObject();
          default -> null;
        };
    if (parent instanceof JsonObject object) {
      List<String> names = new ArrayList<>(object.keySet());
      String name = names.get(random.nextInt(names.size()));
      if (odd == null) object.remove(name);
      else object.add(name, odd);
      return name + " = " + odd;
    }
    JsonArray array = parent.getAsJsonArray();
    int at = random.nextInt(array.size());
    if (odd == null) array.remove(at);
    else array.set(at, odd);
    return "[" + at + "] = " + odd;
  }

  private static void collect(JsonElement element, List<JsonElement> parents) {
    if (element instanceof JsonObject object && object.size() > 0) {
      parents.add(object);
      for (String name : object.keySet()) collect(object.get(name), parents);
    } else if (element instanceof JsonArray array && !array.isEmpty()) {
      parents.add(array);
      for (int i = 0; i < Math.min(array.size(), 2); i++) collect(array.get(i), parents);
    }
  }
}
