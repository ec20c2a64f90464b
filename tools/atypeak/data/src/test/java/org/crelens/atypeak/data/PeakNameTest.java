package org.crelens.atypeak.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeakNameTest {
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
