package org.crelens.atypeak.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.crelens.libs.cli.UsageException;
import org.junit.jupiter.api.Test;

class PairChoiceTest {
  private static final List<String> MANY = IntStream.range(0, 8).mapToObj(i -> "t" + i).toList();

  private static final List<PairChoice.Comparable> ALL = List.of((a, b) -> true);

  /** t0 and t1 correlate most, t6 and t7 least. */
  private static double correlation(String a, String b) {
    return 1.0 / (1 + Integer.parseInt(a.substring(1)) * 10 + Integer.parseInt(b.substring(1)));
  }

  private static List<String> names(List<PairChoice> pairs) {
    return pairs.stream().map(pair -> pair.why() + " " + pair.a() + "," + pair.b()).toList();
  }

  @Test
  void publishedPairsAreThoseWhoseTrsAreThere() {
    List<String> trs = List.of("PHF8", "aff4", "e2f1", "ell2", "rcor1", "sfmbt1");
    assertEquals(
        List.of("published ell2,aff4", "published sfmbt1,rcor1"),
        names(PairChoice.of("HeLa", List.of(), trs, (a, b) -> 0, ALL)));
  }

  @Test
  void chosenPairsComeFirstAndNoPairTwice() {
    List<String> trs = List.of("aff4", "ell2", "rcor1");
    List<List<String>> chosen = List.of(List.of("rcor1", "aff4"), List.of("ell2", "aff4"));
    assertEquals(
        List.of("chosen rcor1,aff4", "chosen ell2,aff4"),
        names(PairChoice.of("hela", chosen, trs, (a, b) -> 0, ALL)));
  }

  @Test
  void withoutThoseTheFiveOfEachEndAreTaken() {
    List<String> pairs =
        names(PairChoice.of("x", List.of(), MANY, PairChoiceTest::correlation, ALL));
    assertEquals(
        List.of(
            "highest t0,t1", "highest t0,t2", "highest t0,t3", "highest t0,t4", "highest t0,t5"),
        pairs.subList(0, 5));
    assertEquals("lowest t6,t7", pairs.get(9));
    assertEquals(10, pairs.size());
  }

  @Test
  void fewPairsAreSharedBetweenBothEnds() {
    assertEquals(
        List.of("highest t0,t1", "highest t0,t2", "lowest t1,t2"),
        names(PairChoice.of("x", List.of(), MANY.subList(0, 3), PairChoiceTest::correlation, ALL)));
  }

  @Test
  void pairsThatCannotBeComparedAreLeftOut() {
    assertEquals(
        List.of("highest t0,t3"),
        names(
            PairChoice.of(
                "x",
                List.of(),
                MANY.subList(0, 4),
                (a, b) -> b.equals("t2") ? Double.NaN : correlation(a, b),
                List.of((a, b) -> a.equals("t0") && !b.equals("t1")))));
  }

  @Test
  void aPairIsComparedTheOtherWayRoundWhereOnlyThatIsPossible() {
    assertEquals(
        List.of("highest t1,t0"),
        names(
            PairChoice.of(
                "x",
                List.of(),
                MANY.subList(0, 2),
                PairChoiceTest::correlation,
                List.of((a, b) -> a.equals("t1")))));
  }

  @Test
  void aRuleCountsOnlyWhereTheOnesBeforeItTakeNoPair() {
    List<PairChoice.Comparable> rules =
        List.of((a, b) -> false, (a, b) -> (a + b).equals("t0t2"), (a, b) -> true);
    assertEquals(
        List.of("highest t0,t2"),
        names(PairChoice.of("x", List.of(), MANY, PairChoiceTest::correlation, rules)));
    assertEquals(
        List.of(),
        PairChoice.of("x", List.of(), MANY, PairChoiceTest::correlation, List.of((a, b) -> false)));
  }

  @Test
  void namesAreExact() {
    List<String> trs = List.of("AFF4", "aff4", "ELL2");
    assertEquals(List.of("aff4", "AFF4"), PairChoice.parse("aff4, AFF4", trs));
    String unknown =
        assertThrows(UsageException.class, () -> PairChoice.parse("AFF4,ell2", trs)).getMessage();
    assertTrue(unknown.contains("no such TR 'ell2'; did you mean ELL2"), unknown);
    String twice =
        assertThrows(UsageException.class, () -> PairChoice.parse("AFF4,AFF4", trs)).getMessage();
    assertTrue(twice.contains("names one TR twice"), twice);
  }
}
