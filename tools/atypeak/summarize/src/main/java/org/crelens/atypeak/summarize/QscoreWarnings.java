package org.crelens.atypeak.summarize;

import org.crelens.libs.chart.Warning.Level;

/**
 * Warns of models that hardly know which datasets and TRs occur together.
 *
 * @param to where warnings go
 */
record QscoreWarnings(Warnings to) {
  /** Hela models of the paper's size reach 50 to 60 % of the highest total. */
  private static final double HIGH_Q = 0.65;

  /**
   * P and R of a pair are each wrong or not: whoever tosses a coin for either is wrong in half of
   * them, whatever the weights of the pairs and however many are correlated.
   */
  private static final double COIN_Q = 0.5;

  /** Two seeds of the paper's model agree in some four of five pairs. */
  private static final double LOW_AGREEMENT = 2.0 / 3;

  /** A total that is high, and models that know different pairs. */
  void qscore(QscoreReader q) {
    double wrong = q.shareWrong();
    if (wrong > HIGH_Q)
      to.add(
          Level.CAUTION,
          "high_q",
          "Train longer, or change the size of the network (--filters, --deep_dim). Compare totals only on the same windows.",
          "The model hardly learned which datasets and TRs occur together: its total Q is %.0f %% of the highest possible. Tossing a coin for every decision gives 50 %%, and hela models of the usual size reach 50 to 60 %%.",
          100 * wrong);
    else if (wrong >= COIN_Q)
      to.add(
          Level.NOTE,
          "even_q",
          "Look at the matrix, not only at the total. Compare totals only on the same windows.",
          "The total Q is %.0f %% of the highest possible. That is not unusual: tossing a coin for every decision gives 50 %%, and hela models of the usual size reach 50 to 60 %%.",
          100 * wrong);
    double least = 1;
    for (int a = 0; a < q.parts().size(); a++)
      for (int b = a + 1; b < q.parts().size(); b++) least = Math.min(least, q.agreement(a, b));
    if (least < LOW_AGREEMENT)
      to.add(
          Level.CAUTION,
          "seeds_disagree",
          "Use the mean of more seeds (--seeds), or train longer.",
          "Two of the models agree about only %.0f %% of the pairs, so that what they learned depends on chance.",
          100 * least);
  }
}
