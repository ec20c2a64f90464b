package org.crelens.atypeak.summarize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.crelens.libs.cli.NearMatches;
import org.crelens.libs.cli.UsageException;
import org.crelens.libs.io.ByteOrder;

/**
 * Two TRs to compare.
 *
 * @param a whose peaks are compared
 * @param b the other
 * @param why {@code chosen}, {@code published}, {@code highest} or {@code lowest}
 * @param correlation of the two; NaN where it is not known
 */
record PairChoice(String a, String b, String why, double correlation) {
  /** Pairs taken from either end of the correlations. */
  private static final int OF_EACH_END = 5;

  /** Pairs that the paper shows, by cell line. */
  private static final Map<String, List<List<String>>> PUBLISHED =
      Map.of(
          "hela",
          List.of(
              List.of("ell2", "aff4"),
              List.of("sfmbt1", "rcor1"),
              List.of("e2f1", "phf8"),
              List.of("brd4", "rcor1")),
          "jurkat",
          List.of(List.of("erg", "gabpa"), List.of("ctcf", "gabpa")));

  /** Correlation of two TRs. */
  @FunctionalInterface
  interface Correlation {
    double of(String a, String b);
  }

  /** Whether peaks of the first are often enough both with and without the second. */
  @FunctionalInterface
  interface Comparable {
    boolean test(String a, String b);
  }

  /**
   * Checks a pair that a user asked for.
   *
   * @param text {@code A,B}
   * @param trs TRs of the axes
   * @throws UsageException when it is no pair, or a TR is unknown
   */
  static List<String> parse(String text, List<String> trs) {
    List<String> names = List.of(text.split(",", -1)).stream().map(String::trim).toList();
    if (names.size() != 2)
      throw new UsageException("--pair " + text + " is not two TRs parted by a comma, such as a,b");
    for (String name : names)
      if (!trs.contains(name))
        throw new UsageException(
            "--pair " + text + ": no such TR '" + name + "'; " + NearMatches.hint(name, trs));
    if (names.get(0).equals(names.get(1)))
      throw new UsageException("--pair " + text + " names one TR twice");
    return names;
  }

  /**
   * Chosen pairs, then those that the paper shows and whose TRs are there; where there is neither,
   * the five of the highest and the five of the lowest correlation of those that a rule takes.
   *
   * @param rules tried in turn until one takes a pair; empty where none does
   */
  static List<PairChoice> of(
      String cellLine,
      List<List<String>> chosen,
      List<String> trs,
      Correlation correlation,
      List<Comparable> rules) {
    List<PairChoice> pairs = new ArrayList<>();
    Set<String> taken = new TreeSet<>();
    for (List<String> pair : chosen) add(pairs, taken, pair, "chosen", correlation);
    for (List<String> pair : PUBLISHED.getOrDefault(key(cellLine), List.of())) {
      if (trs.containsAll(pair)) add(pairs, taken, pair, "published", correlation);
    }
    if (!pairs.isEmpty()) return pairs;
    List<PairChoice> all =
        rules.stream()
            .map(rule -> taken(trs, correlation, rule))
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElseGet(ArrayList::new);
    all.sort(
        Comparator.comparingDouble(PairChoice::correlation)
            .reversed()
            .thenComparing(PairChoice::a, ByteOrder.NAMES)
            .thenComparing(PairChoice::b, ByteOrder.NAMES));
    int high = Math.min(OF_EACH_END, (all.size() + 1) / 2);
    int low = Math.min(OF_EACH_END, all.size() - high);
    for (PairChoice pair : all.subList(0, high))
      add(pairs, taken, List.of(pair.a, pair.b), "highest", correlation);
    for (PairChoice pair : all.subList(all.size() - low, all.size()))
      add(pairs, taken, List.of(pair.a, pair.b), "lowest", correlation);
    return pairs;
  }

  private static List<PairChoice> taken(
      List<String> trs, Correlation correlation, Comparable rule) {
    List<PairChoice> pairs = new ArrayList<>();
    for (int i = 0; i < trs.size(); i++) {
      for (int j = i + 1; j < trs.size(); j++) {
        String a = trs.get(i);
        String b = trs.get(j);
        double r = correlation.of(a, b);
        if (Double.isNaN(r)) continue;
        if (rule.test(a, b)) pairs.add(new PairChoice(a, b, "", r));
        // One that is never without the other may be compared the other way round.
        else if (rule.test(b, a)) pairs.add(new PairChoice(b, a, "", r));
      }
    }
    return pairs;
  }

  private static void add(
      List<PairChoice> pairs,
      Set<String> taken,
      List<String> pair,
      String why,
      Correlation correlation) {
    String a = pair.get(0);
    String b = pair.get(1);
    if (taken.add(a + "," + b)) pairs.add(new PairChoice(a, b, why, correlation.of(a, b)));
  }

  /** Names of cell lines compare without case, {@code -} and {@code _}. */
  private static String key(String cellLine) {
    return cellLine.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }
}
