package org.crelens.libs.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ColourRampTest {
  @Test
  void lightnessFallsAllTheWaySoThatItReadsInGreyToo() {
    double before = Double.POSITIVE_INFINITY;
    for (int score = 0; score <= 1000; score += 10) {
      double luminance = luminance(score);
      assertTrue(luminance < before, score + ": " + ColourRamp.BROWSER.rgb(score / 1000.0));
      before = luminance;
    }
    assertTrue(luminance(0) - luminance(1000) > 0.6);
  }

  @Test
  void coloursOfBrowsersStayTheOnesThatResultsHave() {
    // Written into BED files of earlier runs; they must not change.
    assertEquals("240,221,144", ColourRamp.BROWSER.rgb(0));
    assertEquals("119,138,134", ColourRamp.BROWSER.rgb(0.5));
    assertEquals("31,52,118", ColourRamp.BROWSER.rgb(1));
  }

  @Test
  void everyColourIsOne() {
    for (int score = 0; score <= 1000; score++)
      assertTrue(
          Arrays.stream(ColourRamp.BROWSER.rgb(score / 1000.0).split(","))
              .mapToInt(Integer::parseInt)
              .allMatch(c -> c >= 0 && c <= 255));
  }

  private static double luminance(int score) {
    double[] linear =
        Arrays.stream(ColourRamp.BROWSER.rgb(score / 1000.0).split(","))
            .mapToDouble(c -> Integer.parseInt(c) / 255.0)
            .map(v -> v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4))
            .toArray();
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }
}
