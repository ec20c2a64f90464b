package org.crelens.architecture.wrong.network;

import org.crelens.architecture.wrong.train.Trainer;

/** A library uses an executable. */
public class Called {
  public Trainer trainer;
}
