package org.crelens.libs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMatchesTest {
  private static final List<String> KNOWN =
      List.of("aff4", "brd4", "e2f1", "ell2", "gabpa", "sfmbt1", "znf143");

  @Test
  void theNearestComeFirstAndCaseDoesNotMatter() {
    assertEquals("sfmbt1", NearMatches.of("SFMTB1", KNOWN).get(0));
    assertEquals("brd4", NearMatches.of("BRD4", KNOWN).get(0));
    assertEquals(List.of("znf143"), NearMatches.of("znf", KNOWN));
  }

  @Test
  void aPartOfANameIsNear() {
    assertEquals(
        List.of("GSE40632.aff4"), NearMatches.of("aff4", List.of("GSE40632.aff4", "GSE1.myc")));
  }

  @Test
  void withoutANearOneSomeAreNamed() {
    assertEquals(List.of(), NearMatches.of("something-else", KNOWN));
    assertEquals(
        "there are 7, among them aff4, brd4, e2f1, ell2, gabpa",
        NearMatches.hint("something-else", KNOWN));
    assertEquals("did you mean gabpa?", NearMatches.hint("gabpa1", KNOWN));
  }
}
