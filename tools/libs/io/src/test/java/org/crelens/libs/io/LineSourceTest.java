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

  @Test
  void controlCharactersOfAnInputNeverReachAMessage() throws IOException {
    try (LineSource source = source("chr1\t\u001b[31m1\u0007\t5\n")) {
      source.next();
      InputException e = assertThrows(InputException.class, () -> source.coordinate(1, "start"));
      assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e.getMessage());
    }
  }
}
