package org.crelens.libs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
  @TempDir Path folder;

  private TableReader open(String content, String... required) throws IOException {
    Path file = Files.writeString(folder.resolve("in.tsv"), content);
    return TableReader.open(file, "a table of numbers", required);
  }

  private void assertError(String message, Executable reading) {
    InputException e = assertThrows(InputException.class, reading);
    assertEquals(message, e.getMessage().replace(folder + "/", ""));
  }

  @ParameterizedTest
  @EnumSource(Compressed.class)
  void whatWasWrittenIsRead(Compressed compressed) throws IOException {
    Path written = folder.resolve("written.tsv");
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("numbers", "1");
    properties.put("cell_line", "hela=s3");
    try (Outputs outputs = new Outputs()) {
      try (TableWriter table =
          TableWriter.create(
              outputs, written, properties, List.of("name", "count", "size", "mean", "raw"))) {
        table.add("a b").add(7).add(1L << 40).add(0.1).add(0.1f).endRow();
        table.add("ü".getBytes(StandardCharsets.UTF_8)).add(-7).add(-1L).add(Double.NaN);
        table.add(Float.NEGATIVE_INFINITY).endRow();
        table.row("c", 1, 2L, 3.0, 4.5f);
      }
      outputs.commit();
    }
    String text = Files.readString(written);
    assertEquals(
        """
        ##numbers=1
        ##cell_line=hela=s3
        name\tcount\tsize\tmean\traw
        a b\t7\t1099511627776\t0.1\t0.1
        ü\t-7\t-1\tnan\t-inf
        c\t1\t2\t3\t4.5
        """,
        text);
    Path file = compressed.write(folder.resolve("in.tsv"), text);
    try (TableReader table = TableReader.open(file, "a table", "mean", "name")) {
      assertEquals(properties, table.properties());
      assertEquals("hela=s3", table.property("cell_line"));
      assertEquals(List.of("name", "count", "size", "mean", "raw"), table.columns());
      assertTrue(table.next());
      assertEquals("a b", table.text(0));
      assertTrue(table.is(0, "a b".getBytes(StandardCharsets.UTF_8)));
      assertEquals(7, table.whole(1));
      assertEquals(1L << 40, table.signed(2));
      assertEquals(0.1, table.finite(table.column("mean")));
      assertTrue(table.next());
      assertEquals("ü", table.text(0));
      assertEquals(-7, table.signed(1));
      assertEquals(Double.NaN, table.number(3));
      assertEquals(Double.NEGATIVE_INFINITY, table.number(4));
      assertTrue(table.next());
      assertFalse(table.next());
    }
  }

  @Test
  void columnsMayStandInAnyOrderUnderAnOlderName() throws IOException {
    try (TableReader table = open("x\ttr\n1\tctcf\n")) {
      assertEquals(1, table.column("tf", "tr"));
      assertTrue(table.has("x"));
      assertFalse(table.has("tf"));
    }
  }

  @Test
  void blankLinesAndCommentsAreNoRowsWhateverElseALineStartsWith() throws IOException {
    try (TableReader table = open("\n# note\nname\tn\n\ntrack\t1\n# note\nbrowser\t2\n")) {
      assertTrue(table.next());
      assertEquals("track", table.text(0));
      assertTrue(table.next());
      assertEquals("browser", table.text(0));
      assertFalse(table.next());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "# note\n", "##key=value\n"})
  void aFileWithoutHeaderIsNoTable(String content) {
    assertError("in.tsv: has no header (expected a table of numbers)", () -> open(content));
  }

  @Test
  void aMissingColumnIsNamedAndThoseThatAreThere() {
    assertError(
        "in.tsv:2: no column 'mean' among name, n (expected a table of numbers)",
        () -> open("##a=b\nname\tn\n", "name", "mean"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Name n|name|column 'Name' is spelled otherwise than 'name' (expected a table of numbers; rename the column in the header)",
        "final.k n|final_k|column 'final.k' is spelled otherwise than 'final_k' (expected a table of numbers; rename the column in the header)",
        "name,mean|mean|one column 'name,mean', with commas in it (expected a table of numbers, its columns separated by tabs)",
        "name;mean|mean|one column 'name;mean', with semicolons in it (expected a table of numbers, its columns separated by tabs)"
      })
  void aColumnInAnotherSpellingIsSaid(String header, String column, String message) {
    assertError("in.tsv:1: " + message, () -> open(header.replace(' ', '\t') + "\n", column));
  }

  @Test
  void aMarkOfTheByteOrderIsNoPartOfTheFirstColumn() throws IOException {
    try (TableReader table = open("\uFEFFname\tn\nx\t1\n", "name")) {
      assertTrue(table.next());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x10", "٣", "1 ", "\u00a01", "12345678901234567890"})
  void whatJavaTakesForAWholeNumberIsNotAlwaysOne(String text) throws IOException {
    try (TableReader table = open("n\n" + text + "\n")) {
      table.next();
      assertError(
          "in.tsv:2: n '" + text + "' is not a whole number (expected such as -12 or 1200)",
          () -> table.signed(0));
    }
  }

  @Test
  void aMissingPropertyIsNamed() throws IOException {
    try (TableReader table = open("##seed=\nname\n")) {
      assertError(
          "in.tsv: the header lacks ##seed (expected a table of numbers)",
          () -> table.property("seed"));
      assertError(
          "in.tsv: the header lacks ##a (expected a table of numbers)", () -> table.property("a"));
    }
  }

  @Test
  void aColumnThatAppearsTwiceIsRefused() {
    assertError(
        "in.tsv:1: column 'n' appears twice (expected each column once)", () -> open("n\tx\tn\n"));
  }

  @ParameterizedTest
  @CsvSource({"1 2 3,3 columns", "1,1 column"})
  void aRowHasAsManyCellsAsTheHeader(String row, String found) throws IOException {
    try (TableReader table = open("a\tb\n" + row.replace(' ', '\t') + "\n")) {
      assertError("in.tsv:2: " + found + " (expected 2, as in the header)", table::next);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "1.0", "1e3", "x", "2147483648", "99999999999999999999"})
  void aCountIsAWholeNumberOfZeroOrMore(String text) throws IOException {
    try (TableReader table = open("name\tcount\nx\t" + text + "\n")) {
      table.next();
      assertError(
          "in.tsv:2: count '"
              + text
              + "' is not a whole number of 0 or more (expected such as 0 or 1200)",
          () -> table.whole(1));
    }
  }

  @Test
  void theLargestCountIsRead() throws IOException {
    try (TableReader table = open("n\n2147483647\n")) {
      table.next();
      assertEquals(Integer.MAX_VALUE, table.whole(0));
    }
  }

  @Test
  void aCellThatIsNoNumberIsNamedWithItsColumn() throws IOException {
    try (TableReader table = open("a\tb\tc\nx\tnan\t1.5\n")) {
      table.next();
      assertError("in.tsv:2: a 'x' is not a number (expected a number)", () -> table.number(0));
      assertError("in.tsv:2: b 'nan' is not finite (expected a number)", () -> table.finite(1));
      assertError(
          "in.tsv:2: c '1.5' is not a whole number (expected such as -12 or 1200)",
          () -> table.signed(2));
    }
  }

  @Test
  void aRowOfTheWrongLengthIsNotWritten() throws IOException {
    try (Outputs outputs = new Outputs();
        TableWriter table = TableWriter.create(outputs, folder.resolve("out.tsv"), "a", "b")) {
      table.add(1);
      assertThrows(IllegalStateException.class, table::endRow);
    }
  }
}
