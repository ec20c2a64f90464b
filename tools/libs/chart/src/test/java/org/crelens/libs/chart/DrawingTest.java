package org.crelens.libs.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class DrawingTest {

  @Test
  void anAxisOfTheNarrowestRangeHasTwoTicks() {
    assertEquals(
        List.of(0.0, Double.MIN_VALUE), new Axis("x", 0, Double.MIN_VALUE, false).ticks(5));
  }

  @Test
  void aPictureHoldsItsPixels() throws IOException {
    Random random = new Random(3);
    byte[][] pixels = new byte[17][29];
    for (byte[] row : pixels) random.nextBytes(row);
    String uri = Png.uri(pixels, ColourRamp.AMOUNT.palette());
    byte[] png = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(png));
    in.skipNBytes(8);
    for (String expected : List.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND")) {
      byte[] content = new byte[in.readInt()];
      byte[] type = in.readNBytes(4);
      in.readFully(content);
      CRC32 crc = new CRC32();
      crc.update(type);
      crc.update(content);
      assertEquals(expected, new String(type, java.nio.charset.StandardCharsets.US_ASCII));
      assertEquals((int) crc.getValue(), in.readInt());
      if (!expected.equals("IDAT")) continue;
      DataInputStream rows =
          new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(content)));
      for (byte[] row : pixels) {
        assertEquals(0, rows.read());
        assertArrayEquals(row, rows.readNBytes(row.length));
      }
    }
    assertEquals(0, in.available());
  }

  @Test
  void coloursGoFromOneEndToTheOther() {
    ColourScale scale = new ColourScale("x", ColourRamp.AMOUNT, 10, 20);
    assertEquals(1, scale.index(10));
    assertEquals(1, scale.index(-5));
    assertEquals(ColourRamp.LEVELS, scale.index(20));
    assertEquals(ColourRamp.LEVELS, scale.index(Double.POSITIVE_INFINITY));
    assertEquals(0, scale.index(Double.NaN));
    assertEquals(128, scale.index(15));
  }

  @Test
  void amountsDarkenAllTheWay() {
    int[] palette = ColourRamp.AMOUNT.palette();
    for (int i = 2; i <= ColourRamp.LEVELS; i++)
      assertTrue(luminance(palette[i]) < luminance(palette[i - 1]) + 1e-9, "colour " + i);
  }

  private static double luminance(int rgb) {
    return 0.2126 * (rgb >> 16 & 0xff) + 0.7152 * (rgb >> 8 & 0xff) + 0.0722 * (rgb & 0xff);
  }

  @Test
  void ticksAreRoundAndWithin() {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      double from = random.nextGaussian() * Math.pow(10, random.nextInt(7) - 3);
      double to =
          from + Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(7) - 3) + 1e-6;
      Axis axis = new Axis("x", from, to, false);
      List<Double> ticks = axis.ticks(5);
      String what = from + " to " + to + ": " + ticks;
      assertTrue(ticks.size() >= 1 && ticks.size() <= 11, what);
      for (double tick : ticks)
        assertTrue(tick >= from - (to - from) * 1e-6 && tick <= to + (to - from) * 1e-6, what);
    }
  }

  @Test
  void factorsAreEquallyFarApart() {
    Axis axis = new Axis("x", 0.001, 10, true);
    assertEquals(0, axis.share(0.001), 1e-12);
    assertEquals(0.5, axis.share(0.1), 1e-12);
    assertEquals(
        List.of(0.001, 0.01, 0.1, 1.0, 10.0),
        axis.ticks(5).stream().map(t -> Math.rint(t * 1e6) / 1e6).toList());
    assertFalse(Axis.factors("x", List.of(new double[] {0, Double.NaN})).log(), "nothing positive");
  }

  @Test
  void linesBreakWhereAValueIsMissing() {
    double[] values = {1, 2, Double.NaN, 3, 4};
    Lines lines =
        new Lines(
            new Axis("x", 0, 4, false),
            new Axis("y", 0, 5, false),
            new double[] {0, 1, 2, 3, 4},
            List.of(new Lines.Series("s", values, 1)),
            false,
            false);
    String svg = Drawing.of(new Figure("f", "F", "how", lines)).inline("f");
    String path = svg.substring(svg.indexOf("<path"), svg.indexOf("class=\"line s0\""));
    assertEquals(2, path.chars().filter(c -> c == 'M').count(), path);
    assertEquals(2, path.chars().filter(c -> c == 'L').count(), path);
  }

  @Test
  void aBandIsOneOutlineForEachRunOfValues() {
    double nan = Double.NaN;
    double[] low = {1, 1, nan, 1, 2};
    double[] high = {2, 2, 3, 3, 3};
    Lines lines =
        new Lines(
            new Axis("x", 0, 4, false),
            new Axis("y", 0, 5, false),
            new double[] {0, 1, 2, 3, 4},
            List.of(new Lines.Series("s", high, new Lines.Band(low, high))),
            false,
            false);
    String svg = Drawing.of(new Figure("f", "F", "how", lines)).inline("f");
    String path = svg.substring(svg.indexOf("<path"), svg.indexOf("class=\"area s0\""));
    assertEquals(2, path.chars().filter(c -> c == 'M').count(), path);
    assertEquals(6, path.chars().filter(c -> c == 'L').count(), path);
    assertEquals(2, path.chars().filter(c -> c == 'Z').count(), path);
  }

  @Test
  void aBandHasTwoEndsForEachValue() {
    assertThrows(
        IllegalArgumentException.class, () -> new Lines.Band(new double[1], new double[2]));
    Lines.Band band = new Lines.Band(new double[1], new double[1]);
    assertThrows(IllegalArgumentException.class, () -> new Lines.Series("s", new double[2], band));
  }

  @Test
  void boxesNameTheEndsOfTheirWhiskers() {
    double[][] values = {{1, 2, 3, 4, 5}};
    Axis axis = new Axis("score", 0, 10, false);
    Boxes boxes =
        new Boxes("model", List.of("a"), new long[] {9}, "peaks", axis, values, "5 %", "95 %");
    String panels = Drawing.of(new Figure("f", "F", "how", boxes)).numbers();
    assertTrue(panels.contains("95 %") && !panels.contains("maximum"), panels);
  }

  @Test
  void aFileHasTitleCaptionAndColours() {
    Bars bars =
        new Bars(
            "TR",
            List.of("a", "b"),
            new Axis("score", 0, 10, false),
            List.of(new Bars.Values("v", new double[] {1, Double.NaN})));
    String svg = Drawing.of(new Figure("f", "A & B", "how to <read> it", bars)).file();
    assertTrue(svg.contains("<title>A &amp; B</title>"));
    assertTrue(svg.contains("<desc>how to &lt;read&gt; it</desc>"));
    assertFalse(svg.contains("var(--"), "programs other than browsers know no variables");
  }

  @Test
  void numbersOfAFigureAreJson() {
    double[][] values = {{1.23456789, Double.NaN}, {0, Double.POSITIVE_INFINITY}};
    assertEquals("[[1.2346,null],[0,null]]", Json.text(values));
    assertEquals("\"\\u003c/script\\u003e\"", Json.text("</script>"));
  }

  @Test
  void numbersAreReadable() {
    assertEquals("1,234,567", Text.number(1_234_567));
    assertEquals("0.1235", Text.number(0.123456));
    assertEquals("−0.5", Text.number(-0.5));
    assertEquals("1.50e-07", Text.number(1.5e-7));
    assertEquals("–", Text.number(Double.NaN));
    assertEquals("12,346", Text.number(12345.6));
    assertEquals("1 peak", Text.count(1, "peak"));
    assertEquals("2,000 peaks", Text.count(2000, "peak"));
    assertEquals("abc…", Text.shortened("abcdef", 4));
    assertTrue(Arrays.stream(new String[] {"", "a", "漢"}).allMatch(t -> Text.width(t, 11) >= 0));
  }
}
