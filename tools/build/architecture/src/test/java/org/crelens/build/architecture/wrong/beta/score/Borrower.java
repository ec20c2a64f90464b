package org.crelens.build.architecture.wrong.beta.score;

import org.crelens.build.architecture.wrong.alpha.data.Values;

/** An executable uses the data library of another method. */
public class Borrower {
  public Values values;
}
