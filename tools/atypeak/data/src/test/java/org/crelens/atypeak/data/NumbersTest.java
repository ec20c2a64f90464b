package org.crelens.atypeak.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.crelens.libs.io.ByteOrder;
import org.crelens.libs.io.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({"0.5,0", "1.5,2", "2.5,2", "-0.5,0", "-1.5,-2", "2.4999,2", "2.5001,3", "749.5,750"})
  void halvesGoToTheEvenNumber(double value, long rounded) {
    assertEquals(rounded, Numbers.round(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0.125,2,0.12",
    "0.375,2,0.38",
    "2.5,0,2",
    "1.10,3,1.1",
    "-0.0001,2,0",
    "100,0,100",
    "1e20,1,100000000000000000000",
    "1e-7,7,0.0000001"
  })
  void fixedNumbersHaveNeitherTrailingZerosNorExponent(double value, int decimals, String text) {
    assertEquals(text, Numbers.fixed(value, decimals));
  }

  @Test
  void undefinedNumbersHaveOneSpelling() {
    assertEquals("nan", Numbers.format(Double.NaN));
    assertEquals("inf", Numbers.format(Double.POSITIVE_INFINITY));
    assertEquals("-inf", Numbers.format(Float.NEGATIVE_INFINITY));
    assertEquals("nan", Numbers.format(Float.NaN));
  }

  @Test
  void numbersDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertEquals("1234567.25", Numbers.format(1234567.25));
      assertEquals("0.5", Numbers.fixed(0.5, 3));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void namesSortByTheirBytesAndNotByTheirChars() {
    // U+FFFD is below U+1F600 in bytes, above its surrogates in chars.
    List<String> names =
        new ArrayList<>(List.of("b", "\uD83D\uDE00", "\uFFFD", "a_1", "a-1", "a1", "B", ""));
    names.sort(ByteOrder.NAMES);
    assertEquals(List.of("", "B", "a-1", "a1", "a_1", "b", "\uFFFD", "\uD83D\uDE00"), names);
  }

  @Test
  void aQuantileLiesBetweenNeighboursInProportion() {
    double[] sorted = {1, 2, 4, 8};
    assertEquals(1, Numbers.quantile(sorted, 0));
    assertEquals(1.75, Numbers.quantile(sorted, 0.25));
    assertEquals(3, Numbers.quantile(sorted, 0.5));
    assertEquals(8, Numbers.quantile(sorted, 1));
    assertEquals(7, Numbers.quantile(new double[] {7}, 0.5));
    assertEquals(Double.NaN, Numbers.quantile(new double[0], 0.5));
  }

  @Test
  void theCellLineIsAllThatFollowsTheSecondDot() {
    assertEquals(new PeakName("GSE1", "ctcf", "hela.s3.x"), PeakName.parse("GSE1.ctcf.hela.s3.x"));
    assertEquals("GSE1.ctcf.hela.s3.x", PeakName.parse("GSE1.ctcf.hela.s3.x").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a.b", ".b.c", "a..c", "a.b.", "..", "."})
  void aNameOfFewerThanThreePartsIsNone(String name) {
    assertNull(PeakName.parse(name));
  }
}
