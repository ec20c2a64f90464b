package org.crelens.libs.chart;

/**
 * What an item of a method is called, so that text can count items: one cell line, two cell lines.
 *
 * @param one of them, such as {@code cell line}
 * @param many of them, such as {@code cell lines}
 */
public record Noun(String one, String many) {
  public Noun {
    Checks.words("name of an item", one);
    Checks.words("name of several items", many);
  }

  /** A noun whose plural takes an s. */
  public static Noun of(String one) {
    return new Noun(one, one + "s");
  }

  /** {@code 1 cell line}, {@code 2 cell lines}. */
  public String count(long n) {
    return Text.whole(n) + " " + (n == 1 ? one : many);
  }

  /** The plural with a capital, as a heading. */
  public String heading() {
    return Text.capital(many);
  }
}
