package org.crelens.libs.genome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void textIsReadAsItIsWrittenAndAsBrowsersWriteIt() {
    Interval interval = new Interval("chr1", 1000, 2500);
    assertEquals(interval, Interval.parse(interval.toString()));
    assertEquals(interval, Interval.parse(" chr1:1,000-2,500 "));
    // A contig may hold a colon itself.
    assertEquals(new Interval("HLA:A", 0, 5), Interval.parse("HLA:A:0-5"));
  }

  @Test
  void otherTextIsRefusedWithWhatIsExpected() {
    for (String text : List.of("chr1", "chr1:5", "chr1:a-b", ":1-2", "chr1:-1-2", ""))
      assertTrue(
          assertThrows(IllegalArgumentException.class, () -> Interval.parse(text))
              .getMessage()
              .contains("expected contig:start-end"),
          text);
    assertThrows(IllegalArgumentException.class, () -> Interval.parse("chr1:5-5"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Interval.parse("chr1:0-99999999999"))
            .getMessage()
            .contains("too large"));
  }
}
