package org.crelens.architecture.wrong.cli;

import org.crelens.architecture.wrong.tensor.Timed;

/** cli uses tensor. */
public class Sideways {
  public Timed tensor;
}
