package org.crelens.libs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineSourceTest {
  @TempDir Path folder;

  private LineSource source(String content) throws IOException {
    return new LineSource(Files.writeString(folder.resolve("in.bed"), content));
  }

  private List<String> lines(String content) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineSource source = source(content)) {
      while (source.next()) lines.add(source.text());
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb\n", "a\r\nb\r\n", "a\nb", "a\r\nb\r"})
  void linesEndWithOrWithoutReturnAndTheLastOneNeedsNoEnd(String content) throws IOException {
    assertEquals(List.of("a", "b"), lines(content));
  }

  @Test
  void emptyLinesAreLines() throws IOException {
    assertEquals(List.of("", "a", "", ""), lines("\na\n\r\n\n"));
  }

  @Test
  void recordsAreTheLinesThatAreNeitherBlankNorHeaders() throws IOException {
    String content =
        """
        browser position chr1:1-2
        track name="x"
        # a comment

        chr1\t1\t2
        track
        tracks\t3\t4
        ##version
        browser\thide
        browserette\t5\t6
        """;
    List<String> records = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    try (LineSource source = source(content)) {
      while (source.nextRecord()) {
        records.add(source.field(0));
        numbers.add(source.lineNumber());
      }
    }
    assertEquals(List.of("chr1", "tracks", "browserette"), records);
    assertEquals(List.of(5L, 7L, 10L), numbers);
  }

  @Test
  void randomLinesAreReadAsTheyWereWritten() throws IOException {
    for (long seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      List<List<String>> rows = new ArrayList<>();
      StringBuilder content = new StringBuilder();
      int n = 1 + random.nextInt(60);
      for (int i = 0; i < n; i++) {
        List<String> fields = new ArrayList<>();
        int columns = 1 + random.nextInt(random.nextInt(10) == 0 ? 40 : 5);
        // Some lines are longer than the buffer, which must grow and keep what it holds.
        int longest = random.nextInt(20) == 0 ? 700_000 : 30;
        for (int c = 0; c < columns; c++)
          fields.add("xé".repeat(random.nextInt(longest) / columns) + c);
        rows.add(fields);
        content.append(String.join("\t", fields));
        if (i < n - 1 || random.nextBoolean()) content.append(random.nextBoolean() ? "\n" : "\r\n");
      }
      Compressed compressed = Compressed.values()[random.nextInt(Compressed.values().length)];
      Path file = compressed.write(folder.resolve("random"), content.toString());
      try (LineSource source = new LineSource(file)) {
        for (int i = 0; i < n; i++) {
          assertTrue(source.next(), "seed " + seed);
          assertEquals(i + 1, source.lineNumber());
          assertEquals(rows.get(i).size(), source.fields(), "seed " + seed + ", line " + (i + 1));
          for (int c = 0; c < rows.get(i).size(); c++) {
            assertEquals(rows.get(i).get(c), source.field(c), "seed " + seed);
            assertTrue(source.fieldEquals(c, rows.get(i).get(c).getBytes(StandardCharsets.UTF_8)));
          }
        }
        assertFalse(source.next(), "seed " + seed);
      }
    }
  }

  @Test
  void aLineOfMoreThan16MiBIsRefused() throws IOException {
    byte[] content = new byte[(1 << 24) + 10];
    Arrays.fill(content, (byte) 'x');
    content[3] = '\n';
    Path file = Files.write(folder.resolve("in"), content);
    try (LineSource source = new LineSource(file)) {
      assertTrue(source.next());
      InputException e = assertThrows(InputException.class, source::next);
      assertTrue(
          e.getMessage().startsWith(file + ":2: a line of more than 16 MiB"), e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "007,7", "2147483647,2147483647"})
  void wholeNumbersAreCoordinates(String text, int value) throws IOException {
    try (LineSource source = source(text)) {
      source.next();
      assertEquals(value, source.coordinate(0, "start"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "+1",
        "1.0",
        "1e3",
        " 1",
        "1 ",
        "x",
        "2147483648",
        "99999999999999999999",
        "٣"
      })
  void anythingElseIsNot(String text) throws IOException {
    try (LineSource source = source("chr1\t" + text + "\n")) {
      source.next();
      InputException e = assertThrows(InputException.class, () -> source.coordinate(1, "start"));
      assertTrue(
          e.getMessage().contains(":1: start '" + text + "' is not a coordinate"), e.getMessage());
    }
  }

  @Test
  void anEmptyFieldIsNoCoordinate() throws IOException {
    try (LineSource source = source("chr1\t\t5\n")) {
      source.next();
      assertThrows(InputException.class, () -> source.coordinate(1, "start"));
    }
  }

  @Test
  void aNumberThatIsNoneIsNamedWithItsLine() throws IOException {
    try (LineSource source = source("1.5\nx\n")) {
      source.next();
      assertEquals(1.5, source.number(0, "score"));
      source.next();
      InputException e = assertThrows(InputException.class, () -> source.number(0, "score"));
      assertTrue(e.getMessage().contains(":2: score 'x' is not a number"), e.getMessage());
    }
  }

  private Path bytes(String hex, String text) throws IOException {
    byte[] head = HexFormat.of().parseHex(hex);
    byte[] tail = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return Files.write(folder.resolve("in.bed"), all);
  }

  private void refused(String hex, String text, String message) throws IOException {
    Path file = bytes(hex, text);
    try (LineSource source = new LineSource(file)) {
      InputException e =
          assertThrows(
              InputException.class,
              () -> {
                while (source.next()) continue;
              });
      assertTrue(e.getMessage().startsWith(file + message), e.getMessage());
      assertTrue(e.getMessage().contains("(expected "), e.getMessage());
      assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e.getMessage());
    }
  }

  /** Programs of Windows put it before the text; the first line was lost as no name matched it. */
  @Test
  void aMarkOfTheByteOrderIsSkipped() throws IOException {
    String mark = "\uFEFF";
    assertEquals(List.of("chr1\t1\t2", "b"), lines(mark + "chr1\t1\t2\nb\n"));
    assertEquals(List.of("a"), lines(mark + "a"));
    assertEquals(List.of(), lines(mark));
    assertEquals(List.of(""), lines(mark + "\n"));
    // Elsewhere it is a character of the text.
    assertEquals(List.of("a", mark + "b"), lines("a\n" + mark + "b\n"));
    for (Compressed compressed : Compressed.values()) {
      Path file = compressed.write(folder.resolve("in"), mark + "chr1\n");
      try (LineSource source = new LineSource(file)) {
        assertTrue(source.next());
        assertEquals("chr1", source.text());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fffe63006800|is text in UTF-16",
        "feff00630068|is text in UTF-16",
        "fffe000063000000|is text in UTF-32",
        "d0cf11e0a1b11ae1|is an Excel workbook (xls)",
        "425a6839|is compressed with bzip2",
        "28b52ffd|is compressed with zstd"
      })
  void whatIsNoTextIsNamed(String hex, String kind) throws IOException {
    refused(hex, "whatever follows", ": " + kind);
  }

  @Test
  void aZipIsAWorkbookOrAnArchive() throws IOException {
    String head = "504b030414000600080000002100";
    refused(head, "................[Content_Types].xml..", ": is an Excel workbook (xlsx)");
    refused(head, "................a.txt", ": is a zip archive");
  }

  @ParameterizedTest
  @CsvSource({
    "0x00, NUL",
    "0x01, the control character U+0001",
    "0x0b, the control character U+000B",
    "0x1b, the control character U+001B",
    "0x7f, the control character U+007F",
    "0x0d, a carriage return"
  })
  void controlCharactersAreRefused(String code, String name) throws IOException {
    char c = (char) Integer.decode(code).intValue();
    refused("", "a\tb\nc" + c + "d\n", ":2: byte 2 of the line is " + name);
    refused("", "a\tb\n# c" + c + "d\n", ":2: byte 4 of the line is " + name);
  }

  @ParameterizedTest
  @CsvSource({
    "e9,1",
    "c3,1",
    "c0af,1",
    "e08080,1",
    "eda080,1",
    "f4908080,1",
    "f8888080,1",
    "80,1",
    "ff,1"
  })
  void whatIsNotUtf8IsRefused(String hex, int at) throws IOException {
    refused(
        hex,
        "\tb\n",
        ":1: byte " + at + " of the line, 0x" + hex.substring(0, 2) + ", is not UTF-8");
    refused("61" + hex, "\n", ":1: byte 2 of the line");
    refused("610a62" + hex, "", ":2: byte 2 of the line");
  }

  @Test
  void charactersOfEveryLengthAreTaken() throws IOException {
    String text = "aé€\uD83D\uDE00\u07ff\u0800\uffff\uD7FF\uE000\uDBFF\uDFFF\u00a0";
    assertEquals(List.of(text, text), lines(text + "\n" + text));
    refused("c285", "\n", ":1: byte 1 of the line is the control character U+0085");
  }

  /** Every byte at every place, by the decoder of Java. */
  @Test
  void linesAreTakenIfJavaCanReadThemAndTheyHaveNoControlCharacters() throws IOException {
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      byte[] text = new byte[1 + random.nextInt(8)];
      byte[] heads = HexFormat.of().parseHex("c3a9e282acf09f9880edeef461");
      for (int i = 0; i < text.length; i++)
        text[i] =
            random.nextInt(4) == 0
                ? (byte) random.nextInt(256)
                : random.nextBoolean()
                    ? heads[random.nextInt(heads.length)]
                    : (byte) (0x80 + random.nextInt(0x40));
      byte[] line =
          Arrays.copyOf(
              ("x" + " ".repeat(text.length)).getBytes(StandardCharsets.UTF_8), text.length + 1);
      System.arraycopy(text, 0, line, 1, text.length);
      boolean good;
      try {
        String decoded =
            StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(line)).toString();
        // The end of the line, and what ends it.
        decoded = decoded.endsWith("\r") ? decoded.substring(0, decoded.length() - 1) : decoded;
        good = decoded.chars().noneMatch(c -> c != '\t' && c != '\n' && Character.isISOControl(c));
      } catch (java.nio.charset.CharacterCodingException e) {
        good = false;
      }
      boolean taken = true;
      Path file = Files.write(folder.resolve("random"), line);
      try (LineSource source = new LineSource(file)) {
        while (source.next()) continue;
      } catch (InputException e) {
        taken = false;
      }
      // CR before LF ends a line, and is refused nowhere else.
      boolean returns = new String(line, StandardCharsets.ISO_8859_1).contains("\r\n");
      if (!returns) assertEquals(good, taken, "seed " + seed);
    }
  }

  @Test
  void longValuesAreCutAndControlCharactersShown() throws IOException {
    try (LineSource source = source("chr1\t" + "9".repeat(200_000) + "\t5\n")) {
      source.next();
      String message =
          assertThrows(InputException.class, () -> source.coordinate(1, "start")).getMessage();
      assertTrue(message.length() < 500, message);
      assertTrue(
          message.contains(":1: start '999") && message.contains("99' is not a coordinate"),
          message);
      assertTrue(message.contains("(199,900 characters left out)"), message);
    }
    Path name = Path.of("folder/a\nb\u2028c");
    String message = new InputException(name, 3, "'a\tb\u202e'", "expected x\r").getMessage();
    assertEquals("folder/a\\nb\\u2028c:3: 'a\\tb\\u202e' (expected x\\r)", message);
    // The place is always whole, and what was found keeps its beginning and its end.
    Path deep = Path.of("folder/".repeat(500) + "x");
    message = new InputException(deep, "a ".repeat(5000) + "end", "expected b").getMessage();
    assertTrue(message.startsWith(deep + ": a a "), message);
    assertTrue(message.endsWith("end (expected b)"), message);
    assertTrue(message.length() < 5000, message);
  }
}
