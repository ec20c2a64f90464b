package org.crelens.libs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
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

  /** What Java's own parser takes, and no table of ours means. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x1p3",
        "0X1P3",
        "1d",
        "1f",
        "1.5D",
        " 1",
        "1 ",
        "\u00001",
        "1\u0007",
        "\t1",
        "+NaN",
        "NAN",
        "infinity",
        "1_000",
        "1,5",
        "٣",
        "",
        "-",
        ".",
        "e5",
        "--1",
        "1e",
        "\u00a01"
      })
  void whatOnlyJavaReadsIsNoNumber(String text) {
    assertThrows(NumberFormatException.class, () -> parse(text));
  }

  private static double parse(String text) {
    byte[] bytes = ("\t" + text + "\t").getBytes(StandardCharsets.UTF_8);
    return Numbers.parse(bytes, 1, bytes.length - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "-17",
        "0.5",
        ".5",
        "5.",
        "1e-5",
        "9007199254740992",
        "9007199254740993",
        "90071992547409930",
        "0.1234567890123456",
        "0.0000000000000000000001",
        "0.00000000000000000000001",
        "123456789012345678901234567890",
        "-749.2837465928374",
        "4.9E-324"
      })
  void aNumberIsReadToTheLastBit(String text) {
    assertEquals(
        Double.doubleToRawLongBits(Double.parseDouble(text)),
        Double.doubleToRawLongBits(parse(text)));
  }

  @Test
  void randomNumbersAreReadToTheLastBit() {
    Random random = new Random(8);
    for (int i = 0; i < 200_000; i++) {
      double value =
          i % 2 == 0
              ? Double.longBitsToDouble(random.nextLong())
              : random.nextInt(2_000_000) / Math.pow(10, random.nextInt(8));
      assertEquals(
          Double.doubleToLongBits(value), Double.doubleToLongBits(parse(Numbers.format(value))));
      if (!Double.isFinite(value)) continue;
      String cut = Numbers.fixed(value % 1e6, random.nextInt(30));
      assertEquals(
          Double.doubleToLongBits(Double.parseDouble(cut)), Double.doubleToLongBits(parse(cut)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", ".", "-.", "1.2.3", "--1", "1-", "x", "1,5", "\u0663", "infinite"})
  void whatIsNoNumberIsRefused(String text) {
    assertThrows(NumberFormatException.class, () -> parse(text));
  }

  @Test
  void whatIsNotFiniteHasNoDecimals() {
    assertEquals("nan", Numbers.fixed(Double.NaN, 4));
    assertEquals("-inf", Numbers.fixed(Double.NEGATIVE_INFINITY, 0));
  }
}
