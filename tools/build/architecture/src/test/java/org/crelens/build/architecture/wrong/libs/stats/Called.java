package org.crelens.build.architecture.wrong.libs.stats;

import org.crelens.build.architecture.wrong.alpha.train.Trainer;

/** A library uses an executable. */
public class Called {
  public Trainer trainer;
}
